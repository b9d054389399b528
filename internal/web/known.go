package web

import (
	"iter"
	"net/http"
	"strings"

	"leadpath/internal/advice"
	"leadpath/internal/library"
	"leadpath/internal/locale"
)

// mostPrepared is up to how many pages are made before anybody asks for
// them; a larger site is made as it is read.
const mostPrepared = 500

// known are the addresses of all pages. Those of articles are asked of the
// edition: there may be very many.
type known struct {
	*library.Edition
	catalog *locale.Catalog
	others  map[string]bool
}

// ofArticle are the pages that each article has.
var ofArticle = []string{"article", "markdown", "card"}

func newKnown(catalog *locale.Catalog, e *library.Edition, paths *advice.Paths, books bool) *known {
	return &known{e, catalog, addresses(catalog, e, paths, books)}
}

// has reports whether there is a page at an address.
func (k *known) has(address string) bool {
	if k == nil {
		return false // a site without pages
	}
	if k.others[address] {
		return true
	}
	for _, l := range k.catalog.All() {
		for _, page := range ofArticle {
			before, behind, _ := strings.Cut(l.Route(page), "{slug}")
			rest, ok := strings.CutPrefix(address, before)
			slug, ends := strings.CutSuffix(rest, behind)
			if !ok || !ends {
				continue
			}
			if _, err := k.Article(l.Code, slug); err == nil {
				return true
			}
		}
	}
	return false
}

// count gives how many addresses there are.
func (k *known) count() int {
	return len(k.others) + len(k.catalog.All())*len(ofArticle)*len(k.Articles(k.catalog.Default().Code))
}

// all gives every address, in no order.
func (k *known) all() iter.Seq[string] {
	return func(yield func(string) bool) {
		for address := range k.others {
			if !yield(address) {
				return
			}
		}
		for _, l := range k.catalog.All() {
			for _, a := range k.Articles(l.Code) {
				for _, page := range ofArticle {
					if !yield(l.Path(page, a.Slug)) {
						return
					}
				}
			}
		}
	}
}

// addresses gives every page of an edition in every language but for those of
// articles.
func addresses(catalog *locale.Catalog, e *library.Edition, paths *advice.Paths, books bool) map[string]bool {
	known := map[string]bool{}
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
		if _, err := e.HoursLog(l.Code); err == nil {
			known[l.Path("log")], known[l.Path("log-file")] = true, true
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
		for _, address := range listPages(e, l) {
			known[address] = true
		}
		for _, q := range e.Questions(l.Code) {
			known[l.Path("question", q.Slug)] = true
		}
		for _, a := range e.Authors(l.Code) {
			known[l.Path("author", a.Slug)] = true
		}
	}
	for _, address := range machineAddresses(catalog) {
		known[address] = true
	}
	return known
}

// prepare makes the pages of a small site before they are asked for, so that
// the first reader gets them packed as small as they go. It ends when another
// site has taken this one's place, or the server is about to end.
func (e *site) prepare() {
	if e.known.count() > mostPrepared {
		return
	}
	for address := range e.known.all() {
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
