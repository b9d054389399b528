package library

import (
	"maps"
	"slices"

	"leadpath/internal/locale"
)

// A Pair is a text as its authors see it: every version beside the others,
// drafts and what is published later too.
type Pair struct {
	Folder, Key string
	Draft       bool
	Published   locale.Date // zero where texts have no such day
	Versions    []Version   // in the order of the languages
}

// A Version is a text in one language.
type Version struct {
	*locale.Locale
	File                     string // relative to the content folder
	Title, Standfirst, Short string // those that it has
	Sections                 []Section
	Sources                  []Source
}

// Section gives the place among the sections of the one that a line of the
// file falls in, or -1 where the line lies before all of them.
func (v Version) Section(line int) int {
	at := len(v.Sections) - 1
	for at >= 0 && v.Sections[at].Line > line {
		at--
	}
	return at
}

// PairFolders are the folders whose texts are set side by side.
var PairFolders = []string{"articles", "faq", "legal"}

// PairsIn lists the texts of a folder by key, without their sections.
func (l *Library) PairsIn(folder string) []Pair {
	var keys []string
	switch folder {
	case "articles":
		keys = slices.Sorted(maps.Keys(l.articles))
	case "faq":
		keys = slices.Sorted(maps.Keys(l.questions))
	case "legal":
		keys = slices.Sorted(maps.Keys(l.legal))
	}
	list := make([]Pair, len(keys))
	for i, key := range keys {
		list[i] = l.pair(folder, key, false)
	}
	return list
}

// Pair gives a text whole, or ErrNotFound.
func (l *Library) Pair(folder, key string) (Pair, error) {
	for _, known := range l.PairsIn(folder) {
		if known.Key == key {
			return l.pair(folder, key, true), nil
		}
	}
	return Pair{}, ErrNotFound
}

func (l *Library) pair(folder, key string, whole bool) Pair {
	p := Pair{Folder: folder, Key: key}
	if a := l.articles[key][l.catalog.Default().Code]; folder == "articles" {
		p.Draft, p.Published = a.draft, a.Published
	}
	for _, lc := range l.catalog.All() {
		v := Version{Locale: lc, File: textFile(folder, key, lc.Code)}
		switch folder {
		case "articles":
			v.article(l.articles[key][lc.Code], whole)
		case "faq":
			q := l.questions[key][lc.Code]
			v.Title, v.Sections = q.Title, []Section{{HTML: q.HTML, Line: q.line}}
		case "legal":
			page := l.legal[key][lc.Code]
			v.Title, v.Sections = page.Title, page.Sections
		}
		p.Versions = append(p.Versions, v)
	}
	return p
}

func (v *Version) article(a *Article, whole bool) {
	v.Title, v.Standfirst, v.Short, v.Sources = a.Title, a.Standfirst, a.Short, a.Sources
	if whole {
		v.Sections = a.Sections()
	}
}
