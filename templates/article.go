package templates

import (
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/templates/parts"
)

// An ArticleView is an article with what the edition adds to it.
type ArticleView struct {
	*library.Article
	Sections    []library.Section
	Sources     []library.Source
	Corrections []library.Correction
	Questions   []*library.Question
	Related     []library.Related
}

// block is the article's title block.
func (a ArticleView) block(p Page) []parts.Cell {
	cells := []parts.Cell{
		{Label: p.T("article.topic"), Words: a.Topic.Title, Address: p.Path("topic", a.Topic.Slug)},
		{Label: p.T("article.reading-time"), Words: p.N("article.minutes", a.Minutes)},
		{Label: p.T("article.author"), Words: a.Author.Name, Address: p.Path("author", a.Author.Slug)},
	}
	if a.Reviewer != nil {
		cells = append(cells, parts.Cell{Label: p.T("article.reviewer"), Words: a.Reviewer.Name, Address: p.Path("author", a.Reviewer.Slug)})
	}
	cells = append(cells, parts.Cell{Label: p.T("article.updated"), Words: p.Date(a.Updated), Date: a.Updated.String()})
	return append(cells, languageCells(p)...)
}

// languageCells lead to the same page in the other languages.
func languageCells(p Page) []parts.Cell {
	var cells []parts.Cell
	for _, t := range p.Other {
		cells = append(cells, parts.Cell{Label: p.T("page.language"), Words: t.Locale.Name, Address: t.Address, Lang: t.Locale.Code})
	}
	return cells
}

// NewerWords are those that stand where another version of a passage is newer:
// of the head, of a section, or of the link to it (read).
func NewerWords(l *locale.Locale, what string, n *library.Newer) string {
	return l.T("article.newer."+what+"."+n.Lang, "Date", l.Date(n.Since))
}

// contents gives the sections that have a title, where there are enough of
// them to choose from.
func (a ArticleView) contents() []library.Section {
	var list []library.Section
	for _, s := range a.Sections {
		if s.Title != "" {
			list = append(list, s)
		}
	}
	if len(list) < 3 {
		return nil
	}
	return list
}

// credentials ends the author's name in the line below the sources.
func (a ArticleView) credentials(p Page) string {
	if len(a.Author.Credentials) == 0 {
		return "."
	}
	return ", " + strings.Join(a.Author.Credentials, ", ") + "."
}

func (a ArticleView) linkedIn(p Page) templ.SafeURL {
	return templ.SafeURL("https://www.linkedin.com/sharing/share-offsite/?url=" + url.QueryEscape(p.Canonical()))
}

// mail passes an article on by its title and address: a standfirst in an
// address to mail to is hardly packed smaller (F8).
func (a ArticleView) mail(p Page) templ.SafeURL {
	return mailTo("", a.Title, p.Canonical())
}

func questions(p Page, list []*library.Question) []parts.QA {
	entries := make([]parts.QA, len(list))
	for i, q := range list {
		entries[i] = parts.QA{Question: q.Title, Answer: q.HTML, Address: p.Path("question", q.Slug)}
	}
	return entries
}

func related(p Page, list []library.Related) []parts.Entry {
	entries := make([]parts.Entry, len(list))
	for i, r := range list {
		entries[i] = parts.Entry{
			Mark: r.Article.Topic.Mark, Title: r.Article.Title, Address: p.Path("article", r.Article.Slug),
			Note: r.Reason, When: p.N("article.minutes", r.Article.Minutes),
		}
	}
	return entries
}

// register lists articles with topic, minutes and day.
func register(p Page, list []*library.Article) []parts.Entry {
	entries := make([]parts.Entry, len(list))
	for i, a := range list {
		entries[i] = parts.Entry{
			Mark: a.Topic.Mark, Title: a.Title, Address: p.Path("article", a.Slug),
			Note: a.Topic.Title + ", " + p.N("article.minutes", a.Minutes), When: p.Date(a.Updated),
		}
	}
	return entries
}
