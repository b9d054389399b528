package library

import (
	"io/fs"
	"maps"
	"reflect"
	"slices"

	"leadpath/internal/locale"
	"leadpath/internal/problem"
)

// A Reader reads a content folder again and again. What it made of a text it
// keeps and takes over as long as nothing changed on which that depends; the
// library and the report are those of a fresh reading all the same. It reads
// for one caller at a time.
type Reader struct {
	Thorough bool // for check: judges prose and compares what versions state; set before the first reading, false for those who serve

	catalog  *locale.Catalog
	made     map[string]*made // by file; nil: nothing is known
	named    map[string]bool
	lib      *Library // nil: it had faults
	report   Report   // without what heads and stamps give rise to
	heads    *heads
	stamps   map[string]problem.List // by text: what is not as it was stamped
	lock     *lock
	terms    map[string][]*Term
	topics   []map[string]*Topic
	images   map[string]*Image
	drawn    map[string]drawing
	marks    map[string]*lexicon
	foreign  map[string]*foreignTerms
	compared map[string]compared // by folder/KEY
	tables   []Difference        // between the languages of tables; nil: not known
}

// NewReader makes a reader that has not read anything.
func NewReader(catalog *locale.Catalog) *Reader { return &Reader{catalog: catalog} }

// Read reads the folder, of which not more than changes is another than at the
// last reading. With faults in the report the library is nil.
func (r *Reader) Read(fsys fs.FS, settings Settings, changes Changes) (*Library, Report) {
	if lib := r.again(fsys, settings, changes); lib != nil {
		r.lib = lib
		return lib, r.whole(fsys)
	}
	b := newBinder(fsys, r.catalog)
	b.lib.Settings = settings
	b.last, b.changed, b.unsure, b.thorough = r.made, changes.Files, changes.All, r.Thorough
	r.made, r.lib, r.heads, r.tables = nil, nil, nil, nil // should this reading fail, the next one begins anew
	if entries, err := fs.ReadDir(fsys, "."); err != nil || len(entries) == 0 {
		b.report.Unreadable = true
		b.report.Faults.Add(".", 1, "the folder cannot be read or is empty%s; name a content folder that can be read", problem.Reason(err))
		return nil, b.report
	}
	b.bind(r)
	r.made, r.named, r.topics, r.images, r.drawn, r.marks, r.terms, r.foreign = b.made, b.named, b.lib.topics, b.lib.images, b.lib.drawings, b.marks, b.lib.terms, b.foreign
	r.lock, r.stamps = b.lib.lock, b.adviseStamps()
	b.report.Faults.Sort()
	b.report.Placeholders.Sort()
	r.report, r.heads = b.report, newHeads()
	for _, m := range b.order {
		r.heads.add(m)
	}
	report := r.whole(fsys)
	if len(report.Faults) > 0 {
		return nil, report
	}
	r.lib = b.lib
	return b.lib, report
}

// whole gives the report of a reading, for the caller to keep.
func (r *Reader) whole(fsys fs.FS) Report {
	all := Report{
		Faults: slices.Clone(r.report.Faults), Advice: slices.Clone(r.report.Advice), Placeholders: slices.Clone(r.report.Placeholders),
		Unreadable: r.report.Unreadable,
	}
	r.heads.advise(newBinder(fsys, r.catalog), &all.Advice)
	for _, list := range r.stamps {
		all.Advice = append(all.Advice, list...)
	}
	if r.Thorough {
		all.Prose = proseOf(r.catalog, r.made)
		r.compare(fsys, &all)
	}
	all.Advice.Sort()
	return all
}

func (b *binder) bind(r *Reader) {
	b.readOwner()
	b.readTopics()
	if reflect.DeepEqual(b.lib.topics, r.topics) {
		b.lib.topics = r.topics // so that texts can keep theirs
	}
	b.readImages()
	b.redrawn = !maps.EqualFunc(b.lib.images, r.images, func(a, b *Image) bool {
		return a.Path == b.Path && a.Width == b.Width && a.Height == b.Height
	}) || !maps.Equal(b.lib.drawings, r.drawn)
	b.readComparison()
	b.readHoursLog()
	b.readGlossary()
	b.readLock(r.lock)
	if !reflect.DeepEqual(b.lib.terms, r.terms) || (b.marks == nil) != (r.marks == nil) {
		b.last = nil // terms may stand in every text
	} else if r.terms != nil {
		b.lib.terms = r.terms // so that the index need not read them
	}
	if b.thorough {
		b.foreign = newVocabularies(b.catalog, b.lib.terms)
	}
	b.readTexts("authors", (*binder).makeAuthor, b.bindAuthor)
	b.readTexts("faq", (*binder).makeQuestion, b.bindQuestion)
	b.readTexts("articles", (*binder).makeArticle, b.bindArticle)
	b.readTexts("legal", (*binder).makeLegal, b.bindLegal)
	b.adviseOthers()
	for _, m := range b.order {
		if m.bound {
			b.checkRefs(m.file, m.lang, m.refs)
		}
	}
	b.finish()
	b.lib.order()
}
