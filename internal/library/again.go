package library

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// Changes are the files that may be others than at the last reading.
type Changes struct {
	All   bool            // it is not known which
	Files map[string]bool // by path in the content folder
}

// again gives the library of the last reading with those articles and answers
// put in that were edited, or nil where the edits go further than their own
// page: then everything that is known is put together anew. What it gives is
// the same either way.
func (r *Reader) again(fsys fs.FS, settings Settings, changes Changes) *Library {
	if r.made == nil || r.lib == nil || changes.All || !settings.same(r.lib.Settings) {
		return nil
	}
	b := newBinder(fsys, r.catalog)
	b.made, b.named, b.marks, b.thorough, b.foreign = r.made, r.named, r.marks, r.Thorough, r.foreign
	b.lib = r.lib.reprint()
	b.topicsWhole = true
	for file := range changes.Files {
		if !r.reprint(b, file) && !r.passedOver(fsys, file) {
			return nil
		}
	}
	for file := range changes.Files {
		if m := r.made[file]; m != nil {
			b.checkRefs(m.file, m.lang, m.refs)
			r.completePair(b, m)
		}
	}
	if len(b.report.Faults) > 0 {
		return nil
	}
	if b.turned {
		b.lib.roll = b.lib.roll.turning(b.lib.days())
	}
	return b.lib
}

// completePair completes a text and its other versions, in which sections may
// be behind now, or no longer.
func (r *Reader) completePair(b *binder, m *made) {
	folder := path.Dir(m.file)
	for _, l := range r.catalog.All() {
		b.complete(r.made[textFile(folder, m.key, l.Code)])
	}
	b.adviseStamp(r.stamps, folder+"/"+m.key)
}

// reprint copies a library so that articles and answers can be put in.
func (l *Library) reprint() *Library {
	return &Library{
		catalog: l.catalog, Settings: l.Settings, owner: l.owner, topics: l.topics, comparison: l.comparison, hoursLog: l.hoursLog, roll: l.roll,
		articles: maps.Clone(l.articles), questions: maps.Clone(l.questions), authors: l.authors, legal: l.legal, images: l.images, drawings: l.drawings, terms: l.terms,
		vouched: l.vouched, lock: l.lock,
	}
}

// reprint makes one text anew and reports whether nothing but its own page
// depends on what changed in it. Either way the old one is gone.
func (r *Reader) reprint(b *binder, file string) bool {
	old := r.made[file]
	if old == nil || old.linked || !old.bound {
		return false
	}
	r.heads.remove(old)
	m := &made{file: old.file, key: old.key, lang: old.lang, bound: true}
	r.made[old.file] = m
	defer func() { r.heads.add(m) }()
	switch was := old.page.(type) {
	case *Article:
		b.makeText(m, (*binder).makeArticle)
		is, ok := m.page.(*Article)
		if !ok || !alike(was, is) {
			return false
		}
		b.turned = b.turned || !slices.Equal(slices.Collect(was.turns), slices.Collect(is.turns))
		b.lib.articles[m.key] = maps.Clone(b.lib.articles[m.key])
		b.lib.articles[m.key][m.lang] = is
	case *Question:
		b.makeText(m, (*binder).makeQuestion)
		is, ok := m.page.(*Question)
		if !ok || was.topic != is.topic || was.article != is.article {
			return false
		}
		b.lib.questions[m.key] = maps.Clone(b.lib.questions[m.key])
		b.lib.questions[m.key][m.lang] = is
	default:
		return false
	}
	return m.of == old.of && m.of == [3]*Report{} && m.address == old.address && m.whole &&
		!slices.ContainsFunc(old.anchors, func(id string) bool { return !slices.Contains(m.anchors, id) })
}

// alike reports whether two articles have the same in the keys that must agree
// in a pair, by which they are found and ordered.
func alike(a, b *Article) bool {
	return a.topic == b.topic && a.author == b.author && a.reviewer == b.reviewer && a.Published == b.Published &&
		a.draft == b.draft && slices.Equal(a.questions, b.questions) && correctedOn(a) == correctedOn(b)
}

// passedOver reports whether a file says nothing to the library, neither now
// nor at the last reading: what editors leave beside a text while they save.
func (r *Reader) passedOver(fsys fs.FS, file string) bool {
	if !slices.Contains(textFolders, path.Dir(file)) || r.made[file] != nil {
		return false
	}
	name := path.Base(file)
	if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") {
		return true
	}
	for _, a := range r.report.Advice {
		if a.File == file {
			return false
		}
	}
	_, err := fs.Stat(fsys, file)
	return errors.Is(err, fs.ErrNotExist)
}

var textFolders = []string{"authors", "faq", "articles", "legal"}
