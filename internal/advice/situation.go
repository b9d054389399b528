package advice

import (
	"slices"
	"strconv"
	"strings"
)

// A Situation is what somebody says of themselves for the grades. What was
// not said is zero.
type Situation struct {
	Side       *Side
	Standard   string
	Years      int    // at work, whole years
	FieldYears int    // of these in the standard's field
	Hours      [2]int // documented hours by side; no hour counts on both
	Pace       int    // hours a month that can be added; 0: none or not said
	Held       []string
	Wait       int         // months until a Lead course is possible
	Given      []Parameter // what was said, in the fixed order
}

// situationNames are the calculator's parameters in their fixed order.
var situationNames = []string{"side", "standard", "years", "field-years", "project-hours", "audit-hours", "pace", "held"}

// ParseSituation reads the query of the calculator's address; what is not
// valid is dropped.
func ParseSituation(query string) Situation { return situationOf(parameters(query)) }

// situationOf reads the parameters that the calculator and the questionnaire
// share, in their fixed order.
func situationOf(given map[string][]string) Situation {
	s := Situation{}
	for _, name := range situationNames {
		s.take(name, given[name])
	}
	return s
}

// AsksGrades reports whether a query has any parameter of the calculator,
// valid or not.
func AsksGrades(query string) bool {
	given := parameters(query)
	return slices.ContainsFunc(situationNames, func(name string) bool { return given[name] != nil })
}

// take notes one parameter: of repeated ones the first valid, of what is held
// all.
func (s *Situation) take(name string, values []string) {
	number := func(into *int) {
		for _, v := range values {
			if n, ok := WholeNumber(v); ok {
				*into = n
				s.Given = append(s.Given, Parameter{name, strconv.Itoa(n)})
				return
			}
		}
	}
	switch name {
	case "side":
		for _, v := range values {
			for _, side := range Sides {
				if s.Side == nil && v == side.Role() {
					s.Side = &side
					s.Given = append(s.Given, Parameter{name, v})
				}
			}
		}
	case "standard":
		for _, v := range values {
			if s.Standard == "" && slices.Contains(Standards, v) {
				s.Standard = v
				s.Given = append(s.Given, Parameter{name, v})
			}
		}
	case "years":
		number(&s.Years)
	case "field-years":
		number(&s.FieldYears)
	case "project-hours":
		number(&s.Hours[Build])
	case "audit-hours":
		number(&s.Hours[Verify])
	case "pace":
		number(&s.Pace)
	case "held":
		for _, h := range Holdings {
			if slices.Contains(values, h) {
				s.Held = append(s.Held, h)
				s.Given = append(s.Given, Parameter{name, h})
			}
		}
	}
}

// Encode gives the situation as the query of an address, in one fixed order.
func (s Situation) Encode() string {
	var q strings.Builder
	for i, p := range s.Given {
		if i > 0 {
			q.WriteByte('&')
		}
		q.WriteString(p.Name + "=" + p.Value)
	}
	return q.String()
}

// Said gives the value of a parameter, or "".
func (s Situation) Said(name string) string {
	for _, p := range s.Given {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

// Holds reports whether something is held already.
func (s Situation) Holds(name string) bool { return slices.Contains(s.Held, name) }
