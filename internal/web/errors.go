package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"leadpath/internal/booking"
	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/templates"
	"leadpath/templates/parts"
)

// statuses is the one table from the product's errors to what visitors get.
var statuses = []struct {
	err    error
	status int
}{
	{library.ErrNotFound, http.StatusNotFound},
	{booking.ErrNotFound, http.StatusNotFound},
	{booking.ErrStore, http.StatusServiceUnavailable},
}

// showFailure makes a page of an error that a handler returned.
func (e *site) showFailure(w http.ResponseWriter, r *http.Request, l *locale.Locale, err error) {
	for _, s := range statuses {
		if errors.Is(err, s.err) {
			if s.status == http.StatusServiceUnavailable {
				e.storeFailed(err)
				retryAfter(w, templates.TroubleDown, 0)
			}
			e.showError(w, r, l, s.status, e.meant(r, l))
			return
		}
	}
	e.Log.Error("page failed", "error", err)
	e.fail(w, r)
}

// serve404 answers an address that is none of the site's.
func (e *site) serve404(w http.ResponseWriter, r *http.Request) {
	e.showError(w, r, e.language(r), http.StatusNotFound, nil)
}

// serve405 answers a method that a page does not know.
func (e *site) serve405(w http.ResponseWriter, r *http.Request) {
	allowed := "GET, HEAD"
	if e.routes.Match(chi.NewRouteContext(), http.MethodPost, r.URL.Path) {
		allowed += ", POST"
	}
	w.Header().Set("Allow", allowed)
	e.showError(w, r, e.language(r), http.StatusMethodNotAllowed, nil)
}

// fail sends the 500 page, which was rendered before anything could fail.
func (e *site) fail(w http.ResponseWriter, r *http.Request) {
	clear(w.Header())
	e.failed[e.language(r).Code].answer(w, r, true)
}

// showError sends an error page in the visitor's language.
func (e *site) showError(w http.ResponseWriter, r *http.Request, l *locale.Locale, status int, elsewhere []templates.Link) {
	a, err := e.renderError(l, status, elsewhere)
	if err != nil {
		e.Log.Error("error page failed", "error", err)
		e.fail(w, r)
		return
	}
	if status == http.StatusRequestEntityTooLarge {
		w.Header().Set("Connection", "close") // the body is not read
	}
	if !strings.HasPrefix(strings.ToLower(r.URL.Path)+"/", l.Path("home")) {
		w.Header().Set("Vary", "Accept-Encoding, Accept-Language")
		keepVary(a)
	}
	a.answer(w, r, e.draining.Load())
}

// keepVary leaves the Vary that the answer's place has set.
func keepVary(a *answer) {
	versions := *a.versions.Load()
	for i := range versions {
		versions[i].header.Del("Vary")
	}
	a.versions.Store(&versions)
}

// renderError draws an error page, which has no address and is not kept.
func (e *site) renderError(l *locale.Locale, status int, elsewhere []templates.Link) (*answer, error) {
	word := func(part string) string { return l.T(fmt.Sprintf("error.%d.%s", status, part)) }
	p := e.bare("error", l, word("title"), word("say"))
	for _, other := range e.Catalog.All() {
		if other != l {
			p.Other = append(p.Other, templates.Translation{Locale: other, Address: other.Path("home")})
		}
	}
	p.Data = object{"@context": "https://schema.org", "@type": "WebPage", "name": p.Title, "inLanguage": l.Code}
	body, err := draw(context.Background(), templates.Error(p, templates.ErrorView{
		Code: fmt.Sprint(status), Say: word("say"), Drawn: l.T("error.drawn"), Elsewhere: elsewhere, Ways: waysOn(p),
	}))
	if err != nil {
		return nil, err
	}
	h := e.header(p)
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer") // the address may hold a secret
	return newAnswer("error", status, h, []byte(e.live.Replace(string(body))), true), nil
}

// wayMarks are the marks beside the pages of the menu.
var wayMarks = map[string]string{"path": "foundation", "compare": "both", "articles": "implementer", "faq": "auditor", "call": "both"}

// waysOn lists the pages of the menu with a word on what waits there.
func waysOn(p templates.Page) []parts.Entry {
	var ways []parts.Entry
	for _, item := range p.Menu {
		for page, mark := range wayMarks {
			if item.Address == p.Path(page) {
				ways = append(ways, parts.Entry{Mark: mark, Title: item.Name, Address: item.Address, Note: p.T("way." + page)})
			}
		}
	}
	return ways
}

// meant finds what an address in the wrong language stands for: the slug of
// an article, question, topic or author of another language.
func (e *site) meant(r *http.Request, l *locale.Locale) []templates.Link {
	slug := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
	for _, other := range e.Catalog.All() {
		if other == l {
			continue
		}
		if a, err := e.Article(other.Code, slug); err == nil {
			here := e.ArticleIn(l.Code, a)
			return []templates.Link{{Title: here.Title, Address: l.Path("article", here.Slug), Lang: l.Code}, {Title: a.Title, Address: other.Path("article", a.Slug), Lang: other.Code}}
		}
		if q, err := e.Question(other.Code, slug); err == nil {
			here := e.QuestionIn(l.Code, q)
			return []templates.Link{{Title: here.Title, Address: l.Path("question", here.Slug), Lang: l.Code}, {Title: q.Title, Address: other.Path("question", q.Slug), Lang: other.Code}}
		}
		if t, err := e.Topic(other.Code, slug); err == nil {
			here := e.TopicIn(l.Code, t)
			return []templates.Link{{Title: here.Title, Address: l.Path("topic", here.Slug), Lang: l.Code}}
		}
		if a, err := e.Author(other.Code, slug); err == nil {
			here := e.AuthorIn(l.Code, a)
			return []templates.Link{{Title: here.Name, Address: l.Path("author", here.Slug), Lang: l.Code}}
		}
	}
	return nil
}
