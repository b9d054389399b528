package advice

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"leadpath/internal/locale"
)

// A binder makes a Model of one file.
type binder struct {
	*reader
	file string
	at   interface{ Line(key string) int }
	ids  map[string]bool
}

// fault adds a fault at a key of the file.
func (b *binder) fault(key, format string, args ...any) {
	b.faults.Add(b.file, b.at.Line(key), format, args...)
}

// What a model may have. Sums of a side are kept in 64 bits: see Axis.
const (
	mostOfASide  = 12 // statements
	neverTooOpen = mostOfASide + 1
	mostPairs    = 9
	mostAsides   = 60 // circumstances
	mostOptions  = 30
	mostWait     = 120 // months
)

func (b *binder) model(version int, f modelFront) *Model {
	m := &Model{Version: version, file: b.file}
	b.rule(m, f)
	for i, s := range f.Statement {
		m.Statements = append(m.Statements, b.statement(fmt.Sprintf("statement.%d", i), s))
	}
	for i, p := range f.Pair {
		m.Pairs = append(m.Pairs, b.pair(fmt.Sprintf("pair.%d", i), p))
	}
	for i, c := range f.Circumstance {
		m.Circumstances = append(m.Circumstances, b.circumstance(fmt.Sprintf("circumstance.%d", i), c))
	}
	if n := len(m.Pairs); n > mostPairs {
		b.fault("pair", "there are %d pairs; up to %d are asked", n, mostPairs)
	}
	if n := len(m.Circumstances); n > mostAsides {
		b.fault("circumstance", "there are %d circumstances; up to %d are asked", n, mostAsides)
	}
	for i, f := range f.Read {
		m.Readings = append(m.Readings, b.reading(fmt.Sprintf("read.%d", i), m, f))
	}
	m.Trial = b.trial(f.Trial)
	b.balanced(f.Statement)
	return m
}

// rule reads the numbers of the rule. With both above bar, equal sides could
// reach the bar and not be both.
func (b *binder) rule(m *Model, f modelFront) {
	before := len(b.faults)
	m.Bar = b.number("bar", f.Bar, full)
	m.Gap = b.number("gap", f.Gap, full)
	m.Both = b.number("both", f.Both, full)
	m.Open = b.number("open", f.Open, neverTooOpen)
	if len(b.faults) == before && m.Both > m.Bar {
		b.fault("both", "both is %d and bar %d; the weaker side cannot need more than the bar", m.Both, m.Bar)
	}
}

// number asks for a number from 1 to the most.
func (b *binder) number(key string, value *int, most int) int {
	switch {
	case value == nil:
		b.fault(key, "%s is missing; write a number from 1 to %d", key, most)
		return 0
	case *value < 1 || *value > most:
		b.fault(key, "%s is %d; write a number from 1 to %d", key, *value, most)
	}
	return *value
}

// balanced asks for as many attractions as costs on each side, and as many
// on both: otherwise who says yes to everything is sent somewhere by that
// alone (model.md, “Statements”).
func (b *binder) balanced(statements []statementFront) {
	var attractions, costs [2]int
	for _, s := range statements {
		side := sideNamed(s.Axis)
		switch {
		case side == nil:
			return // which is named already
		case s.Cost:
			costs[*side]++
		default:
			attractions[*side]++
		}
	}
	even := true
	for _, side := range Sides {
		n := attractions[side] + costs[side]
		even = even && n > 0 && attractions[side] == costs[side]
		switch {
		case n == 0:
			b.fault("statement", "there is no statement about %s; write as many as for the other side", sideNames[side])
		case n > mostOfASide:
			b.fault("statement", "%d statements are about %s; up to %d can be weighed", n, sideNames[side], mostOfASide)
		case attractions[side] != costs[side]:
			b.fault("statement", "attractions and costs of %s are %d and %d; write as many of each, or saying yes to everything decides", sideNames[side], attractions[side], costs[side])
		}
	}
	if even && attractions[Build] != attractions[Verify] {
		b.fault("statement", "%d statements are about building and %d about verifying; write as many of each", 2*attractions[Build], 2*attractions[Verify])
	}
}

var sideNames = [2]string{"building", "verifying"}

var (
	idForm   = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	reserved = []string{"v", "star", "without", "skip", "zone", "from", "move", "switch", "result", "method", "ergebnis", "verfahren"}
)

// id asks for a name that can stand in an address and is given once.
func (b *binder) id(key, id string) {
	switch {
	case !idForm.MatchString(id):
		b.fault(key+".id", "the id %q has other signs than a-z, 0-9 and hyphens or no letter first; write another", id)
	case slices.Contains(reserved, id):
		b.fault(key+".id", "the id %q stands for something else in addresses; write another", id)
	case b.ids[id]:
		b.fault(key+".id", "the id %q is given twice; write another", id)
	}
	b.ids[id] = true
}

// side reads the name of a side.
func (b *binder) side(key, name string) *Side {
	side := sideNamed(name)
	if side == nil {
		b.fault(key, "%q is no side; write build or verify", name)
	}
	return side
}

// sideNamed gives the side of a name in files and addresses, or nil.
func sideNamed(name string) *Side {
	for _, side := range Sides {
		if side.String() == name {
			return &side
		}
	}
	return nil
}

func (b *binder) statement(key string, f statementFront) *Statement {
	b.id(key, f.ID)
	s := &Statement{ID: f.ID, Cost: f.Cost, words: map[string]StatementWords{}}
	if side := b.side(key+".axis", f.Axis); side != nil {
		s.Side = *side
	}
	say, short := b.speak(key+".say", f.Say), b.speak(key+".short", f.Short)
	against, helps := b.speak(key+".against", f.Against), b.speak(key+".helps", f.Helps)
	for _, l := range b.languages {
		s.words[l.Code] = StatementWords{say[l.Code], short[l.Code], against[l.Code], helps[l.Code]}
	}
	return s
}

func (b *binder) pair(key string, f pairFront) *Pair {
	b.id(key, f.ID)
	p := &Pair{ID: f.ID, words: map[string]PairWords{}}
	first, second := b.side(key+".prefer.a", f.Prefer.A), b.side(key+".prefer.b", f.Prefer.B)
	if first != nil && second != nil {
		if p.a = *first; *first == *second {
			b.fault(key+".prefer", "both options speak for %s; one must speak for the other side", sideNames[*first])
		}
	}
	ask, a, other := b.speak(key+".ask", f.Ask), b.speak(key+".a", f.A), b.speak(key+".b", f.B)
	for _, l := range b.languages {
		p.words[l.Code] = PairWords{ask[l.Code], a[l.Code], other[l.Code]}
	}
	return p
}

func (b *binder) circumstance(key string, f circumstanceFront) *Circumstance {
	b.id(key, f.ID)
	c := &Circumstance{ID: f.ID, Kind: Kind(f.Kind), URL: f.URL, words: map[string]CircumstanceWords{}}
	if !slices.Contains([]Kind{Choice, Boxes, Number}, c.Kind) {
		b.fault(key+".kind", "%q is no kind; write choice, boxes or number", f.Kind)
	}
	if u, err := url.Parse(f.URL); err != nil || u.Scheme != "https" || u.Host == "" {
		b.fault(key+".url", "the source %q is no address; write one that begins with https://", f.URL)
	}
	name, ask, source := b.speak(key+".name", f.Name), b.speak(key+".ask", f.Ask), b.speak(key+".source", f.Source)
	then := words{}
	if c.Kind == Boxes || c.Kind == Number {
		then = b.speak(key+".then", f.Then)
	}
	for _, l := range b.languages {
		c.words[l.Code] = CircumstanceWords{name[l.Code], ask[l.Code], then[l.Code], source[l.Code]}
	}
	b.options(key, c, f.Option)
	return c
}

func (b *binder) options(key string, c *Circumstance, fronts []optionFront) {
	switch n := len(fronts); {
	case c.Kind == Number && n > 0:
		b.fault(key, "a number has no options; remove them")
	case c.Kind == Choice && n < 2, c.Kind == Boxes && n < 2, n > mostOptions:
		b.fault(key, "the number of options is %d; write from 2 to %d", n, mostOptions)
	}
	for i, f := range fronts {
		c.Options = append(c.Options, b.option(fmt.Sprintf("%s.option.%d", key, i), c, f))
	}
}

// reading binds an article to the results that it is for.
func (b *binder) reading(key string, m *Model, f readFront) *Reading {
	r := &Reading{Article: f.Article, Line: b.at.Line(key), when: f.When}
	if f.Article == "" {
		b.fault(key, "article is missing; write the key of an article")
	}
	if len(f.When) == 0 {
		b.fault(key, "when is missing; write outcomes, or circumstances as built=recent")
	}
	for _, when := range f.When {
		if !m.knows(when) {
			b.fault(key+".when", "%q is no outcome and no option of a circumstance; write lead-implementer, or built=recent", when)
		}
	}
	r.reason = b.speak(key+".reason", f.Reason)
	return r
}

// knows reports whether something can be the result of the model.
func (m *Model) knows(when string) bool {
	if slices.Contains(Outcomes[:], Outcome(when)) {
		return true
	}
	id, option, ok := strings.Cut(when, "=")
	return ok && slices.ContainsFunc(m.Circumstances, func(c *Circumstance) bool { return c.ID == id && c.option(option) != nil })
}

var optionForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

func (b *binder) option(key string, c *Circumstance, f optionFront) *Option {
	switch {
	case !optionForm.MatchString(f.ID):
		b.fault(key+".id", "the option %q has other signs than a-z, 0-9 and hyphens; write another", f.ID)
	case f.ID == Skip:
		b.fault(key+".id", "the option %q is the answer that says nothing; write another", f.ID)
	case c.option(f.ID) != nil:
		b.fault(key+".id", "the option %q is given twice; write another", f.ID)
	}
	o := &Option{ID: f.ID, wait: f.Wait, alone: f.Alone, words: map[string]OptionWords{}}
	if f.First != "" {
		o.first = b.side(key+".first", f.First)
	}
	if f.None != "" {
		o.none = b.side(key+".none", f.None)
	}
	if f.Wait < 0 || f.Wait > mostWait {
		b.fault(key+".wait", "wait is %d; write months from 0 to %d", f.Wait, mostWait)
	}
	say, then := b.speak(key+".say", f.Say), words{}
	if c.Kind == Choice {
		then = b.speak(key+".then", f.Then)
	}
	for _, l := range b.languages {
		o.words[l.Code] = OptionWords{say[l.Code], then[l.Code]}
	}
	return o
}

// speak asks for a value in every language of the site.
func (b *binder) speak(key string, w words) words {
	tidy := words{}
	name := key[strings.LastIndexByte(key, '.')+1:]
	for _, l := range b.languages {
		if strings.TrimSpace(w[l.Code]) == "" {
			b.fault(key+"."+l.Code, "%s.%s is missing; write %s in %s too", name, l.Code, name, l.Name)
		}
		tidy[l.Code] = locale.Typography(w[l.Code])
	}
	for code := range w {
		if _, spoken := tidy[code]; !spoken {
			b.fault(key+"."+code, "%s.%s: the site does not speak %q; remove it", name, code, code)
		}
	}
	return tidy
}
