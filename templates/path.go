package templates

import (
	"fmt"
	"strings"

	"leadpath/internal/advice"
	"leadpath/internal/locale"
)

// MissingAnswer is the part of a step's page that says that an answer is
// missing; it is seen by those who are sent there.
const MissingAnswer = "missing"

// Start is the page on which the questionnaire begins, or goes on.
type Start struct{ advice.Answers }

// StepAddress is where a step is asked with the answers so far.
func StepAddress(l *locale.Locale, s advice.Step, a advice.Answers) string {
	return l.Path("step", s.ID) + "?" + a.Encode()
}

// NextAddress is where answers lead: to the first step without one, at last to
// the result.
func NextAddress(l *locale.Locale, a advice.Answers) string {
	if s, ok := a.Next(); ok {
		return StepAddress(l, s, a)
	}
	return l.Path("result") + "?" + a.Encode()
}

// more is how many questions follow the statements at most.
func (s Start) more() int { return len(s.Model.Pairs) + len(s.Model.Circumstances) }

// A StepView is one step of the questionnaire with the answers so far.
type StepView struct {
	advice.Step
	Answers advice.Answers
}

// Title says which step of its kind this is.
func (v StepView) Title(l *locale.Locale) string {
	return l.T("step."+string(v.Kind)+".place", "Place", v.Place, "Of", v.Of)
}

// Ask gives the statement or the question.
func (v StepView) Ask(l *locale.Locale) string {
	switch v.Kind {
	case advice.StatementStep:
		return v.Statement.In(l.Code).Say
	case advice.PairStep:
		return v.Pair.In(l.Code).Ask
	}
	return v.Circumstance.In(l.Code).Ask
}

// A choice is one radio button or box.
type choice struct {
	value, label string
	chosen       bool
}

// scale gives the five answers to a statement, from “not at all” on.
func (v StepView) scale(p Page) []choice {
	list := make([]choice, advice.Most+1)
	for i := range list {
		value := fmt.Sprint(i)
		list[i] = choice{value, p.T("answer." + value), v.Answers.Value(v.ID) == value}
	}
	return list
}

// options gives the answers to a pair or a circumstance.
func (v StepView) options(p Page) []choice {
	now := v.Answers.Value(v.ID)
	if v.Kind == advice.PairStep {
		words := v.Pair.In(p.Code)
		return []choice{{"a", words.A, now == "a"}, {"b", words.B, now == "b"}}
	}
	ticked := strings.Split(now, ".")
	var list []choice
	for _, o := range v.Circumstance.Options {
		c := choice{value: o.ID, label: o.In(p.Code).Say}
		for _, value := range ticked {
			c.chosen = c.chosen || value == o.ID
		}
		list = append(list, c)
	}
	return list
}

func (v StepView) boxes() bool {
	return v.Kind == advice.CircumstanceStep && v.Circumstance.Kind == advice.Boxes
}

func (v StepView) number() bool {
	return v.Kind == advice.CircumstanceStep && v.Circumstance.Kind == advice.Number
}

// typed is the number given before, if any.
func (v StepView) typed() string {
	if now := v.Answers.Value(v.ID); now != advice.Skip {
		return now
	}
	return ""
}

// star says what the star is for and how many are left.
func (v StepView) star(p Page) string {
	if v.unstarrable() {
		return p.T("step.star.none")
	}
	return p.T("step.star") + " " + p.N("step.star.left", v.Answers.StarsLeft())
}

// unstarrable reports whether the statement can bear no star, as all are given.
func (v StepView) unstarrable() bool {
	return v.Answers.StarsLeft() == 0 && !v.Answers.Starred(v.Statement)
}

// back is the address of the step before this one, or of the start.
func (v StepView) back(p Page) string {
	if before, ok := v.Answers.Before(v.ID); ok {
		return StepAddress(p.Locale, before, v.Answers)
	}
	return p.Path("path")
}

// ticks draws how far along a step is: strokes for what lies behind, a long
// one for this step.
func (v StepView) ticks() (behind, here, ahead string) {
	var b, a strings.Builder
	for i := 1; i <= v.Of; i++ {
		x := 2 + 204*(i-1)/max(1, v.Of-1)
		switch {
		case i < v.Place:
			fmt.Fprintf(&b, "M%d 18V4", x)
		case i == v.Place:
			here = fmt.Sprintf("M%d 18V2", x)
		default:
			fmt.Fprintf(&a, "M%d 18v-6", x)
		}
	}
	return b.String(), here, a.String()
}
