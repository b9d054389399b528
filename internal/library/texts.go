package library

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"leadpath/internal/locale"
)

type sourceFront struct {
	Title   string
	URL     string
	Checked toml.LocalDate
	Due     toml.LocalDate
}

type articleFront struct {
	Title, Slug, Topic, Author, Reviewer string
	Standfirst, Short                    string
	Published, Updated                   toml.LocalDate
	Draft                                bool
	FAQ                                  []string
	Related                              []struct{ Key, Reason string }
	Sources                              []sourceFront
	Corrections                          []struct {
		Date toml.LocalDate
		Text string
	}
	Alone []aloneFront
}

// aloneFront is a fact that rightly stands in one version of a text only.
type aloneFront struct{ Text, Reason string }

// checkAlone takes each such fact, and wants a reason for it.
func (b *binder) checkAlone(t *text, list []aloneFront) {
	for i, a := range list {
		t.alone = append(t.alone, locale.Typography(a.Text))
		if blank(a.Text) || blank(a.Reason) {
			b.fault(t.file, t.at.Line(fmt.Sprintf("alone.%d", i)), "what stands in one version alone needs a text, as it is written there, and a reason; write both")
		}
	}
}

// makeArticle makes one version of an article.
func (b *binder) makeArticle(t *text) (any, string, func(written)) {
	f := &articleFront{}
	if !b.decode(t.file, t.front, t.frontLine, f) || !b.require(t.file, t.at,
		required{"title", blank(f.Title)}, required{"slug", blank(f.Slug)}, required{"topic", blank(f.Topic)},
		required{"author", blank(f.Author)}, required{"standfirst", blank(f.Standfirst)}, required{"short", blank(f.Short)},
		required{"published", f.Published == toml.LocalDate{}}, required{"updated", f.Updated == toml.LocalDate{}}) {
		return nil, "", nil
	}
	b.fillIn(t, f)
	tidy := locale.Typography
	a := &Article{
		Key: t.key, Lang: t.lang, Slug: f.Slug,
		Title: tidy(f.Title), Standfirst: tidy(f.Standfirst), Short: tidy(f.Short),
		Published: b.date(t, "published", f.Published), Updated: b.date(t, "updated", f.Updated),
		topic: f.Topic, author: f.Author, reviewer: f.Reviewer, draft: f.Draft, questions: f.FAQ,
	}
	if a.Updated.Compare(a.Published) < 0 {
		b.fault(t.file, t.at.Line("updated"), "updated lies before published; mend one of the two")
	}
	b.makeLists(t, f, a)
	b.adviseWords(t, "title", t.lang, f.Title)
	b.adviseWords(t, "standfirst", t.lang, f.Standfirst)
	b.adviseWords(t, "short", t.lang, f.Short)
	b.adviseHead(t, "title", f.Title, 65)
	b.adviseHead(t, "standfirst", f.Standfirst, 170)
	return a, b.catalog.In(t.lang).Path("article", f.Slug), func(w written) {
		a.packed, a.Minutes, a.Drawn = pack(w.sections), readingTime(b.catalog.In(t.lang).WordsPerMinute, w.words), w.drawn
		a.passages = t.passages(w, "title", a.Title, a.Standfirst, a.Short)
		if blank(string(t.body)) {
			b.fault(t.file, t.bodyLine-1, "the article is empty; write it below the front matter")
		}
	}
}

// makeLists makes what an article has several of.
func (b *binder) makeLists(t *text, f *articleFront, a *Article) {
	for i, r := range f.Related {
		if r.Key == "" || blank(r.Reason) {
			b.fault(t.file, t.at.Line(fmt.Sprintf("related.%d", i)), "a related article needs a key and a reason; write both")
		}
		a.related = append(a.related, related{r.Key, locale.Typography(r.Reason)})
	}
	b.checkAlone(t, f.Alone)
	a.Sources = b.sources(t, "sources", f.Sources)
	for i, c := range f.Corrections {
		path := fmt.Sprintf("corrections.%d", i)
		if blank(c.Text) || c.Date == (toml.LocalDate{}) {
			b.fault(t.file, t.at.Line(path), "a correction needs a date and a text; write both")
		}
		b.adviseWords(t, path, t.lang, c.Text)
		date := b.date(t, path+".date", c.Date)
		if date.Compare(a.Updated) > 0 {
			b.advise(t.file, t.at.Line(path+".date"), "the correction is newer than the article says it is; set updated = %s", date)
		}
		a.Corrections = append(a.Corrections, Correction{date, locale.Typography(c.Text), t.at.Line(path)})
	}
	slices.SortStableFunc(a.Corrections, func(a, b Correction) int { return b.Date.Compare(a.Date) })
}

var articleCommons = []common[Article]{
	{"topic", func(a *Article) string { return a.topic }},
	{"author", func(a *Article) string { return a.author }},
	{"reviewer", func(a *Article) string { return a.reviewer }},
	{"published", func(a *Article) string { return a.Published.String() }},
	{"draft", func(a *Article) string { return fmt.Sprint(a.draft) }},
	{"faq", func(a *Article) string { return strings.Join(a.questions, " ") }},
	{"corrections", correctedOn},
}

// correctedOn gives the days on which an article was corrected, newest first.
func correctedOn(a *Article) string {
	var days []string
	for _, c := range a.Corrections {
		days = append(days, c.Date.String())
	}
	return strings.Join(days, " ")
}

// bindArticle takes the versions of one article into the library.
func (b *binder) bindArticle(key string, versions map[string]*made) {
	pages, ok := pagesOf[Article](versions)
	if !ok {
		return
	}
	if first := pages[b.catalog.Default().Code]; slices.ContainsFunc(b.catalog.All(), func(l *locale.Locale) bool { return !alike(first, pages[l.Code]) }) {
		equal(b, versions, pages, articleCommons)
	}
	for lang, m := range versions {
		a := pages[lang]
		b.take(m, a.Slug)
		for i, q := range a.questions {
			b.checkQuestion(m, a, i, q)
		}
	}
	b.lib.articles[key] = pages
}

func (b *binder) checkQuestion(m *made, a *Article, i int, key string) {
	path := fmt.Sprintf("faq.%d", i)
	switch {
	case b.lib.questions[key] == nil && !b.stands("faq", key):
		b.fault(m.file, b.line(m, path), "there is no question %q; write faq/%s.en.md and .de.md or name another", key, key)
	case b.lib.questions[key] != nil && slices.Contains(a.questions[:i], key):
		b.fault(m.file, b.line(m, path), "the question %q stands here twice; remove one", key)
	}
}

// sources makes the list of a key, source in compare.toml.
func (b *binder) sources(t *text, key string, fronts []sourceFront) []Source {
	var list []Source
	for i, s := range fronts {
		path := fmt.Sprintf("%s.%d", key, i)
		switch {
		case blank(s.Title) || s.URL == "" || s.Checked == toml.LocalDate{}:
			b.fault(t.file, t.at.Line(path), "a source needs title, url and checked (the day it was read); write all three")
		case !strings.HasPrefix(s.URL, "https://") && !strings.HasPrefix(s.URL, "http://"):
			b.fault(t.file, t.at.Line(path+".url"), "the address %q of a source does not begin with https://; mend it", s.URL)
		}
		source := Source{Title: locale.Typography(s.Title), URL: s.URL, Checked: b.date(t, path+".checked", s.Checked), Due: b.date(t, path+".due", s.Due), line: t.at.Line(path)}
		if !source.Due.IsZero() && source.Due.Compare(source.Checked) <= 0 {
			b.fault(t.file, t.at.Line(path+".due"), "due does not lie after checked; write the day on which the source is to be read again")
		}
		list = append(list, source)
	}
	return list
}

// topic finds the topic of a text by its English slug.
func (b *binder) topic(m *made, key string) *Topic {
	for _, versions := range b.lib.topics {
		if versions[m.lang].Key == key {
			return versions[m.lang]
		}
	}
	if b.topicsWhole { // else topics.toml has its own fault
		b.fault(m.file, b.line(m, "topic"), "there is no topic %q; use the English slug of one in topics.toml", key)
	}
	return nil
}

func (b *binder) author(m *made, role, key string) *Author {
	if a := b.lib.authors[key][m.lang]; a != nil {
		return a
	}
	if !b.stands("authors", key) { // else that file has its own fault
		b.fault(m.file, b.line(m, role), "there is no author %q; write authors/%s.en.md and .de.md or name another", key, key)
	}
	return nil
}

func (b *binder) reviewer(m *made, key string) *Author {
	if key == "" {
		return nil
	}
	return b.author(m, "reviewer", key)
}

// makeQuestion makes one version of an entry of the FAQ.
func (b *binder) makeQuestion(t *text) (any, string, func(written)) {
	f := struct {
		Title, Slug, Topic, Article string
		Alone                       []aloneFront
	}{}
	if !b.decode(t.file, t.front, t.frontLine, &f) || !b.require(t.file, t.at,
		required{"title", blank(f.Title)}, required{"slug", blank(f.Slug)}, required{"topic", blank(f.Topic)}) {
		return nil, "", nil
	}
	b.checkAlone(t, f.Alone)
	q := &Question{Key: t.key, Lang: t.lang, Slug: f.Slug, Title: locale.Typography(f.Title), topic: f.Topic, article: f.Article}
	b.adviseWords(t, "title", t.lang, f.Title)
	b.adviseHead(t, "title", f.Title, 75)
	return q, b.catalog.In(t.lang).Path("question", f.Slug), func(w written) {
		q.marked, q.Plain, q.line = w.html(), w.plain, t.bodyLine
		q.passages = t.passages(w, "title", q.Title)
		if blank(string(t.body)) {
			b.fault(t.file, t.bodyLine-1, "the answer is empty; write it below the front matter")
		}
	}
}

var questionCommons = []common[Question]{
	{"topic", func(q *Question) string { return q.topic }},
	{"article", func(q *Question) string { return q.article }},
}

// bindQuestion takes the versions of one entry of the FAQ into the library.
func (b *binder) bindQuestion(key string, versions map[string]*made) {
	pages, ok := pagesOf[Question](versions)
	if !ok {
		return
	}
	equal(b, versions, pages, questionCommons)
	for lang, m := range versions {
		b.take(m, pages[lang].Slug)
	}
	b.lib.questions[key] = pages
}

// makeAuthor makes one version of an author's page.
func (b *binder) makeAuthor(t *text) (any, string, func(written)) {
	f := struct {
		Name, Slug  string
		Credentials []string
		Agreed      toml.LocalDate
		Alone       []aloneFront
	}{}
	if !b.decode(t.file, t.front, t.frontLine, &f) || !b.require(t.file, t.at,
		required{"name", blank(f.Name)}, required{"slug", blank(f.Slug)}) {
		return nil, "", nil
	}
	b.checkAlone(t, f.Alone)
	a := &Author{Key: t.key, Lang: t.lang, Slug: f.Slug, Name: f.Name}
	for _, c := range f.Credentials {
		a.Credentials = append(a.Credentials, locale.Typography(c))
	}
	if a.Person() && b.date(t, "agreed", f.Agreed).IsZero() {
		b.report.Placeholders.Add(t.file, 1, "%s has not agreed to this page yet; write the day as agreed = 2026-06-09", f.Name)
	}
	return a, b.catalog.In(t.lang).Path("author", f.Slug), func(w written) {
		a.marked, a.Plain = w.html(), w.plain
		a.passages = t.passages(w, "name", append([]string{a.Name}, a.Credentials...)...)
	}
}

// bindAuthor takes the versions of one author's page into the library.
func (b *binder) bindAuthor(key string, versions map[string]*made) {
	pages, ok := pagesOf[Author](versions)
	if !ok {
		return
	}
	for lang, m := range versions {
		b.take(m, pages[lang].Slug)
	}
	b.lib.authors[key] = pages
}

// LegalPages are the keys of the legal pages, which are those of their
// addresses too.
var LegalPages = []string{"imprint", "privacy", "accessibility"}

// makeLegal makes one version of a legal page.
func (b *binder) makeLegal(t *text) (any, string, func(written)) {
	if !slices.Contains(LegalPages, t.key) {
		b.fault(t.file, 1, "there is no legal page %q; the keys are %s", t.key, strings.Join(LegalPages, ", "))
		return nil, "", nil
	}
	f := struct {
		Title string
		Alone []aloneFront
	}{}
	if !b.decode(t.file, t.front, t.frontLine, &f) || !b.require(t.file, t.at, required{"title", blank(f.Title)}) {
		return nil, "", nil
	}
	b.showUnknown(t)
	unfilled := *t
	b.fillSettings(t)
	b.checkAlone(t, f.Alone)
	p := &Legal{Key: t.key, Lang: t.lang, Title: locale.Typography(f.Title)}
	return p, b.catalog.In(t.lang).Path(t.key), func(w written) {
		p.Sections, p.Plain = w.sections, w.plain
		if !bytes.Equal(unfilled.body, t.body) {
			w = b.fork().write(&unfilled) // a setting is no word of the text
		}
		p.passages = t.passages(w, "title", p.Title)
	}
}

// bindLegal takes the versions of one legal page into the library.
func (b *binder) bindLegal(key string, versions map[string]*made) {
	pages := map[string]*Legal{}
	for lang, m := range versions {
		if p, ok := m.page.(*Legal); ok {
			b.take(m, "")
			pages[lang] = p
		}
	}
	b.lib.legal[key] = pages
}

// readingTime gives the minutes that words take, rounded up, 1 at least.
func readingTime(perMinute, words int) int {
	return max(1, (words+perMinute-1)/perMinute)
}
