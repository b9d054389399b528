package library

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/german"
)

// A tongue knows how the words of a language are found: which ones say
// nothing, and what the forms of one word have in common.
type tongue struct {
	stem      func(*snowballstem.Env) bool
	compounds bool              // words are written as one: Auditstunde
	digraphs  bool              // ä may be typed as ae
	stops     map[string]bool   // lowered and folded
	irregular map[string]string // folded form → folded form of the same word
}

// longestForm is as far as words are read, in bytes; the longest of the trade,
// Informationssicherheitsmanagementsystem, has 39.
const longestForm = 64

// A wordReader goes through a text once, word by word. Words are what stands
// between anything but letters and digits; soft hyphens and joined accents
// (NFD) part none. Single letters are passed over.
type wordReader struct {
	text       string
	at         int
	start, end int // where the word stands
	length     int // of the form
	letters    [longestForm]byte
}

// form gives the word in small letters. The bytes are lent.
func (r *wordReader) form() []byte { return r.letters[:r.length] }

// small gives the small letter or digit for each byte of ASCII, 0 for what is
// neither.
var small = func() (table [256]byte) {
	for c := range byte(utf8.RuneSelf) {
		if r := unicode.ToLower(rune(c)); unicode.IsLetter(r) || unicode.IsDigit(r) {
			table[c] = byte(r)
		}
	}
	return table
}()

// next reads the next word and reports whether there was one.
func (r *wordReader) next() bool {
	for r.at < len(r.text) {
		r.length, r.start, r.end = 0, r.at, r.at
		r.word()
		if r.end == r.start {
			_, size := utf8.DecodeRuneInString(r.text[r.at:])
			r.at += size
			continue
		}
		if r.length > 1 || r.length == 1 && r.letters[0] <= '9' {
			return true
		}
	}
	return false
}

// word takes letters and digits until the word ends.
func (r *wordReader) word() {
	for r.at < len(r.text) {
		if c := small[r.text[r.at]]; c != 0 {
			if r.length < longestForm {
				r.letters[r.length] = c
				r.length++
			}
			r.at++
		} else if r.text[r.at] < utf8.RuneSelf || !r.foreign() {
			return
		}
		r.end = r.at
	}
}

// foreign takes a letter beyond ASCII.
func (r *wordReader) foreign() bool {
	letter, size := utf8.DecodeRuneInString(r.text[r.at:])
	switch {
	case unicode.IsLetter(letter) || unicode.IsDigit(letter):
		if r.length+utf8.UTFMax <= longestForm {
			r.length += utf8.EncodeRune(r.letters[r.length:], unicode.ToLower(letter))
		}
	case letter != '\u00AD' && !unicode.Is(unicode.Mn, letter) || r.end == r.start:
		return false
	}
	r.at += size
	return true
}

// A reading goes through the words of a text and adds what is written with
// hyphens as one word behind its parts: KI-Verordnung is read as ki,
// verordnung and kiverordnung, 17021-1 as 17021, 1 and 170211.
type reading struct {
	words wordReader
	chain []byte
	parts int // in chain
	end   int // of the last part
}

// each gives every word to do, with its place in the text. The bytes are
// lent.
func (r *reading) each(text string, do func(form []byte, start, end int)) {
	r.words.text, r.words.at, r.parts = text, 0, 0
	for r.words.next() {
		w := &r.words
		if r.parts > 0 && !hyphenBetween(text, r.end, w.start) {
			r.close(do)
		}
		form := bareStandard(w.form())
		if len(r.chain) <= longestForm {
			r.chain = append(r.chain, form...)
		}
		r.parts++
		r.end = w.end
		do(form, w.start, w.end)
	}
	r.close(do)
}

// close ends a chain of hyphens.
func (r *reading) close(do func(form []byte, start, end int)) {
	if r.parts > 1 && len(r.chain) <= longestForm {
		do(r.chain, r.end, r.end)
	}
	r.chain, r.parts = r.chain[:0], 0
}

// hyphenBetween reports whether nothing but a hyphen stands between two places.
func hyphenBetween(text string, end, start int) bool {
	switch text[end:start] {
	case "-", "\u2010", "\u2011":
		return true
	}
	return false
}

// bareStandard gives the number of a standard that is written with its
// publisher as one word: iso42001 is 42001.
func bareStandard(form []byte) []byte {
	if c := form[len(form)-1]; c < '0' || c > '9' {
		return form
	}
	rest := form
	for _, publisher := range [...]string{"din", "en", "iso", "iec"} {
		if len(rest) > len(publisher) && string(rest[:len(publisher)]) == publisher {
			rest = rest[len(publisher):]
		}
	}
	if len(rest) < 4 || len(rest) == len(form) {
		return form
	}
	for _, c := range rest {
		if c < '0' || c > '9' {
			return form
		}
	}
	return rest
}

// fold gives a form without what people leave out or write in two ways:
// accents, ae for ä, and in English -ize for -ise.
func (t *tongue) fold(form []byte) string {
	folded := make([]byte, 0, len(form))
	for i := 0; i < len(form); {
		c := form[i]
		if c < utf8.RuneSelf {
			i++
			last := len(folded) - 1
			switch {
			case t.digraphs && c == 'e' && last >= 0 && isOneOf(folded[last], "aou") && form[i-2] < utf8.RuneSelf && (last == 0 || !isOneOf(folded[last-1], "aeoquy")):
			case !t.digraphs && c == 'z' && last >= 0 && isOneOf(folded[last], "iy"):
				folded = append(folded, 's')
			default:
				folded = append(folded, c)
			}
			continue
		}
		letter, size := utf8.DecodeRune(form[i:])
		folded = append(folded, plainLetter(letter)...)
		i += size
	}
	return string(folded)
}

// Folding gives what fold does to plain letters as regular expressions and what
// is put in the place of a match, for those who compare words elsewhere.
func Folding(lang string) [][2]string {
	if tongueOf(lang).digraphs {
		return [][2]string{{"(?<![aeoquy])([aou])e", "$1"}}
	}
	return [][2]string{{"([iy])z", "$1s"}}
}

// Folded gives the words of a text in a language as a search compares them.
func Folded(lang, text string) []string {
	t := tongueOf(lang)
	var words []string
	var r reading
	r.each(text, func(form []byte, start, end int) {
		if start < end {
			words = append(words, t.fold(form))
		}
	})
	return words
}

func isOneOf(c byte, set string) bool { return strings.IndexByte(set, c) >= 0 }

// plainLetter gives a letter without its accent.
func plainLetter(letter rune) string {
	if at := strings.IndexRune(accented, letter); at >= 0 {
		return bare[utf8.RuneCountInString(accented[:at])]
	}
	return string(letter)
}

const accented = "äàáâãåæçèéêëìíîïñòóôõöøùúûüýÿßœ"

var bare = strings.Fields("a a a a a a a c e e e e i i i i n o o o o o o u u u u y y ss o")

// root gives what the forms of a word have in common, from a folded form. It
// is the root of itself, so that Managementsystem and -systeme have one.
func (t *tongue) root(folded string) string {
	if other, ok := t.irregular[folded]; ok {
		folded = other
	}
	if len(folded) < 3 || folded[0] <= '9' {
		return folded
	}
	env := snowballstem.NewEnv(folded)
	for range 8 {
		before := env.Current()
		env.SetCurrent(before)
		t.stem(env)
		if env.Current() == before {
			break
		}
	}
	return env.Current()
}

// tongues are the languages that are searched, by code. A language without one
// is searched by whole words.
var tongues = map[string]*tongue{
	"de": newTongue(german.Stem, germanStops, germanForms, true),
	"en": newTongue(english.Stem, englishStops, englishForms, false),
}

func newTongue(stem func(*snowballstem.Env) bool, stops, forms string, german bool) *tongue {
	t := &tongue{stem: stem, compounds: german, digraphs: german, stops: map[string]bool{}, irregular: map[string]string{}}
	for word := range strings.FieldsSeq(stops + " " + publishers) {
		t.stops[t.fold([]byte(word))] = true
	}
	for pair := range strings.FieldsSeq(forms) {
		form, other, _ := strings.Cut(pair, "=")
		t.irregular[t.fold([]byte(form))] = t.fold([]byte(other))
	}
	return t
}

// plainTongue searches by whole words.
var plainTongue = newTongue(func(*snowballstem.Env) bool { return true }, "", "", false)

func tongueOf(lang string) *tongue {
	if t := tongues[lang]; t != nil {
		return t
	}
	return plainTongue
}
