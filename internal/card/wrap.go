package card

import (
	"strings"
	"unicode"

	"golang.org/x/image/font"
)

// sizes are the steps in which a title shrinks until it fits, and how many
// lines of each the sheet holds.
var sizes = []struct {
	size  float64
	lines int
}{{96, 2}, {84, 2}, {76, 3}, {68, 3}, {60, 4}, {54, 4}, {48, 4}}

// set breaks a title into lines in the largest size in which it fits without
// a word cut. Where none is small enough, words longer than a line are cut,
// and what does not fit into the last line ends in an ellipsis.
func (s *sheet) set(title string) (face font.Face, lines []string, size float64) {
	words := wordsOf(title)
	for _, step := range sizes {
		face = s.serif(step.size)
		if lines := wrap(face, words, right-left); lines != nil && len(lines) <= step.lines {
			return face, balance(face, words, lines), step.size
		}
	}
	last := sizes[len(sizes)-1]
	lines = wrap(face, cutLong(face, words, right-left), right-left)
	if len(lines) > last.lines {
		rest := strings.Join(lines[last.lines-1:], " ")
		lines = append(lines[:last.lines-1], fit(face, rest, right-left))
	}
	return face, lines, last.size
}

// balance breaks the same words into as many lines of about the same length.
func balance(face font.Face, words, lines []string) []string {
	for width := right - left - 20; width > 0; width -= 20 {
		narrower := wrap(face, words, width)
		if narrower == nil || len(narrower) > len(lines) {
			break
		}
		lines = narrower
	}
	return lines
}

// wordsOf cuts a title where a line may end: at spaces that may break, and
// behind hyphens, strokes and dashes within a word. A piece that goes on
// without a space ends in none, the others in one.
func wordsOf(title string) (words []string) {
	for _, word := range strings.FieldsFunc(drawable(title), func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' }) {
		start := 0
		for i, r := range word {
			if next := i + len(string(r)); strings.ContainsRune("-/–—", r) && i > start && next < len(word) {
				words = append(words, word[start:next])
				start = next
			}
		}
		words = append(words, word[start:]+" ")
	}
	return words
}

// drawable gives a text in signs that the fonts have.
func drawable(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\u202f', '\u2007', '\u2009':
			return '\u00a0'
		case '\u2010', '\u2011':
			return '-'
		case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
			return -1
		}
		return r
	}, text)
}

// wrap breaks words into lines of a width; nil where one of them is wider.
func wrap(face font.Face, words []string, width int) (lines []string) {
	current := ""
	for _, word := range words {
		if wide(face, word) > width {
			return nil
		}
		if current != "" && wide(face, current+word) > width {
			lines = append(lines, strings.TrimRight(current, " "))
			current = ""
		}
		current += word
	}
	if current != "" {
		lines = append(lines, strings.TrimRight(current, " "))
	}
	return lines
}

// wide gives the width of a text in pixels, without a space at its end.
func wide(face font.Face, text string) int {
	return font.MeasureString(face, strings.TrimRight(text, " ")).Ceil()
}

// cutLong cuts the words that are wider than a line, with a hyphen.
func cutLong(face font.Face, words []string, width int) (short []string) {
	for _, word := range words {
		for wide(face, word) > width {
			at := cutAt(face, word, width)
			short = append(short, word[:at]+"-")
			word = word[at:]
		}
		short = append(short, word)
	}
	return short
}

// cutAt gives where a word is cut: before a consonant that a vowel follows, as
// syllables begin, the last such place that fits; else where the line ends.
func cutAt(face font.Face, word string, width int) int {
	letters := []rune(word)
	most := 1
	for most < len(letters) && wide(face, string(letters[:most+1])+"-") <= width {
		most++
	}
	for at := most; at > most/2; at-- {
		if at+1 < len(letters) && !vowel(letters[at]) && unicode.IsLetter(letters[at]) && vowel(letters[at+1]) && !together(letters[at-1], letters[at]) {
			return len(string(letters[:at]))
		}
	}
	return len(string(letters[:most]))
}

func vowel(r rune) bool { return strings.ContainsRune("aeiouyäöüAEIOUYÄÖÜ", r) }

// together reports whether two consonants are one sound in German or English,
// so that no line ends between them.
func together(a, b rune) bool {
	return strings.Contains(" ch ck sh th ph qu ng ", " "+strings.ToLower(string([]rune{a, b}))+" ")
}

// fit gives a text that is not wider than a line, with an ellipsis where some
// of it had to go.
func fit(face font.Face, text string, width int) string {
	text = strings.TrimSpace(drawable(text))
	if wide(face, text) <= width {
		return text
	}
	letters := []rune(text)
	for len(letters) > 0 && wide(face, string(letters)+" …") > width {
		letters = letters[:len(letters)-1]
	}
	cut := string(letters)
	if space := strings.LastIndexByte(cut, ' '); space > len(cut)/2 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ,;:–-") + " …"
}
