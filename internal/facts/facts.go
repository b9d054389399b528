// Package facts finds what a text states that can be looked up (numbers,
// dates, times, standards with their editions), in English and in German, and
// says in which of them two versions of a text differ. It knows no product
// type.
//
// A fact has a value that is the same in every language: 1,200 and 1.200 are
// "1200", 27 May 2026 and 27. Mai 2026 are "2026-05-27", five and fünf are "5",
// ISO/IEC 27001:2022 is "27001" and "2022", NIS2 and NIS-2 are "NIS2". What
// only looks like a fact is passed over: addresses of pages and of mail boxes.
package facts

import "slices"

// A Fact is one thing that a text states.
type Fact struct {
	Values []string // the same in every language; more than one where it can be said in several, such as half a year and six months
	Words  string   // as it is written
	At     int      // where in the text it begins, in bytes
	Loose  bool     // said in words that are often no fact: both, first, the second time
}

// value is the plain fact of a single value.
func value(v string) []string { return []string{v} }

// same reports whether two facts say the same.
func (f Fact) same(other Fact) bool {
	for _, v := range f.Values {
		if slices.Contains(other.Values, v) {
			return true
		}
	}
	return false
}

// Find gives the facts of a text in their order. Of a language that it does not
// know (by its code, such as en) it finds what is written in digits.
func Find(lang, text string) []Fact {
	s := &scanner{text: text, tongue: tongues[lang]}
	for s.at < len(s.text) {
		s.step()
	}
	return s.found
}

// A scanner goes through a text once, from word to word.
type scanner struct {
	text   string
	at     int
	tongue *tongue // nil: a language it does not know
	found  []Fact
}

// step takes what stands at its place: an address, a number, a word or a sign.
func (s *scanner) step() {
	c := s.text[s.at]
	switch {
	case s.beginsWord() && s.skipAddress():
	case isDigit(c):
		s.number()
	case isLetterAt(s.text, s.at):
		s.word()
	default:
		s.sign()
	}
}

// keep notes a fact that reaches from its beginning to the scanner's place.
func (s *scanner) keep(from int, loose bool, values ...string) {
	s.found = append(s.found, Fact{Values: values, Words: s.text[from:s.at], At: from, Loose: loose})
}
