package web

import (
	"strings"

	"leadpath/internal/locale"
)

// livePages are those that are made for each visitor, with all that lies below
// their addresses: no file can hold them.
var livePages = []string{"path", "grades", "call"}

// liveLinks puts the site's address in front of the links to live pages. Pages
// to read are drawn with them, so that they say the same wherever they lie: a
// copy made by export leads to the live pages of the site itself.
func liveLinks(base string, catalog *locale.Catalog) *strings.Replacer {
	var pairs []string
	for _, l := range catalog.All() {
		for _, page := range livePages {
			for _, end := range []string{`"`, "/", "?", "#"} {
				link := l.Path(page) + end
				pairs = append(pairs, `href="`+link, `href="`+base+link)
			}
		}
	}
	return strings.NewReplacer(pairs...)
}

// isLive reports whether an address is that of a live page.
func isLive(catalog *locale.Catalog, address string) bool {
	for _, l := range catalog.All() {
		for _, page := range livePages {
			if address == l.Path(page) || strings.HasPrefix(address, l.Path(page)+"/") {
				return true
			}
		}
	}
	return false
}
