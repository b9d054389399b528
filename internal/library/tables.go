package library

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"leadpath/internal/locale"
	"leadpath/internal/problem"
)

// words is a value in every language: title.en = "…", title.de = "…".
type words map[string]string

// speak looks a value up in every language: one that is missing is a fault,
// as is a language that the site does not speak.
func (b *binder) speak(t *text, key string, w words) words {
	tidy := words{}
	name := key[strings.LastIndexByte(key, '.')+1:]
	for _, l := range b.catalog.All() {
		if blank(w[l.Code]) {
			b.fault(t.file, t.at.Line(key+"."+l.Code), "%s.%s is missing; write %s in %s too", name, l.Code, name, l.Name)
		}
		b.adviseWords(t, key+"."+l.Code, l.Code, w[l.Code])
		tidy[l.Code] = locale.Typography(w[l.Code])
	}
	for code := range w {
		if b.catalog.In(code) == nil {
			b.fault(t.file, t.at.Line(key+"."+code), "%s.%s: the site does not speak %q; remove it", name, code, code)
		}
	}
	return tidy
}

// readTable reads a file that is TOML as a whole; false where that fails.
func (b *binder) readTable(file string, into any) (*text, bool) {
	data, ok := b.read(file)
	if !ok || !b.decode(file, data, 1, into) {
		return nil, false
	}
	return &text{file: file, front: data, frontLine: 1, at: problem.ReadPositions(data, 1)}, true
}

// readOwner reads owner.toml. Values in [[ ]] are placeholders: shown as the
// text inside, and refused for a release.
func (b *binder) readOwner() {
	f := struct {
		Name, Represented, Street, City  string
		Mail, Phone, Register, VAT       string
		Responsible, Language            string
		Brand, Country, Is, Is_not, Call words
		Contact_until                    toml.LocalDate
	}{}
	t, ok := b.readTable("owner.toml", &f)
	if !ok || !b.require(t.file, t.at, required{"name", blank(f.Name)}, required{"street", blank(f.Street)},
		required{"city", blank(f.City)}, required{"mail", blank(f.Mail)}) {
		return
	}
	if f.Language != "" && b.catalog.In(f.Language) == nil {
		b.fault(t.file, t.at.Line("language"), "the site speaks no %q; name one of its languages, such as %s", f.Language, b.catalog.Default().Code)
	}
	shown := func(key, value string) string { return b.shown(t, key, value) }
	in := func(key string, w words) words {
		said := b.speak(t, key, w)
		for lang, value := range said {
			said[lang] = b.shown(t, key+"."+lang, value)
		}
		return said
	}
	owner := Owner{
		Name: shown("name", f.Name), Represented: shown("represented", f.Represented),
		Street: shown("street", f.Street), City: shown("city", f.City),
		Mail: shown("mail", f.Mail), Phone: shown("phone", f.Phone),
		Register: shown("register", f.Register), VAT: shown("vat", f.VAT), Responsible: shown("responsible", f.Responsible),
		Language: cmp.Or(f.Language, b.catalog.Default().Code), ContactUntil: vouchedUntil,
	}
	b.lib.vouched = max(1, t.at.Line("contact_until"))
	if until := b.date(t, "contact_until", f.Contact_until); !until.IsZero() {
		owner.ContactUntil = until
	}
	brand, country, is, isNot, call := in("brand", f.Brand), in("country", f.Country), in("is", f.Is), in("is_not", f.Is_not), in("call", f.Call)
	for _, l := range b.catalog.All() {
		o := owner
		o.Brand, o.Country, o.Is, o.IsNot, o.Call = brand[l.Code], country[l.Code], is[l.Code], isNot[l.Code], call[l.Code]
		b.lib.owner[l.Code] = &o
	}
}

// shown gives a value as readers see it: a placeholder as the text inside.
func (b *binder) shown(t *text, key, value string) string {
	inside, ok := fromPlaceholder(value)
	if ok {
		b.report.Placeholders.Add(t.file, t.at.Line(key), "%s is a placeholder; write the owner’s own", key)
	}
	return inside
}

// topicMarks are the drawings that a topic can bear.
var topicMarks = []string{"both", "implementer", "auditor", "foundation"}

func (b *binder) readTopics() {
	f := struct {
		Topic []struct {
			Mark                      string
			Slug, Title, About, Intro words
		}
	}{}
	t, ok := b.readTable("topics.toml", &f)
	if !ok {
		return
	}
	before := len(b.report.Faults)
	defer func() { b.topicsWhole = len(b.report.Faults) == before }()
	for i, topic := range f.Topic {
		path := fmt.Sprintf("topic.%d", i)
		slug, title, about := b.speak(t, path+".slug", topic.Slug), b.speak(t, path+".title", topic.Title), b.speak(t, path+".about", topic.About)
		intro := about
		if topic.Intro != nil {
			intro = b.speak(t, path+".intro", topic.Intro)
		}
		if !slices.Contains(topicMarks, topic.Mark) {
			b.fault(t.file, t.at.Line(path+".mark"), "the mark %q is none of %s; choose one", topic.Mark, strings.Join(topicMarks, ", "))
		}
		versions := map[string]*Topic{}
		for _, l := range b.catalog.All() {
			made := &Topic{Key: slug[b.catalog.Default().Code], Lang: l.Code, Slug: slug[l.Code], Title: title[l.Code], About: about[l.Code], Intro: intro[l.Code], Mark: topic.Mark}
			taken := slices.ContainsFunc(b.lib.topics, func(v map[string]*Topic) bool { return v[l.Code].Slug == made.Slug })
			if made.Slug != "" && (taken || !isSlug(made.Slug)) {
				b.fault(t.file, t.at.Line(path+".slug."+l.Code), "the slug %q is taken or has other signs than a-z, 0-9 and hyphens; write another", made.Slug)
			}
			versions[l.Code] = made
		}
		b.lib.topics = append(b.lib.topics, versions)
	}
	if len(f.Topic) == 0 {
		b.fault(t.file, 1, "there is no topic; write one as a table [[topic]]")
	}
}

// tableSource is a source whose title stands in every language.
type tableSource struct {
	Title        words
	URL          string
	Checked, Due toml.LocalDate
}

func (b *binder) readComparison() {
	if !exists(b.fsys, "compare.toml") {
		return // without it there is no such page
	}
	f := struct {
		Updated     toml.LocalDate
		Title, Lead words
		Differ      []struct {
			Row, Implementer, Auditor words
			Articles                  []string
		}
		Alike []struct {
			Row, Text words
			Articles  []string
		}
		Source []tableSource
	}{}
	t, ok := b.readTable("compare.toml", &f)
	if !ok || !b.require(t.file, t.at, required{"updated", f.Updated == toml.LocalDate{}}) {
		return
	}
	title, lead := b.speak(t, "title", f.Title), b.speak(t, "lead", f.Lead)
	b.lib.comparison = map[string]*Comparison{}
	for _, l := range b.catalog.All() {
		b.lib.comparison[l.Code] = &Comparison{Title: title[l.Code], Lead: lead[l.Code], Updated: locale.Date(f.Updated)}
	}
	for i, row := range f.Differ {
		path := fmt.Sprintf("differ.%d.", i)
		name, left, right := b.speak(t, path+"row", row.Row), b.speak(t, path+"implementer", row.Implementer), b.speak(t, path+"auditor", row.Auditor)
		for lang, c := range b.lib.comparison {
			c.Differ = append(c.Differ, Contrast{name[lang], left[lang], right[lang], row.Articles})
		}
		b.mention(t, path+"articles", row.Articles)
	}
	for i, row := range f.Alike {
		path := fmt.Sprintf("alike.%d.", i)
		name, says := b.speak(t, path+"row", row.Row), b.speak(t, path+"text", row.Text)
		for lang, c := range b.lib.comparison {
			c.Alike = append(c.Alike, Likeness{name[lang], says[lang], row.Articles})
		}
		b.mention(t, path+"articles", row.Articles)
	}
	for lang, list := range b.tableSources(t, f.Source) {
		b.lib.comparison[lang].Sources = list
	}
}

// tableSources makes the sources of a table in every language.
func (b *binder) tableSources(t *text, fronts []tableSource) map[string][]Source {
	all := map[string][]Source{}
	for _, l := range b.catalog.All() {
		var sources []sourceFront
		for i, s := range fronts {
			title := b.speak(t, fmt.Sprintf("source.%d.title", i), s.Title)
			sources = append(sources, sourceFront{title[l.Code], s.URL, s.Checked, s.Due})
		}
		all[l.Code] = b.sources(t, "source", sources)
	}
	return all
}

// otherFiles are files of the content folder that no page is made of.
var otherFiles = []string{LockFile, "fs.go"}

// folders of the content folder.
var folders = []string{"articles", "faq", "authors", "legal", "images", "path"}

// adviseOthers names what lies in the content folder and is never read.
func (b *binder) adviseOthers() {
	entries, err := fs.ReadDir(b.fsys, ".")
	if err != nil {
		return
	}
	known := slices.Concat([]string{"owner.toml", "topics.toml", "call.toml", "compare.toml", "glossary.toml", "log.toml"}, otherFiles, folders)
	for _, entry := range entries {
		if name := entry.Name(); !slices.Contains(known, name) && !strings.HasPrefix(name, ".") && !strings.HasSuffix(name, "~") {
			b.advise(name, 1, "this is not read; the content folder has %s", strings.Join(known, ", "))
		}
	}
}

// adviseWords names what a reader would stumble over in a value: straight
// quotation marks, which are set by hand, and for check what judges prose.
func (b *binder) adviseWords(t *text, key, lang, value string) {
	if strings.ContainsAny(value, `"'`) {
		b.advise(t.file, t.at.Line(key), straightQuotes)
	}
	if b.thorough {
		b.judgeValue(t, key, lang, value)
	}
}

const straightQuotes = "a straight quotation mark; type “…” and ’, in German „…“ and ’"

// adviseHead asks for a title or description that search engines show whole.
func (b *binder) adviseHead(t *text, key, value string, most int) {
	if n := len([]rune(value)); n > most {
		b.advise(t.file, t.at.Line(key), "%s has %d signs; up to %d are shown whole by search engines", key, n, most)
	}
}
