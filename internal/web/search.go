package web

import (
	"net/http"
	"net/url"
	"strings"
	"unicode"

	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/templates"
)

// mostQuery is how many characters of a query are searched for.
const mostQuery = 200

// showSearch finds what a query asks for. What somebody looks for is kept by
// nobody.
func (e *site) showSearch(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	query, cut := searchable(r.URL.Query().Get("q"))
	p := e.searchPage(l, query)
	v := templates.SearchView{Query: query, Cut: cut, Ways: waysOn(p)}
	if query == "" {
		return e.render(w, r, p, templates.Search(p, v))
	}
	found := e.Search(l.Code, query)
	v.Hits, v.Other = e.searchHits(found.Hits), e.searchHits(found.Other)
	return e.renderOnce(w, r, p, templates.Search(p, v))
}

func (e *site) searchPage(l *locale.Locale, query string) templates.Page {
	title, behind := l.T("search.title"), ""
	if query != "" {
		title, behind = l.T("search.results", "Query", query), "?q="+url.QueryEscape(query)
	}
	p := e.view("search", l, title, l.T("search.description"), func(l *locale.Locale) string { return l.Path("search") + behind })
	p.Data = e.crumbs(p)
	p.Hidden = true
	return p
}

// searchable gives what of a query can be searched for, on one line, and
// whether it was longer than that.
func searchable(query string) (line string, cut bool) {
	line = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(query, " "), func(c rune) bool {
		return unicode.IsSpace(c) || !unicode.IsPrint(c) && c != '\u00AD'
	}), " ")
	if letters := []rune(line); len(letters) > mostQuery {
		return strings.TrimSpace(string(letters[:mostQuery])), true
	}
	return line, false
}

// searchHits gives hits with their addresses.
func (e *site) searchHits(hits []library.Hit) []templates.SearchHit {
	list := make([]templates.SearchHit, len(hits))
	for i, h := range hits {
		l := e.Catalog.In(h.Lang)
		of := templates.SearchHit{Kind: h.Kind, Lang: h.Lang, Excerpt: h.Excerpt}
		switch {
		case h.Article != nil:
			of.Title, of.Address = h.Article.Title, l.Path("article", h.Article.Slug)
			if h.Section != nil {
				of.Section, of.Address = h.Section.Title, of.Address+"#"+h.Section.ID
			}
		case h.Question != nil:
			of.Title, of.Address = h.Question.Title, l.Path("question", h.Question.Slug)
		case h.Term != nil:
			of.Title, of.Address = h.Term.Word, l.Path("glossary")+"#"+h.Term.ID
		}
		list[i] = of
	}
	return list
}
