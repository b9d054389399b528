package library

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	gmtext "github.com/yuin/goldmark/text"
)

// A lexicon finds the terms of one language in texts. Words that differ in their
// ending alone are one; the terms stand in a tree of such words, so that a
// text is read once whatever their number.
type lexicon struct {
	page  string              // address of the glossary
	forms map[string][]string // a form of a word as it is written → the words it may be
	begin shapes
	root  *lexiconNode
}

// shapes says of most words at a glance that none of a lexicon has their
// beginning and length.
type shapes [1 << 10]uint64

func (s *shapes) bit(word []byte) (at int, mask uint64) {
	hash := (uint32(word[0])<<16 | uint32(word[1])<<8 | uint32(word[2])) * 0x9E3779B1
	hash = (hash ^ uint32(len(word))) * 0x9E3779B1 >> 16
	return int(hash >> 6), 1 << (hash & 63)
}

func (s *shapes) add(word []byte) {
	if len(word) > 2 {
		at, mask := s.bit(word)
		s[at] |= mask
	}
}

// none reports whether a word is surely no form; it may be one otherwise.
func (s *shapes) none(word []byte) bool {
	if len(word) < 3 {
		return false
	}
	at, mask := s.bit(word)
	return s[at]&mask == 0
}

type lexiconNode struct {
	next map[string]*lexiconNode
	term *Term
}

// newLexicon takes in all terms, those that are not marked too: what belongs to
// one of them is no use of a shorter one.
func newLexicon(lang, page string, terms []*Term) *lexicon {
	m := &lexicon{page: page, forms: map[string][]string{}, root: &lexiconNode{}}
	known := map[string]bool{}
	for _, t := range terms {
		for _, said := range append([]string{t.Word}, t.Also...) {
			at := m.root
			for word := range strings.FieldsSeq(strings.ReplaceAll(said, "\u00A0", " ")) {
				if !known[word] {
					known[word] = true
					m.addForms(lang, word)
				}
				at = at.child(word)
			}
			if at.term == nil && at != m.root {
				at.term = t
			}
		}
	}
	return m
}

func (n *lexiconNode) child(word string) *lexiconNode {
	if n.next == nil {
		n.next = map[string]*lexiconNode{}
	}
	if n.next[word] == nil {
		n.next[word] = &lexiconNode{}
	}
	return n.next[word]
}

// addForms notes every form of a word. A word in small letters may begin a
// sentence; one with a capital is never meant by small letters.
func (m *lexicon) addForms(lang, word string) {
	for _, form := range inflected(lang, word) {
		form = string(plainLetters(nil, []byte(form)))
		m.forms[form] = append(m.forms[form], word)
		m.begin.add([]byte(form))
		first, size := utf8.DecodeRuneInString(form)
		if capital := unicode.ToUpper(first); capital != first {
			m.forms[string(capital)+form[size:]] = append(m.forms[string(capital)+form[size:]], word)
			m.begin.add([]byte(string(capital) + form[size:]))
		}
	}
}

// endings by language, put to a word as it stands.
var endings = map[string][]string{
	"en": {"s", "es"},
	"de": {"s", "es", "e", "en", "n", "er", "ern", "nen"},
}

// The endings of adjectives, and of words that change their last letters.
var changes = map[string][]struct{ from, to string }{
	"en": {{"y", "ies"}, {"is", "es"}},
	"de": {
		{"o", "en"}, {"um", "en"}, {"er", "e"}, {"er", "en"}, {"er", "em"}, {"er", "es"},
		{"es", "e"}, {"es", "en"}, {"es", "em"}, {"es", "er"}, {"e", "en"}, {"e", "em"}, {"e", "er"}, {"e", "es"},
	},
}

// inflected gives a word with its usual endings, itself among them.
// Abbreviations take an s at most.
func inflected(lang, word string) []string {
	forms := []string{word}
	if capitals(word) > 1 {
		return append(forms, word+"s")
	}
	for _, ending := range endings[lang] {
		forms = append(forms, word+ending)
	}
	for _, c := range changes[lang] {
		if stem, ok := strings.CutSuffix(word, c.from); ok && len(stem) > 2 {
			forms = append(forms, stem+c.to)
		}
	}
	return forms
}

func capitals(word string) int {
	n := 0
	for _, r := range word {
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n
}

// plainLetters appends a word to what is there, ä as a: plurals take dots that
// their singular has not.
func plainLetters(to, word []byte) []byte {
	if bytes.IndexByte(word, 0xC3) < 0 {
		return append(to, word...)
	}
	for i := 0; i < len(word); i++ {
		if word[i] == 0xC3 && i+1 < len(word) { // Ä, Ö, Ü, ä, ö, ü in UTF-8
			if at := strings.IndexByte("\x84\x96\x9C\xA4\xB6\xBC", word[i+1]); at >= 0 {
				to = append(to, "AOUaou"[at])
				i++
				continue
			}
		}
		to = append(to, word[i])
	}
	return to
}

// markTerms links the first use of each term in an article to the glossary.
func (e *editor) markTerms(doc ast.Node) {
	m := e.marks[e.text.lang]
	if m == nil || !strings.HasPrefix(e.text.file, "articles/") {
		return
	}
	r := &marker{lexicon: m, source: e.source, used: map[*Term]bool{}}
	var first []*ast.Text
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch {
		case !entering:
		case neverMarked(n):
			return ast.WalkSkipChildren, nil
		case startsRun(n):
			first = append(first, n.(*ast.Text))
		}
		return ast.WalkContinue, nil
	})
	for _, n := range first { // the tree changes only now
		r.read(n)
	}
}

// neverMarked names what stays as it is: a link in a link is no HTML, a
// heading or a note is no place to lead away from.
func neverMarked(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindHeading, ast.KindLink, ast.KindAutoLink, ast.KindImage, ast.KindCodeSpan, ast.KindCodeBlock, ast.KindFencedCodeBlock,
		kindForeign, kindSideNote, kindInWords, extast.KindFootnoteList, extast.KindTableHeader:
		return true
	case extast.KindTableCell:
		return n.PreviousSibling() == nil // the heading of its row
	}
	return false
}

// startsRun reports whether a node is the first of the texts that stand side
// by side: Markdown cuts a sentence where a line ends.
func startsRun(n ast.Node) bool {
	if n.Kind() != ast.KindText {
		return false
	}
	before := n.PreviousSibling()
	return before == nil || before.Kind() != ast.KindText
}

// A marker reads one article.
type marker struct {
	*lexicon
	source []byte
	used   map[*Term]bool
	plain  []byte // room for a word
	words  []wordAt
}

// A wordAt is a word in a text.
type wordAt struct {
	node        *ast.Text
	start, stop int
	joined      bool // to the word before, by a space or the end of a line
}

// read marks the terms in one run of texts, the longest where several begin
// with one word.
func (r *marker) read(n *ast.Text) {
	r.words = r.words[:0]
	for t := n; t != nil; {
		r.cutWords(t)
		t, _ = t.NextSibling().(*ast.Text)
	}
	for i := 0; i < len(r.words); {
		term, length := r.longest(r.root, i, 0)
		if term == nil {
			i++
			continue
		}
		if term.marked && !r.used[term] {
			r.used[term] = true
			r.link(term, i, i+length-1)
		}
		i += length
	}
}

// cutWords appends the words of a text. Hyphens and strokes are of the word:
// a term within a compound is another term.
func (r *marker) cutWords(t *ast.Text) {
	if t.IsRaw() {
		return
	}
	end := -1
	if n := len(r.words); n > 0 && r.words[n-1].stop == r.words[n-1].node.Segment.Stop && r.words[n-1].node.SoftLineBreak() {
		end = t.Segment.Start
	}
	for i := t.Segment.Start; i < t.Segment.Stop; {
		size := wordSign(r.source[i:t.Segment.Stop])
		if size == 0 {
			i++
			continue
		}
		start := i
		for size > 0 {
			i += size
			for i < t.Segment.Stop && r.source[i] >= 'a' && r.source[i] <= 'z' {
				i++
			}
			size = wordSign(r.source[i:t.Segment.Stop])
		}
		if r.touched(start, i) {
			end = -1
			continue
		}
		r.words = append(r.words, wordAt{t, start, i, start == end || end >= 0 && onlySpaces(r.source[end:start])})
		end = i
	}
}

// touched reports whether a word goes on before or behind a sign of Markdown:
// then it is the middle of another.
func (r *marker) touched(start, stop int) bool {
	for start > 0 && isSign(r.source[start-1]) {
		start--
	}
	for stop < len(r.source) && isSign(r.source[stop]) {
		stop++
	}
	if start > 0 && stop < len(r.source) && isPlainEnd(r.source[start-1]) && isPlainEnd(r.source[stop]) {
		return false
	}
	before, _ := utf8.DecodeLastRune(r.source[:start])
	return unicode.IsLetter(before) || unicode.IsDigit(before) || wordSign(r.source[stop:]) > 0
}

func isSign(c byte) bool { return c == '*' || c == '_' || c == '`' || c == '\\' || c == '&' }

// isPlainEnd reports whether a sign is one of those that most words end at.
func isPlainEnd(c byte) bool { return c == ' ' || c == '\n' || c == '.' || c == ',' }

// onlySpaces reports whether spaces part two words, and nothing else.
func onlySpaces(between []byte) bool {
	return len(between) > 0 && len(bytes.Trim(between, " \u00A0")) == 0
}

// wordSign gives the length of the sign that text begins with where that is
// part of a word, else 0.
func wordSign(text []byte) int {
	if len(text) == 0 {
		return 0
	}
	if c := text[0]; c < utf8.RuneSelf {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '/' {
			return 1
		}
		return 0
	}
	sign, size := utf8.DecodeRune(text)
	if unicode.IsLetter(sign) || unicode.IsMark(sign) || unicode.IsDigit(sign) || sign == '\u2011' || sign == '\u00AD' {
		return size
	}
	return 0
}

// longest gives the longest term that begins with word i, below a node of the
// tree at some depth, and of how many words it is.
func (r *marker) longest(at *lexiconNode, i, depth int) (*Term, int) {
	best, length := at.term, depth
	if i == len(r.words) || at.next == nil || depth > 0 && !r.words[i].joined {
		return best, length
	}
	w := r.words[i]
	r.plain = plainLetters(r.plain[:0], r.source[w.start:w.stop])
	if r.begin.none(r.plain) {
		return best, length
	}
	for _, word := range r.forms[string(r.plain)] {
		if next := at.next[word]; next != nil {
			if term, n := r.longest(next, i+1, depth+1); term != nil && n > length {
				best, length = term, n
			}
		}
	}
	return best, length
}

// link puts the words from first to last into a link to a term. The text
// before it is cut off; what comes behind stays in the last node, whose words
// may be read on.
func (r *marker) link(term *Term, first, last int) {
	a, b := r.words[first], r.words[last]
	parent := a.node.Parent()
	link := ast.NewLink()
	link.Destination = []byte(r.page + "#" + term.ID)
	if a.node.Segment.Start < a.start {
		before := ast.NewTextSegment(gmtext.NewSegment(a.node.Segment.Start, a.start))
		parent.InsertBefore(parent, a.node, before)
	}
	parent.InsertBefore(parent, a.node, link)
	a.node.Segment.Start = a.start
	for n := a.node; n != b.node; {
		next := n.NextSibling().(*ast.Text)
		link.AppendChild(link, n)
		n = next
	}
	link.AppendChild(link, ast.NewTextSegment(gmtext.NewSegment(b.node.Segment.Start, b.stop)))
	b.node.Segment.Start = b.stop
}
