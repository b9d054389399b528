package library

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"leadpath/internal/facts"
	"leadpath/internal/locale"
)

// A portion is a part of a text that has a counterpart in the other versions,
// a section or a part of the head, with what it states: facts and links.
type portion struct {
	part   string // of the head: its key; of the body: nothing
	title  string // of the section
	line   int
	places int         // paragraphs, rows and the like
	lines  map[int]int // of each place: by its number in a section, by its key in the head
	claims []facts.Claim
}

// states gives what each section states.
func (e *editor) states(doc ast.Node) []portion {
	list := []portion{{line: e.text.bodyLine}}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if heading, ok := n.(*ast.Heading); ok && heading.Level <= 2 {
			list = append(list, portion{title: plainText(heading, e.source), line: e.line(heading)})
		}
		e.stateBlock(&list[len(list)-1], n)
	}
	if first := list[0]; first.places == 0 {
		list = list[1:]
	}
	return list
}

// stateBlock adds what a block states; one that holds others, as a list does,
// is as many places as they are.
func (e *editor) stateBlock(p *portion, n ast.Node) {
	switch n.Kind() {
	case ast.KindCodeBlock, ast.KindFencedCodeBlock, ast.KindHTMLBlock, extast.KindFootnoteList:
		return // code states nothing, and notes were moved to their marks
	case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, extast.KindTableRow, extast.KindTableHeader:
		e.stateWords(p, n)
		return
	}
	if drawn, ok := n.(*figure); ok {
		place := p.open(drawn.line)
		for _, f := range facts.Find(e.text.lang, drawn.name+"\n"+drawn.caption) {
			p.claims = append(p.claims, facts.Claim{Fact: f, Place: place, Line: drawn.line})
		}
	}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if child.Type() == ast.TypeBlock {
			e.stateBlock(p, child)
		}
	}
}

// stateWords adds what the words and links of one place state. Each side note
// is a place of its own behind it.
func (e *editor) stateWords(p *portion, n ast.Node) {
	place := p.open(e.line(n))
	words := paragraphOf(n, e.source)
	for _, f := range facts.Find(e.text.lang, words.words.String()) {
		p.claims = append(p.claims, facts.Claim{Fact: f, Place: place, Fixed: isRow(n), Line: e.text.bodyLine + e.feeds.Before(words.exactly(f.At))})
	}
	for _, note := range e.stateLinks(p, place, n) {
		e.stateWords(p, note)
	}
}

func isRow(n ast.Node) bool {
	return n.Kind() == extast.KindTableRow || n.Kind() == extast.KindTableHeader
}

// open begins a place.
func (p *portion) open(line int) int {
	if p.lines == nil {
		p.lines = map[int]int{}
	}
	p.lines[p.places] = line
	p.places++
	return p.places - 1
}

// stateLinks adds where the links of a place lead, and gives its notes.
func (e *editor) stateLinks(p *portion, place int, of ast.Node) (notes []ast.Node) {
	_ = ast.Walk(of, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *sideNote:
			if n != of {
				if entering {
					notes = append(notes, n)
				}
				return ast.WalkSkipChildren, nil
			}
		case *ast.AutoLink:
			if entering {
				e.stateLink(p, place, n, string(n.URL(e.source)))
			}
		case *ast.Link:
			if entering {
				e.stateLink(p, place, n, string(n.Destination))
			}
		}
		return ast.WalkContinue, nil
	})
	return notes
}

// stateLink notes where a link leads; a place in the same text has its words in
// every language and is passed over.
func (e *editor) stateLink(p *portion, place int, n ast.Node, destination string) {
	target := clean([]byte(destination))
	if strings.HasPrefix(target, "#") {
		return
	}
	if goal := e.binder.goal(e.text.lang, target); goal != "" {
		p.claims = append(p.claims, facts.Claim{Fact: facts.Fact{Values: []string{goal}, Words: target}, Place: place, Line: e.line(n)})
	}
}

// goal names what a link leads to, the same in every language; nothing where it
// leads nowhere, which is a fault of its own.
func (b *binder) goal(lang, target string) string {
	if file, ok := strings.CutPrefix(target, toText); ok {
		file, _, _ = strings.Cut(file, "#")
		return toText + strings.TrimSuffix(file, "."+lang+".md")
	}
	if !strings.HasPrefix(target, "/") {
		return facts.Address(target, b.codes())
	}
	if page := b.pageAt(lang, target); page != "" {
		return "page:" + page
	}
	return ""
}

// codes are those of the languages.
func (b *binder) codes() (codes []string) {
	for _, l := range b.catalog.All() {
		codes = append(codes, l.Code)
	}
	return codes
}

// wordless are the keys of a head that are of one version alone, or that are
// compared elsewhere.
var wordless = []string{"slug", "topic", "author", "reviewer", "published", "updated", "draft", "faq", "alone", "agreed", "name", "article"}

// headStates gives what the head of a text states: its words as one portion,
// and one for each of its lists.
func (b *binder) headStates(t *text) []portion {
	var head map[string]any
	if toml.Unmarshal(t.front, &head) != nil {
		return nil // that has its own fault
	}
	words := portion{part: "head", line: 1, lines: map[int]int{}}
	var lists []portion
	for key, v := range head {
		if slices.Contains(wordless, key) {
			continue
		}
		if _, isList := v.([]any); !isList {
			b.stateValue(t, &words, key, v)
			continue
		}
		list := portion{part: key, line: t.at.Line(key), lines: map[int]int{}}
		b.stateValue(t, &list, key, v)
		lists = append(lists, list)
	}
	lists = append(lists, words)
	slices.SortFunc(lists, func(a, b portion) int { return strings.Compare(a.part, b.part) })
	for _, l := range lists {
		slices.SortStableFunc(l.claims, func(a, b facts.Claim) int { return a.Line - b.Line })
	}
	return lists
}

// stateValue adds what a value of a head states.
func (b *binder) stateValue(t *text, p *portion, path string, v any) {
	p.lines[placeOf(path)] = t.at.Line(path)
	claim := func(f facts.Fact) {
		p.claims = append(p.claims, facts.Claim{Fact: f, Place: placeOf(path), Fixed: p.part == "sources", Line: t.at.Line(path)})
	}
	switch v := v.(type) {
	case map[string]any:
		for key, v := range v {
			b.stateValue(t, p, path+"."+key, v)
		}
	case []any:
		for i, v := range v {
			b.stateValue(t, p, fmt.Sprintf("%s.%d", path, i), v)
		}
	case toml.LocalDate:
		claim(facts.Fact{Values: []string{v.String()}, Words: v.String()})
	case string:
		switch path[strings.LastIndexByte(path, '.')+1:] {
		case "url":
			claim(facts.Fact{Values: []string{facts.Address(v, b.codes())}, Words: v})
		case "key":
			claim(facts.Fact{Values: []string{"key " + v}, Words: v})
		default:
			for _, f := range facts.Find(t.lang, locale.Typography(v)) {
				claim(f)
			}
		}
	}
}

// placeOf numbers a key, in every version the same.
func placeOf(path string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(path))
	return int(h.Sum32())
}
