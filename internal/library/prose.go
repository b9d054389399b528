package library

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"leadpath/internal/locale"
)

// Prose says how long the sentences of the articles in one language are.
type Prose struct {
	Language *locale.Locale
	Half     int    // half of the sentences have as many words or fewer
	Longest  int    // words
	File     string // where the longest stands
	Line     int
}

// mostInParagraph is how many words of a paragraph a phone shows at once.
const mostInParagraph = 120

// fewestMeasured is of how many sentences an article is judged as a whole.
const fewestMeasured = 10

// A sentence is where one stands and how long it is.
type sentence struct{ words, line int }

// judgeProse names sentences and paragraphs that are too long to be read at
// once. What is no running text is passed over.
func (e *editor) judgeProse(doc ast.Node) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.Kind() {
		case extast.KindTable, ast.KindHeading, extast.KindFootnoteList:
			return ast.WalkSkipChildren, nil
		case ast.KindParagraph, ast.KindTextBlock, kindSideNote:
			if entering {
				e.judgeParagraph(n)
			}
		}
		return ast.WalkContinue, nil
	})
	e.judgeHalf()
}

func (e *editor) judgeParagraph(n ast.Node) {
	p := paragraphOf(n, e.source)
	words := p.words.String()
	if count := countSpoken(words); count > mostInParagraph {
		e.advise(e.text.file, e.line(n), "the paragraph has %d words; up to %d are read at once: break it where another thought begins", count, mostInParagraph)
	}
	most := e.catalog.In(e.text.lang).MostWords
	for _, s := range sentencesIn(e.text.lang, words) {
		found := sentence{countSpoken(words[s.start:s.stop]), e.text.bodyLine + e.feeds.Before(p.place(s.start))}
		if found.words > most {
			e.advise(e.text.file, found.line, "%s", longSentence(words[s.start:s.stop], found.words, most))
		}
		if found.words > 0 && (n.Kind() != ast.KindTextBlock || isWhole(words[s.start:s.stop])) {
			e.prose = append(e.prose, found)
		}
	}
}

func longSentence(words string, count, most int) string {
	begins := strings.Fields(words)
	return fmt.Sprintf("the sentence “%s …” has %d words; up to %d are read in one breath: make two of it", strings.Join(begins[:min(5, len(begins))], " "), count, most)
}

// isWhole reports whether a point of a list is a sentence, which ends in a
// stop.
func isWhole(words string) bool {
	return strings.ContainsFunc(words[max(0, len(words)-8):], isStop)
}

// judgeHalf names an article of which more than half is in long sentences.
func (e *editor) judgeHalf() {
	if !strings.HasPrefix(e.text.file, "articles/") || len(e.prose) < fewestMeasured {
		return
	}
	if half, most := halfOf(e.prose), e.catalog.In(e.text.lang).HalfWords; half > most {
		e.advise(e.text.file, e.text.bodyLine, "half of the sentences have %d words or more; %d are easy to read: write shorter ones", half, most)
	}
}

// halfOf gives the median of the lengths.
func halfOf(list []sentence) int {
	lengths := make([]int, len(list))
	for i, s := range list {
		lengths[i] = s.words
	}
	slices.Sort(lengths)
	return lengths[len(lengths)/2]
}

// countSpoken counts the words of a text; a dash is none.
func countSpoken(text string) (count int) {
	for word := range strings.FieldsSeq(text) {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			count++
		}
	}
	return count
}

// A paragraph is the words of one as they are read, with the places of the
// source that they come from.
type paragraph struct {
	words          strings.Builder
	places, starts []int // in the source and in words
}

// paragraphOf gives the words below a node, without those of notes, pictures
// and marks of notes. Code is one word, whatever stands in it.
func paragraphOf(n ast.Node, source []byte) *paragraph {
	p := &paragraph{}
	_ = ast.Walk(n, func(child ast.Node, entering bool) (ast.WalkStatus, error) {
		switch child := child.(type) {
		case *sideNote:
			if child != n {
				return ast.WalkSkipChildren, nil
			}
		case *extast.FootnoteLink, *ast.Image:
			return ast.WalkSkipChildren, nil
		case *extast.TableCell:
			if !entering {
				p.words.WriteByte('\n')
			}
		case *ast.CodeSpan, *ast.AutoLink:
			if entering {
				p.words.WriteString("x")
			}
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if entering {
				p.add(child, source)
			}
		}
		return ast.WalkContinue, nil
	})
	return p
}

func (p *paragraph) add(t *ast.Text, source []byte) {
	p.places, p.starts = append(p.places, t.Segment.Start), append(p.starts, p.words.Len())
	p.words.Write(unescape(t.Segment.Value(source)))
	if t.SoftLineBreak() || t.HardLineBreak() {
		p.words.WriteByte(' ')
	}
}

// exactly gives the place in the source of a word.
func (p *paragraph) exactly(at int) int {
	i := sort.SearchInts(p.starts, at+1) - 1
	if i < 0 {
		return p.place(at)
	}
	return p.places[i] + at - p.starts[i]
}

// place gives the place in the source of the piece that a word stands in.
func (p *paragraph) place(at int) int {
	i := sort.SearchInts(p.starts, at+1) - 1
	if i < 0 {
		if len(p.places) == 0 {
			return 0
		}
		i = 0
	}
	return p.places[i]
}

// judgeValue judges a value of a file's head, or of a table.
func (b *binder) judgeValue(t *text, key, lang, value string) {
	for _, fault := range misspaced(lang, value) {
		b.advise(t.file, t.at.Line(key), "%s", fault)
	}
	if term, _ := b.foreignIn(lang, value); term != "" && t.file != "glossary.toml" { // which names words of every language
		b.advise(t.file, t.at.Line(key), "%q is foreign here; say it in %s", term, b.catalog.In(lang).Name)
	}
	most := b.catalog.In(lang).MostWords
	for _, s := range sentencesIn(lang, value) {
		if count := countSpoken(value[s.start:s.stop]); count > most {
			b.advise(t.file, t.at.Line(key), "%s", longSentence(value[s.start:s.stop], count, most))
		}
	}
}

// judgeSpaces judges a piece of a text; spaces at the end of a line are none.
func (e *editor) judgeSpaces(n *ast.Text, value string) {
	if n.SoftLineBreak() || n.HardLineBreak() || n.NextSibling() == nil {
		value = strings.TrimRight(value, " ")
	}
	for _, fault := range misspaced(e.text.lang, value) {
		e.advise(e.text.file, e.line(n), "%s", fault)
	}
}

// proseOf measures the articles that are no drafts.
func proseOf(catalog *locale.Catalog, made map[string]*made) (all []Prose) {
	for _, l := range catalog.All() {
		p := Prose{Language: l}
		var list []sentence
		for _, m := range made {
			if a, ok := m.page.(*Article); !ok || m.lang != l.Code || !m.bound || a.draft {
				continue
			}
			list = append(list, m.prose...)
			for _, s := range m.prose {
				if cmp.Or(cmp.Compare(s.words, p.Longest), cmp.Compare(p.File, m.file), cmp.Compare(p.Line, s.line)) > 0 {
					p.Longest, p.File, p.Line = s.words, m.file, s.line
				}
			}
		}
		if len(list) > 0 {
			p.Half = halfOf(list)
			all = append(all, p)
		}
	}
	return all
}
