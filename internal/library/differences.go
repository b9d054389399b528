package library

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"leadpath/internal/facts"
	"leadpath/internal/problem"
)

// A Difference is a fact that one version of a text states and another does
// not, or states otherwise. It names the line in either version.
type Difference struct {
	problem.Fault
	Words, OtherWords string // as written on either side; empty where there is nothing
}

// compared is what was found between the versions of a text: it stands as long
// as they do.
type compared struct {
	versions []*made
	found    []Difference
	advice   problem.List
}

// compare sets the versions of every text side by side.
func (r *Reader) compare(fsys fs.FS, report *Report) {
	b := newBinder(fsys, r.catalog)
	last := r.compared
	r.compared = map[string]compared{}
	pairs := map[string]map[string]*made{}
	for _, m := range r.made {
		if m.bound {
			name := path.Join(path.Dir(m.file), m.key)
			if pairs[name] == nil {
				pairs[name] = map[string]*made{}
			}
			pairs[name][m.lang] = m
		}
	}
	for name, versions := range pairs {
		c := compared{versions: b.inOrder(versions)}
		if old, ok := last[name]; ok && slices.Equal(old.versions, c.versions) {
			c = old
		} else if len(c.versions) == len(b.catalog.All()) {
			b.compareText(&c)
		}
		r.compared[name] = c
		report.Differences = append(report.Differences, c.found...)
		report.Advice = append(report.Advice, c.advice...)
	}
	if r.tables == nil {
		r.tables = append([]Difference{}, b.compareTables()...)
	}
	report.Differences = append(report.Differences, r.tables...)
	slices.SortFunc(report.Differences, func(x, y Difference) int { return problem.Order(x.Fault, y.Fault) })
}

// inOrder gives the versions of a text in the order of the languages.
func (b *binder) inOrder(versions map[string]*made) (list []*made) {
	for _, l := range b.catalog.All() {
		if m := versions[l.Code]; m != nil {
			list = append(list, m)
		}
	}
	return list
}

// compareText compares every version of a text with the first.
func (b *binder) compareText(c *compared) {
	for _, other := range c.versions[1:] {
		p := newPairing(b, c.versions[0], other)
		p.compare()
		c.found = append(c.found, p.found...)
		c.advice = append(c.advice, p.advice...)
	}
}

// A pairing is two versions of a text side by side.
type pairing struct {
	left, right version
	found       []Difference
	advice      problem.List
}

// A version of a text, with what may stand in it alone.
type version struct {
	*made
	alone []*exception
}

// An exception is a fact that rightly stands in one version only.
type exception struct {
	text   string
	facts  []facts.Fact
	line   int
	needed bool
}

func newPairing(b *binder, left, right *made) *pairing {
	return &pairing{left: version{left, b.exceptions(left)}, right: version{right, b.exceptions(right)}}
}

func (p *pairing) compare() {
	p.heads()
	p.sections()
	p.unneeded(p.left)
	p.unneeded(p.right)
}

// heads compares the parts of the heads, key by key.
func (p *pairing) heads() {
	left, right := headPartsOf(p.left.states), headPartsOf(p.right.states)
	for _, part := range slices.Sorted(maps.Keys(left)) {
		r, ok := right[part]
		if !ok {
			r = portion{part: part, line: 1}
		}
		p.portions(left[part], r)
	}
	for _, part := range slices.Sorted(maps.Keys(right)) {
		if _, ok := left[part]; !ok {
			p.portions(portion{part: part, line: 1}, right[part])
		}
	}
}

func headPartsOf(all []portion) map[string]portion {
	heads := map[string]portion{}
	for _, s := range all {
		if s.part != "" {
			heads[s.part] = s
		}
	}
	return heads
}

func sectionsOf(all []portion) []portion {
	return slices.DeleteFunc(slices.Clone(all), func(s portion) bool { return s.part != "" })
}

// sections compares the sections of the bodies.
func (p *pairing) sections() {
	left, right := sectionsOf(p.left.states), sectionsOf(p.right.states)
	to := align(left, right)
	met := make([]bool, len(right))
	last := -1
	for i, j := range to {
		if j < 0 {
			p.lonely(p.left, left[i], p.right)
			continue
		}
		if met[j] = true; j < last {
			p.differ(p.right, right[j].line, p.left, left[i].line, "", "", "the section %q stands in another order than %q in %s:%d; put both into one order",
				right[j].title, left[i].title, p.left.file, left[i].line)
		}
		last = max(last, j)
		p.portions(left[i], right[j])
	}
	for j, section := range right {
		if !met[j] {
			p.lonely(p.right, section, p.left)
		}
	}
}

// lonely names a section without a counterpart.
func (p *pairing) lonely(here version, section portion, there version) {
	line := 1
	if all := sectionsOf(there.states); len(all) > 0 {
		line = all[len(all)-1].line
	}
	p.differ(here, section.line, there, line, section.title, "", "the section %q has no counterpart in %s (the last one there begins at line %d); write it there or remove it",
		section.title, there.file, line)
}

// portions compares two parts that belong together.
func (p *pairing) portions(left, right portion) {
	for _, pair := range facts.Compare(p.left.without(left.claims, right.claims), p.right.without(right.claims, left.claims), left.part != "" || left.places == right.places) {
		switch {
		case pair.Right == nil:
			p.onlyIn(p.left, pair.Left, p.right, counterpart(left, right, pair.Left))
		case pair.Left == nil:
			p.onlyIn(p.right, pair.Right, p.left, counterpart(right, left, pair.Right))
		default:
			p.differ(p.right, pair.Right.Line, p.left, pair.Left.Line, pair.Right.Words, pair.Left.Words,
				"“%s” stands here and “%s” in %s:%d; say the same in both, or list what rightly stands in one of them only under alone, with its reason",
				tidySpaces(pair.Right.Words), tidySpaces(pair.Left.Words), p.left.file, pair.Left.Line)
		}
	}
}

func (p *pairing) onlyIn(here version, claim *facts.Claim, there version, line int) {
	p.differ(here, claim.Line, there, line, claim.Words, "",
		"“%s” stands here and not in %s, where it would be near line %d; say the same in both, or list it under alone with its reason", tidySpaces(claim.Words), there.file, line)
}

// counterpart gives the line in there that belongs to the place of a claim in here.
func counterpart(here, there portion, claim *facts.Claim) int {
	if line, ok := there.lines[claim.Place]; ok && (here.part != "" || here.places == there.places) {
		return line
	}
	if here.part != "" || there.places == 0 {
		return there.line
	}
	return there.lines[claim.Place*there.places/max(1, here.places)]
}

func (p *pairing) differ(here version, line int, there version, otherLine int, words, otherWords, format string, args ...any) {
	f := problem.At(problem.Printable(here.file), line, format, args...)
	f.Other = problem.Place{File: problem.Printable(there.file), Line: otherLine}
	p.found = append(p.found, Difference{f, words, otherWords})
}

// exceptions reads what the head of a text lists under alone.
func (b *binder) exceptions(m *made) (list []*exception) {
	for i, alone := range m.alone {
		list = append(list, &exception{text: alone, facts: facts.Find(m.lang, alone), line: b.line(m, fmt.Sprintf("alone.%d", i))})
	}
	return list
}

// without leaves out of what a version states what it may state alone.
func (v version) without(claims, others []facts.Claim) []facts.Claim {
	if len(v.alone) == 0 {
		return claims
	}
	said := map[string]bool{}
	for _, c := range others {
		for _, value := range c.Values {
			said[value] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(claims), func(c facts.Claim) bool {
		return !slices.ContainsFunc(c.Values, func(value string) bool { return said[value] }) && v.excepts(c)
	})
}

// excepts reports whether a claim may stand alone.
func (v version) excepts(c facts.Claim) bool {
	for _, e := range v.alone {
		same := strings.TrimSpace(e.text) == c.Words || slices.ContainsFunc(e.facts, func(f facts.Fact) bool {
			return slices.ContainsFunc(f.Values, func(value string) bool { return slices.Contains(c.Values, value) })
		})
		if same {
			e.needed = true
			return true
		}
	}
	return false
}

// unneeded names the exceptions that nothing stands alone by.
func (p *pairing) unneeded(v version) {
	for _, e := range v.alone {
		if !e.needed {
			p.advice.Add(problem.Printable(v.file), e.line, "nothing stands alone by “%s” any more; remove it from alone", e.text)
		}
	}
}
