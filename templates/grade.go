package templates

import (
	"leadpath/internal/advice"
	"leadpath/templates/parts"
)

// Where PECB says what the facts leave open.
const (
	pecbRules   = "https://pecb.com/de/certification-rules-and-policies"
	pecbSupport = "https://support.pecb.com"
)

// roleName is the credential on a side; it is the same in every language.
func roleName(side advice.Side) string {
	return [2]string{"Lead Implementer", "Lead Auditor"}[side]
}

// gradeName is a grade's name as PECB writes it.
func gradeName(g advice.Grade, side advice.Side) string {
	role := [2]string{"Implementer", "Auditor"}[side]
	switch g {
	case advice.Provisional:
		return "Provisional " + role
	case advice.Lead:
		return "Lead " + role
	case advice.SeniorLead:
		return "Senior Lead " + role
	case advice.Master:
		return "Master"
	}
	return role
}

// grade says what a grade asks for and what is missing.
func grade(p Page, standard string, r advice.Rung) parts.Rung {
	rung := parts.Rung{Mark: r.Side.Role(), Title: p.T("grade.title", "Grade", gradeName(r.Grade, r.Side))}
	switch {
	case r.Grade == advice.Master:
		rung.Mark, rung.Note = "both", p.T("grade.master")
		rung.Check, rung.Link = p.T("grade.check.support"), pecbSupport
	case r.Open:
		rung.Check, rung.Link = p.T("grade.check"), pecbRules
		rung.Note = p.T("grade.open")
	case r.Grade == advice.Provisional:
		rung.Note = p.T("grade.provisional")
	default:
		kind := p.T("grade.hours." + r.Side.String())
		rung.Note = p.T("grade.needs", "Years", r.Needs.Years, "Field", r.Needs.Field, "In", p.T("grade.field."+standard), "Hours", p.Number(r.Needs.Hours), "Kind", kind)
		rung.Missing = missing(p, r)
	}
	return rung
}

// missing says which hours and years a grade still lacks.
func missing(p Page, r advice.Rung) string {
	hours, years := r.Missing.Hours, r.MissingYears()
	kind := p.T("grade.hours." + r.Side.String())
	switch {
	case hours > 0 && years > 0:
		return p.T("grade.missing.both", "Hours", p.Number(hours), "Kind", kind, "Years", p.N("grade.years", years))
	case hours > 0:
		return p.T("grade.missing", "What", p.Number(hours)+"\u00a0"+kind)
	case years > 0:
		return p.T("grade.missing", "What", p.N("grade.years", years))
	}
	return p.T("grade.reached")
}
