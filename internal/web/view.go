package web

import (
	"context"
	"fmt"
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
	return p
}

// bare is a page without an address of its own, such as an error.
func (e *site) bare(kind string, l *locale.Locale, title, description string) templates.Page {
	return templates.Page{Surroundings: e.around[place{kind, l.Code}], Title: title, Description: description}
}

// scripts are those that kinds of pages load besides what all do.
var scripts = map[string][]string{
	"calendar": {"js/zone.js"},
	"search":   {"js/search.js"},
	"step":     {"js/keys.js"},
	"form":     {"js/alert.js"},
	"own":      {"js/alert.js"},
	"move":     {"js/alert.js"},
}

// A place is a kind of page in a language.
type place struct{ kind, code string }

// surround puts together what the pages of a language have in common, kind by
// kind.
func (e *site) surround(l *locale.Locale) error {
	common := templates.Surroundings{
		Locale: l, Base: e.BaseURL, Owner: e.Owner(l.Code), Drawn: new(templates.Drawn),
		Icon: e.assets.address("marks/both.svg"), Menu: e.menu(l), Legal: e.legal(l), Asks: e.Paths() != nil, Books: e.Diary != nil, Explains: len(e.Terms(l.Code)) > 0, Records: e.records(l),
	}
	foot, err := draw(context.Background(), templates.Foot(templates.Page{Surroundings: &common}))
	if err != nil {
		return fmt.Errorf("draw the foot in %s: %w", l.Name, err)
	}
	common.Foot = string(foot)
	for kind, style := range e.assets.styles {
		of := common
		of.Kind, of.Style, of.Scripts = kind, style.element, []string{e.assets.address("js/colours.js")}
		for _, script := range scripts[kind] {
			of.Scripts = append(of.Scripts, e.assets.address(script))
		}
		if e.Dev {
			of.Scripts = append(of.Scripts, e.assets.address("dev/reload.js"))
		}
		e.around[place{kind, l.Code}] = &of
	}
	return nil
}

func (e *site) menu(l *locale.Locale) (menu []templates.MenuItem) {
	if e.Paths() != nil {
		menu = append(menu, templates.MenuItem{Name: l.T("menu.path"), Address: l.Path("path"), Live: true})
	}
	if _, err := e.Comparison(l.Code); err == nil {
		menu = append(menu, templates.MenuItem{Name: l.T("menu.compare"), Address: l.Path("compare")})
	}
	menu = append(menu,
		templates.MenuItem{Name: l.T("menu.articles"), Address: l.Path("articles")},
		templates.MenuItem{Name: l.T("menu.faq"), Address: l.Path("faq")})
	if e.Diary != nil {
		menu = append(menu, templates.MenuItem{Name: l.T("menu.call"), Address: l.Path("call"), Live: true})
	}
	return menu
}

func (e *site) legal(l *locale.Locale) (list []templates.MenuItem) {
	for _, key := range library.LegalPages {
		if legal, err := e.Legal(l.Code, key); err == nil {
			list = append(list, templates.MenuItem{Name: legal.Title, Address: l.Path(key)})
		}
	}
	return list
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
