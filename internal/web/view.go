package web

import (
	"strings"

	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/templates"
)

// at gives the address of a page that every language has at a fixed place.
func at(page string) func(*locale.Locale) string {
	return func(l *locale.Locale) string { return l.Path(page) }
}

// view makes what every page needs. The address function gives the page's
// own address in each language.
func (e *site) view(kind string, l *locale.Locale, title, description string, address func(*locale.Locale) string) templates.Page {
	p := e.bare(kind, l, title, description)
	p.Address = address(l)
	for _, other := range e.Catalog.All() {
		if other != l {
			p.Other = append(p.Other, templates.Translation{Locale: other, Address: address(other)})
		}
	}
	for i := range p.Menu {
		p.Menu[i].Here = p.Address == p.Menu[i].Address || strings.HasPrefix(p.Address, p.Menu[i].Address+"/")
	}
	return p
}

// bare is a page without an address of its own, such as an error.
func (e *site) bare(kind string, l *locale.Locale, title, description string) templates.Page {
	p := templates.Page{
		Kind: kind, Locale: l, Title: title, Description: description, Base: e.BaseURL,
		Owner: e.Owner(l.Code), Foot: e.foots[l.Code], Drawn: e.drawn[l.Code], Style: e.assets.styles[kind].element, Icon: e.assets.address("marks/both.svg"), Scripts: []string{e.assets.address("js/colours.js")},
	}
	if p.Asks = e.Paths() != nil; p.Asks {
		p.Menu = append(p.Menu, templates.MenuItem{Name: l.T("menu.path"), Address: l.Path("path")})
	}
	if _, err := e.Comparison(l.Code); err == nil {
		p.Menu = append(p.Menu, templates.MenuItem{Name: l.T("menu.compare"), Address: l.Path("compare")})
	}
	p.Menu = append(p.Menu,
		templates.MenuItem{Name: l.T("menu.articles"), Address: l.Path("articles")},
		templates.MenuItem{Name: l.T("menu.faq"), Address: l.Path("faq")})
	for _, key := range library.LegalPages {
		if legal, err := e.Legal(l.Code, key); err == nil {
			p.Legal = append(p.Legal, templates.MenuItem{Name: legal.Title, Address: l.Path(key)})
		}
	}
	return p
}

// shorten cuts a text at a word, for descriptions.
func shorten(text string, most int) string {
	if len([]rune(text)) <= most {
		return text
	}
	cut := string([]rune(text)[:most])
	if space := strings.LastIndexByte(cut, ' '); space > 0 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ,;:–") + " …"
}
