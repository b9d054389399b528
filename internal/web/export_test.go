package web

import (
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"leadpath/internal/library"
	"leadpath/internal/locale"
)

// Patterns gives the routes of the site.
func (s *Server) Patterns() []string {
	var patterns []string
	_ = chi.Walk(s.site.Load().routes, func(_, pattern string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		patterns = append(patterns, pattern)
		return nil
	})
	return patterns
}

// Pack packs a page that was asked for as small as it goes, now.
func (s *Server) Pack(path string) {
	if a := s.site.Load().kept(path, ""); a != nil { // pages made for one visitor are packed as they are sent
		a.improve()
	}
}

// Break puts a site on the shelf whose every handler panics, since it has no
// library, and which has besides a page whose template fails and one that
// ends without an answer. What was rendered before stays.
func (s *Server) Break() {
	old := s.site.Load()
	e := &site{Server: s, Edition: &library.Edition{}, content: old.content, made: old.made, failed: old.failed, shelf: &shelf{most: mostKept}}
	e.routes = e.newRoutes()
	for _, l := range s.Catalog.All() {
		e.routes.Get("/"+l.Code+"/template", e.page(l, func(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
			p := old.view("error", l, "", "", at("home"))
			return e.render(w, r, p, templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
				_, _ = io.WriteString(w, "<p>half a page")
				return errors.New("the template fails at /secret/path.go:7")
			}))
		}))
	}
	s.site.Store(e)
}

// Coding gives the name of the coding chosen for an Accept-Encoding header.
func Coding(header string) string { return codingNames[negotiate([]string{header})] }

// Matches reports whether If-None-Match names the tag.
func Matches(header, tag string) bool { return matches([]string{header}, tag) }

// ExportedAddresses gives the addresses of all files that an export writes.
func (s *Server) ExportedAddresses(cards bool) []string { return s.site.Load().exported(cards) }
