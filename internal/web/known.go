package web

import (
	"net/http"
	"strings"

	"leadpath/internal/advice"
	"leadpath/internal/library"
	"leadpath/internal/locale"
)

// mostPrepared is up to how many pages are made before anybody asks for
// them; a larger site is made as it is read.
const mostPrepared = 500

// addresses gives every page of an edition in every language.
func addresses(catalog *locale.Catalog, e *library.Edition, paths *advice.Paths, books bool) map[string]bool {
	known := make(map[string]bool, 2*len(e.Articles(catalog.Default().Code))+500)
	known["/"] = true
	for _, l := range catalog.All() {
		for _, page := range []string{"home", "articles", "faq", "grades", "search"} {
			known[l.Path(page)] = true
		}
		if _, err := e.Comparison(l.Code); err == nil {
			known[l.Path("compare")] = true
		}
		if len(e.Terms(l.Code)) > 0 {
			known[l.Path("glossary")] = true
		}
		if books {
			known[l.Path("call")] = true
		}
		if paths != nil {
			for _, page := range []string{"path", "result", "method"} {
				known[l.Path(page)] = true
			}
			for _, m := range paths.Published() {
				for _, s := range m.Steps() {
					known[l.Path("step", s.ID)] = true
				}
			}
		}
		for _, key := range library.LegalPages {
			if _, err := e.Legal(l.Code, key); err == nil {
				known[l.Path(key)] = true
			}
		}
		for _, t := range e.Topics(l.Code) {
			known[l.Path("topic", t.Slug)] = true
		}
		for _, a := range e.Articles(l.Code) {
			known[l.Path("article", a.Slug)] = true
		}
		for _, q := range e.Questions(l.Code) {
			known[l.Path("question", q.Slug)] = true
		}
		for _, a := range e.Authors(l.Code) {
			known[l.Path("author", a.Slug)] = true
		}
	}
	for _, address := range machineAddresses(catalog, e) {
		known[address] = true
	}
	return known
}

// prepare makes the pages of a small site before they are asked for, so that
// the first reader gets them packed as small as they go. It ends when another
// site has taken this one's place, or the server is about to end.
func (e *site) prepare() {
	if len(e.known) > mostPrepared {
		return
	}
	for address := range e.known {
		if e.Server.site.Load() != e || e.draining.Load() {
			return
		}
		r, err := http.NewRequest(http.MethodGet, address, nil)
		if err != nil || e.kept(address, "") != nil || strings.HasSuffix(address, ".png") {
			continue // a card takes long, and few are asked for
		}
		e.serve(&unread{header: http.Header{}}, r)
	}
}

// unread takes an answer that nobody reads.
type unread struct{ header http.Header }

// Header gives fields that are never sent.
func (u *unread) Header() http.Header { return u.header }

// WriteHeader forgets the status.
func (u *unread) WriteHeader(int) {}

// Write forgets the bytes.
func (u *unread) Write(p []byte) (int, error) { return len(p), nil }
