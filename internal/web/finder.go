package web

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/templates"
)

// mostFolded is up to how many articles a static index holds the words of; of
// more it holds what stands on top of them.
const mostFolded = 300

// A finder is the static index of a language: what the search page of an
// export, which no program answers, looks things up in.
type finder struct {
	Texts []findable        `json:"texts"`
	Kinds map[string]string `json:"kinds"` // article, question, term → its word
	Says  []string          `json:"says"`  // by the number of hits
	Folds [][2]string       `json:"folds"` // see library.Folding
}

type findable struct {
	Kind    string `json:"kind"`
	Title   string `json:"title"`
	Address string `json:"address"`
	Says    string `json:"says"`
	Heading string `json:"heading"` // the words of the title, folded
	All     string `json:"all"`     // all other words, folded, each once
}

// exportSearch writes the search page with a script that searches a list of
// all texts: the one page of an export that is another than it is served.
func (e *site) exportSearch(shelf *exportShelf, l *locale.Locale) error {
	index := l.Path("search") + ".json"
	list, err := json.Marshal(e.finder(l))
	if err != nil {
		return err
	}
	fields := maps.Clone(e.security)
	fields.Set("Content-Type", "application/json")
	fields.Set("Cache-Control", "public, no-cache")
	fields.Set("X-Robots-Tag", "noindex")
	shelf.rules.see(index, fields)
	if err := shelf.put(fileOf(index), newAnswer("", http.StatusOK, fields, list, true)); err != nil {
		return err
	}
	p := e.searchPage(l, "")
	of := *p.Surroundings
	of.Scripts = []string{e.assets.address("js/colours.js"), e.assets.address("js/find.js")}
	p.Surroundings = &of
	body, err := draw(context.Background(), templates.Search(p, templates.SearchView{Ways: waysOn(p), Index: index}))
	if err != nil {
		return err
	}
	shelf.rules.see(p.Address, e.header(p))
	return shelf.put(fileOf(p.Address), newAnswer("", http.StatusOK, e.header(p), []byte(e.live.Replace(string(body))), true))
}

func (e *site) finder(l *locale.Locale) finder {
	f := finder{Kinds: map[string]string{}, Says: []string{l.T("search.none")}, Folds: library.Folding(l.Code)}
	for n := 1; n < library.MostHits; n++ {
		f.Says = append(f.Says, l.N("search.found", n))
	}
	f.Says = append(f.Says, l.T("search.most", "Number", library.MostHits))
	for _, kind := range []string{"article", "question", "term"} {
		f.Kinds[kind] = l.T("search.kind." + kind)
	}
	for _, q := range e.Questions(l.Code) {
		f.add(l, "question", q.Title, l.Path("question", q.Slug), shorten(q.Plain, 240), q.Plain)
	}
	articles := e.Articles(l.Code)
	for _, a := range articles {
		all := a.Short
		if len(articles) <= mostFolded {
			for _, s := range a.Sections() {
				all += " " + s.Title + " " + s.Plain
			}
		}
		f.add(l, "article", a.Title, l.Path("article", a.Slug), a.Standfirst, all)
	}
	for _, t := range e.Terms(l.Code) {
		f.add(l, "term", t.Word, l.Path("glossary")+"#"+t.ID, t.Says, strings.Join(t.Also, " "))
	}
	return f
}

func (f *finder) add(l *locale.Locale, kind, title, address, says, all string) {
	heading, words := library.Folded(l.Code, title), library.Folded(l.Code, strings.Join([]string{address, says, all}, " "))
	slices.Sort(words)
	f.Texts = append(f.Texts, findable{kind, title, address, says, strings.Join(heading, " ") + " ", strings.Join(slices.Compact(words), " ")})
}
