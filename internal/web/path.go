package web

import (
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"leadpath/internal/advice"
	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/templates"
)

// The questionnaire. Which page is asked for stands in the path, all answers
// stand in the query, and nothing is kept: every address with answers has one
// form, to which other forms lead by 303. Without answers the start and the
// method are pages to read like any other, whatever the query.

// fromStep is the parameter by which a step's form says that it was sent. No
// step can be called so.
const fromStep = "from"

// beginPath shows what the questionnaire asks, how long it takes and what
// happens with the answers, or where somebody left off.
func (e *site) beginPath(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	a, query := e.Paths().Parse(r.URL.RawQuery), ""
	if a.Begun() {
		query = "?" + a.Encode()
		if e.tidied(w, r, l.Path("path")+query) {
			return nil
		}
	}
	p := e.view("path", l, l.T("path.title"), l.T("path.description"), func(l *locale.Locale) string { return l.Path("path") + query })
	p.Data = e.crumbs(p)
	view := templates.Start{Answers: a}
	if query == "" {
		return e.render(w, r, p, templates.Path(p, view))
	}
	return e.renderOnce(w, r, p, templates.Path(p, view))
}

// askStep shows one step, or takes its answer and leads on.
func (e *site) askStep(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	id := chi.URLParam(r, "id")
	a := e.Paths().Parse(r.URL.RawQuery)
	step, ok := a.Model.Step(id)
	if !ok {
		if !e.Paths().Knows(id) {
			return library.ErrNotFound
		}
		e.seeOther(w, r, templates.NextAddress(l, a)) // a step of another version
		return nil
	}
	if sent := r.URL.Query().Get(fromStep) == id; sent {
		e.takeAnswer(w, r, l, a, step)
		return nil
	}
	address := func(l *locale.Locale) string { return templates.StepAddress(l, step, a) }
	if e.tidied(w, r, address(l)) {
		return nil
	}
	view := templates.StepView{Step: step, Answers: a}
	p := e.view("step", l, view.Title(l), view.Ask(l), address)
	p.Data = e.crumbs(p, crumb{l.T("menu.path"), l.Path("path")})
	p.Hidden = a.Begun()
	return e.renderOnce(w, r, p, templates.Step(p, view))
}

// takeAnswer leads from a step that was answered to the next that is not; one
// that was sent without an answer is shown again, with a word on it.
func (e *site) takeAnswer(w http.ResponseWriter, r *http.Request, l *locale.Locale, a advice.Answers, step advice.Step) {
	if a.Value(step.ID) == "" {
		e.seeOther(w, r, templates.StepAddress(l, step, a)+"#"+templates.MissingAnswer)
		return
	}
	e.seeOther(w, r, templates.NextAddress(l, a))
}

// showOutcome shows the result with its working. Whoever asks too early is
// sent to the first open statement.
func (e *site) showOutcome(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	a := e.Paths().Parse(r.URL.RawQuery)
	if !a.Complete() {
		e.seeOther(w, r, templates.NextAddress(l, a))
		return nil
	}
	query := a.Encode()
	if e.tidied(w, r, l.Path("result")+"?"+query) {
		return nil
	}
	view := templates.NewResult(l, advice.Weigh(a), e.Now().In(e.Zone()))
	view.Read = e.readings(l, view.Result)
	view.Today = e.today(r.URL.RawQuery, a.Model)
	p := e.view("result", l, view.Title(), view.Lead(), func(l *locale.Locale) string { return l.Path("result") + "?" + templates.StandIn })
	p.Answers = query
	p.Data = e.crumbs(p, crumb{l.T("menu.path"), l.Path("path")})
	p.Hidden = true
	return e.renderOnce(w, r, p, templates.Outcome(p, view))
}

// today gives what today's questionnaire would say to an old link.
func (e *site) today(query string, of *advice.Model) *templates.Today {
	m := e.Paths().Today()
	if m == of {
		return nil
	}
	a := m.Read(query)
	if !a.Complete() {
		return &templates.Today{Answers: a}
	}
	return &templates.Today{Answers: a, Result: advice.Weigh(a)}
}

// readings gives the articles to read after a result, those that are out.
func (e *site) readings(l *locale.Locale, r *advice.Result) []library.Related {
	var list []library.Related
	for _, reading := range r.Readings() {
		if article := e.ArticleOn(l.Code, reading.Article); article != nil {
			list = append(list, library.Related{Article: article, Reason: reading.Reason(l.Code)})
		}
	}
	return list
}

// Paths gives the questionnaire, or nil.
func (e *site) Paths() *advice.Paths { return e.content.Paths }

// tidied leads to the one form of an address that came in another, and
// reports whether it did.
func (e *site) tidied(w http.ResponseWriter, r *http.Request, address string) bool {
	path, query, asks := strings.Cut(address, "?")
	if r.URL.Path == path && r.URL.RawQuery == query && (asks || !r.URL.ForceQuery) {
		return false
	}
	e.seeOther(w, r, address)
	return true
}

// seeOther leads on by 303. What it leads to follows from answers, so nobody
// keeps it.
func (e *site) seeOther(w http.ResponseWriter, r *http.Request, address string) {
	w.Header().Set("Cache-Control", "no-store")
	e.redirect(w, r, address, http.StatusSeeOther)
}

// showMethod publishes a version of the questionnaire, whole.
func (e *site) showMethod(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	m, query := e.Paths().Today(), ""
	if asked := e.Paths().Version(r.URL.Query().Get("v")); asked != nil && asked != m {
		m, query = asked, "?v="+r.URL.Query().Get("v")
		if e.tidied(w, r, l.Path("method")+query) {
			return nil
		}
	}
	p := e.view("method", l, l.T("method.title"), l.T("method.description"), func(l *locale.Locale) string { return l.Path("method") + query })
	p.Data = e.crumbs(p, crumb{l.T("menu.path"), l.Path("path")})
	page := templates.Method(p, templates.NewMethod(l, e.Paths(), m))
	if query == "" {
		return e.render(w, r, p, page)
	}
	return e.renderOnce(w, r, p, page)
}
