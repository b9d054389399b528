package library

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"leadpath/internal/locale"
)

// A Term is a word of the trade, explained in one language.
type Term struct {
	Key, Lang string
	ID        string   // its anchor on the page, its abbreviation or its word: a-z, 0-9 and hyphens
	Word      string   // as it is written within a sentence
	Foreign   string   // the language of Word where that is not Lang, such as en
	Also      []string // other words and abbreviations for it
	Says      string   // what it means, in one sentence
	marked    bool     // at its first use in an article
}

// Letter gives the letter below which a term stands, as a capital: ä is an A,
// and every figure is a 0.
func (t *Term) Letter() string {
	first, _ := utf8.DecodeRuneInString(alphabetical(t.Word))
	if !unicode.IsLetter(first) {
		return "0"
	}
	return string(unicode.ToUpper(first))
}

// short gives the word by which a term is named in its address: an
// abbreviation where it has one, since every article that leads there carries
// it.
func (t *Term) short() string {
	for _, also := range t.Also {
		if capitals(also) > 1 && !strings.ContainsAny(also, " \u00A0") {
			return also
		}
	}
	return t.Word
}

// Terms gives the glossary in a language, in the order of its alphabet; none
// where the content has no glossary.toml.
func (e *Edition) Terms(lang string) []*Term { return e.terms[lang] }

// TermIn gives a term's version in another language.
func (e *Edition) TermIn(lang string, t *Term) *Term {
	i := slices.IndexFunc(e.terms[lang], func(other *Term) bool { return other.Key == t.Key })
	return e.terms[lang][i]
}

// termFront is a term as it stands in glossary.toml.
type termFront struct {
	Key     string
	Word    words
	Also    map[string][]string
	Says    words
	Foreign words
	Marked  *bool
}

// readGlossary reads glossary.toml, where that stands.
func (b *binder) readGlossary() {
	if !exists(b.fsys, "glossary.toml") {
		return // without it there is no such page
	}
	f := struct{ Term []termFront }{}
	t, ok := b.readTable("glossary.toml", &f)
	if !ok {
		return
	}
	if len(f.Term) == 0 {
		b.fault(t.file, 1, "there is no term; write one as a table [[term]]")
	}
	taken := newTermNames()
	for i, front := range f.Term {
		b.readTerm(t, fmt.Sprintf("term.%d", i), front, taken)
	}
	b.marks = map[string]*lexicon{}
	for lang, list := range b.lib.terms {
		slices.SortFunc(list, func(a, b *Term) int {
			return cmp.Or(cmp.Compare(alphabetical(a.Word), alphabetical(b.Word)), cmp.Compare(a.Key, b.Key))
		})
		b.marks[lang] = newLexicon(lang, b.catalog.In(lang).Path("glossary"), list)
	}
}

// readTerm makes the versions of one term.
func (b *binder) readTerm(t *text, path string, f termFront, taken termNames) {
	taken.key(b, t, path, f.Key)
	word, says := b.speak(t, path+".word", f.Word), b.speak(t, path+".says", f.Says)
	b.checkLanguages(t, path+".also", f.Also)
	for _, l := range b.catalog.All() {
		term := &Term{
			Key: f.Key, Lang: l.Code, Word: word[l.Code], Foreign: f.Foreign[l.Code],
			Says: says[l.Code], marked: f.Marked == nil || *f.Marked,
		}
		if foreign, _ := b.foreignIn(l.Code, term.Says); foreign != "" {
			b.advise(t.file, t.at.Line(path+".says."+l.Code), "%q is foreign here; say it in %s", foreign, l.Name)
		}
		for j, also := range f.Also[l.Code] {
			at := fmt.Sprintf("%s.also.%s", path, l.Code)
			if blank(also) {
				b.fault(t.file, t.at.Line(at), "word %d of also.%s is empty; write it or remove it", j+1, l.Code)
			}
			b.adviseWords(t, at, l.Code, also)
			term.Also = append(term.Also, locale.Typography(also))
		}
		term.ID = anchorOf(term.short())
		taken.words(b, t, path, term)
		b.lib.terms[l.Code] = append(b.lib.terms[l.Code], term)
	}
	b.checkForeign(t, path+".foreign", f.Foreign)
}

// checkLanguages names the languages of a value that the site does not speak.
func (b *binder) checkLanguages(t *text, key string, values map[string][]string) {
	for code := range values {
		if b.catalog.In(code) == nil {
			b.fault(t.file, t.at.Line(key+"."+code), "also.%s: the site does not speak %q; remove it", code, code)
		}
	}
}

// checkForeign wants foreign.LANGUAGE = "LANGUAGE", each of the site and not
// the same.
func (b *binder) checkForeign(t *text, key string, foreign words) {
	for code, lang := range foreign {
		if b.catalog.In(code) == nil || b.catalog.In(lang) == nil || code == lang {
			b.fault(t.file, t.at.Line(key+"."+code), "foreign.%s is %q; name the language of the word, such as foreign.de = \"en\", or remove it", code, lang)
		}
	}
}

// termNames are the keys, words and anchors of the terms before.
type termNames struct {
	keys map[string]bool
	said map[string]string // language and word → key
	ids  map[string]string // language and anchor → key
}

func newTermNames() termNames {
	return termNames{map[string]bool{}, map[string]string{}, map[string]string{}}
}

// key claims the key of a term.
func (n termNames) key(b *binder, t *text, path, key string) {
	switch line := t.at.Line(path + ".key"); {
	case key == "":
		b.fault(t.file, t.at.Line(path), "the term has no key; write one, such as key = \"audit-plan\"")
	case !isSlug(key):
		b.fault(t.file, line, "the key %q has other signs than a-z, 0-9 and hyphens; write another", key)
	case n.keys[key]:
		b.fault(t.file, line, "the key %q is that of another term; give one of them another", key)
	}
	n.keys[key] = true
}

// words claims the words and the anchor of a term in one language.
func (n termNames) words(b *binder, t *text, path string, term *Term) {
	if term.Word == "" {
		return // which is a fault of its own
	}
	line := t.at.Line(path + ".word." + term.Lang)
	if len(term.ID) < 2 || term.ID == "main" || term.ID == "colours" {
		b.fault(t.file, line, "the word %q makes the anchor %q, which is the page’s own or none; write it with more letters", term.Word, term.ID)
	}
	id := term.Lang + "/" + term.ID
	if other, ok := n.ids[id]; ok && n.said[term.Lang+"/"+term.Word] == "" {
		b.fault(t.file, line, "the word %q has the anchor #%s of the term %s; write one of them otherwise", term.Word, term.ID, other)
	}
	n.ids[id] = term.Key
	for i, word := range append([]string{term.Word}, term.Also...) {
		name := term.Lang + "/" + word
		if i > 0 {
			line = t.at.Line(path + ".also." + term.Lang)
		}
		if other, ok := n.said[name]; ok {
			b.fault(t.file, line, "the word %q is one of the term %s too; a word has one meaning here: remove it from one of them", word, other)
		}
		n.said[name] = term.Key
	}
}

var alphabet = strings.NewReplacer("ä", "a", "ö", "o", "ü", "u", "ß", "ss", "é", "e", "è", "e", "\u00A0", " ")

// alphabetical gives a word as it is sorted: ä like a, ß like ss.
func alphabetical(word string) string { return alphabet.Replace(strings.ToLower(word)) }

// anchorOf makes an anchor of words: ä as ae, then a-z, 0-9 and hyphens.
func anchorOf(words string) string {
	var id strings.Builder
	for _, r := range umlauts.Replace(strings.ToLower(words)) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			id.WriteRune(r)
		} else if id.Len() > 0 && !strings.HasSuffix(id.String(), "-") {
			id.WriteByte('-')
		}
	}
	return strings.Trim(id.String(), "-")
}
