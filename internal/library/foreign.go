package library

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// englishTerms of the trade that German texts sometimes keep, in small
// letters. The names of courses and grades are names and need no mark.
var englishTerms = []string{
	"statement of applicability", "gap analysis", "risk assessment", "management review", "audit finding", "audit findings", "lead auditors",
	"open book exam", "open-book exam", "code of ethics", "stage 1", "stage 2", "evidence", "findings", "readiness", "surveillance audit", "ai act", "ai literacy",
}

// termsByWord are the terms by the word that they begin with.
var termsByWord = func() map[string][]string {
	terms := map[string][]string{}
	for _, term := range englishTerms {
		word := term[:lettersOf(term)]
		terms[word] = append(terms[word], term)
	}
	return terms
}()

// foreignTerm gives the first English term that stands in a text of another
// language as a word of its own, as it is written there, or nothing.
func foreignTerm(lang, value string) string {
	if lang != "de" {
		return ""
	}
	small := strings.ToLower(value)
	if len(small) != len(value) {
		return "" // places would not agree
	}
	for at := 0; at < len(small); {
		length := lettersOf(small[at:])
		if length == 0 {
			_, length = utf8.DecodeRuneInString(small[at:])
			at += length
			continue
		}
		for _, term := range termsByWord[small[at:at+length]] {
			if strings.HasPrefix(small[at:], term) && !letterBehind(small, at+len(term)) {
				return value[at : at+len(term)]
			}
		}
		at += length
	}
	return ""
}

// lettersOf gives the length of the word that a text begins with.
func lettersOf(s string) int {
	for i, r := range s {
		if !(r >= 'a' && r <= 'z' || r > utf8.RuneSelf && unicode.IsLetter(r)) {
			return i
		}
	}
	return len(s)
}

func letterBehind(s string, at int) bool {
	r, _ := utf8.DecodeRuneInString(s[at:])
	return unicode.IsLetter(r)
}
