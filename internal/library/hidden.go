package library

import "regexp"

// Links to articles that are not out yet become words until they are, so
// that texts may point ahead and no reader meets a page that is not there.

var link = regexp.MustCompile(`<a href="([^"#]*)[^"]*">(.*?)</a>`)

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

// without gives the article without links to hidden addresses.
func (a *Article) without(hidden map[string]bool) *Article {
	if len(hidden) == 0 {
		return a
	}
	shown := *a
	shown.Sections = make([]Section, len(a.Sections))
	for i, s := range a.Sections {
		s.HTML = unlink(s.HTML, hidden)
		shown.Sections[i] = s
	}
	return &shown
}

func (q *Question) without(hidden map[string]bool) *Question {
	if len(hidden) == 0 {
		return q
	}
	shown := *q
	shown.HTML = unlink(q.HTML, hidden)
	return &shown
}
