package library

import (
	"fmt"
	"slices"
)

// finish says what texts get wrong about texts that came later, and leads
// their links to the addresses of this reading. Authors come before articles,
// which refer to them.
func (b *binder) finish() {
	b.checkMentions()
	for _, m := range b.order {
		if m.bound {
			b.complete(m)
		}
	}
}

func (b *binder) complete(m *made) {
	switch page := m.page.(type) {
	case *Article:
		b.checkRelated(m, page)
		page = b.refer(m, page, b.topic(m, page.topic), b.author(m, "author", page.author), b.reviewer(m, page.reviewer))
		b.lib.articles[m.key][m.lang] = b.markBehind(m, b.leadArticle(m, page))
	case *Question:
		b.checkArticle(m, page)
		b.lib.questions[m.key][m.lang] = b.leadQuestion(m, b.group(m, page, b.topic(m, page.topic)))
	case *Author:
		b.lib.authors[m.key][m.lang] = b.leadAuthor(m, page)
	case *Legal:
		for i := range page.Sections {
			page.Sections[i].HTML = lead(page.Sections[i].HTML, b.address)
		}
	}
}

// group gives the question with its topic.
func (b *binder) group(m *made, q *Question, topic *Topic) *Question {
	if q.Topic == topic {
		return q
	}
	other := *q
	other.Topic, m.page = topic, &other
	return &other
}

// address gives the address of a text that is part of the library.
func (b *binder) address(file string) string {
	if m := b.made[file]; m != nil {
		return m.address
	}
	return file
}

func (b *binder) checkArticle(m *made, q *Question) {
	if q.article != "" && b.lib.articles[q.article] == nil && !b.stands("articles", q.article) {
		b.fault(m.file, b.line(m, "article"), "there is no article %q; write articles/%s.en.md and .de.md or name another", q.article, q.article)
	}
}

func (b *binder) checkRelated(m *made, a *Article) {
	for i, r := range a.related {
		if r.key == a.Key || r.key != "" && b.lib.articles[r.key] == nil && !b.stands("articles", r.key) {
			b.fault(m.file, b.line(m, fmt.Sprintf("related.%d", i)), "there is no other article %q to read next; write it or name another", r.key)
		}
	}
}

// refer gives the article with those it refers to; the same one as before
// where they are the same.
func (b *binder) refer(m *made, a *Article, topic *Topic, author, reviewer *Author) *Article {
	if a.Topic == topic && a.Author == author && a.Reviewer == reviewer {
		return a
	}
	other := *a
	other.Topic, other.Author, other.Reviewer = topic, author, reviewer
	m.page = &other
	return &other
}

// leadArticle gives the article with the addresses of this reading; the same
// one where they are as before.
func (b *binder) leadArticle(m *made, a *Article) *Article {
	same, count := true, 0
	for i, r := range m.refs {
		if r.kind == toFile && !slices.ContainsFunc(m.refs[:i], func(o ref) bool { return o.kind == toFile && o.to == r.to }) {
			same = same && count < len(a.targets) && a.targets[count] == b.address(r.to)
			count++
		}
	}
	if same && count == len(a.targets) {
		return a
	}
	led := *a
	led.linked, led.targets = make([]string, 0, count), make([]string, 0, count)
	for _, r := range m.refs {
		if r.kind == toFile && !slices.Contains(led.linked, r.to) {
			led.linked, led.targets = append(led.linked, r.to), append(led.targets, b.address(r.to))
		}
	}
	m.page = &led
	return &led
}

func (b *binder) leadQuestion(m *made, q *Question) *Question {
	html := lead(q.marked, b.address)
	if html == q.HTML {
		return q
	}
	led := *q
	led.HTML, m.page = html, &led
	return &led
}

func (b *binder) leadAuthor(m *made, a *Author) *Author {
	html := lead(a.marked, b.address)
	if html == a.HTML {
		return a
	}
	led := *a
	led.HTML, m.page = html, &led
	return &led
}

// A mention is the key of an article in a table.
type mention struct {
	file string
	line int
	key  string
}

// mention notes the articles that a table leads to.
func (b *binder) mention(t *text, path string, keys []string) {
	for i, key := range keys {
		b.mentions = append(b.mentions, mention{t.file, t.at.Line(fmt.Sprintf("%s.%d", path, i)), key})
	}
}

func (b *binder) checkMentions() {
	for _, m := range b.mentions {
		if b.lib.articles[m.key] == nil && !b.stands("articles", m.key) {
			b.fault(m.file, m.line, "there is no article %q; write articles/%s.en.md and .de.md or name another", m.key, m.key)
		}
	}
}
