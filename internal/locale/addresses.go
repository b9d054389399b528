package locale

import (
	"fmt"
	"strings"
)

// Route gives the address of a page as a pattern for the router, with
// {placeholders}: Route("article") is /en/articles/{slug}. An unknown name
// panics, as does a missing word.
func (l *Locale) Route(page string) string {
	route, ok := l.addresses[page]
	if !ok {
		panic(fmt.Sprintf("locale %s: no address for the page %q", l.Code, page))
	}
	return route
}

// Path gives the address of a page with its placeholders filled in order:
// Path("article", "x") is /en/articles/x.
func (l *Locale) Path(page string, parts ...string) string {
	path := l.Route(page)
	for _, part := range parts {
		start := strings.IndexByte(path, '{')
		end := strings.IndexByte(path, '}')
		if start < 0 || end < start {
			panic(fmt.Sprintf("locale %s: the address of %q has no place for %q", l.Code, page, part))
		}
		path = path[:start] + part + path[end+1:]
	}
	return path
}

// Addresses gives the routes of all pages that have an address, by their names.
func (l *Locale) Addresses() map[string]string { return l.addresses }
