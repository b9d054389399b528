package library

import (
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
	Alone []struct{ Text, Reason string }
}

// bindArticle makes the versions of one article.
func (b *binder) bindArticle(key string, versions map[string]*text) {
	fronts := map[*text]*articleFront{}
	for _, t := range versions {
		f := &articleFront{}
		if !b.decode(t.file, t.front, t.frontLine, f) || !b.require(t.file, t.at,
			required{"title", blank(f.Title)}, required{"slug", blank(f.Slug)}, required{"topic", blank(f.Topic)},
			required{"author", blank(f.Author)}, required{"standfirst", blank(f.Standfirst)}, required{"short", blank(f.Short)},
			required{"published", f.Published == toml.LocalDate{}}, required{"updated", f.Updated == toml.LocalDate{}}) {
			continue
		}
		fronts[t] = f
	}
	if len(fronts) < len(versions) {
		return
	}
	b.equal(versions, func(t *text) map[string]string {
		f := fronts[t]
		return map[string]string{
			"topic": f.Topic, "author": f.Author, "reviewer": f.Reviewer, "published": f.Published.String(),
			"draft": fmt.Sprint(f.Draft), "faq": strings.Join(f.FAQ, " "),
		}
	})
	b.lib.articles[key] = map[string]*Article{}
	for lang, t := range versions {
		b.lib.articles[key][lang] = b.article(t, fronts[t])
	}
}

// article makes one version; its Markdown waits until all addresses are known.
func (b *binder) article(t *text, f *articleFront) *Article {
	b.claim("articles", t, f.Slug)
	tidy := locale.Typography
	a := &Article{
		Key: t.key, Lang: t.lang, Slug: f.Slug,
		Title: tidy(f.Title), Standfirst: tidy(f.Standfirst), Short: tidy(f.Short),
		Topic:     b.topic(t, f.Topic),
		Author:    b.author(t, "author", f.Author),
		Published: b.date(t, "published", f.Published), Updated: b.date(t, "updated", f.Updated),
		draft: f.Draft, questions: f.FAQ,
	}
	if f.Reviewer != "" {
		a.Reviewer = b.author(t, "reviewer", f.Reviewer)
	}
	if a.Updated.Compare(a.Published) < 0 {
		b.fault(t.file, t.at.Line("updated"), "updated lies before published; mend one of the two")
	}
	for i, q := range f.FAQ {
		line := t.at.Line(fmt.Sprintf("faq.%d", i))
		if b.lib.questions[q] == nil {
			if !b.stands("faq", q) {
				b.fault(t.file, line, "there is no question %q; write faq/%s.en.md and .de.md or name another", q, q)
			}
		} else if slices.Contains(f.FAQ[:i], q) {
			b.fault(t.file, line, "the question %q stands here twice; remove one", q)
		}
	}
	for i, r := range f.Related {
		if r.Key == "" || blank(r.Reason) {
			b.fault(t.file, t.at.Line(fmt.Sprintf("related.%d", i)), "a related article needs a key and a reason; write both")
		}
		a.related = append(a.related, related{r.Key, tidy(r.Reason)})
	}
	a.Sources = b.sources(t, "sources", f.Sources)
	for i, c := range f.Corrections {
		if blank(c.Text) || c.Date == (toml.LocalDate{}) {
			b.fault(t.file, t.at.Line(fmt.Sprintf("corrections.%d", i)), "a correction needs a date and a text; write both")
		}
		a.Corrections = append(a.Corrections, Correction{b.date(t, fmt.Sprintf("corrections.%d.date", i), c.Date), tidy(c.Text)})
	}
	for key, value := range map[string]string{"title": f.Title, "standfirst": f.Standfirst, "short": f.Short} {
		b.adviseQuotes(t, key, value)
	}
	b.adviseHead(t, "title", f.Title, 65)
	b.adviseHead(t, "standfirst", f.Standfirst, 170)
	b.addresses[t.file] = b.catalog.In(t.lang).Path("article", f.Slug)
	b.bodies = append(b.bodies, func() {
		w := b.write(t)
		a.sections, a.Minutes = w.sections, readingTime(b.catalog.In(t.lang).WordsPerMinute, w.words)
		if blank(string(t.body)) {
			b.fault(t.file, t.bodyLine-1, "the article is empty; write it below the front matter")
		}
	})
	return a
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
		list = append(list, Source{locale.Typography(s.Title), s.URL, b.date(t, path+".checked", s.Checked), b.date(t, path+".due", s.Due)})
	}
	return list
}

// topic finds the topic of a text by its English slug.
func (b *binder) topic(t *text, key string) *Topic {
	for _, versions := range b.lib.topics {
		if versions[t.lang].Key == key {
			return versions[t.lang]
		}
	}
	if !b.topicsWhole {
		return nil // topics.toml has its own fault
	}
	b.fault(t.file, t.at.Line("topic"), "there is no topic %q; use the English slug of one in topics.toml", key)
	return nil
}

func (b *binder) author(t *text, role, key string) *Author {
	if a := b.lib.authors[key][t.lang]; a != nil {
		return a
	}
	if b.stands("authors", key) {
		return nil // that file has its own fault
	}
	b.fault(t.file, t.at.Line(role), "there is no author %q; write authors/%s.en.md and .de.md or name another", key, key)
	return nil
}

// bindQuestion makes the versions of one entry of the FAQ.
func (b *binder) bindQuestion(key string, versions map[string]*text) {
	type front struct{ Title, Slug, Topic, Article string }
	fronts := map[*text]*front{}
	for _, t := range versions {
		f := &front{}
		if b.decode(t.file, t.front, t.frontLine, f) && b.require(t.file, t.at,
			required{"title", blank(f.Title)}, required{"slug", blank(f.Slug)}, required{"topic", blank(f.Topic)}) {
			fronts[t] = f
		}
	}
	if len(fronts) < len(versions) {
		return
	}
	b.equal(versions, func(t *text) map[string]string {
		return map[string]string{"topic": fronts[t].Topic, "article": fronts[t].Article}
	})
	b.lib.questions[key] = map[string]*Question{}
	for lang, t := range versions {
		f := fronts[t]
		b.claim("faq", t, f.Slug)
		q := &Question{Key: key, Lang: lang, Slug: f.Slug, Title: locale.Typography(f.Title), Topic: b.topic(t, f.Topic), article: f.Article}
		b.lib.questions[key][lang] = q
		b.adviseQuotes(t, "title", f.Title)
		b.adviseHead(t, "title", f.Title, 75)
		b.addresses[t.file] = b.catalog.In(lang).Path("question", f.Slug)
		b.bodies = append(b.bodies, func() {
			w := b.write(t)
			q.HTML, q.Plain = w.html(), w.plain
			if blank(string(t.body)) {
				b.fault(t.file, t.bodyLine-1, "the answer is empty; write it below the front matter")
			}
		})
	}
}

// bindAuthor makes the versions of one author's page.
func (b *binder) bindAuthor(key string, versions map[string]*text) {
	type front struct {
		Name, Slug  string
		Credentials []string
		Agreed      toml.LocalDate
	}
	fronts := map[*text]*front{}
	for _, t := range versions {
		f := &front{}
		if b.decode(t.file, t.front, t.frontLine, f) && b.require(t.file, t.at,
			required{"name", blank(f.Name)}, required{"slug", blank(f.Slug)}) {
			fronts[t] = f
		}
	}
	if len(fronts) < len(versions) {
		return
	}
	b.lib.authors[key] = map[string]*Author{}
	for lang, t := range versions {
		f := fronts[t]
		b.claim("authors", t, f.Slug)
		a := &Author{Key: key, Lang: lang, Slug: f.Slug, Name: f.Name}
		for _, c := range f.Credentials {
			a.Credentials = append(a.Credentials, locale.Typography(c))
		}
		b.lib.authors[key][lang] = a
		if a.Person() && b.date(t, "agreed", f.Agreed).IsZero() {
			b.report.Placeholders.Add(t.file, 1, "%s has not agreed to this page yet; write the day as agreed = 2026-06-09", f.Name)
		}
		b.addresses[t.file] = b.catalog.In(lang).Path("author", f.Slug)
		b.bodies = append(b.bodies, func() {
			w := b.write(t)
			a.HTML, a.Plain = w.html(), w.plain
		})
	}
}

// LegalPages are the keys of the legal pages, which are those of their
// addresses too.
var LegalPages = []string{"imprint", "privacy", "accessibility"}

// bindLegal makes the versions of one legal page.
func (b *binder) bindLegal(key string, versions map[string]*text) {
	if !slices.Contains(LegalPages, key) {
		for _, t := range versions {
			b.fault(t.file, 1, "there is no legal page %q; the keys are %s", key, strings.Join(LegalPages, ", "))
		}
		return
	}
	b.lib.legal[key] = map[string]*Legal{}
	for lang, t := range versions {
		f := struct{ Title string }{}
		if !b.decode(t.file, t.front, t.frontLine, &f) || !b.require(t.file, t.at, required{"title", blank(f.Title)}) {
			continue
		}
		b.fillSettings(t)
		p := &Legal{Key: key, Lang: lang, Title: locale.Typography(f.Title)}
		b.lib.legal[key][lang] = p
		b.addresses[t.file] = b.catalog.In(lang).Path(key)
		b.bodies = append(b.bodies, func() {
			w := b.write(t)
			p.Sections, p.Plain = w.sections, w.plain
		})
	}
}

// readingTime gives the minutes that words take, rounded up, 1 at least.
func readingTime(perMinute, words int) int {
	return max(1, (words+perMinute-1)/perMinute)
}
