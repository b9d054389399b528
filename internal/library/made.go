package library

import (
	"hash/maphash"
	"maps"
	"path"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// made is what was made of one text by itself: nothing in it comes from
// another text, so it stands as long as its own file does (and the glossary
// and the pictures, which every text may use).
type made struct {
	file, key, lang string

	sum     uint64     // of what was read of the file
	cut     bool       // it has front matter and a body
	page    any        // *Article, *Question, *Author or *Legal; nil: the front matter has faults
	address string     // of the page
	of      [3]*Report // what reading, the front matter and the rest of it gave rise to
	refs    []ref      // what it links to
	anchors []string
	whole   bool // the body could be read, so the anchors are all there are
	linked  bool // read through a link: what it leads to may change unseen
	shown   bool // it has pictures

	prose  []sentence // of a thorough reading, as are the next two
	states []portion  // what it states
	alone  []string   // what may stand in this version only

	bound bool // in this reading: the page is part of the library
}

// The steps in which a text can have faults. Those of a step are said when the
// whole pair has come so far.
const (
	whenRead = iota
	whenDecoded
	whenBound
)

// say adds what a step gave rise to to the report.
func (b *binder) say(m *made, step int) {
	if r := m.of[step]; r != nil {
		b.report.Faults = append(b.report.Faults, r.Faults...)
		b.report.Advice = append(b.report.Advice, r.Advice...)
		b.report.Placeholders = append(b.report.Placeholders, r.Placeholders...)
	}
}

// said takes out of a fork what it has found.
func (b *binder) said() *Report {
	r := b.report
	b.report = Report{}
	if len(r.Faults)+len(r.Advice)+len(r.Placeholders) == 0 {
		return nil
	}
	return &r
}

// A maker makes a page of a text's front matter, or nil where that has faults.
// finish, called once both halves of a pair are known to be without, adds what
// the body says.
type maker func(b *binder, t *text) (page any, address string, finish func(w written))

// readTexts makes of each KEY.LANG.md of a folder what it can be made by
// itself, and gives each pair that is whole to bind, in the order of the keys.
func (b *binder) readTexts(folder string, make maker, bind func(key string, versions map[string]*made)) {
	found := map[string]map[string]*made{}
	var anew []*made
	for _, entry := range b.entries(folder) {
		key, lang, ok := b.textName(folder, entry)
		if !ok {
			continue
		}
		file := textFile(folder, key, lang)
		m := b.last[file]
		if m == nil || m.linked || folder == "legal" || m.shown && b.redrawn || b.changed[file] || b.unsure {
			m = &made{file: file, key: key, lang: lang, linked: !entry.Type().IsRegular()}
			anew = append(anew, m)
		}
		if found[key] == nil {
			found[key] = map[string]*made{}
			b.named[folder+"/"+key] = true
		}
		found[key][lang], b.made[file] = m, m
		m.bound = false
	}
	b.makeAll(anew, func(m *made) { b.remake(m, make) })
	for _, key := range slices.Sorted(maps.Keys(found)) {
		b.bindPair(folder, key, found[key], bind)
	}
}

func (b *binder) bindPair(folder, key string, versions map[string]*made, bind func(key string, versions map[string]*made)) {
	for _, m := range versions {
		b.say(m, whenRead)
		b.order = append(b.order, m)
	}
	if b.paired(folder, key, versions) {
		for _, m := range versions {
			b.say(m, whenDecoded)
		}
		bind(key, versions)
	}
}

// fewTexts are made one after the other: other threads would not be quicker.
const fewTexts = 8

// makeAll makes texts, as many at once as there are processors. Should the
// program fail over one, the failure is the caller's.
func (b *binder) makeAll(list []*made, make func(*made)) {
	if len(list) <= fewTexts {
		for _, m := range list {
			make(m)
		}
		return
	}
	var next atomic.Int64
	var failure atomic.Pointer[any]
	var group sync.WaitGroup
	for range min(len(list), runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			defer func() {
				if f := recover(); f != nil {
					failure.Store(&f)
				}
			}()
			for i := next.Add(1); int(i) <= len(list) && failure.Load() == nil; i = next.Add(1) {
				make(list[i-1])
			}
		})
	}
	group.Wait()
	if f := failure.Load(); f != nil {
		panic(*f)
	}
}

// remake makes a text, or takes over what was made of the same bytes. A legal
// page has its links led in place and is made each time.
func (b *binder) remake(m *made, make maker) {
	old := b.last[m.file]
	if old == nil || old.shown && b.redrawn || path.Dir(m.file) == "legal" {
		b.makeText(m, make)
		return
	}
	data, ok := b.fork().read(m.file)
	if ok && maphash.Bytes(sums, data) == old.sum {
		linked := m.linked
		*m = *old
		m.linked, m.bound = linked, false
		return
	}
	b.makeText(m, make)
}

// sums tells texts apart by 64 bits that nobody outside can aim at.
var sums = maphash.MakeSeed()

func (b *binder) makeText(m *made, make maker) {
	f := b.fork()
	t := f.readText(path.Dir(m.file), m.key, m.lang)
	m.of[whenRead] = f.said()
	if m.cut = t != nil; !m.cut {
		return
	}
	m.sum = t.sum
	page, address, finish := make(f, t)
	if page == nil {
		m.of[whenDecoded] = f.said()
		return
	}
	w := f.write(t)
	if b.thorough {
		m.states = append(f.headStates(t), w.states...)
		m.alone = t.alone
	}
	finish(w)
	m.page, m.address, m.of[whenBound] = page, address, f.said()
	m.refs, m.anchors, m.whole, m.shown, m.prose = f.refs, w.anchors, w.whole, w.shown, w.prose
}

// line gives the line of a key in the front matter of a text, which is read
// again for that: few are ever asked for.
func (b *binder) line(m *made, key string) int {
	t := b.fork().readText(path.Dir(m.file), m.key, m.lang)
	if t == nil {
		return 1
	}
	return t.at.Line(key)
}

// take notes that the page of a text is part of the library.
func (b *binder) take(m *made, name string) {
	m.bound = true
	b.say(m, whenBound)
	if name == "" {
		return
	}
	s := slug{path.Dir(m.file), m.lang, name}
	first, taken := b.slugs[s]
	switch {
	case !isSlug(name):
		b.fault(m.file, b.line(m, "slug"), "the slug %q has other signs than a-z, 0-9 and hyphens; write ä as ae, spaces as hyphens", name)
	case taken:
		b.fault(m.file, b.line(m, "slug"), "the slug %q is that of %s too; give one of them another", name, first)
	default:
		b.slugs[s] = m.file
	}
}

// pagesOf gives the pages of a pair, or false where one has faults.
func pagesOf[T any](versions map[string]*made) (map[string]*T, bool) {
	pages := map[string]*T{}
	for lang, m := range versions {
		page, ok := m.page.(*T)
		if !ok {
			return nil, false
		}
		pages[lang] = page
	}
	return pages, true
}

// A common key of the front matter is the same in both halves of a pair.
type common[T any] struct {
	key string
	of  func(*T) string
}

// equal names the keys of the front matter that differ within a pair though
// they must agree.
func equal[T any](b *binder, versions map[string]*made, pages map[string]*T, keys []common[T]) {
	code := b.catalog.Default().Code
	for lang, page := range pages {
		for _, k := range keys {
			if got, want := k.of(page), k.of(pages[code]); got != want {
				m, first := versions[lang], versions[code]
				b.fault(m.file, b.line(m, k.key), "%s is %q here and %q in %s:%d; write the same in both", k.key, got, want, first.file, b.line(first, k.key))
			}
		}
	}
}
