package web

import (
	"net/http"

	"leadpath/internal/advice"
	"leadpath/internal/locale"
	"leadpath/templates"
)

// showGrades reckons which grades somebody can reach, with or without the
// questionnaire.
func (e *site) showGrades(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	s := advice.ParseSituation(r.URL.RawQuery)
	query := ""
	if len(s.Given) > 0 {
		query = "?" + s.Encode()
	}
	if advice.AsksGrades(r.URL.RawQuery) && e.tidied(w, r, l.Path("grades")+query) {
		return nil
	}
	p := e.view("grades", l, l.T("grades.title"), l.T("grades.description"), func(l *locale.Locale) string { return l.Path("grades") + query })
	p.Data = e.crumbs(p)
	p.Hidden = query != ""
	page := templates.Grades(p, templates.NewGrades(s, e.Now().In(e.Zone())))
	if query == "" {
		return e.render(w, r, p, page)
	}
	return e.renderOnce(w, r, p, page)
}
