package library

import (
	"encoding/binary"
	"hash/maphash"
	"strings"
)

// What a hit can be, in the order in which equal ones stand.
const (
	termHit = iota
	questionHit
	articleHit
)

// A writing is a *Term, *Question or *Article as the index knows it. As long as
// the pointer is the same, nothing in the text has changed.
type writing struct {
	kind int
	key  string
	text any
}

// words gives what is read of a writing: its title, other words for it (the
// slug, abbreviations, the topic of an article), what stands before the first
// section, and the sections.
func (w writing) words() (title, also, lead string, body []Section) {
	switch t := w.text.(type) {
	case *Term:
		return t.Word, strings.Join(t.Also, " "), t.Says, nil
	case *Question:
		return t.Title, t.Slug, t.Plain, nil
	case *Article:
		return t.Title, t.Slug + " " + t.Topic.Title, t.Standfirst + " " + t.Short, unpack(t.packed)
	}
	return "", "", "", nil
}

// A segment is the index of some writings in one language. It never changes.
//
// Writings are cut into units: what stands on top of one, and each of its
// sections. For every root (see tongue) it has the units in which the root
// stands and how often, packed.
type segment struct {
	tongue *tongue
	items  []item
	units  []unit
	length float32           // of the mean unit, in words
	roots  map[string]uint32 // → number of the root
	names  []string          // of the roots
	posts  []byte
	postAt []uint32 // by root, and the end of the last
	inUnit []uint32 // by root: in how many units it stands
	forms  string   // all forms that were read, each behind a NUL
	formAt []uint32 // where each begins
	rootOf []uint32 // by form
	byText map[any]uint32
}

type item struct {
	kind  uint8
	title uint8 // words of the title
	key   string
	first uint32 // unit
}

type unit struct {
	item    uint32
	words   uint16
	section uint16 // 0: the top
}

// titleWeight is how much more a word of a title says than one of the text.
const titleWeight = 4

// An indexer makes a segment.
type indexer struct {
	*segment
	read  reading
	known knownForms
	lists []list   // by root
	here  []uint32 // the roots of this unit
	blob  strings.Builder
}

// A list is where a root stands, and how often in the unit that is read now.
type list struct {
	posts []byte
	last  uint32
	count uint32
	times uint16
	title bool
}

const nothing = ^uint32(0)

// index reads writings into a segment.
func index(t *tongue, writings []writing) *segment {
	x := &indexer{segment: &segment{tongue: t, roots: map[string]uint32{}, byText: make(map[any]uint32, len(writings))}, known: newKnownForms()}
	for _, w := range writings {
		x.write(w)
	}
	return x.finish()
}

func (x *indexer) write(w writing) {
	number := uint32(len(x.items))
	title, also, lead, body := w.words()
	x.items = append(x.items, item{kind: uint8(w.kind), key: w.key, first: uint32(len(x.units))})
	x.byText[w.text] = number
	x.add(title, titleWeight, true)
	x.items[number].title = uint8(min(len(x.here), 255))
	x.add(also, 1, false)
	x.add(lead, 1, false)
	x.close(number, 0)
	for i, s := range body {
		x.add(s.Title, titleWeight/2, false)
		x.add(s.Plain, 1, false)
		x.close(number, i+1)
	}
}

// add takes the words of a text into the unit.
func (x *indexer) add(text string, weight uint16, title bool) {
	x.read.each(text, func(form []byte, _, _ int) {
		root, ok := x.known.rootOf(form)
		if !ok {
			root = x.learn(form)
			x.known.keep(form, root)
		}
		if root == nothing {
			return
		}
		l := &x.lists[root]
		if l.times == 0 {
			x.here = append(x.here, root)
		}
		l.times = min(l.times+weight, 1<<15)
		l.title = l.title || title
	})
}

// learn gives the number of a form's root, where the form is met for the
// first time.
func (x *indexer) learn(form []byte) uint32 {
	folded := x.tongue.fold(form)
	number := nothing
	if !x.tongue.stops[folded] {
		root := x.tongue.root(folded)
		var ok bool
		if number, ok = x.roots[root]; !ok {
			number = uint32(len(x.lists))
			x.roots[root] = number
			x.names = append(x.names, root)
			x.lists = append(x.lists, list{})
		}
		x.formAt = append(x.formAt, uint32(x.blob.Len()))
		x.rootOf = append(x.rootOf, number)
		x.blob.WriteByte(0)
		x.blob.WriteString(folded)
	}
	return number
}

// close ends a unit: an entry a root, its distance from the one before and
// how often the root stands here.
func (x *indexer) close(of uint32, section int) {
	number := uint32(len(x.units))
	words := 0
	for _, root := range x.here {
		l := &x.lists[root]
		words += int(l.times)
		entry := uint64(number-l.last) << 2
		if l.title {
			entry |= 2
		}
		if l.times > 1 {
			l.posts = binary.AppendUvarint(l.posts, entry|1)
			l.posts = binary.AppendUvarint(l.posts, uint64(l.times))
		} else {
			l.posts = binary.AppendUvarint(l.posts, entry)
		}
		l.last, l.times, l.title = number, 0, false
		l.count++
	}
	x.here = x.here[:0]
	x.length += float32(words)
	x.units = append(x.units, unit{item: of, words: uint16(min(words, 1<<16-1)), section: uint16(min(section, 1<<16-1))})
}

// knownForms keeps the root of each form that was met, in small letters. Most
// of the time of indexing goes into looking one up, and this takes half of what
// a map takes. Forms are told apart by 64 bits of their hash.
type knownForms struct {
	seed    maphash.Seed
	entries []knownForm // a power of two of them
	count   int
}

type knownForm struct {
	hash uint64 // 0: none
	root uint32
}

func newKnownForms() knownForms {
	return knownForms{seed: maphash.MakeSeed(), entries: make([]knownForm, 1<<12)}
}

// entry gives the place of a form.
func (k *knownForms) entry(hash uint64) *knownForm {
	mask := uint64(len(k.entries) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		if e := &k.entries[i]; e.hash == hash || e.hash == 0 {
			return e
		}
	}
}

func (k *knownForms) rootOf(form []byte) (root uint32, ok bool) {
	e := k.entry(maphash.Bytes(k.seed, form) | 1)
	return e.root, e.hash != 0
}

func (k *knownForms) keep(form []byte, root uint32) {
	if k.count++; k.count > len(k.entries)/2 {
		old := k.entries
		k.entries = make([]knownForm, 4*len(old))
		for _, e := range old {
			if e.hash != 0 {
				*k.entry(e.hash) = e
			}
		}
	}
	hash := maphash.Bytes(k.seed, form) | 1
	*k.entry(hash) = knownForm{hash, root}
}

// finish packs the lists into one.
func (x *indexer) finish() *segment {
	size := 0
	for i := range x.lists {
		size += len(x.lists[i].posts)
	}
	s := x.segment
	s.posts = make([]byte, 0, size)
	for i := range x.lists {
		s.postAt = append(s.postAt, uint32(len(s.posts)))
		s.inUnit = append(s.inUnit, x.lists[i].count)
		s.posts = append(s.posts, x.lists[i].posts...)
		x.lists[i].posts = nil
	}
	s.postAt = append(s.postAt, uint32(len(s.posts)))
	x.blob.WriteByte(0)
	s.forms = x.blob.String()
	if len(s.units) > 0 {
		s.length /= float32(len(s.units))
	}
	return s
}

// A posting is a unit in which a root stands.
type posting struct {
	unit, times uint32
	title       bool
}

// A postingReader gives the units in which a root stands, in their order.
type postingReader struct {
	list []byte
	posting
}

func (s *segment) postings(root uint32) postingReader {
	return postingReader{list: s.posts[s.postAt[root]:s.postAt[root+1]]}
}

// next reads one more and reports whether there was one.
func (r *postingReader) next() bool {
	if len(r.list) == 0 {
		return false
	}
	entry := r.number()
	r.unit += uint32(entry >> 2)
	r.title, r.times = entry&2 != 0, 1
	if entry&1 != 0 {
		r.times = uint32(r.number())
	}
	return true
}

func (r *postingReader) number() uint64 {
	if c := r.list[0]; c < 0x80 {
		r.list = r.list[1:]
		return uint64(c)
	}
	n, size := binary.Uvarint(r.list)
	r.list = r.list[size:]
	return n
}
