package facts

import (
	"slices"
	"strings"
)

// A tongue is what a language has for facts.
type tongue struct {
	thousands, decimal byte
	months             map[string]int
	scales             map[string]int      // words behind a number → zeros
	loose              map[string][]string // words that are often no fact, in small letters → values
	half               map[string]bool     // words for a half that stand before what is halved
	units              map[string]int      // halved: a year has twelve months, so half of it is six
	knownTwo           map[string]bool     // words before two that make it a word for both
	cardinal           func(s *scanner, word string) (value, size int)
}

var tongues = map[string]*tongue{"en": english, "de": german}

// word takes one that begins with a letter.
func (s *scanner) word() {
	from, word := s.at, readWord(s.text, s.at)
	s.at += len(word)
	if s.name(from, word) || s.tongue == nil {
		return
	}
	if s.monthFirst(from, word) || s.romanNumber(from, word) {
		return
	}
	small := strings.ToLower(word)
	if s.halfOf(from, small) {
		return
	}
	if value, size := s.tongue.cardinal(s, small); size > 0 {
		s.at = from + size
		s.cardinal(from, value)
		return
	}
	if values := s.tongue.loose[small]; values != nil {
		s.keep(from, true, values...)
	}
}

// name takes one that holds digits, such as IMS2, or NIS2 and NIS-2. A version
// may do without a name that the other has.
func (s *scanner) name(from int, word string) bool {
	letters := strings.TrimRight(word, "0123456789")
	number := word[len(letters):]
	if number == "" && s.ahead(0) == '-' && len(word) > 1 && strings.ToUpper(word) == word {
		if n := digits(s.text, s.at+1); n > 0 && n <= 2 {
			number = s.text[s.at+1 : s.at+1+n]
			s.at += 1 + n
		}
	}
	if number == "" {
		return false
	}
	s.keep(from, true, strings.ToUpper(letters)+number)
	return true
}

// cardinal notes a number said in words; the word for one is an article too.
func (s *scanner) cardinal(from, n int) {
	if s.andHalf(from, n) {
		return
	}
	if n == 1 {
		s.keep(from, true, "1")
		return
	}
	if part, at := nextWord(s.text, s.at); s.parts(part) > 0 {
		s.at = at + len(part)
		s.keep(from, true, decimal(n)+"/"+decimal(s.parts(part)))
		return
	}
	if n == 2 && s.meansBoth(from) {
		s.keep(from, true, "2")
		return
	}
	s.scale(from, decimal(n))
}

// meansBoth reports whether two is said of what is known: the two, die zwei.
func (s *scanner) meansBoth(from int) bool {
	word := strings.ToLower(s.text[from:s.at])
	return (word == "two" || word == "zwei") && s.ahead(0) != '-' && s.tongue.knownTwo[strings.ToLower(lastWord(s.text, from))]
}

// andHalf takes two and a half, zweieinhalb.
func (s *scanner) andHalf(from, n int) bool {
	const inEnglish, inGerman = " and a half", "einhalb"
	rest := s.text[s.at:]
	switch {
	case s.tongue == english && strings.HasPrefix(rest, inEnglish):
		s.at += len(inEnglish)
	case s.tongue == german && strings.HasPrefix(rest, inGerman):
		s.at += len(readWord(s.text, s.at))
	default:
		return false
	}
	values := value(decimal(n) + ".5")
	if unit, _ := nextWord(s.text, s.at); s.tongue.units[strings.ToLower(unit)] > 0 {
		values = append(values, decimal((2*n+1)*s.tongue.units[strings.ToLower(unit)]))
	}
	s.keep(from, true, values...)
	return true
}

// parts gives the denominator that a word names: two thirds, zwei Drittel.
func (s *scanner) parts(word string) int {
	return map[string]int{
		"thirds": 3, "quarters": 4, "fifths": 5, "tenths": 10,
		"Drittel": 3, "Viertel": 4, "Fünftel": 5, "Zehntel": 10, "Dritteln": 3, "Vierteln": 4,
	}[word]
}

// monthFirst takes May 2026, in English May 27, 2026, and a month alone.
func (s *scanner) monthFirst(from int, word string) bool {
	month := s.tongue.months[word]
	if month == 0 {
		return false
	}
	if year := s.year(); year > 0 {
		s.keepDate(from, year, month, 0)
		return true
	}
	at := skipSpaces(s.text, s.at)
	if n := digits(s.text, at); s.tongue == english && at > s.at && n > 0 && n <= 2 && !s.longer(at+n) {
		s.at = at + n
		s.ordinal()
		s.keepDate(from, s.year(), month, number(s.text[at:at+n]))
		return true
	}
	if next, _ := nextWord(s.text, s.at); s.tongue == english && (word == "May" || word == "March") &&
		next != "" && !aroundMonth[next] && !aroundMonth[lastWord(s.text, from)] {
		return true // the verb
	}
	s.keepDate(from, 0, month, 0)
	return true
}

// aroundMonth are words beside which May is no verb.
var aroundMonth = map[string]bool{"or": true, "in": true, "since": true, "until": true, "of": true, "by": true, "early": true, "late": true, "from": true, "to": true, "and": true}

// romanNumber takes Annex III, and I where a word before it calls for one.
func (s *scanner) romanNumber(from int, word string) bool {
	if strings.Trim(word, "IVX") != "" || len(word) == 1 && !beforeRoman[lastWord(s.text, from)] || !slices.Contains(romans, word) {
		return false
	}
	s.keep(from, false, "roman "+word)
	return true
}

var (
	romans      = []string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"}
	beforeRoman = map[string]bool{"Annex": true, "Anhang": true, "Anhangs": true, "Part": true, "Teil": true, "Title": true, "Titel": true, "Chapter": true, "Kapitel": true}
)

// halfOf takes half a year, an halben Tag, Halbjahr: a half, and what it comes
// to where the whole is a unit of time.
func (s *scanner) halfOf(from int, small string) bool {
	if !s.tongue.half[small] {
		return false
	}
	behind := s.at
	unit, at := nextWord(s.text, s.at)
	for slices.Contains([]string{"a", "an", "the", "of"}, unit) && s.tongue == english {
		behind = at + len(unit)
		unit, at = nextWord(s.text, behind)
	}
	if s.ahead(0) == '-' && isLetterAt(s.text, s.at+1) {
		unit = readWord(s.text, s.at+1)
		at = s.at + 1
	}
	values := value("1/2")
	if whole := s.tongue.units[strings.ToLower(unit)]; whole > 0 {
		values = append(values, decimal(whole))
		s.at = at + len(unit)
	}
	s.keep(from, true, values...)
	return true
}

func decimal(n int) string {
	var digits [20]byte
	at := len(digits)
	for ; n > 0 || at == len(digits); n /= 10 {
		at--
		digits[at] = byte('0' + n%10)
	}
	return string(digits[at:])
}

// bigNumbers are the words by which what stands before them is multiplied.
var bigNumbers = map[string][]struct {
	word string
	size int
}{
	"en": {{"hundred", 100}, {"thousand", 1000}},
	"de": {{"hundert", 100}, {"tausend", 1000}},
}
