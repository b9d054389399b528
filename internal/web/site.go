package web

import (
	"context"
	"fmt"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-chi/chi/v5"

	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/templates"
)

// A site is one edition of the library with its routes, its error pages and
// the answers made so far.
type site struct {
	*Server
	*library.Edition
	content *Content
	made    time.Time // when its content was taken over
	until   time.Time
	long    bool // lists may have several pages
	routes  *chi.Mux
	around  map[place]*templates.Surroundings
	failed  map[string]*answer // the 500 page of each language, rendered before it is needed
	images  map[string]*library.Image
	known   *known   // the addresses of all pages
	shelf   *shelf   // the answers made so far, by path
	headers sync.Map // of pages made for one visitor, by what is around them
	before  *shelf   // the shelf of the site before this one; may be nil
}

// newSite makes the site of this moment.
func (s *Server) newSite(content *Content) (*site, error) {
	now := s.Now()
	edition := content.At(now)
	e := &site{Server: s, Edition: edition, content: content, made: now, until: edition.Until(), images: content.Images(), known: newKnown(s.Catalog, edition, content.Paths, s.Diary != nil), around: map[place]*templates.Surroundings{}, failed: map[string]*answer{}, shelf: &shelf{most: mostKept}}
	if previous := s.site.Load(); previous != nil {
		e.before = previous.shelf
	}
	e.long = manyPages(edition, s.Catalog.Default())
	e.routes = e.newRoutes()
	for _, l := range s.Catalog.All() {
		if err := e.surround(l); err != nil {
			return nil, err
		}
		failed, err := e.renderError(l, http.StatusInternalServerError, nil)
		if err != nil {
			return nil, fmt.Errorf("render the error page in %s: %w", l.Name, err)
		}
		e.failed[l.Code] = failed
	}
	return e, nil
}

// kept gives the answer for an address that was made before, or nil. Most
// pages do not listen to a query.
func (e *site) kept(path, query string) *answer {
	if a := e.shelf.get(path); a != nil {
		if query == "" || !a.bare {
			return a
		}
		return nil
	}
	return e.assets.answers[path]
}

// serve answers a request by its route and gives the route's pattern.
func (e *site) serve(w http.ResponseWriter, r *http.Request) (pattern string) {
	route := chi.NewRouteContext()
	if r.Method == http.MethodHead {
		route.RouteMethod = http.MethodGet // whatever can be read has a head (RFC 9110, 9.3.2)
	}
	r = r.WithContext(context.WithValue(r.Context(), chi.RouteCtxKey, route))
	defer func() {
		if failure := recover(); failure != nil {
			if failure == http.ErrAbortHandler {
				panic(failure)
			}
			e.Log.Error("handler panicked", "route", route.RoutePattern(), "panic", fmt.Sprint(failure), "stack", stack())
			e.fail(w, r)
		}
		if pattern = route.RoutePattern(); pattern == "" {
			pattern = "unknown"
		}
	}()
	if err := bounds(r); err != 0 {
		e.showError(w, r, e.language(r), err, nil)
		return
	}
	if target, ok := e.canonical(r); ok {
		e.redirect(w, r, target, http.StatusPermanentRedirect)
		return
	}
	e.routes.ServeHTTP(w, r)
	return
}

// canonical gives the one address of a page that was asked for by another
// form: in upper case, with doubled or trailing slashes, or escaped where
// that is not needed. The query stays. It only ever names an address that
// the routes know.
func (e *site) canonical(r *http.Request) (target string, ok bool) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return "", false
	}
	clean := path.Clean("/" + strings.ToLower(r.URL.Path))
	if e.Catalog.In(strings.TrimPrefix(clean, "/")) != nil {
		clean += "/" // the language roots alone end in a slash
	}
	if !e.known.has(clean) {
		if clean, ok = e.canonicalCall(r.URL.Path); !ok {
			return "", false
		}
	}
	if clean == r.URL.EscapedPath() {
		return "", false
	}
	if r.URL.RawQuery != "" {
		clean += "?" + r.URL.RawQuery
	}
	return clean, true
}

// callRoutes are the addresses that hold a start or a secret, whose case
// counts.
var callRoutes = []string{"opening", "own", "ics", "move", "moveto"}

// canonicalCall gives the one form of an address of booking: its fixed words
// in lower case, its start or secret as it came.
func (e *site) canonicalCall(came string) (string, bool) {
	segments := strings.Split(path.Clean("/"+came), "/")
	for _, l := range e.Catalog.All() {
		for _, page := range callRoutes {
			route := strings.Split(l.Route(page), "/")
			if e.Diary == nil || !slices.EqualFunc(route, segments, sameSegment) {
				continue
			}
			for i, fixed := range route {
				if !strings.HasPrefix(fixed, "{") {
					segments[i] = fixed
				}
			}
			return strings.Join(segments, "/"), true
		}
	}
	return "", false
}

// startOrSecret is what stands in addresses of booking.
var startOrSecret = regexp.MustCompile(`^[A-Za-z0-9:.+-]+$`)

func sameSegment(route, came string) bool {
	return strings.HasPrefix(route, "{") && startOrSecret.MatchString(came) || strings.EqualFold(route, came)
}

// language is that of the address, else the one the visitor prefers.
func (e *site) language(r *http.Request) *locale.Locale {
	first, _, _ := strings.Cut(strings.TrimPrefix(strings.ToLower(r.URL.Path), "/"), "/")
	if l := e.Catalog.In(first); l != nil {
		return l
	}
	return e.Catalog.Negotiate(strings.Join(r.Header.Values("Accept-Language"), ","))
}

// redirect sends the visitor to an address of the site. One that holds a
// secret is kept by nobody and named to no other page (promise S2).
func (e *site) redirect(w http.ResponseWriter, r *http.Request, target string, status int) {
	h := w.Header()
	if e.holdsSecret(target) {
		h.Set("Cache-Control", "no-store")
		h.Set("Referrer-Policy", "no-referrer")
	}
	h.Set("Location", target)
	h.Set("Content-Length", "0")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "public, max-age=3600")
	}
	w.WriteHeader(status)
}

// holdsSecret reports whether an address is that of a call's own page, or of
// one below it.
func (e *site) holdsSecret(address string) bool {
	return e.Diary != nil && slices.ContainsFunc(e.Catalog.All(), func(l *locale.Locale) bool {
		return strings.HasPrefix(address, l.Path("own", ""))
	})
}
