package templates

import (
	"strconv"
	"strings"
	"time"

	"leadpath/internal/advice"
	"leadpath/internal/locale"
	"leadpath/templates/parts"
)

// A GradesView is what somebody says of themselves for the grades, at a
// moment.
type GradesView struct {
	advice.Situation
	now time.Time
}

// NewGrades makes the view of a situation at a moment, which stands in the
// owner's zone: months are counted from its month.
func NewGrades(s advice.Situation, now time.Time) GradesView { return GradesView{s, now} }

// figuresPlace is the part of the page that has the form.
const figuresPlace = "figures"

// figuresRead is the day on which the figures were read at their sources.
var figuresRead = locale.Date{Year: 2026, Month: 11, Day: 23}

// A ladder is the way through the grades of one side and standard.
type ladder struct {
	side     advice.Side
	standard string
}

func (l ladder) name(p Page) string {
	return p.T("grades.ladder", "Role", gradeName(advice.Plain, l.side), "Standard", l.standard)
}

func (l ladder) source() string { return advice.GradesSource(l.side, l.standard) }

// ladders gives those of the side and the standard that were chosen; where
// one was not, those of both.
func (v GradesView) ladders() []ladder {
	var list []ladder
	for _, standard := range advice.Standards {
		for _, side := range advice.Sides {
			if (v.Standard == "" || v.Standard == standard) && (v.Side == nil || *v.Side == side) {
				list = append(list, ladder{side, standard})
			}
		}
	}
	return list
}

// rungs gives the grades of a ladder, ready to be drawn. What is open says so
// in a word beside where to ask; the page explains it once.
func (v GradesView) rungs(p Page, l ladder) []parts.Rung {
	var list []parts.Rung
	for _, r := range v.Ladder(l.side, l.standard) {
		rung := grade(p, l.standard, r)
		rung.Title, rung.When, rung.Data = gradeName(r.Grade, r.Side), v.when(p, l, r), hooks(r)
		if r.Open {
			rung.Note = p.T("route.open")
		}
		if !v.reckoned() {
			rung.Missing = ""
		}
		list = append(list, rung)
	}
	return list
}

// hooks gives a grade and its figures as the page's data- attributes.
func hooks(r advice.Rung) map[string]string {
	if r.Open {
		return map[string]string{"grade": string(r.Grade), "open": ""}
	}
	return map[string]string{"grade": string(r.Grade), "missing-hours": strconv.Itoa(r.Missing.Hours), "missing-years": strconv.Itoa(r.MissingYears())}
}

// when says from which month a grade can be reached: nothing where the facts
// leave it open, and nothing before anything is known of the visitor.
func (v GradesView) when(p Page, l ladder, r advice.Rung) string {
	years := r.MissingYears()
	switch {
	case r.Open, !v.reckoned():
		return ""
	case r.Months > 0:
		return p.T("grades.from", "Month", month(p, v.now, r.Months))
	case r.Months < 0 && years > 0:
		return p.T("grades.not-before", "Month", month(p, v.now, 12*years))
	case r.Months < 0:
		return p.T("route.no-pace")
	case v.passed(l):
		return p.T("route.now")
	}
	return p.T("grades.after-exam")
}

// reckoned reports whether anything was said that a grade depends on.
func (v GradesView) reckoned() bool {
	for _, said := range v.Given {
		if said.Name != "side" && said.Name != "standard" {
			return true
		}
	}
	return false
}

// passed reports whether the exam of a ladder is held.
func (v GradesView) passed(l ladder) bool {
	return v.Holds(l.side.Role() + "-exam-" + l.standard)
}

// exam says whether the exam is still to come.
func (v GradesView) exam(p Page, l ladder) string {
	said := p.T("grades.exam.first", "Role", roleName(l.side))
	if v.passed(l) {
		said = p.T("grades.exam.passed", "Role", roleName(l.side))
	}
	if v.Holds("foundation-" + l.standard) {
		said += " " + p.T("grades.foundation.held")
	}
	return said
}

// given reports whether anything was said.
func (v GradesView) given() bool { return len(v.Given) > 0 }

// mark is that of the side that was chosen.
func (v GradesView) mark() string {
	if v.Side == nil {
		return "both"
	}
	return v.Side.Role()
}

// lead says what the page is for, or from when and with what it is reckoned.
func (v GradesView) lead(p Page) string {
	switch {
	case !v.given():
		return p.T("grades.lead")
	case !v.reckoned():
		return p.T("grades.asks")
	}
	return p.T("grades.reckoned", "Month", month(p, v.now, 0), "Given", strings.Join(v.said(p), "; "))
}

// said lists the figures that were given and what is held.
func (v GradesView) said(p Page) []string {
	var list []string
	for _, f := range v.numbers(p) {
		if n, ok := advice.WholeNumber(f.Value); ok {
			list = append(list, strings.ReplaceAll(f.Label+" "+p.Number(n), " ", "\u00a0"))
		}
	}
	for _, c := range v.holdings(p).List {
		if c.Chosen {
			list = append(list, c.Label)
		}
	}
	return list
}

// sides are the choices of a side; neither means both.
func (v GradesView) sides(p Page) parts.Choices {
	list := []parts.Choice{{Label: p.T("grades.side.both"), Chosen: v.Side == nil}}
	for _, side := range advice.Sides {
		list = append(list, parts.Choice{Value: side.Role(), Label: gradeName(advice.Plain, side), Chosen: v.Side != nil && *v.Side == side})
	}
	return parts.Choices{Name: "side", Legend: p.T("grades.side"), List: list}
}

// standards are the choices of a standard; neither means both.
func (v GradesView) standards(p Page) parts.Choices {
	list := []parts.Choice{{Label: p.T("grades.standard.both"), Chosen: v.Standard == ""}}
	for _, standard := range advice.Standards {
		list = append(list, parts.Choice{Value: standard, Label: p.T("grades.standard.name", "Standard", standard), Chosen: v.Standard == standard})
	}
	return parts.Choices{Name: "standard", Legend: p.T("grades.standard"), List: list}
}

// numbers are the fields for years, hours and pace, with what was typed.
func (v GradesView) numbers(p Page) []parts.NumberField {
	list := []parts.NumberField{
		{Name: "years", Label: p.T("grades.years"), Hint: p.T("grades.years.hint")},
		{Name: "field-years", Label: p.T("grades.field-years"), Hint: p.T("grades.field-years.hint")},
		{Name: "project-hours", Label: p.T("grades.project-hours"), Hint: p.T("grades.hours.hint")},
		{Name: "audit-hours", Label: p.T("grades.audit-hours"), Hint: p.T("grades.hours.hint")},
		{Name: "pace", Label: p.T("grades.pace"), Hint: p.T("grades.pace.hint")},
	}
	for i := range list {
		list[i].Value, list[i].Most = v.Said(list[i].Name), strconv.Itoa(advice.MostNumber)
	}
	return list
}

// holdings are the boxes for what is held already.
func (v GradesView) holdings(p Page) parts.Choices {
	var list []parts.Choice
	for _, name := range advice.Holdings {
		list = append(list, parts.Choice{Value: name, Label: holding(p, name), Chosen: v.Holds(name)})
	}
	return parts.Choices{Name: "held", Legend: p.T("grades.held"), Many: true, List: list}
}

// holding names what can be held.
func holding(p Page, name string) string {
	cut := strings.LastIndexByte(name, '-')
	what, standard := name[:cut], name[cut+1:]
	switch what {
	case "implementer-exam":
		return p.T("grades.held.implementer-exam", "Standard", standard)
	case "auditor-exam":
		return p.T("grades.held.auditor-exam", "Standard", standard)
	}
	return p.T("grades.held.foundation", "Standard", standard)
}
