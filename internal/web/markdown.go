package web

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/templates"
)

// showMarkdown serves an article as Markdown: a courtesy to those who read
// with programs. The page is the original, and is the one to be found.
func (e *site) showMarkdown(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	a, err := e.Article(l.Code, chi.URLParam(r, "slug"))
	if err != nil {
		return err
	}
	page := e.BaseURL + l.Path("article", a.Slug)
	return e.send(w, r, markdown, []byte(e.written(l, a)),
		"Content-Language", l.Code, "X-Robots-Tag", "noindex", "Link", "<"+page+`>; rel="canonical"`)
}

// written gives all that the page of an article says, in its order.
func (e *site) written(l *locale.Locale, a *library.Article) string {
	page := l.Path("article", a.Slug)
	parts := []string{"# " + library.Escape(a.Title), library.Escape(a.Standfirst), "## " + l.T("article.short")}
	newer := func(what string) func(n *library.Newer) string {
		return func(n *library.Newer) string { return e.newer(l, a, what, n) }
	}
	if n := a.NewerHead(); n != nil {
		parts = append(parts, newer("head")(n))
	}
	parts = append(parts, library.Escape(a.Short), a.Markdown(e.BaseURL, page, newer("section")))
	if questions := e.QuestionsOf(a); len(questions) > 0 {
		parts = append(parts, "## "+l.T("article.questions"))
		for _, q := range questions {
			parts = append(parts, "### "+library.Escape(q.Title), q.Markdown(e.BaseURL, l.Path("question", q.Slug)))
		}
	}
	parts = append(parts, "## "+l.T("article.sources"))
	parts = append(parts, e.sourced(l, a)...)
	parts = append(parts, e.byline(l, a), library.Escape(l.T("article.disclaimer")),
		l.T("markdown.address", "Address", "<"+e.BaseURL+page+">"))
	return strings.Join(parts, "\n\n") + "\n"
}

// newer says that another version of what follows is newer, with the link.
func (e *site) newer(l *locale.Locale, a *library.Article, what string, n *library.Newer) string {
	there := e.BaseURL + e.Catalog.In(n.Lang).Path("article", e.ArticleIn(n.Lang, a).Slug) + n.Place()
	return "*" + library.Escape(templates.NewerWords(l, what, n)) + "* [" + templates.NewerWords(l, "read", n) + "](" + library.EscapeTarget(there) + ")"
}

// sourced lists the sources with the day each was checked, and whether it is
// overdue, and the corrections.
func (e *site) sourced(l *locale.Locale, a *library.Article) (parts []string) {
	var sources []string
	for i, s := range e.SourcesOf(a) {
		source := fmt.Sprintf("%d. [%s](%s), %s %s", i+1, library.Escape(s.Title), library.EscapeTarget(s.URL), l.T("article.source.checked"), l.Date(s.Checked))
		if s.Overdue {
			source += " " + l.T("article.source.overdue", "Date", l.Date(s.Due))
		}
		sources = append(sources, source)
	}
	if len(sources) > 0 {
		parts = append(parts, strings.Join(sources, "\n"))
	}
	for _, c := range e.CorrectionsOf(a) {
		parts = append(parts, "**"+library.Escape(l.T("article.correction", "Date", l.Date(c.Date)))+"** "+library.Escape(c.Text))
	}
	return parts
}

// byline says who wrote the article, who checked it, and when.
func (e *site) byline(l *locale.Locale, a *library.Article) string {
	name := func(author *library.Author) string {
		return fmt.Sprintf("[%s](%s)", library.Escape(author.Name), e.BaseURL+l.Path("author", author.Slug))
	}
	who := append([]string{l.T("article.by") + " " + name(a.Author)}, a.Author.Credentials...)
	for i, credential := range who[1:] {
		who[i+1] = library.Escape(credential)
	}
	reviewed := l.T("article.not-reviewed")
	if a.Reviewer != nil {
		reviewed = l.T("article.reviewed-by") + " " + name(a.Reviewer) + "."
	}
	dates := l.T("article.dates", "Published", l.Date(a.Published), "Updated", l.Date(a.Updated))
	return strings.Join(who, ", ") + ". " + reviewed + " " + dates
}
