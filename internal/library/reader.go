package library

import (
	"io/fs"
	"maps"
	"reflect"

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
	topics  []map[string]*Topic
	images  map[string]*Image
}

// NewReader makes a reader that has not read anything.
func NewReader(catalog *locale.Catalog) *Reader { return &Reader{catalog: catalog} }

// Read reads the folder. changed says of a file's path in it whether it may be
// another than at the last reading; with nil every file counts as changed.
// With faults in the report the library is nil.
func (r *Reader) Read(fsys fs.FS, settings Settings, changed func(file string) bool) (*Library, Report) {
	b := newBinder(fsys, r.catalog)
	b.lib.Settings = settings
	if changed != nil && !changed("glossary.toml") {
		b.last, b.changed = r.made, changed
	}
	r.made = nil // should this reading fail, the next one begins anew
	if entries, err := fs.ReadDir(fsys, "."); err != nil || len(entries) == 0 {
		b.report.Unreadable = true
		b.report.Faults.Add(".", 1, "the folder cannot be read or is empty%s; name a content folder that can be read", problem.Reason(err))
		return nil, b.report
	}
	b.bind(r)
	r.made, r.topics, r.images = b.made, b.lib.topics, b.lib.images
	b.report.Faults.Sort()
	b.report.Advice.Sort()
	b.report.Placeholders.Sort()
	if len(b.report.Faults) > 0 {
		return nil, b.report
	}
	return b.lib, b.report
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
}
