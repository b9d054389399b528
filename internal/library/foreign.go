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
	for _, term := range englishTerms {
		at := strings.Index(small, term)
		if at >= 0 && !letterBefore(small, at) && !letterBehind(small, at+len(term)) {
			return value[at : at+len(term)]
		}
	}
	return ""
}

func letterBefore(s string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return unicode.IsLetter(r)
}

func letterBehind(s string, at int) bool {
	r, _ := utf8.DecodeRuneInString(s[at:])
	return unicode.IsLetter(r)
}
