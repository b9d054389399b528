package web

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"leadpath/internal/library"
	"leadpath/internal/locale"
)

// newRoutes is the map of the site: every page, once a language.
func (e *site) newRoutes() *chi.Mux {
	r := chi.NewRouter()
	r.NotFound(e.serve404)
	r.MethodNotAllowed(e.serve405)
	r.Get("/", e.chooseLanguage)
	r.Get("/static/*", e.showAsset)
	r.Get("/images/{name}", e.showImage)
	e.routeMachines(r)
	if e.Dev {
		e.routeDev(r)
	}
	for _, l := range e.Catalog.All() {
		r.Get(l.Route("home"), e.page(l, e.showHome))
		r.Get(l.Route("articles"), e.page(l, e.showArticles))
		r.Get(l.Route("topic"), e.page(l, e.showTopic))
		r.Get(l.Route("article"), e.page(l, e.showArticle))
		if e.long {
			r.Get(l.Route("articles-page"), e.page(l, e.showArticles))
			r.Get(l.Route("topic-page"), e.page(l, e.showTopic))
			r.Get(l.Route("author-page"), e.page(l, e.showAuthor))
		}
		r.Get(l.Route("faq"), e.page(l, e.showFAQ))
		r.Get(l.Route("question"), e.page(l, e.showQuestion))
		r.Get(l.Route("compare"), e.page(l, e.showCompare))
		r.Get(l.Route("glossary"), e.page(l, e.showGlossary))
		r.Get(l.Route("log"), e.page(l, e.showHoursLog))
		r.Get(l.Route("log-file"), e.page(l, e.sendHoursLog))
		r.Get(l.Route("author"), e.page(l, e.showAuthor))
		r.Get(l.Route("grades"), e.page(l, e.showGrades))
		r.Get(l.Route("search"), e.page(l, e.showSearch))
		if e.Paths() != nil {
			r.Get(l.Route("path"), e.page(l, e.beginPath))
			r.Get(l.Route("result"), e.page(l, e.showOutcome))
			r.Get(l.Route("method"), e.page(l, e.showMethod))
			r.Get(l.Route("step"), e.page(l, e.askStep))
		}
		if e.Diary != nil {
			r.Get(l.Route("call"), e.page(l, e.offerOpenings))
			r.Get(l.Route("opening"), e.page(l, e.showForm))
			r.Get(l.Route("own"), e.page(l, e.showOwn))
			r.Get(l.Route("ics"), e.page(l, e.showICS))
			r.Get(l.Route("move"), e.page(l, e.offerMoves))
			r.Get(l.Route("moveto"), e.page(l, e.showMove))
			posts := r.With(e.clientAddress())
			posts.Post(l.Route("opening"), e.post(l, e.bookCall))
			posts.Post(l.Route("own"), e.post(l, e.changeOwn))
			posts.Post(l.Route("moveto"), e.post(l, e.moveCall))
		}
		for _, key := range library.LegalPages {
			r.Get(l.Route(key), e.page(l, e.showLegal(key)))
		}
	}
	return r
}

// A handler reads the request, asks the library once and chooses a page.
type handler func(w http.ResponseWriter, r *http.Request, l *locale.Locale) error

// page serves HEAD as GET and makes a page of what a handler could not do.
func (e *site) page(l *locale.Locale, h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r, l); err != nil {
			e.showFailure(w, r, l, err)
		}
	}
}
