package library

import "strings"

// How long an excerpt is, in bytes, and how much of that stands before the
// first found word.
const (
	excerptLength = 240
	excerptBefore = 60
)

// marks knows which forms stand for which word of a query.
type marks struct {
	tongue *tongue
	forms  map[string]int  // folded form → word
	read   map[string]int8 // form as it stands → word + 1; 0: none
}

// marks gives the forms that a query has found.
func (q *search) marks() marks {
	m := marks{q.tongue, map[string]int{}, map[string]int8{}}
	for part, seg := range q.segments() {
		roots := map[uint32]int{}
		for word := len(q.words) - 1; word >= 0; word-- {
			for _, match := range q.matches[word][part] {
				roots[match.root] = word
			}
		}
		if len(roots) > 0 {
			seg.formsOf(roots, m.forms)
		}
	}
	return m
}

// wordOf gives the word of the query that a form stands for, or -1.
func (m marks) wordOf(form []byte) int {
	known, ok := m.read[string(form)]
	if !ok {
		if word, found := m.forms[m.tongue.fold(form)]; found {
			known = int8(word + 1)
		}
		m.read[string(form)] = known
	}
	return int(known) - 1
}

// A place is where a found word stands in a text.
type place struct{ start, end, word int }

// excerpt cuts out of a text where most of the words stand together.
func (m marks) excerpt(text string) []Piece {
	var found []place
	var r reading
	r.each(text, func(form []byte, start, end int) {
		if word := m.wordOf(form); word >= 0 && end > start {
			found = append(found, place{start, end, word})
		}
	})
	start, end := window(text, found)
	var pieces []Piece
	at := start
	if start > 0 {
		pieces = append(pieces, Piece{Text: "… "})
	}
	for _, p := range found {
		if p.start >= at && p.end <= end {
			if p.start > at {
				pieces = append(pieces, Piece{Text: text[at:p.start]})
			}
			pieces = append(pieces, Piece{text[p.start:p.end], true})
			at = p.end
		}
	}
	pieces = append(pieces, Piece{Text: text[at:end]})
	if end < len(text) {
		pieces = append(pieces, Piece{Text: " …"})
	}
	return pieces
}

// window gives the part of a text that has most of the words.
func window(text string, found []place) (start, end int) {
	best, first := 0, 0
	count := map[int]int{}
	for i, j := 0, 0; i < len(found); i++ {
		for ; j < len(found) && found[j].end <= found[i].start+excerptLength-excerptBefore; j++ {
			count[found[j].word]++
		}
		if len(count) > best {
			best, first = len(count), found[i].start
		}
		if count[found[i].word]--; count[found[i].word] == 0 {
			delete(count, found[i].word)
		}
	}
	start = wordStart(text, max(0, first-excerptBefore))
	if sentence := strings.LastIndex(text[start:first], ". "); sentence >= 0 {
		start += sentence + len(". ")
	}
	end = start + excerptLength
	if end >= len(text) {
		return start, len(text)
	}
	for end = wordStart(text, end); end > start && isSpace(text[end-1]); end-- {
	}
	return start, end
}

// wordStart moves a place back to where a word begins.
func wordStart(text string, at int) int {
	if space := strings.LastIndexByte(text[:at], ' '); at > 0 && space >= 0 {
		return space + 1
	}
	return 0
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' }
