package templates

import (
	"fmt"
	"strings"

	"leadpath/internal/library"
	"leadpath/templates/parts"
)

// A HomeView is what the home page shows besides its words.
type HomeView struct {
	Newest  []*library.Article
	Topics  []TopicCount
	Compare bool // whether there is a comparison
}

// A TopicCount is a topic with how much there is to read on it.
type TopicCount struct {
	*library.Topic
	Articles, Questions int
}

// topicCounts lists topics by how much there is to read on them.
func topicCounts(p Page, topics []TopicCount) []parts.Entry {
	entries := make([]parts.Entry, len(topics))
	for i, t := range topics {
		entries[i] = parts.Entry{Mark: t.Mark, Title: t.Title, Address: p.Path("topic", t.Slug), Note: t.count(p)}
	}
	return entries
}

// count says how much there is to read; of what there is none it says nothing.
func (t TopicCount) count(p Page) string {
	var said []string
	if t.Articles > 0 {
		said = append(said, p.N("list.articles", t.Articles))
	}
	if t.Questions > 0 {
		said = append(said, p.N("list.questions", t.Questions))
	}
	return strings.Join(said, ", ")
}

// lettering gives the drawings their words.
func lettering(p Page) parts.Lettering {
	l := parts.Lettering{
		Building: p.T("drawing.building"), Checking: p.T("drawing.checking"), Meeting: p.T("drawing.meeting"),
		Drawn: p.T("drawing.drawn"), Open: p.T("drawing.open"), Scope: p.T("drawing.scope"),
		OutOfLine: p.T("drawing.out-of-line"), Evidence: p.T("drawing.evidence"),
		DrawnWhole: p.T("drawing.drawn-whole"), Measured: p.T("drawing.measured"),
	}
	for i := range l.Clauses {
		l.Clauses[i] = p.T(fmt.Sprintf("drawing.clause.%02d", i+4))
	}
	return l
}
