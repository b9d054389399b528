package library

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Typography sets the spaces that must not break, where there are spaces. What
// it cannot set is named: spaces that are missing, doubled or beside a hyphen.

// measured are units that are written with a space behind their number.
var measured = wordSet("kg km cm mm ms GB MB kB TB kW kWh EUR CPD")

// misspaced names what is wrong with the spaces of a text.
func misspaced(lang, text string) (faults []string) {
	if strings.Contains(text, "  ") {
		faults = append(faults, "two spaces beside each other; write one")
	}
	if strings.Contains(text, " - ") || strings.HasSuffix(text, " -") {
		faults = append(faults, "a hyphen between spaces; write – where a dash is meant")
	}
	if joined := joinedUnit(lang, text); joined != "" {
		faults = append(faults, fmt.Sprintf("%q lacks the space between the number and its unit; write it", joined))
	}
	if joined := joinedLetters(text); lang == "de" && joined != "" {
		faults = append(faults, fmt.Sprintf("%q lacks its space; write %q", joined, strings.TrimSpace(strings.ReplaceAll(joined, ".", ". "))))
	}
	return faults
}

// joinedLetters gives the first letters that are shortened words without a
// space between, such as z.B. or d.h., or nothing.
func joinedLetters(text string) string {
	for at := strings.IndexByte(text, '.'); at >= 0 && at+2 < len(text); {
		if at > 0 && isSmall(text[at-1]) && !wordEnds(text[:at-1]) && isLatin(text[at+1]) && text[at+2] == '.' {
			end := at + 3
			for end+1 < len(text) && isLatin(text[end]) && text[end+1] == '.' {
				end += 2
			}
			return text[at-1 : end]
		}
		next := strings.IndexByte(text[at+1:], '.')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return ""
}

func isSmall(c byte) bool { return c >= 'a' && c <= 'z' }

func isLatin(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// wordEnds reports whether a text ends within a word, or at a dot.
func wordEnds(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsLetter(last) || unicode.IsDigit(last) || last == '.' || last == '/'
}

// joinedUnit gives the first number that its unit is joined to, or nothing. In
// German a per cent and a euro are apart from their number too.
func joinedUnit(lang, text string) string {
	for at := 0; at < len(text); {
		if text[at] < '0' || text[at] > '9' {
			at++
			continue
		}
		start := at
		for at < len(text) && (text[at] >= '0' && text[at] <= '9' || text[at] == '.' || text[at] == ',') {
			at++
		}
		end := at
		for end < len(text) && isLatin(text[end]) {
			end++
		}
		if lang == "de" && (strings.HasPrefix(text[at:], "%") || strings.HasPrefix(text[at:], "€")) {
			_, size := utf8.DecodeRuneInString(text[at:])
			return text[start : at+size]
		}
		if end > at && measured[text[at:end]] && !wordEnds(text[:start]) && !letterBehind(text, end) {
			return text[start:end]
		}
	}
	return ""
}
