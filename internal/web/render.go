package web

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"leadpath/templates"
)

// render makes a page, keeps it for the readers to come and sends it. The
// page is whole before its first byte leaves, so that a failing one becomes
// a clean 500.
func (e *site) render(w http.ResponseWriter, r *http.Request, p templates.Page, page templ.Component) error {
	body, err := draw(r.Context(), page)
	if err != nil {
		return fmt.Errorf("render %s: %w", p.Kind, err)
	}
	if !queried[p.Kind] {
		body = []byte(e.live.Replace(string(body)))
	}
	a := e.unchanged(p.Address, body)
	if a == nil {
		a = newAnswer(chi.RouteContext(r.Context()).RoutePattern(), http.StatusOK, e.header(p), body, true)
		a.bare = queried[p.Kind]
		e.improveLater(a)
	}
	if r.URL.Path == p.Address {
		e.shelf.keep(p.Address, a)
	}
	clear(w.Header())
	a.answer(w, r, e.draining.Load())
	return nil
}

// queried are the kinds of pages that listen to a query.
var queried = map[string]bool{"path": true, "method": true, "grades": true, "search": true}

// renderOnce makes a page for one visitor, which nobody keeps, and packs it in
// the one coding that is asked for.
func (e *site) renderOnce(w http.ResponseWriter, r *http.Request, p templates.Page, page templ.Component) error {
	return e.renderPrivate(w, r, p, http.StatusOK, page)
}

// drawOnce draws a page with the answers that it stands for.
func drawOnce(ctx context.Context, body *bytes.Buffer, p templates.Page, page templ.Component) error {
	body.Reset()
	if p.Answers == "" {
		return page.Render(ctx, body)
	}
	return page.Render(ctx, filler{body, templ.EscapeString(p.Answers)})
}

// A filler writes a page with the answers in place of each stand-in. That is
// one byte, so that no two pieces of a page can share it.
type filler struct {
	body    *bytes.Buffer
	answers string
}

// Write fills a piece of a page.
func (f filler) Write(piece []byte) (int, error) {
	for rest, found := piece, true; found; {
		var before []byte
		before, rest, found = bytes.Cut(rest, standIn)
		f.body.Write(before)
		if found {
			f.body.WriteString(f.answers)
		}
	}
	return len(piece), nil
}

// WriteString does the same with what was drawn before, uncopied.
func (f filler) WriteString(piece string) (int, error) {
	for rest, found := piece, true; found; {
		var before string
		before, rest, found = strings.Cut(rest, templates.StandIn)
		f.body.WriteString(before)
		if found {
			f.body.WriteString(f.answers)
		}
	}
	return len(piece), nil
}

var standIn = []byte(templates.StandIn)

// headerOnce gives the fields of pages that nobody keeps. They are the same
// for all pages of a kind and language, so they are put together once.
func (e *site) headerOnce(p templates.Page) http.Header {
	if h, ok := e.headers.Load(p.Surroundings); ok {
		return h.(http.Header)
	}
	h := e.header(p)
	h.Set("Cache-Control", "no-store")
	h.Set("Vary", "Accept-Encoding")
	e.headers.Store(p.Surroundings, h)
	return h
}

var bodies = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// unchanged gives the answer that the site before this one had for the same
// page, or nil where a byte differs. Header fields follow from the bytes.
func (e *site) unchanged(address string, body []byte) *answer {
	if e.before == nil {
		return nil
	}
	if a := e.before.get(address); a != nil && bytes.Equal(a.versions.Load()[plain].body, body) {
		return a
	}
	return nil
}

func draw(ctx context.Context, page templ.Component) ([]byte, error) {
	var body bytes.Buffer
	if err := page.Render(ctx, &body); err != nil {
		return nil, err
	}
	return body.Bytes(), nil
}

// header gives the fields of a page that can be kept by anybody and is asked
// for again each time.
func (e *site) header(p templates.Page) http.Header {
	h := maps.Clone(e.security)
	h.Set("Content-Security-Policy", policy(e.assets.styles[p.Kind].hash))
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", p.Code)
	h.Set("Cache-Control", "public, no-cache")
	return h
}

// improveLater packs an answer better while nobody waits; where too many are
// waiting already it stays as it is.
func (s *Server) improveLater(a *answer) {
	select {
	case s.unpacked <- a:
	default:
	}
}

// improveAnswers packs answers better, one at a time, until the server is
// about to end.
func (s *Server) improveAnswers() {
	for a := range s.unpacked {
		if !s.draining.Load() {
			s.improveOne(a)
		}
	}
}

// improveOne leaves an answer as it is where packing it fails: that costs a
// few bytes and no reader.
func (s *Server) improveOne(a *answer) {
	defer func() {
		if failure := recover(); failure != nil {
			s.Log.Error("page not packed", "route", a.pattern, "panic", fmt.Sprint(failure), "stack", stack())
		}
	}()
	a.improve()
}

// renderPrivate makes a page for one visitor with a status. It may be packed:
// what is secret in it is new each time.
func (e *site) renderPrivate(w http.ResponseWriter, r *http.Request, p templates.Page, status int, page templ.Component) error {
	return e.renderFor(w, r, p, status, negotiate(r.Header["Accept-Encoding"]), page)
}

// renderSecret makes a page that stands behind a secret link. It is never
// packed, since its length would tell of the link (BREACH), and tells no other
// page where its reader came from (promise S2).
func (e *site) renderSecret(w http.ResponseWriter, r *http.Request, p templates.Page, status int, page templ.Component) error {
	h := w.Header()
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Robots-Tag", "noindex")
	return e.renderFor(w, r, p, status, plain, page)
}

// fields that a handler has set for one answer and that stay.
var ownFields = [...]string{"Retry-After", "Referrer-Policy", "X-Robots-Tag"}

// renderFor makes a page for one visitor, which nobody keeps.
func (e *site) renderFor(w http.ResponseWriter, r *http.Request, p templates.Page, status, coding int, page templ.Component) error {
	body := bodies.Get().(*bytes.Buffer)
	defer bodies.Put(body)
	if err := drawOnce(r.Context(), body, p, page); err != nil {
		return fmt.Errorf("render %s: %w", p.Kind, err)
	}
	h := w.Header()
	var own [len(ownFields)]string
	for i, name := range ownFields {
		own[i] = h.Get(name)
	}
	clear(h)
	maps.Copy(h, e.headerOnce(p))
	for i, name := range ownFields {
		if own[i] != "" {
			h.Set(name, own[i])
		}
	}
	if e.draining.Load() {
		h["Connection"] = connectionClose
	}
	out := body.Bytes()
	if coding != plain {
		out = packOnce(coding, out)
		h.Set("Content-Encoding", codingNames[coding])
	}
	h.Set("Content-Length", strconv.Itoa(len(out)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(out)
	}
	return nil
}
