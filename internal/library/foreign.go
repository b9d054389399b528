package library

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"leadpath/internal/locale"
)

// englishTerms of the trade that German texts sometimes keep, in small
// letters. The names of courses and grades are names and need no mark.
var englishTerms = []string{
	"statement of applicability", "gap analysis", "risk assessment", "management review", "audit finding", "audit findings", "lead auditors",
	"open book exam", "open-book exam", "code of ethics", "stage 1", "stage 2", "evidence", "findings", "readiness", "surveillance audit", "ai act", "ai literacy",
}

// foreignTerms find what is foreign in texts of one language.
type foreignTerms struct {
	begins map[string][]foreignTerm // by the word that they begin with
}

// A foreignTerm is a term in small letters, and its language.
type foreignTerm struct{ words, lang string }

func (v *foreignTerms) add(words, lang string) {
	first := words[:lettersOf(words)]
	v.begins[first] = append(v.begins[first], foreignTerm{words, lang})
}

// always are the terms that are foreign whatever the glossary says.
var always = map[string]*foreignTerms{"de": withEnglish()}

func withEnglish() *foreignTerms {
	v := &foreignTerms{map[string][]foreignTerm{}}
	for _, term := range englishTerms {
		v.add(term, "en")
	}
	return v
}

// newVocabularies makes of the glossary what is foreign in each language: the
// words of the others that are none of its own. Of single words only those
// count that nobody takes for a word of the language, by their letters.
func newVocabularies(catalog *locale.Catalog, terms map[string][]*Term) map[string]*foreignTerms {
	all := map[string]*foreignTerms{}
	for _, l := range catalog.All() {
		v := &foreignTerms{map[string][]foreignTerm{}}
		if l.Code == "de" {
			v = withEnglish()
		}
		own := map[string]bool{}
		eachWord(terms[l.Code], func(word string) { own[word] = true })
		for _, other := range catalog.All() {
			eachWord(terms[other.Code], func(word string) {
				if other != l && !own[word] && lettersOf(word) > 0 && (strings.ContainsAny(word, " \u00A0") || hasOwnLetters(other.Code, word)) {
					v.add(word, other.Code)
				}
			})
		}
		all[l.Code] = v
	}
	return all
}

// eachWord gives the words of all terms, in small letters.
func eachWord(terms []*Term, do func(string)) {
	for _, t := range terms {
		do(strings.ToLower(t.Word))
		for _, also := range t.Also {
			do(strings.ToLower(also))
		}
	}
}

// hasOwnLetters reports whether a word is recognised by its letters.
func hasOwnLetters(lang, word string) bool {
	return lang == "de" && strings.ContainsAny(word, "äöüß")
}

// foreignIn gives the first term of another language that stands in a text as
// a word of its own, as it is written there, and that language; or nothing.
func (b *binder) foreignIn(lang, text string) (term, of string) {
	v := b.foreign[lang]
	if v == nil {
		v = always[lang]
	}
	if v == nil {
		return "", ""
	}
	return v.find(text)
}

func (v *foreignTerms) find(text string) (term, of string) {
	small := strings.ToLower(text)
	if len(small) != len(text) {
		return "", "" // places would not agree
	}
	for at := 0; at < len(small); {
		length := lettersOf(small[at:])
		if length == 0 {
			_, length = utf8.DecodeRuneInString(small[at:])
			at += length
			continue
		}
		for _, foreign := range v.begins[small[at:at+length]] {
			if end := at + len(foreign.words); strings.HasPrefix(small[at:], foreign.words) {
				if strings.HasPrefix(small[end:], "s") {
					end++ // the plural
				}
				if !letterBehind(small, end) {
					return text[at:end], foreign.lang
				}
			}
		}
		at += length
	}
	return "", ""
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
