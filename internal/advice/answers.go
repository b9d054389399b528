package advice

import (
	"math/bits"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// What answers can be.
const (
	Most      = 4        // answers to a statement are 0 to Most
	Unsure    = Most + 1 // “I do not know yet”
	missing   = -1
	MostStars = 3
	Skip      = "skip" // the answer to a circumstance about which nothing is said
)

// maxParameters is how many parameters of an address are looked at; the rest
// is dropped (promise S16).
const maxParameters = 200

// Answers are what somebody has answered so far, to one version of the
// questionnaire. They stand in the address, and nowhere else.
type Answers struct {
	Model         *Model
	statements    []int8   // 0 to Most, Unsure or missing
	pairs         []byte   // 'a', 'b' or 0
	circumstances []string // "" where missing
	stars         uint64   // a bit for each statement
	without       uint64   // a bit for each circumstance that is left aside
}

// Parse reads the query of an address: what is valid is kept, everything
// else dropped. A version that is missing or was never published is today's.
func (p *Paths) Parse(query string) Answers {
	given := parameters(query)
	model := p.Today()
	for _, v := range given["v"] {
		if m := p.Version(v); m != nil {
			model = m
			break
		}
	}
	return model.parse(given)
}

// Read reads the query of an address as answers to this version, whatever
// version the address names.
func (m *Model) Read(query string) Answers { return m.parse(parameters(query)) }

// parameters splits a query; what cannot be read is left out.
func parameters(query string) map[string][]string {
	most := min(maxParameters, strings.Count(query, "&")+1)
	given, values := make(map[string][]string, most), make([]string, 0, most)
	for range maxParameters {
		if query == "" {
			break
		}
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		name, value, _ := strings.Cut(pair, "=")
		if strings.ContainsAny(pair, "%+") {
			var nameErr, valueErr error
			name, nameErr = url.QueryUnescape(name)
			value, valueErr = url.QueryUnescape(value)
			if nameErr != nil || valueErr != nil {
				continue
			}
		}
		if before, again := given[name]; again {
			given[name] = append(before, value)
			continue
		}
		values = append(values, value)
		given[name] = values[len(values)-1 : len(values) : len(values)] // room for one, as most come once
	}
	return given
}

// None are the answers of somebody who has not answered yet.
func (m *Model) None() Answers { return m.parse(nil) }

func (m *Model) parse(given map[string][]string) Answers {
	a := Answers{
		Model: m, statements: make([]int8, len(m.Statements)),
		pairs: make([]byte, len(m.Pairs)), circumstances: make([]string, len(m.Circumstances)),
	}
	for i, s := range m.Statements {
		a.statements[i] = answerOf(given[s.ID])
	}
	for i, p := range m.Pairs {
		for _, v := range given[p.ID] {
			if v == "a" || v == "b" {
				a.pairs[i] = v[0]
				break
			}
		}
	}
	skipped := given["skip"]
	for i, c := range m.Circumstances {
		if a.circumstances[i] = c.clean(given[c.ID]); slices.Contains(skipped, c.ID) {
			a.circumstances[i] = Skip
		}
	}
	stars := given["star"]
	for i, s := range m.Statements {
		if starred := slices.Contains(stars, s.ID); starred && a.countStars() < MostStars {
			a.stars |= 1 << i
		}
	}
	for i, c := range m.Circumstances {
		if slices.Contains(given["without"], c.ID) && a.says(i) {
			a.without |= 1 << i
		}
	}
	return a
}

// answerOf gives the first valid answer to a statement.
func answerOf(values []string) int8 {
	for _, v := range values {
		if v == "unsure" {
			return Unsure
		}
		if len(v) == 1 && v[0] >= '0' && v[0] <= '0'+Most {
			return int8(v[0] - '0')
		}
	}
	return missing
}

// says reports whether something was said about a circumstance.
func (a Answers) says(i int) bool { return a.circumstances[i] != "" && a.circumstances[i] != Skip }

// Encode gives the answers as the query of an address, in one fixed order:
// the version, the answers in the model's order, stars, what is left aside.
func (a Answers) Encode() string {
	var q strings.Builder
	q.Grow(256)
	q.WriteString("v=")
	q.WriteString(strconv.Itoa(a.Model.Version))
	add := func(name, value string) {
		q.WriteByte('&')
		q.WriteString(name)
		q.WriteByte('=')
		q.WriteString(value)
	}
	a.each(add)
	return q.String()
}

// each names every answer in the fixed order.
func (a Answers) each(add func(name, value string)) {
	for i, s := range a.Model.Statements {
		if a.statements[i] != missing {
			add(s.ID, valueNames[a.statements[i]])
		}
	}
	for i, p := range a.Model.Pairs {
		if a.pairs[i] != 0 {
			add(p.ID, string(a.pairs[i]))
		}
	}
	for i, c := range a.Model.Circumstances {
		if a.circumstances[i] != "" {
			add(c.ID, a.circumstances[i])
		}
	}
	for i, s := range a.Model.Statements {
		if a.stars&(1<<i) != 0 {
			add("star", s.ID)
		}
	}
	for i, c := range a.Model.Circumstances {
		if a.without&(1<<i) != 0 {
			add("without", c.ID)
		}
	}
}

// valueNames are the answers to a statement as they stand in the address.
var valueNames = [...]string{"0", "1", "2", "3", "4", "unsure"}

// A Parameter is one name and value of the address.
type Parameter struct{ Name, Value string }

// Beside gives all parameters but the answer to one step and its star: what
// the step's form carries along.
func (a Answers) Beside(id string) []Parameter {
	carried := []Parameter{{"v", strconv.Itoa(a.Model.Version)}}
	a.each(func(name, value string) {
		if name != id && (name != "star" || value != id) {
			carried = append(carried, Parameter{name, value})
		}
	})
	return carried
}

// Value gives the answer to a step as it stands in the address, or "".
func (a Answers) Value(id string) string {
	switch s := a.Model.steps[id]; s.Kind {
	case StatementStep:
		if v := a.statements[s.Statement.index]; v != missing {
			return valueNames[v]
		}
	case PairStep:
		if v := a.pairs[s.Pair.index]; v != 0 {
			return string(v)
		}
	case CircumstanceStep:
		return a.circumstances[s.Circumstance.index]
	}
	return ""
}

// Starred reports whether a statement bears a star.
func (a Answers) Starred(s *Statement) bool { return a.stars&(1<<s.index) != 0 }

// StarsLeft is how many stars can still be given.
func (a Answers) StarsLeft() int { return MostStars - a.countStars() }

func (a Answers) countStars() int { return bits.OnesCount64(a.stars) }

// With gives the same answers with others to some statements.
func (a Answers) With(changes ...Change) Answers {
	a.statements = slices.Clone(a.statements)
	for _, c := range changes {
		a.statements[c.Statement.index] = int8(c.Value)
	}
	return a
}

// Aside gives the same answers with a circumstance left aside, or taken into
// account again; one of which nothing was said cannot be left aside.
func (a Answers) Aside(c *Circumstance) Answers {
	if a.says(c.index) {
		a.without ^= 1 << c.index
	}
	return a
}

// Choosing gives the same answers with another to a circumstance; an unknown
// circumstance or value changes nothing.
func (a Answers) Choosing(id, value string) Answers {
	s, ok := a.Model.steps[id]
	if !ok || s.Kind != CircumstanceStep {
		return a
	}
	if value = s.Circumstance.clean([]string{value}); value != "" {
		a.circumstances = slices.Clone(a.circumstances)
		a.circumstances[s.Circumstance.index] = value
		a.without &^= 1 << s.Circumstance.index
	}
	return a
}

// Begun reports whether anything was answered or starred.
func (a Answers) Begun() bool {
	begun := false
	a.each(func(string, string) { begun = true })
	return begun
}

// Answered is how many statements are answered.
func (a Answers) Answered() int {
	n := 0
	for _, v := range a.statements {
		if v != missing {
			n++
		}
	}
	return n
}

// Complete reports whether all statements are answered: then there is a
// result.
func (a Answers) Complete() bool { return !slices.Contains(a.statements, missing) }

// Next gives the first step without an answer: statements, then the pairs
// where they matter, then the circumstances; false where none is left.
func (a Answers) Next() (Step, bool) {
	for _, s := range a.Steps() {
		if a.Value(s.ID) == "" {
			return s, true
		}
	}
	return Step{}, false
}

// Steps gives the steps that these answers lead through, in order. Pairs are
// asked only of those to whom both is advised.
func (a Answers) Steps() []Step {
	steps := a.Model.Steps()
	if a.Complete() && a.outcome() == Both {
		return steps
	}
	return slices.DeleteFunc(steps, func(s Step) bool { return s.Kind == PairStep })
}

// Before gives the step before one; false for the first. A pair that is not
// asked of these answers stands behind the last statement like the others.
func (a Answers) Before(id string) (Step, bool) {
	step, before, ok := a.Model.steps[id], Step{}, false
	for _, s := range a.Steps() {
		if s.ID == id || step.Kind == PairStep && s.Kind == CircumstanceStep {
			break
		}
		before, ok = s, true
	}
	return before, ok
}
