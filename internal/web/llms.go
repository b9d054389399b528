package web

import (
	"fmt"
	"net/http"
	"strings"

	"leadpath/internal/library"
	"leadpath/internal/locale"
)

// showLLMs serves the list for language models, as llmstxt.org describes it: a
// title, a quotation, what this is, and lists of links, language by language.
func (e *site) showLLMs(w http.ResponseWriter, r *http.Request, first *locale.Locale) error {
	parts := []string{"# " + library.Escape(e.Owner(first.Code).Brand), "> " + library.Escape(first.T("home.description"))}
	for _, l := range e.Catalog.All() {
		parts = append(parts, library.Escape(l.T("llms.about")))
	}
	for _, l := range e.Catalog.All() {
		var articles, questions []string
		for _, a := range e.Articles(l.Code) {
			articles = append(articles, e.entryOf(a.Title, l.Path("markdown", a.Slug), a.Standfirst))
		}
		for _, q := range e.Questions(l.Code) {
			questions = append(questions, e.entryOf(q.Title, l.Path("question", q.Slug), ""))
		}
		parts = append(parts, section(l.T("llms.articles"), articles)...)
		parts = append(parts, section(l.T("llms.questions"), questions)...)
		if h, err := e.HoursLog(l.Code); err == nil {
			parts = append(parts, section(l.T("llms.tables"), []string{e.entryOf(h.Title, l.Path("log"), h.Lead), e.entryOf(l.T("log.file"), l.Path("log-file"), "")})...)
		}
	}
	return e.send(w, r, plainText, []byte(strings.Join(parts, "\n\n")+"\n"))
}

// section gives a heading and its list; nothing where the list is empty.
func section(title string, list []string) []string {
	if len(list) == 0 {
		return nil
	}
	return []string{"## " + library.Escape(title), strings.Join(list, "\n")}
}

func (e *site) entryOf(title, address, note string) string {
	line := fmt.Sprintf("- [%s](%s)", library.Escape(title), e.BaseURL+address)
	if note != "" {
		line += ": " + library.Escape(note)
	}
	return line
}
