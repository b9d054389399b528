package advice

import (
	"strconv"
	"strings"
	"sync"
)

// A Side is one of the two kinds of work that are weighed.
type Side int

// The two sides, in the order in which they are always named.
const (
	Build  Side = iota // building a management system: the implementer
	Verify             // checking one: the auditor
)

// Sides are both of them.
var Sides = [2]Side{Build, Verify}

// String gives the side's name in files and addresses.
func (s Side) String() string { return [2]string{"build", "verify"}[s] }

// Other gives the other side.
func (s Side) Other() Side { return 1 - s }

// Role gives the side's name in the calculator of grades.
func (s Side) Role() string { return [2]string{"implementer", "auditor"}[s] }

// A Model is one version of the questionnaire: the rule, the statements, the
// pairs and the circumstances. It never changes after it was read.
type Model struct {
	Version              int
	Bar, Gap, Both, Open int // the rule; see decide
	Statements           []*Statement
	Pairs                []*Pair
	Circumstances        []*Circumstance
	Readings             []*Reading
	Trial                *Trial          // nil where there was none
	sides                [2][]*Statement // the statements of each side, in the model's order
	steps                map[string]Step
	outcomes             [MostStars + 1][MostStars + 1]table // by the number of stars on each side
	starChoices          []starChoice
	analysis             func() Analysis // counts once
	file                 string
}

// File gives the version's file, relative to the content folder.
func (m *Model) File() string { return m.file }

// A Statement is about concrete work; answers say how true it is of oneself.
type Statement struct {
	ID    string
	Side  Side
	Cost  bool // a burden of the side's work: counts in reverse
	index int  // its place in the model
	words map[string]StatementWords
}

// StatementWords are a statement's words in one language.
type StatementWords struct {
	Say     string // the statement itself
	Short   string // the same work in a few words
	Against string // what the work asks, said to somebody whom it does not suit
	Helps   string // what covers that
}

// In gives the statement's words in a language.
func (s *Statement) In(lang string) StatementWords { return s.words[lang] }

// Points turns an answer from 0 to 4 into points from 0 to 4.
func (s *Statement) Points(value int) int {
	if s.Cost {
		return Most - value
	}
	return value
}

// A Pair is an either/or question that helps to tell which side comes first.
type Pair struct {
	ID    string
	a     Side // the side that option a speaks for; b speaks for the other
	index int
	words map[string]PairWords
}

// PairWords are a pair's words in one language.
type PairWords struct{ Ask, A, B string }

// In gives the pair's words in a language.
func (p *Pair) In(lang string) PairWords { return p.words[lang] }

// A Kind is how a circumstance is asked.
type Kind string

// The kinds of circumstances.
const (
	Choice Kind = "choice" // one of several options
	Boxes  Kind = "boxes"  // any number of options
	Number Kind = "number" // a whole number from 0 to MostNumber
)

// A Circumstance is asked apart and never scores: it may change the order of
// steps and their time, never the outcome.
type Circumstance struct {
	ID      string
	Kind    Kind
	URL     string // of the source
	Options []*Option
	index   int
	words   map[string]CircumstanceWords
}

// CircumstanceWords are a circumstance's words in one language.
type CircumstanceWords struct {
	Name   string // a few words, for the result
	Ask    string // the question
	Then   string // what follows, with {n} or {list}; empty for choices, whose options say it
	Source string // the title of the source
}

// In gives the circumstance's words in a language.
func (c *Circumstance) In(lang string) CircumstanceWords { return c.words[lang] }

// option gives an option by its id, or nil.
func (c *Circumstance) option(id string) *Option {
	for _, o := range c.Options {
		if o.ID == id {
			return o
		}
	}
	return nil
}

// An Option is one answer to a circumstance.
type Option struct {
	ID    string
	first *Side // the side that should come first, when both
	none  *Side // the side on which nothing was done yet
	wait  int   // months until a Lead course is possible
	alone bool  // cannot stand beside another option
	words map[string]OptionWords
}

// OptionWords are an option's words in one language.
type OptionWords struct{ Say, Then string }

// In gives the option's words in a language.
func (o *Option) In(lang string) OptionWords { return o.words[lang] }

// A Reading is an article to read after some results, and why.
type Reading struct {
	Article string // its key in the library
	Line    int    // of the version's file
	when    []string
	reason  words
}

// Reason gives the reason in a language, as the end of a line.
func (r *Reading) Reason(lang string) string { return r.reason[lang] }

// A StepKind says what a step asks.
type StepKind string

// The kinds of steps.
const (
	StatementStep    StepKind = "statement"
	PairStep         StepKind = "pair"
	CircumstanceStep StepKind = "circumstance"
)

// A Step is one page of the questionnaire; one of the three is not nil.
type Step struct {
	ID           string
	Kind         StepKind
	Place, Of    int // the place among the steps of its kind, from 1
	Statement    *Statement
	Pair         *Pair
	Circumstance *Circumstance
}

// Step gives the step with an id.
func (m *Model) Step(id string) (Step, bool) {
	s, ok := m.steps[id]
	return s, ok
}

// Steps gives every step in order, pairs included.
func (m *Model) Steps() []Step {
	steps := make([]Step, 0, len(m.steps))
	for _, s := range m.Statements {
		steps = append(steps, m.steps[s.ID])
	}
	for _, p := range m.Pairs {
		steps = append(steps, m.steps[p.ID])
	}
	for _, c := range m.Circumstances {
		steps = append(steps, m.steps[c.ID])
	}
	return steps
}

// finish derives what is looked up later from what was read.
func (m *Model) finish() {
	m.steps = map[string]Step{}
	m.sides = [2][]*Statement{}
	for i, s := range m.Statements {
		s.index = i
		m.sides[s.Side] = append(m.sides[s.Side], s)
		m.steps[s.ID] = Step{ID: s.ID, Kind: StatementStep, Place: i + 1, Of: len(m.Statements), Statement: s}
	}
	for i, p := range m.Pairs {
		p.index = i
		m.steps[p.ID] = Step{ID: p.ID, Kind: PairStep, Place: i + 1, Of: len(m.Pairs), Pair: p}
	}
	for i, c := range m.Circumstances {
		c.index = i
		m.steps[c.ID] = Step{ID: c.ID, Kind: CircumstanceStep, Place: i + 1, Of: len(m.Circumstances), Circumstance: c}
	}
	m.drawOutcomes()
	m.chooseStars()
	m.analysis = sync.OnceValue(m.analyse)
}

// Then gives the sentence that follows from an answer to a circumstance, in
// a language; value is as it stands in the address, and no skip.
func (c *Circumstance) Then(lang, value string) string {
	switch c.Kind {
	case Choice:
		return c.option(value).In(lang).Then
	case Number:
		return c.In(lang).Then // {n} is written by the page, in the language's way
	}
	var list []string
	for id := range strings.SplitSeq(value, ".") {
		list = append(list, c.option(id).In(lang).Say)
	}
	if len(list) == 1 && c.option(value).alone {
		return list[0] + "."
	}
	return strings.ReplaceAll(c.In(lang).Then, "{list}", strings.Join(list, "; "))
}

// clean gives the valid form of a circumstance's values as they came in the
// address, or "" where none is valid.
func (c *Circumstance) clean(values []string) string {
	switch c.Kind {
	case Choice:
		for _, v := range values {
			if v == Skip || c.option(v) != nil {
				return v
			}
		}
	case Number:
		for _, v := range values {
			if v == Skip {
				return v
			}
			if n, ok := WholeNumber(v); ok {
				return strconv.Itoa(n)
			}
		}
	case Boxes:
		return c.cleanBoxes(values)
	}
	return ""
}

// cleanBoxes puts the ticked boxes into the model's order. A form sends each
// box by itself, an address all of them in one value. A box that stands alone
// gives way to others.
func (c *Circumstance) cleanBoxes(values []string) string {
	ticked := map[*Option]bool{}
	for _, v := range values {
		if v == Skip && len(ticked) == 0 {
			return Skip
		}
		for id := range strings.SplitSeq(v, ".") {
			if o := c.option(id); o != nil {
				ticked[o] = true
			}
		}
	}
	var alone, together []string
	for _, o := range c.Options {
		switch {
		case !ticked[o]:
		case o.alone:
			alone = append(alone, o.ID)
		default:
			together = append(together, o.ID)
		}
	}
	if len(together) == 0 && len(alone) > 0 {
		return alone[0]
	}
	return strings.Join(together, ".")
}

// MostNumber is the largest number that a visitor can give.
const MostNumber = 99_999

// WholeNumber reads a number from 0 to MostNumber without sign or decimals.
func WholeNumber(text string) (n int, ok bool) {
	if text == "" || len(text) > 10 || strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && n <= MostNumber
}
