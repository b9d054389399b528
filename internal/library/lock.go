package library

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"leadpath/internal/locale"
	"leadpath/internal/problem"
)

// LockFile keeps, text by text, which sections said the same when an author
// last gave his word for it.
const LockFile = "translations.lock"

// mostLocked is the largest lock that is read, in bytes: that of some twenty
// thousand texts.
const mostLocked = 16 << 20

// A lock is what LockFile holds. It never changes.
type lock struct {
	stamps map[string]*stamp // by FOLDER/KEY
	data   []byte            // as it was read
	lines  problem.Positions // once they were asked for
}

// A stamp is the author's word that the versions of a text say the same.
type stamp struct {
	day  locale.Date
	rows []row
}

// A row has the passages that say the same, one a language.
type row []seal

// A seal is a passage in one language as it was when it was stamped.
type seal struct {
	lang, anchor string
	words        digest
}

// in gives the seal of a language; one without a language where there is none.
func (r row) in(lang string) seal {
	for _, s := range r {
		if s.lang == lang {
			return s
		}
	}
	return seal{}
}

// readLock reads LockFile; what was made of the same bytes is taken over. A
// folder without one knows of no stamp.
func (b *binder) readLock(last *lock) {
	if _, err := fs.Stat(b.fsys, LockFile); errors.Is(err, fs.ErrNotExist) {
		return
	}
	data, ok := problem.ReadLarge(b.fsys, LockFile, mostLocked, &b.report.Faults)
	switch {
	case !ok:
	case last != nil && bytes.Equal(last.data, data):
		b.lib.lock = last
	default:
		b.lib.lock = b.parseLock(data)
	}
}

// A writtenStamp is a table of LockFile: sections has an inline table a row,
// with anchor and hash by language.
type writtenStamp struct {
	Stamped  toml.LocalDate
	Sections []map[string][]string
}

func (b *binder) parseLock(data []byte) *lock {
	written := map[string]writtenStamp{}
	if !b.decode(LockFile, data, 1, &written) {
		return nil
	}
	l := &lock{stamps: make(map[string]*stamp, len(written)), data: data}
	whole := true
	for _, name := range slices.Sorted(maps.Keys(written)) {
		fault := func(at, format string, args ...any) {
			b.fault(LockFile, l.line(strings.TrimSuffix(name+"."+at, ".")), format+"; mend it, or remove the lines of "+name+" and stamp it again", args...)
			whole = false
		}
		l.stamps[name] = b.readStamp(written[name], fault)
	}
	if !whole {
		return nil
	}
	return l
}

// readStamp judges what TOML let pass.
func (b *binder) readStamp(w writtenStamp, fault func(at, format string, args ...any)) *stamp {
	s := &stamp{day: locale.Date(w.Stamped), rows: make([]row, 0, len(w.Sections))}
	if !s.day.Valid() {
		fault("stamped", "the day of the stamp is missing or no day of the calendar")
	}
	known := map[[2]string]bool{}
	for i, written := range w.Sections {
		r := make(row, 0, len(written))
		for _, lang := range slices.Sorted(maps.Keys(written)) {
			at := fmt.Sprintf("sections.%d.%s", i, lang)
			sealed, ok := b.readSeal(lang, written[lang])
			place := [2]string{lang, sealed.anchor}
			switch {
			case !ok:
				fault(at, "a section is LANGUAGE = [\"anchor\", \"16 digits of a hash\"]")
			case known[place]:
				fault(at, "the section %q stands here twice in %s", sealed.anchor, lang)
			}
			known[place] = true
			r = append(r, sealed)
		}
		s.rows = append(s.rows, r)
	}
	return s
}

// hashDigits is how many digits a hash has in the file.
const hashDigits = 16

func (b *binder) readSeal(lang string, said []string) (seal, bool) {
	if b.catalog.In(lang) == nil || len(said) != 2 || len(said[1]) != hashDigits {
		return seal{lang: lang}, false
	}
	words, err := strconv.ParseUint(said[1], 16, 64)
	return seal{lang, said[0], digest(words)}, err == nil
}

// line gives the line of a key. Finding them takes longer than reading, and
// most locks have nothing to be blamed for.
func (l *lock) line(key string) int {
	if l.lines == nil {
		l.lines = problem.ReadPositions(l.data, 1)
	}
	return l.lines.Line(key)
}

// rowLine gives the line of a row of a stamp.
func (l *lock) rowLine(name string, row int, lang string) int {
	return l.line(fmt.Sprintf("%s.sections.%d.%s", name, row, lang))
}

// lockHead stands on top of the file.
const lockHead = `# The author’s word that the versions of a text say the same, section by section.
# Written by leadpath stamp: a section’s anchor and a hash of its words.
`

// lockText gives the file of some stamps, sorted, a line a row, so that two authors'
// stamps are merged like text.
func lockText(stamps map[string]*stamp) []byte {
	var text bytes.Buffer
	text.WriteString(lockHead)
	for _, name := range slices.Sorted(maps.Keys(stamps)) {
		s := stamps[name]
		fmt.Fprintf(&text, "\n[%s]\nstamped = %s\nsections = [\n", strconv.Quote(name), s.day)
		for _, r := range s.rows {
			var seals []string
			for _, sealed := range r {
				seals = append(seals, fmt.Sprintf(`%s = [%s, "%016x"]`, sealed.lang, strconv.Quote(sealed.anchor), uint64(sealed.words)))
			}
			fmt.Fprintf(&text, "  { %s },\n", strings.Join(seals, ", "))
		}
		text.WriteString("]\n")
	}
	return text.Bytes()
}

// Texts gives the texts with a key, each as FOLDER/KEY; a key that names its
// folder already is that of one text at most. Only what stands in every
// language is a text.
func (l *Library) Texts(key string) (names []string) {
	for _, folder := range textFolders {
		name := path.Join(folder, key)
		if strings.Contains(key, "/") {
			name = key
		}
		if path.Dir(name) == folder && l.versions(name) != nil {
			names = append(names, name)
		}
	}
	return names
}

// A Stamping is what stamping some texts comes to.
type Stamping struct {
	Lock        []byte   // LockFile as it is to be
	Fresh, Same []string // the texts whose stamp is another than before, and the others
}

// Stamp notes that the versions of some texts, each FOLDER/KEY, say the same on
// a day. Stamps of other texts stay. Sections pair up by their order: texts
// with more sections in one language than in another are an error.
func (l *Library) Stamp(names []string, day locale.Date) (Stamping, error) {
	stamps := map[string]*stamp{}
	if l.lock != nil {
		stamps = maps.Clone(l.lock.stamps)
	}
	var s Stamping
	for _, name := range names {
		rows, err := l.pairUp(name)
		if err != nil {
			return Stamping{}, err
		}
		if old := stamps[name]; old != nil && slices.EqualFunc(old.rows, rows, func(a, b row) bool { return slices.Equal(a, b) }) {
			s.Same = append(s.Same, name)
			continue
		}
		stamps[name] = &stamp{day, rows}
		s.Fresh = append(s.Fresh, name)
	}
	s.Lock = lockText(stamps)
	return s, nil
}

// pairUp gives the passages of a text as they stand now.
func (l *Library) pairUp(name string) ([]row, error) {
	pages := l.versions(name)
	if pages == nil {
		return nil, fmt.Errorf("%s: %w", name, ErrNotFound)
	}
	first := l.catalog.Default().Code
	rows := make([]row, len(passagesOf(pages[first])))
	for _, lang := range slices.Sorted(maps.Keys(pages)) {
		list := passagesOf(pages[lang])
		if err := alikeCut(name, first, lang, passagesOf(pages[first]), list); err != nil {
			return nil, err
		}
		for i, p := range list {
			rows[i] = append(rows[i], seal{lang, p.anchor, p.words})
		}
	}
	return rows, nil
}

// alikeCut reports whether two versions of a text have as many passages of
// each kind.
func alikeCut(name, lang, other string, here, there []passage) error {
	file, otherFile := name+"."+lang+".md", name+"."+other+".md"
	isLead := func(p passage) bool { return p.anchor == "" }
	leads, othersLead := slices.ContainsFunc(here, isLead), slices.ContainsFunc(there, isLead)
	if leads != othersLead {
		if !leads {
			file, otherFile = otherFile, file
		}
		return fmt.Errorf("%s has words before its first heading and %s has none: sections pair up by their order; write them alike, then stamp", file, otherFile)
	}
	if len(here) != len(there) {
		heads := 1 // that of the text is no section
		if leads {
			heads++
		}
		return fmt.Errorf("%s has %d sections and %s %d: they pair up by their order; write them alike, then stamp", file, len(here)-heads, otherFile, len(there)-heads)
	}
	return nil
}
