package library

import (
	"bytes"
	"regexp"
)

// No person writes beyond these bounds, and within them Markdown is read in
// linear time. Beyond them the parser needs quadratic time or worse: for a
// quotation in a thousand quotations, say, or a table of short rows and ten
// thousand columns.
const (
	mostNested  = 20    // quotations, lists and notes in one another
	mostOpen    = 30    // brackets of a paragraph that wait for their end
	mostStars   = 2_000 // stars and underlines of a paragraph
	mostColumns = 30    // of a table
	mostHeading = 1_000 // bytes of a table's row of headings
	mostNotes   = 200   // of a text
	mostTargets = 200   // of a paragraph, in definitions: [name]: address
)

var (
	nesting   = regexp.MustCompile(`^[ \t]*(?:(?:>|[-+*][ \t]|\d{1,9}[.)][ \t]|\[\^[^\]\n]*\]:)[ \t]*)*`)
	container = regexp.MustCompile(`>|[-+*][ \t]|\d[.)]|\]:`)
	ruleOfRow = regexp.MustCompile(`^[ \t>]*[|:-][ \t|:-]*$`)
)

// checkShape refuses what lies beyond the bounds, before it is parsed.
func (b *binder) checkShape(t *text) bool {
	var round, square, stars, targets, notes, above int
	whole := true
	line := t.bodyLine
	refuse := func(wrong bool, most int, what string) {
		if wrong && whole {
			whole = false
			b.fault(t.file, line, "more than %d %s; nobody reads that: write it in smaller pieces", most, what)
		}
	}
	for words := range bytes.Lines(t.body) {
		words = bytes.TrimRight(words, "\n")
		if len(bytes.TrimSpace(words)) == 0 {
			round, square, stars, targets = 0, 0, 0, 0
		}
		open := 0 // at the worst place of the line
		for _, sign := range words {
			switch sign {
			case '(':
				round++
				open = max(open, round)
			case ')':
				round = max(0, round-1)
			case '[':
				square++
				open = max(open, square)
			case ']':
				square = max(0, square-1)
			case '*', '_':
				stars++
			}
		}
		refuse(open > mostOpen, mostOpen, "brackets that are not closed")
		targets += bytes.Count(words, []byte("]:"))
		if bytes.Contains(words, []byte("]:")) && noteText.Match(words) {
			notes++
		}
		refuse(stars > mostStars, mostStars, "stars and underlines in a paragraph")
		refuse(notes > mostNotes, mostNotes, "notes in a text")
		refuse(targets > mostTargets, mostTargets, "addresses of links in a paragraph")
		first := firstSign(words)
		if bytes.IndexByte([]byte(">-+*[0123456789"), first) >= 0 {
			refuse(len(container.FindAll(nesting.Find(words), mostNested+1)) > mostNested, mostNested, "quotations, lists or notes in one another")
		}
		if bytes.IndexByte([]byte("|:->"), first) >= 0 && ruleOfRow.Match(words) {
			refuse(bytes.Count(words, []byte("|")) > mostColumns+1, mostColumns, "columns in a table")
			refuse(above > mostHeading && bytes.Contains(words, []byte("|")), mostHeading, "bytes in the headings of a table")
		}
		above = len(words)
		line++
	}
	return whole
}

// firstSign gives the first byte of a line that is no blank, or 0.
func firstSign(line []byte) byte {
	for _, sign := range line {
		if sign != ' ' && sign != '\t' {
			return sign
		}
	}
	return 0
}
