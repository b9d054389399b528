// Package templates draws the pages: one file a page, each component taking
// the Page it stands on and the product's own types.
package templates

import (
	"slices"
	"strings"

	"leadpath/internal/library"
	"leadpath/internal/locale"
)

// A Page is what every page needs besides its content.
type Page struct {
	*Surroundings
	Title       string // without the brand
	Description string
	Address     string        // its own, without the host; empty on error pages, which have none
	Answers     string        // the query that StandIn stands for in addresses; empty where it stands in none
	Shared      bool          // many visitors get it and nobody keeps it, at one address or with answers
	Other       []Translation // the same page in the other languages
	Data        any           // structured data
	Hidden      bool          // from search engines: it holds somebody’s answers
	Written     Written
}

// Written is what an article has besides its page; empty on others.
type Written struct{ Markdown, Card string }

// read reports whether the page is one to read, beside which a feed is looked
// for; the others have no byte to spare (promise F8).
func (p Page) read() bool {
	return slices.Contains([]string{"home", "list", "article", "drawn", "question", "author"}, p.Kind)
}

// card gives the absolute address of the page's picture, which every page has:
// an article its own, the others their language's.
func (p Page) card() string {
	if p.Written.Card != "" {
		return p.Absolute(p.Written.Card)
	}
	return p.Absolute(p.Path("cover"))
}

// cardTitle is what is written on the page's picture.
func (p Page) cardTitle() string {
	if p.Written.Card != "" {
		return p.Title
	}
	return p.T("home.title")
}

// Surroundings are what all pages of a kind and language have in common.
type Surroundings struct {
	*locale.Locale
	Kind    string   // which style sheet they carry
	Base    string   // the site's address without a slash at the end
	Style   string   // the style element, whole
	Icon    string   // address of the icon
	Scripts []string // addresses of the modules that they load
	Owner   *library.Owner
	Foot    string // the foot, drawn
	Drawn   *Drawn // what was drawn before
	Menu    []MenuItem
	Legal   []MenuItem
	Asks    bool // there is a questionnaire to be linked to
	Books   bool // calls are booked here

	Explains bool // there is a glossary to be linked to
	Records  bool // there is a table for hours to be linked to
}

// A Translation is a page's counterpart in another language.
type Translation struct {
	Locale  *locale.Locale
	Address string
}

// A MenuItem is an entry of the menu.
type MenuItem struct {
	Name, Address string
	Live          bool // made for each visitor, so that no copy of the site has it
}

// link gives an entry's address: that of a live page names the site, as in
// texts, so that the menu is the same on every page.
func (p Page) link(item MenuItem) string {
	if item.Live {
		return p.Absolute(item.Address)
	}
	return item.Address
}

// under reports whether the page is at an address of the menu, or below it.
func (p Page) under(address string) bool {
	path, _, _ := strings.Cut(strings.TrimSuffix(p.Address, StandIn), "?")
	return path == address || strings.HasPrefix(path, address+"/")
}

// StandIn stands for somebody's answers in the links of their result. These are
// some forty a page and hold some three hundred letters each: so they are drawn
// with it, and the answers are put in when the page is whole.
const StandIn = "\x00"

// Filled gives an address with the answers in it, to be written where no HTML
// is.
func (p Page) Filled(address string) string { return strings.ReplaceAll(address, StandIn, p.Answers) }

// Absolute gives an address with the site's own in front.
func (p Page) Absolute(path string) string { return p.Base + path }

// Canonical gives the page's own absolute address.
func (p Page) Canonical() string { return p.Absolute(p.Address) }

// other gives the address of the same page in another language.
func (p Page) other(lang string) string {
	for _, t := range p.Other {
		if t.Locale.Code == lang {
			return t.Address
		}
	}
	return p.Address
}

// Default gives the address for readers whose language the site does not
// speak: that of the page in the first language.
func (p Page) Default() string {
	if p.Code == locale.Languages[0].Code {
		return p.Canonical()
	}
	for _, t := range p.Other {
		if t.Locale.Code == locale.Languages[0].Code {
			return p.Absolute(t.Address)
		}
	}
	return p.Canonical()
}
