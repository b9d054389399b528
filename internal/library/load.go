package library

import (
	"errors"
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
	Prose        []Prose      // how long sentences are, where the reader is thorough
	Unreadable   bool         // the folder itself: that is its only fault

	Differences []Difference // what one version of a text states and another does not; of a thorough reading
}

// Load reads the texts of a content folder as surface.md, “The content
// folder”, describes it. With faults in the report the library is nil.
func Load(fsys fs.FS, catalog *locale.Catalog, settings Settings) (*Library, Report) {
	return NewReader(catalog).Read(fsys, settings, Changes{All: true})
}

// A binder makes a library of a folder: first everything that texts refer
// to, then each text by itself, and last what texts say of one another.
type binder struct {
	fsys    fs.FS
	catalog *locale.Catalog
	lib     *Library
	report  Report
	named   map[string]bool  // folder/KEY of which a file stands in the folder
	unread  map[string]bool  // folders that cannot be read
	slugs   map[slug]string  // → file
	made    map[string]*made // by file
	order   []*made          // in the order of folders and keys

	last    map[string]*made // of the reading before this one
	changed map[string]bool  // files that may be others since
	unsure  bool             // all may be
	redrawn bool             // the pictures are others than at the reading before

	topicsWhole bool // without it no text is blamed for its topic

	marks map[string]*lexicon // by language: the terms that articles are searched for

	thorough bool                     // prose is judged, and what texts state is noted
	foreign  map[string]*foreignTerms // by language: what is foreign in it; only where prose is judged
	turned   bool                     // in this reading: another day is to be kept in the roll

	mentions []mention // of articles, in tables

	refs []ref // of the text at hand
}

// A slug is the last part of an address, of which there is one.
type slug struct{ folder, lang, slug string }

func newBinder(fsys fs.FS, catalog *locale.Catalog) *binder {
	return &binder{
		fsys: fsys, catalog: catalog,
		lib: &Library{
			catalog: catalog, owner: map[string]*Owner{},
			articles: pairs[Article]{}, questions: pairs[Question]{}, authors: pairs[Author]{}, legal: pairs[Legal]{}, images: map[string]*Image{}, drawings: map[string]drawing{}, terms: map[string][]*Term{},
		},
		named: map[string]bool{}, unread: map[string]bool{}, slugs: map[slug]string{}, made: map[string]*made{},
	}
}

// fork gives a binder for one text: it knows the same and says what it finds
// for itself.
func (b *binder) fork() *binder {
	f := *b
	f.report, f.refs = Report{}, nil
	return &f
}

// fault adds a fault of a file.
func (b *binder) fault(file string, line int, format string, args ...any) {
	b.report.Faults.Add(problem.Printable(file), line, format, args...)
}

func (b *binder) advise(file string, line int, format string, args ...any) {
	b.report.Advice.Add(problem.Printable(file), line, format, args...)
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
func (b *binder) paired(folder, key string, versions map[string]*made) bool {
	whole := true
	for _, l := range b.catalog.All() {
		t, ok := versions[l.Code]
		if !ok {
			other := slices.Sorted(maps.Keys(versions))[0]
			b.fault(textFile(folder, key, other), 1, "there is no version in %s; write %s beside it", l.Name, textFile(folder, key, l.Code))
		}
		whole = whole && ok && t.cut
	}
	return whole
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
