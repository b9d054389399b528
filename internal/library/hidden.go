package library

import (
	"regexp"
	"slices"
)

// Links to articles that are not out yet become words until they are, so
// that texts may point ahead and no reader meets a page that is not there.

var link = regexp.MustCompile(`(?s)<a href="([^"#]*)[^"]*"[^>]*>(.*?)</a>`)

// unlink takes the links to hidden addresses out of HTML.
func unlink(html string, hidden map[string]bool) string {
	if len(hidden) == 0 {
		return html
	}
	return link.ReplaceAllStringFunc(html, func(whole string) string {
		parts := link.FindStringSubmatch(whole)
		if hidden[parts[1]] {
			return parts[2]
		}
		return whole
	})
}

func unlinkAll(sections []Section, hidden map[string]bool) []Section {
	shown := make([]Section, len(sections))
	for i, s := range sections {
		s.HTML = unlink(s.HTML, hidden)
		shown[i] = s
	}
	return shown
}

// without gives the article without links to hidden addresses: the same one
// where it has none.
func (a *Article) without(hidden map[string]bool) *Article {
	if len(hidden) == 0 || !slices.ContainsFunc(a.targets, func(address string) bool { return hidden[address] }) {
		return a
	}
	shown := *a
	shown.hidden = hidden
	return &shown
}

func (q *Question) without(hidden map[string]bool) *Question {
	shown := *q
	shown.HTML = unlink(q.HTML, hidden)
	return &shown
}

func (a *Author) without(hidden map[string]bool) *Author {
	shown := *a
	shown.HTML = unlink(a.HTML, hidden)
	return &shown
}

func (p *Legal) without(hidden map[string]bool) *Legal {
	shown := *p
	shown.Sections = unlinkAll(p.Sections, hidden)
	return &shown
}
