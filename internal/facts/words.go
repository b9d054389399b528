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

// englishNumbers are the words of which English makes its numbers.
var englishNumbers = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// englishCardinal reads a number that begins with a word: five, twenty-four,
// two hundred and ten, a hundred. The size is that of all its words.
func englishCardinal(s *scanner, word string) (n, size int) {
	start := s.at - len(word)
	n, known := englishNumbers[word]
	end := s.at
	if !known {
		next, at := nextWord(s.text, end)
		if word != "a" || next != "hundred" && next != "thousand" {
			return 0, 0
		}
		n, end = 1, at
		end -= 1 // the space before it is read again
	}
	if n >= 20 && end < len(s.text) && (s.text[end] == '-' || s.text[end] == ' ') {
		if unit := englishNumbers[strings.ToLower(readWord(s.text, end+1))]; unit > 0 && unit < 10 {
			n, end = n+unit, end+1+len(readWord(s.text, end+1))
		}
	}
	for _, big := range []struct {
		word string
		size int
	}{{"hundred", 100}, {"thousand", 1000}} {
		next, at := nextWord(s.text, end)
		if next != big.word {
			continue
		}
		n, end = n*big.size, at+len(next)
		more, moreEnd := s.englishRest(end, big.size)
		n, end = n+more, moreEnd
	}
	return n, end - start
}

// englishRest reads what follows a hundred or a thousand: and ten.
func (s *scanner) englishRest(end, below int) (n, after int) {
	next, at := nextWord(s.text, end)
	if next == "and" {
		next, at = nextWord(s.text, at+len(next))
	}
	small := englishNumbers[next]
	if small == 0 || small >= below {
		return 0, end
	}
	after = at + len(next)
	if small >= 20 && after < len(s.text) && s.text[after] == '-' {
		if unit := readWord(s.text, after+1); englishNumbers[unit] > 0 && englishNumbers[unit] < 10 {
			return small + englishNumbers[unit], after + 1 + len(unit)
		}
	}
	return small, after
}

// germanUnits are the words of which German makes its numbers, longer ones
// before those that they begin with.
var germanUnits = []struct {
	word  string
	value int
}{
	{"dreizehn", 13}, {"vierzehn", 14}, {"fünfzehn", 15}, {"sechzehn", 16}, {"siebzehn", 17}, {"achtzehn", 18}, {"neunzehn", 19},
	{"zwanzig", 20}, {"dreißig", 30}, {"vierzig", 40}, {"fünfzig", 50}, {"sechzig", 60}, {"siebzig", 70}, {"achtzig", 80}, {"neunzig", 90},
	{"zwei", 2}, {"drei", 3}, {"vier", 4}, {"fünf", 5}, {"sechs", 6}, {"sieben", 7}, {"acht", 8}, {"neun", 9}, {"zehn", 10}, {"elf", 11}, {"zwölf", 12},
	{"eins", 1}, {"ein", 1},
}

// germanTails are what may hang on a number in German: Zweijahresgrenze,
// fünftägig, dreimal.
var germanTails = []string{
	"jahr", "jähr", "tag", "täg", "monat", "woch", "wöch", "stund", "stünd", "minut", "minüt", "stuf", "teil", "mal", "fach", "seit", "stell",
	"spalt", "sprach", "erlei", "punkt",
}

// germanCardinal reads a number that is one word or the beginning of one.
func germanCardinal(s *scanner, word string) (n, size int) {
	n, rest := germanNumber(word)
	switch {
	case n == 0, rest == word:
		return 0, 0
	case n == 1:
		return 1, oneSize(word)
	case strings.HasPrefix(rest, "einhalb"):
		return n, len(word) - len(rest)
	case rest == "", rest == "en" && n < 11 && n != 8, rest == "er" && (n == 2 || n == 3):
		return n, len(word)
	}
	for _, tail := range germanTails {
		if strings.HasPrefix(rest, tail) {
			return n, len(word)
		}
	}
	return 0, 0
}

// oneSize gives the length of a word that is a form of one, or 0.
func oneSize(word string) int {
	if slices.Contains([]string{"ein", "eins", "eine", "einen", "einem", "einer", "eines", "einmal"}, word) {
		return len(word)
	}
	return 0
}

// germanNumber reads the number that a word begins with, in small letters, and
// gives what is left of the word.
func germanNumber(word string) (n int, rest string) {
	n, rest = germanBelowHundred(word)
	for _, big := range []struct {
		word string
		size int
	}{{"hundert", 100}, {"tausend", 1000}} {
		tail, found := strings.CutPrefix(rest, big.word)
		if !found {
			continue
		}
		more, left := germanBelowHundred(strings.TrimPrefix(tail, "und"))
		if more == 0 {
			left = tail
		}
		n, rest = max(n, 1)*big.size+more, left
	}
	return n, rest
}

func germanBelowHundred(word string) (n int, rest string) {
	for _, unit := range germanUnits {
		tail, found := strings.CutPrefix(word, unit.word)
		if !found {
			continue
		}
		if and, ok := strings.CutPrefix(tail, "und"); ok && unit.value < 10 {
			if tens, left := germanBelowHundred(and); tens >= 20 && tens%10 == 0 {
				return tens + unit.value, left
			}
		}
		return unit.value, tail
	}
	return 0, word
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
