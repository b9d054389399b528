package library

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"leadpath/internal/locale"
	"leadpath/internal/problem"
)

// A Report is what reading a content folder found.
type Report struct {
	Faults       problem.List // with one of these there is no library
	Advice       problem.List // what is allowed and could be better
	Placeholders problem.List // what must be known before a release
	Unreadable   bool         // the folder itself: that is its only fault
}

// Load reads the texts of a content folder as surface.md, “The content
// folder”, describes it. With faults in the report the library is nil.
func Load(fsys fs.FS, catalog *locale.Catalog, settings Settings) (*Library, Report) {
	b := newBinder(fsys, catalog)
	b.lib.Settings = settings
	if entries, err := fs.ReadDir(fsys, "."); err != nil || len(entries) == 0 {
		b.report.Unreadable = true
		b.report.Faults.Add(".", 1, "the folder cannot be read or is empty%s; name a content folder that can be read", problem.Reason(err))
		return nil, b.report
	}
	b.bind()
	b.report.Faults.Sort()
	b.report.Advice.Sort()
	b.report.Placeholders.Sort()
	if len(b.report.Faults) > 0 {
		return nil, b.report
	}
	return b.lib, b.report
}

// A binder makes a library of a folder: first everything that texts refer
// to, then the front matter of all texts, so that every address is known,
// and last the Markdown with its links.
type binder struct {
	fsys      fs.FS
	catalog   *locale.Catalog
	lib       *Library
	report    Report
	named     map[string]bool        // folder/KEY of which a file stands in the folder
	unread    map[string]bool        // folders that cannot be read
	texts     map[string]*text       // by file
	slugs     map[string]string      // folder, language and slug → file
	addresses map[string]string      // file of a text → its address
	parts     map[string]*sectionIDs // file of a text → its anchors

	topicsWhole bool // without it no text is blamed for its topic

	anchors []anchor
	marks   map[string]*lexicon // by language: the terms that articles are searched for
	bodies  []func()            // each renders one text, once all addresses are known
}

func newBinder(fsys fs.FS, catalog *locale.Catalog) *binder {
	return &binder{
		fsys: fsys, catalog: catalog,
		lib: &Library{
			catalog: catalog, owner: map[string]*Owner{},
			articles: pairs[Article]{}, questions: pairs[Question]{}, authors: pairs[Author]{}, legal: pairs[Legal]{}, images: map[string]*Image{}, terms: map[string][]*Term{},
		},
		named: map[string]bool{}, unread: map[string]bool{}, texts: map[string]*text{}, slugs: map[string]string{}, addresses: map[string]string{}, parts: map[string]*sectionIDs{},
	}
}

func (b *binder) bind() {
	b.readOwner()
	b.readTopics()
	b.readImages()
	readPairs(b, "authors", b.bindAuthor)
	readPairs(b, "faq", b.bindQuestion)
	readPairs(b, "articles", b.bindArticle)
	readPairs(b, "legal", b.bindLegal)
	b.readComparison()
	b.readGlossary()
	b.adviseOthers()
	b.adviseAlike()
	b.checkReferences()
	for _, render := range b.bodies {
		render()
	}
	b.checkAnchors()
}

// fault adds a fault of a file.
func (b *binder) fault(file string, line int, format string, args ...any) {
	b.report.Faults.Add(problem.Printable(file), line, format, args...)
}

func (b *binder) advise(file string, line int, format string, args ...any) {
	b.report.Advice.Add(problem.Printable(file), line, format, args...)
}

// readPairs reads KEY.LANG.md of a folder in every language and gives each
// pair that is whole to bind, in the order of the keys.
func readPairs(b *binder, folder string, bind func(key string, versions map[string]*text)) {
	found := map[string]map[string]*text{}
	for _, entry := range b.entries(folder) {
		key, lang, ok := b.textName(folder, entry)
		if !ok {
			continue
		}
		if found[key] == nil {
			found[key] = map[string]*text{}
		}
		b.named[folder+"/"+key] = true
		found[key][lang] = b.readText(folder, key, lang)
	}
	for _, key := range slices.Sorted(maps.Keys(found)) {
		if b.paired(folder, key, found[key]) {
			bind(key, found[key])
		}
	}
}

// entries lists a folder; one that does not stand is empty.
func (b *binder) entries(folder string) []fs.DirEntry {
	entries, err := fs.ReadDir(b.fsys, folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		b.unread[folder] = true
		b.fault(".", 1, "the folder %s cannot be read%s; mend its rights", folder, problem.Reason(err))
	}
	return entries
}

// stands reports whether a text was written, though it may have faults of
// its own: then nobody is blamed for referring to it.
func (b *binder) stands(folder, key string) bool { return b.named[folder+"/"+key] || b.unread[folder] }

// textName takes KEY.LANG.md apart. What an editor leaves beside a text is
// passed over.
func (b *binder) textName(folder string, entry fs.DirEntry) (key, lang string, ok bool) {
	name := entry.Name()
	file := path.Join(folder, name)
	if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") {
		return "", "", false
	}
	base, isText := strings.CutSuffix(name, ".md")
	if entry.IsDir() || !isText {
		b.advise(file, 1, "this is not read; texts are files KEY.LANGUAGE.md")
		return "", "", false
	}
	dot := strings.LastIndexByte(base, '.')
	if dot < 1 || b.catalog.In(base[dot+1:]) == nil {
		b.fault(file, 1, "the name says no language of the site; call it KEY.en.md or KEY.de.md")
		return "", "", false
	}
	if key = base[:dot]; !isSlug(key) {
		b.fault(file, 1, "the key %q has other signs than a-z, 0-9 and hyphens; rename the file", key)
		return "", "", false
	}
	return key, base[dot+1:], true
}

// paired reports whether a text could be read in every language and names
// the halves that are missing.
func (b *binder) paired(folder, key string, versions map[string]*text) bool {
	whole := true
	for _, l := range b.catalog.All() {
		t, ok := versions[l.Code]
		if !ok {
			other := slices.Sorted(maps.Keys(versions))[0]
			b.fault(textFile(folder, key, other), 1, "there is no version in %s; write %s beside it", l.Name, textFile(folder, key, l.Code))
		}
		whole = whole && ok && t != nil
	}
	return whole
}

// equal names the keys of the front matter that differ within a pair though
// they must agree.
func (b *binder) equal(versions map[string]*text, of func(*text) map[string]string) {
	first := versions[b.catalog.Default().Code]
	want := of(first)
	for _, l := range b.catalog.All() {
		t := versions[l.Code]
		for key, value := range of(t) {
			if value != want[key] {
				b.fault(t.file, t.at.Line(key), "%s is %q here and %q in %s:%d; write the same in both", key, value, want[key], first.file, first.at.Line(key))
			}
		}
	}
}

// checkReferences looks up what front matter refers to by key, now that all
// texts are known.
func (b *binder) checkReferences() {
	for _, versions := range b.lib.questions {
		for _, q := range versions {
			if q.article != "" && b.lib.articles[q.article] == nil && !b.stands("articles", q.article) {
				t := b.texts[textFile("faq", q.Key, q.Lang)]
				b.fault(t.file, t.at.Line("article"), "there is no article %q; write articles/%s.en.md and .de.md or name another", q.article, q.article)
			}
		}
	}
	for _, versions := range b.lib.articles {
		for _, a := range versions {
			for i, r := range a.related {
				if r.key == a.Key || r.key != "" && b.lib.articles[r.key] == nil && !b.stands("articles", r.key) {
					t := b.texts[textFile("articles", a.Key, a.Lang)]
					b.fault(t.file, t.at.Line(fmt.Sprintf("related.%d", i)), "there is no other article %q to read next; write it or name another", r.key)
				}
			}
		}
	}
}

// isSlug reports whether s can stand in an address as it is.
func isSlug(s string) bool {
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-') {
			return false
		}
	}
	return s != "" && s[0] != '-' && s[len(s)-1] != '-'
}
