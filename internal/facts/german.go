package facts

import (
	"slices"
	"strings"
)

var german = &tongue{
	thousands: '.', decimal: ',',
	months:   months("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"),
	scales:   map[string]int{"tausend": 3, "million": 6, "millionen": 6, "mio": 6, "milliarde": 9, "milliarden": 9, "mrd": 9},
	half:     map[string]bool{"halb": true, "halbe": true, "halber": true, "halbes": true, "halben": true, "halbem": true},
	knownTwo: map[string]bool{"die": true, "den": true, "der": true, "diese": true, "diesen": true, "dieser": true},
	units:    map[string]int{"jahr": 6, "jahre": 6, "jahres": 6, "stunde": 30, "stunden": 30, "tag": 12, "tage": 12, "tages": 12, "dutzend": 6},
	loose: func() map[string][]string {
		l := map[string][]string{}
		words(l, value("1"), "erst", "erste", "ersten", "erster", "erstes", "erstem", "erstens", "zuerst", "einzig", "einzige", "einzigen", "einziger", "einziges")
		words(l, value("2"), "beide", "beiden", "beider", "beides", "beidem", "doppelt", "doppelte", "doppelten", "paar")
		words(l, []string{"1/2", "6"}, "halbjahr", "halbjahres", "halbjährlich")
		words(l, []string{"1/2", "30"}, "halbstündig")
		words(l, []string{"1.5", "18"}, "anderthalb", "eineinhalb")
		words(l, value("1/2"), "hälfte")
		words(l, value("1/3"), "drittel")
		words(l, []string{"1/4", "15"}, "viertelstunde")
		words(l, []string{"1/4", "3"}, "vierteljahr", "quartal")
		words(l, value("1/4"), "viertel")
		words(l, []string{"3/4", "45"}, "dreiviertelstunde")
		words(l, value("12"), "dutzend")
		words(l, value("10"), "jahrzehnt", "jahrzehnte", "jahrzehnts")
		words(l, value("0"), "null", "kein", "keine", "keinen", "keiner", "keines", "keinem", "keins")
		for n, stem := range []string{"zweit", "dritt", "viert", "fünft", "sechst", "siebt", "", "neunt", "zehnt", "elft", "zwölft"} {
			if stem != "" {
				words(l, value(decimal(n+2)), stem+"e", stem+"en", stem+"er", stem+"es", stem+"em", stem+"ens")
			}
		}
		words(l, value("8"), "achter", "achtes", "achtens")
		return l
	}(),
	cardinal: germanCardinal,
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
	for _, big := range bigNumbers["de"] {
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
