package templates

import (
	"github.com/a-h/templ"

	"leadpath/internal/library"
	"leadpath/templates/parts"
)

// A SearchView is what was searched for and what was found.
type SearchView struct {
	Query string // as it was typed, without what cannot be searched for
	Cut   bool   // it was longer
	Hits  []SearchHit
	Other []SearchHit // in other languages, where Hits is empty
	Ways  []parts.Entry
	Index string // of an export: the address of the list that a script searches
}

// A SearchHit is a hit with its address.
type SearchHit struct {
	Kind, Lang     string
	Title, Address string
	Section        string // of an article, where the words stand
	Excerpt        []library.Piece
}

// says tells in a sentence what was found.
func (v SearchView) says(p Page) (words string) {
	switch {
	case v.Query == "":
		return ""
	case len(v.Hits) == library.MostHits:
		words = p.T("search.most", "Number", library.MostHits)
	case len(v.Hits) > 0:
		words = p.N("search.found", len(v.Hits))
	case len(v.Other) > 0:
		words = p.T("search.other")
	default:
		words = p.T("search.none")
	}
	if v.Cut {
		words += " " + p.T("search.cut")
	}
	return words
}

// lang names the language of a hit, where that is not the page's.
func (h SearchHit) lang(p Page) templ.OrderedAttributes {
	if h.Lang == p.Code {
		return nil
	}
	return templ.OrderedAttributes{{Key: "lang", Value: h.Lang}}
}

// language names it for a link.
func (h SearchHit) language(p Page) templ.OrderedAttributes {
	if h.Lang == p.Code {
		return nil
	}
	return templ.OrderedAttributes{{Key: "lang", Value: h.Lang}, {Key: "hreflang", Value: h.Lang}}
}

// index names the list that a script searches, where there is one.
func (v SearchView) index() templ.OrderedAttributes {
	if v.Index == "" {
		return nil
	}
	return templ.OrderedAttributes{{Key: "data-index", Value: v.Index}}
}
