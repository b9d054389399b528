package facts

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetterAt(text string, at int) bool {
	if at >= len(text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.IsLetter(r)
}

// gaps are the spaces between words, and those between the thousands of a
// number.
const (
	noBreak     = "\u00A0"
	thin        = "\u2009"
	narrow      = "\u202F"
	wordBreaks  = " \t\n([{„“”‚‘’\"'*_|<>"
	behindWords = ".,;:!?)]}„“”‚‘’\"'*_|<>…"
)

// beginsWord reports whether the scanner stands where a word may begin.
func (s *scanner) beginsWord() bool {
	if s.at == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(s.text[:s.at])
	return unicode.IsSpace(r) || strings.ContainsRune(wordBreaks, r)
}

// skipAddress passes over the address of a page, of a mail box or of a file.
// Figures in it state nothing.
func (s *scanner) skipAddress() bool {
	rest := s.text[s.at:min(len(s.text), s.at+longestAddress)]
	if end := strings.IndexFunc(rest, endsAddress); end >= 0 {
		rest = rest[:end]
	}
	chunk := strings.TrimRight(rest, behindWords)
	if !isAddress(chunk) {
		return false
	}
	s.at += len(chunk)
	return true
}

// longestAddress is as far as the end of an address is looked for.
const longestAddress = 2000

func endsAddress(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("[]<>|\"{}", r) }

// isAddress reports whether a word is one: it names a scheme, has an @, or its
// labels are parted by points and the last of them is of letters, as .org is.
func isAddress(word string) bool {
	if strings.Contains(word, "://") || strings.HasPrefix(word, "www.") {
		return true
	}
	host, _, _ := strings.Cut(word, "/")
	if at := strings.LastIndexByte(host, '@'); at >= 0 {
		host = host[at+1:]
	}
	labels := strings.Split(host, ".")
	last := labels[len(labels)-1]
	if len(labels) < 2 || len(last) < 2 || strings.Trim(last, "abcdefghijklmnopqrstuvwxyz") != "" {
		return false
	}
	for _, label := range labels {
		if label == "" || strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
			return false
		}
	}
	return true
}

// fractionSigns are the fractions that have a sign of their own.
var fractionSigns = map[rune]string{'½': "1/2", '⅓': "1/3", '⅔': "2/3", '¼': "1/4", '¾': "3/4"}

// sign takes one that is neither letter nor digit.
func (s *scanner) sign() {
	from := s.at
	r, size := utf8.DecodeRuneInString(s.text[s.at:])
	s.at += size
	if fraction, ok := fractionSigns[r]; ok {
		s.keep(from, false, fraction)
	}
}

// readWord gives the letters at a place, with the digits that hang on them: a
// name such as IMS2 is one word.
func readWord(text string, at int) string {
	end := at
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		end += size
	}
	return text[at:end]
}

// nextWord gives the word behind a place and where it begins, if only spaces
// lie between.
func nextWord(text string, at int) (word string, from int) {
	from = skipSpaces(text, at)
	if from == at || !isLetterAt(text, from) {
		return "", at
	}
	return readWord(text, from), from
}

func skipSpaces(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsSpace(r) {
			break
		}
		at += size
	}
	return at
}

// lastWord gives the word before a place, if only spaces lie between.
func lastWord(text string, at int) string {
	end := len(strings.TrimRightFunc(text[:at], unicode.IsSpace))
	from := end
	for from > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:from])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		from -= size
	}
	return text[from:end]
}
