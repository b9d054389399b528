package library

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"leadpath/internal/locale"
)

// words is a value in every language: title.en = "…", title.de = "…".
type words map[string]string

// speak looks a value up in every language: one that is missing is a fault,
// as is a language that the site does not speak.
func (b *binder) speak(file string, line int, key string, w words) words {
	tidy := words{}
	for _, l := range b.catalog.All() {
		if w[l.Code] == "" {
			b.fault(file, line, "%s.%s is missing; write %s in %s too", key, l.Code, key, l.Name)
		}
		tidy[l.Code] = typography(w[l.Code])
	}
	for code := range w {
		if b.catalog.In(code) == nil {
			b.fault(file, line, "%s.%s: the site does not speak %q; remove it", key, code, code)
		}
	}
	return tidy
}

// tableLine gives the line of the nth [[name]] of a TOML file.
func tableLine(data []byte, name string, n int) int {
	for i, line := range strings.Split(string(data), "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "[["+name+"]]") {
			if n == 0 {
				return i + 1
			}
			n--
		}
	}
	return 1
}

// readOwner reads owner.toml. Values in [[ ]] are placeholders: shown as the
// text inside, and refused for a release.
func (b *binder) readOwner() {
	const file = "owner.toml"
	data, ok := b.read(file)
	if !ok {
		return
	}
	f := struct {
		Name, Represented, Street, City  string
		Mail, Phone, Register, VAT       string
		Responsible                      string
		Brand, Country, Is, Is_not, Call words
	}{}
	if !b.decode(file, data, 1, &f) || !b.require(file, data, 1, required{"name", f.Name == ""}, required{"street", f.Street == ""},
		required{"city", f.City == ""}, required{"mail", f.Mail == ""}) {
		return
	}
	shown := func(key, value string) string {
		inside, ok := strings.CutPrefix(value, "[[")
		if !ok {
			return value
		}
		b.report.Placeholders.Add(file, keyLine(data, key, 1), "%s is a placeholder; write the owner’s own", key)
		return strings.TrimSpace(strings.TrimSuffix(inside, "]]"))
	}
	in := func(key string, w words) words { return b.speak(file, keyLine(data, key+".en", 1), key, w) }
	owner := Owner{
		Name: shown("name", f.Name), Represented: shown("represented", f.Represented),
		Street: shown("street", f.Street), City: shown("city", f.City),
		Mail: shown("mail", f.Mail), Phone: shown("phone", f.Phone),
		Register: shown("register", f.Register), VAT: shown("vat", f.VAT), Responsible: shown("responsible", f.Responsible),
	}
	brand, country, is, isNot, call := in("brand", f.Brand), in("country", f.Country), in("is", f.Is), in("is_not", f.Is_not), in("call", f.Call)
	for _, l := range b.catalog.All() {
		o := owner
		o.Brand, o.Country, o.Is, o.IsNot, o.Call = brand[l.Code], country[l.Code], is[l.Code], isNot[l.Code], call[l.Code]
		b.lib.owner[l.Code] = &o
	}
}

// topicMarks are the drawings that a topic can bear.
var topicMarks = []string{"both", "implementer", "auditor", "foundation"}

func (b *binder) readTopics() {
	const file = "topics.toml"
	data, ok := b.read(file)
	if !ok {
		return
	}
	f := struct {
		Topic []struct {
			Mark               string
			Slug, Title, About words
		}
	}{}
	if !b.decode(file, data, 1, &f) {
		return
	}
	for i, topic := range f.Topic {
		line := tableLine(data, "topic", i)
		slug, title, about := b.speak(file, line, "slug", topic.Slug), b.speak(file, line, "title", topic.Title), b.speak(file, line, "about", topic.About)
		if !slices.Contains(topicMarks, topic.Mark) {
			b.fault(file, line, "the mark %q is none of %s; choose one", topic.Mark, strings.Join(topicMarks, ", "))
		}
		versions := map[string]*Topic{}
		for _, l := range b.catalog.All() {
			t := &Topic{Key: slug[b.catalog.Default().Code], Lang: l.Code, Slug: slug[l.Code], Title: title[l.Code], About: about[l.Code], Mark: topic.Mark}
			if !isSlug(t.Slug) || slices.ContainsFunc(b.lib.topics, func(v map[string]*Topic) bool { return v[l.Code].Slug == t.Slug }) {
				b.fault(file, line, "the slug %q is taken or has other signs than a-z, 0-9 and hyphens; write another", t.Slug)
			}
			versions[l.Code] = t
		}
		b.lib.topics = append(b.lib.topics, versions)
	}
	if len(f.Topic) == 0 {
		b.fault(file, 1, "there is no topic; write one as a table [[topic]]")
	}
}

// tableSource is a source whose title stands in every language.
type tableSource struct {
	Title        words
	URL          string
	Checked, Due toml.LocalDate
}

func (b *binder) readComparison() {
	const file = "compare.toml"
	if _, err := fs.Stat(b.fsys, file); err != nil {
		return // without it there is no such page
	}
	data, ok := b.read(file)
	if !ok {
		return
	}
	f := struct {
		Updated     toml.LocalDate
		Title, Lead words
		Differ      []struct{ Row, Implementer, Auditor words }
		Alike       []struct{ Row, Text words }
		Source      []tableSource
	}{}
	if !b.decode(file, data, 1, &f) || !b.require(file, data, 1, required{"updated", f.Updated == toml.LocalDate{}}) {
		return
	}
	head := func(key string, w words) words { return b.speak(file, keyLine(data, key+".en", 1), key, w) }
	title, lead := head("title", f.Title), head("lead", f.Lead)
	b.lib.comparison = map[string]*Comparison{}
	for _, l := range b.catalog.All() {
		b.lib.comparison[l.Code] = &Comparison{Title: title[l.Code], Lead: lead[l.Code], Updated: locale.Date(f.Updated)}
	}
	for i, row := range f.Differ {
		line := tableLine(data, "differ", i)
		name, left, right := b.speak(file, line, "row", row.Row), b.speak(file, line, "implementer", row.Implementer), b.speak(file, line, "auditor", row.Auditor)
		for lang, c := range b.lib.comparison {
			c.Differ = append(c.Differ, Difference{name[lang], left[lang], right[lang]})
		}
	}
	for i, row := range f.Alike {
		line := tableLine(data, "alike", i)
		name, says := b.speak(file, line, "row", row.Row), b.speak(file, line, "text", row.Text)
		for lang, c := range b.lib.comparison {
			c.Alike = append(c.Alike, Likeness{name[lang], says[lang]})
		}
	}
	for lang, c := range b.lib.comparison {
		var sources []sourceFront
		for i, s := range f.Source {
			title := b.speak(file, tableLine(data, "source", i), "title", s.Title)
			sources = append(sources, sourceFront{title[lang], s.URL, s.Checked, s.Due})
		}
		c.Sources = b.sources(&text{file: file, lang: lang, front: data, frontLine: 1}, sources)
	}
}

// otherFiles are files of the content folder that no page is made of yet.
var otherFiles = []string{"glossary.toml", "translations.lock", "fs.go"}

// folders of the content folder.
var folders = []string{"articles", "faq", "authors", "legal", "images", "path"}

// adviseOthers names what lies in the content folder and is never read.
func (b *binder) adviseOthers() {
	entries, err := fs.ReadDir(b.fsys, ".")
	if err != nil {
		return
	}
	known := slices.Concat([]string{"owner.toml", "topics.toml", "call.toml", "compare.toml"}, otherFiles, folders)
	for _, entry := range entries {
		if name := entry.Name(); !slices.Contains(known, name) && !strings.HasPrefix(name, ".") && !strings.HasSuffix(name, "~") {
			b.advise(name, 1, "this is not read; the content folder has %s", strings.Join(known, ", "))
		}
	}
}

// adviseHead asks for a title or description that search engines show whole.
func (b *binder) adviseHead(t *text, key, value string, most int) {
	if n := len([]rune(value)); n > most {
		b.advise(t.file, t.keyLine(key), "%s has %d signs; up to %d are shown whole by search engines", key, n, most)
	}
}
