package library

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// How much a word counts that is not the one that was typed.
const (
	beginsWeight = 0.6 // it begins with what was typed
	insideWeight = 0.4 // it holds it
	headWeight   = 0.3 // it is what a typed compound is a kind of
	typoWeight   = 0.5 // one letter is different
)

// What a word needs to be looked for in parts, and in spite of an error, in
// letters.
const (
	shortestPart = 4
	shortestTypo = 7
	shortestHead = 4
)

// mostForms is how many forms that begin with a word or hold it are looked at.
const mostForms = 2000

// A sought word is one of a query.
type soughtWord struct {
	folded string
	root   string
	or     string // what is looked for where nothing is found
}

// soughtWords gives the words of a query that say something, each once.
func (t *tongue) soughtWords(query string, most int) []soughtWord {
	var list []soughtWord
	var r reading
	taken := map[string]bool{}
	standard, behind := "", 0 // the number of a standard, and where it ends
	r.each(query, func(form []byte, start, end int) {
		if len(list) >= most || start == end && standard == "" {
			return
		}
		folded := t.fold(form)
		switch {
		case start == end: // 17021-1, of which 17021 came before
			last := &list[len(list)-1]
			if last.folded != standard {
				return
			}
			*last = soughtWord{folded, folded, standard}
			standard, behind = folded, end
			return
		case standard != "" && start == behind+1 && isNumber(folded) && query[behind] != ' ':
			return // its part, or its year
		}
		standard = ""
		root := t.root(folded)
		if t.stops[folded] || taken[root] {
			return
		}
		taken[root] = true
		list = append(list, soughtWord{folded: folded, root: root})
		if len(folded) >= 4 && isNumber(folded) {
			standard, behind = folded, end
		}
	})
	return list
}

func isNumber(s string) bool {
	return strings.TrimLeft(s, "0123456789") == ""
}

// A match is a root that stands for a sought word, and how much it counts.
type match struct {
	root   uint32
	weight float32
}

// matches gives the roots of a segment that stand for a word, the nearest
// first.
func (s *segment) matches(w soughtWord) []match {
	found := matching{of: map[uint32]int{}}
	if root, ok := s.roots[w.root]; ok {
		found.add(root, 1)
	}
	if utf8.RuneCountInString(w.folded) >= shortestPart && !isNumber(w.folded) {
		s.parts(w.root, &found)
		if !strings.HasPrefix(w.folded, w.root) { // else what has the one has the other
			s.parts(w.folded, &found)
		}
		if s.tongue.compounds {
			s.heads(w.folded, &found)
		}
	}
	slices.SortStableFunc(found.list, func(a, b match) int { return cmp.Compare(b.weight, a.weight) })
	return found.list
}

// matching collects matches, each root with the highest weight.
type matching struct {
	list []match
	of   map[uint32]int
}

func (m *matching) add(root uint32, weight float32) {
	if at, ok := m.of[root]; ok {
		m.list[at].weight = max(m.list[at].weight, weight)
		return
	}
	m.of[root] = len(m.list)
	m.list = append(m.list, match{root, weight})
}

// parts adds the roots of forms that begin with a word or hold it.
func (s *segment) parts(word string, found *matching) {
	if utf8.RuneCountInString(word) < shortestPart {
		return
	}
	at := 0
	for range mostForms {
		next := strings.Index(s.forms[at:], word)
		if next < 0 {
			return
		}
		at += next
		weight := float32(insideWeight)
		if s.forms[at-1] == 0 {
			weight = beginsWeight
		}
		form := sort.Search(len(s.formAt), func(i int) bool { return int(s.formAt[i]) >= at }) - 1
		found.add(s.rootOf[form], weight)
		at = s.endOf(form)
	}
}

// endOf gives where a form ends.
func (s *segment) endOf(form int) int {
	if form+1 < len(s.formAt) {
		return int(s.formAt[form+1])
	}
	return len(s.forms) - 1
}

// form gives a form by its number.
func (s *segment) form(number int) string { return s.forms[s.formAt[number]+1 : s.endOf(number)] }

// heads adds what a compound is a kind of: a Managementsystem is a System.
// What stands before must be a word too.
func (s *segment) heads(word string, found *matching) {
	for i := 3; i <= len(word)-shortestHead; i++ {
		if root, ok := s.roots[s.tongue.root(word[i:])]; ok && utf8.RuneStart(word[i]) && s.isWord(word[:i]) {
			found.add(root, headWeight)
		}
	}
}

// isWord reports whether the first part of a compound is a word, joined to the
// next by s, n, es or en or by nothing.
func (s *segment) isWord(part string) bool {
	for _, joint := range [...]string{"", "s", "n", "es", "en"} {
		if rest, ok := strings.CutSuffix(part, joint); ok && len(rest) >= 2 {
			if _, known := s.roots[s.tongue.root(rest)]; known {
				return true
			}
		}
	}
	return false
}

// typos gives the roots of forms that differ from a word in one letter.
func (s *segment) typos(w soughtWord) []match {
	if utf8.RuneCountInString(w.folded) < shortestTypo || isNumber(w.folded) {
		return nil
	}
	found := matching{of: map[uint32]int{}}
	for i := range s.formAt {
		if oneLetterApart(w.folded, s.form(i)) {
			found.add(s.rootOf[i], typoWeight)
		}
	}
	return found.list
}

// oneLetterApart reports whether one letter too many, too few, another, or two
// neighbours that have changed places make one word of the other.
func oneLetterApart(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > utf8.UTFMax {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	for i > 0 && i < len(a) && !utf8.RuneStart(a[i]) {
		i--
	}
	a, b = a[i:], b[i:]
	x, m := utf8.DecodeRuneInString(a)
	y, n := utf8.DecodeRuneInString(b)
	if m == 0 || n == 0 {
		return a == "" && n == len(b)
	}
	x2, m2 := utf8.DecodeRuneInString(a[m:])
	y2, n2 := utf8.DecodeRuneInString(b[n:])
	return a[m:] == b[n:] || a == b[n:] || a[m:] == b || x == y2 && y == x2 && a[m+m2:] == b[n+n2:]
}

// formsOf gives all forms of some roots.
func (s *segment) formsOf(roots map[uint32]int, found map[string]int) {
	set := make([]uint64, len(s.postAt)/64+1)
	for root := range roots {
		set[root/64] |= 1 << (root % 64)
	}
	for i, root := range s.rootOf {
		if set[root/64]&(1<<(root%64)) != 0 {
			found[s.form(i)] = roots[root]
		}
	}
}
