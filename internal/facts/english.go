package facts

import "strings"

var english = &tongue{
	thousands: ',', decimal: '.',
	months:   months("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
	scales:   map[string]int{"thousand": 3, "million": 6, "m": 6, "billion": 9, "bn": 9},
	half:     map[string]bool{"half": true},
	knownTwo: map[string]bool{"the": true, "these": true, "those": true},
	units:    map[string]int{"year": 6, "years": 6, "hour": 30, "hours": 30, "day": 12, "dozen": 6},
	loose: func() map[string][]string {
		l := map[string][]string{}
		words(l, value("1"), "first", "firstly", "once", "single", "a", "an")
		words(l, value("2"), "both", "twice", "double", "twofold", "second", "secondly", "pair", "couple")
		words(l, []string{"3", "1/3"}, "third", "thirdly")
		words(l, []string{"4", "1/4"}, "fourth")
		words(l, []string{"1/4", "15"}, "quarter")
		words(l, value("12"), "dozen")
		words(l, []string{"2", "14"}, "fortnight")
		words(l, value("10"), "decade")
		words(l, value("3"), "threefold", "triple")
		words(l, value("0"), "zero", "none", "nil", "no")
		for n, word := range []string{"fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"} {
			l[word] = value(decimal(n + 5))
		}
		return l
	}(),
	cardinal: englishCardinal,
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
	start, end := s.at-len(word), s.at
	n, known := englishNumbers[word]
	next, _ := nextWord(s.text, end)
	switch {
	case !known && word == "a" && (next == "hundred" || next == "thousand"):
		n = 1
	case !known:
		return 0, 0
	}
	n, end = s.englishUnit(n, end)
	for _, big := range bigNumbers["en"] {
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

// englishUnit adds the unit behind twenty, thirty and so on.
func (s *scanner) englishUnit(n, end int) (sum, after int) {
	if n < 20 || end >= len(s.text) || s.text[end] != '-' && s.text[end] != ' ' {
		return n, end
	}
	word := readWord(s.text, end+1)
	if unit := englishNumbers[strings.ToLower(word)]; unit > 0 && unit < 10 {
		return n + unit, end + 1 + len(word)
	}
	return n, end
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
	return s.englishUnit(small, at+len(next))
}
