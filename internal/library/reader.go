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
	catalog *locale.Catalog
	made    map[string]*made // by file; nil: nothing is known
	named   map[string]bool
	lib     *Library // nil: it had faults
	report  Report
	topics  []map[string]*Topic
	images  map[string]*Image
	marks   map[string]*lexicon
}

// NewReader makes a reader that has not read anything.
func NewReader(catalog *locale.Catalog) *Reader { return &Reader{catalog: catalog} }

// Read reads the folder, of which not more than changes is another than at the
// last reading. With faults in the report the library is nil.
func (r *Reader) Read(fsys fs.FS, settings Settings, changes Changes) (*Library, Report) {
	if lib := r.again(fsys, settings, changes); lib != nil {
		r.lib = lib
		return lib, r.report.clone()
	}
	b := newBinder(fsys, r.catalog)
	b.lib.Settings = settings
	if !changes.All && !changes.Files["glossary.toml"] {
		b.last, b.changed = r.made, changes.Files
	}
	r.made, r.lib = nil, nil // should this reading fail, the next one begins anew
	if entries, err := fs.ReadDir(fsys, "."); err != nil || len(entries) == 0 {
		b.report.Unreadable = true
		b.report.Faults.Add(".", 1, "the folder cannot be read or is empty%s; name a content folder that can be read", problem.Reason(err))
		return nil, b.report
	}
	b.bind(r)
	r.made, r.named, r.topics, r.images, r.marks = b.made, b.named, b.lib.topics, b.lib.images, b.marks
	b.report.Faults.Sort()
	b.report.Advice.Sort()
	b.report.Placeholders.Sort()
	if len(b.report.Faults) > 0 {
		return nil, b.report
	}
	r.lib, r.report = b.lib, b.report.clone()
	return b.lib, b.report
}

func (r Report) clone() Report {
	return Report{slices.Clone(r.Faults), slices.Clone(r.Advice), slices.Clone(r.Placeholders), r.Unreadable}
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
	})
	b.readComparison()
	b.readGlossary()
	b.readTexts("authors", (*binder).makeAuthor, b.bindAuthor)
	b.readTexts("faq", (*binder).makeQuestion, b.bindQuestion)
	b.readTexts("articles", (*binder).makeArticle, b.bindArticle)
	b.readTexts("legal", (*binder).makeLegal, b.bindLegal)
	b.adviseOthers()
	b.adviseAlike()
	for _, m := range b.order {
		if m.bound {
			b.checkRefs(m.file, m.lang, m.refs)
		}
	}
	b.finish()
	b.lib.order()
}
