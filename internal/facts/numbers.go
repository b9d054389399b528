package facts

import (
	"fmt"
	"strconv"
	"strings"
)

// number takes what begins with a digit: a date, a time, a fraction, or a
// number with its marks.
func (s *scanner) number() {
	from := s.at
	if s.isoDate() || s.dottedDate() || s.clock() || s.fraction() || s.dayOfMonth() {
		return
	}
	plain, size := s.marked()
	s.at += size
	s.ordinal()
	s.scale(from, plain)
}

// digits counts the digits at a place.
func digits(text string, at int) (n int) {
	for at+n < len(text) && isDigit(text[at+n]) {
		n++
	}
	return n
}

// ahead gives the byte that lies some way ahead, or 0.
func (s *scanner) ahead(n int) byte {
	if s.at+n >= len(s.text) {
		return 0
	}
	return s.text[s.at+n]
}

// isoDate takes 2026-05-27.
func (s *scanner) isoDate() bool {
	if digits(s.text, s.at) != 4 || s.ahead(4) != '-' || digits(s.text, s.at+5) != 2 || s.ahead(7) != '-' || digits(s.text, s.at+8) != 2 {
		return false
	}
	from := s.at
	s.at += len("2026-05-27")
	s.keep(from, false, s.text[from:s.at])
	return true
}

// dottedDate takes 27.05.2026.
func (s *scanner) dottedDate() bool {
	day := digits(s.text, s.at)
	if day < 1 || day > 2 || s.ahead(day) != '.' {
		return false
	}
	month := digits(s.text, s.at+day+1)
	if month < 1 || month > 2 || s.ahead(day+1+month) != '.' || digits(s.text, s.at+day+month+2) != 4 {
		return false
	}
	from, rest := s.at, s.text[s.at:]
	s.at += day + month + 6
	s.keep(from, false, fmt.Sprintf("%s-%02d-%02d", rest[day+month+2:day+month+6], number(rest[day+1:day+1+month]), number(rest[:day])))
	return true
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// clock takes 14:30, with pm where that stands behind it. A year behind a
// standard, as in 19011:2026, is none.
func (s *scanner) clock() bool {
	hour := digits(s.text, s.at)
	if hour < 1 || hour > 2 || s.ahead(hour) != ':' || digits(s.text, s.at+hour+1) != 2 {
		return false
	}
	from, h, m := s.at, number(s.text[s.at:s.at+hour]), number(s.text[s.at+hour+1:s.at+hour+3])
	if h > 24 || m > 59 {
		return false
	}
	s.at += hour + 3
	s.keep(from, false, clockValue(s.afternoon(h), m))
	return true
}

func clockValue(hour, minute int) string { return fmt.Sprintf("%02d:%02d", hour, minute) }

// afternoon adds twelve hours where pm stands behind.
func (s *scanner) afternoon(hour int) int {
	word, at := nextWord(s.text, s.at)
	if s.tongue != english || word != "am" && word != "pm" {
		return hour
	}
	s.at = at + len(word)
	return half(hour, word)
}

// half gives the hour of the day that English counts in halves of it.
func half(hour int, word string) int {
	if word == "pm" {
		return hour%12 + 12
	}
	return hour % 12
}

// fraction takes 2/3, and what is written alike, such as 2024/1689.
func (s *scanner) fraction() bool {
	n := digits(s.text, s.at)
	if s.ahead(n) != '/' {
		return false
	}
	m := digits(s.text, s.at+n+1)
	if m == 0 {
		return false
	}
	from := s.at
	s.at += n + 1 + m
	s.keep(from, false, s.text[from:s.at])
	return true
}

// dayOfMonth takes 27 May 2026, 27. Mai 2026, 27th of May, and a day and a month alone.
func (s *scanner) dayOfMonth() bool {
	n := digits(s.text, s.at)
	if n > 2 || s.tongue == nil {
		return false
	}
	from, day, behind := s.at, number(s.text[s.at:s.at+n]), s.at+n
	if behind < len(s.text) && s.text[behind] == '.' {
		behind++
	} else if word := readWord(s.text, behind); ordinalEnds[word] {
		behind += len(word)
	}
	name, at := nextWord(s.text, behind)
	if name == "of" {
		name, at = nextWord(s.text, at+len(name))
	}
	month := s.tongue.months[name]
	if month == 0 || day < 1 || day > 31 {
		return false
	}
	s.at = at + len(name)
	s.keepDate(from, s.year(), month, day)
	return true
}

// ordinalEnds are what English hangs on a number to count by it.
var ordinalEnds = map[string]bool{"st": true, "nd": true, "rd": true, "th": true}

// year takes the year behind a month, and a comma before it; 0 where none is.
func (s *scanner) year() int {
	at := s.at
	if at < len(s.text) && s.text[at] == ',' {
		at++
	}
	at = skipSpaces(s.text, at)
	if digits(s.text, at) != 4 || at == s.at || s.longer(at+4) {
		return 0
	}
	s.at = at + 4
	return number(s.text[at:s.at])
}

// longer reports whether a number goes on behind a place.
func (s *scanner) longer(at int) bool {
	return at+1 < len(s.text) && strings.IndexByte(".,:/", s.text[at]) >= 0 && isDigit(s.text[at+1])
}

// keepDate notes a date; of what is 0 nothing is known.
func (s *scanner) keepDate(from, year, month, day int) {
	switch {
	case year == 0 && day == 0:
		s.keep(from, true, fmt.Sprintf("month %d", month))
	case year == 0:
		s.keep(from, false, fmt.Sprintf("--%02d-%02d", month, day))
	case day == 0:
		s.keep(from, false, fmt.Sprintf("%04d-%02d", year, month))
	default:
		s.keep(from, false, fmt.Sprintf("%04d-%02d-%02d", year, month, day))
	}
}

// marked reads a number with its marks and gives it without those of the
// thousands and with a point before its decimals, and its length. A clause such
// as 5.2.6 stays as it is.
func (s *scanner) marked() (plain string, size int) {
	thousands, decimal := byte(','), byte('.')
	if s.tongue != nil {
		thousands, decimal = s.tongue.thousands, s.tongue.decimal
	}
	size = digits(s.text, s.at)
	plain = s.text[s.at : s.at+size]
	if size <= 3 {
		for {
			mark := s.thousandsMark(s.at+size, thousands)
			if mark == 0 {
				break
			}
			plain += s.text[s.at+size+mark : s.at+size+mark+3]
			size += mark + 3
		}
	}
	if n := digits(s.text, s.at+size+1); s.ahead(size) == decimal && n > 0 {
		plain, size = plain+"."+s.text[s.at+size+1:s.at+size+1+n], size+1+n
	}
	if clause := s.clause(size); clause > 0 {
		plain, size = plain+s.text[s.at+size:s.at+size+clause], size+clause
	}
	return plain, size
}

// clause gives the length of what follows a number as .2.6 does.
func (s *scanner) clause(from int) int {
	end := s.at + from
	for end < len(s.text) && s.text[end] == '.' {
		n := digits(s.text, end+1)
		if n == 0 {
			break
		}
		end += 1 + n
	}
	return end - s.at - from
}

// thousandsMark gives the length of a mark behind which exactly three digits
// stand, or 0.
func (s *scanner) thousandsMark(at int, mark byte) int {
	size := 0
	rest := s.text[min(at, len(s.text)):]
	switch {
	case rest == "":
	case rest[0] == mark:
		size = 1
	default:
		for _, space := range []string{noBreak, thin, narrow} {
			if strings.HasPrefix(rest, space) {
				size = len(space)
			}
		}
	}
	if size > 0 && digits(rest, size) == 3 {
		return size
	}
	return 0
}

// ordinal passes over what hangs on a number that counts: 4th. In German it is
// a point, which needs no care.
func (s *scanner) ordinal() {
	if word := readWord(s.text, s.at); ordinalEnds[word] {
		s.at += len(word)
	}
}

// scale notes a number, times a thousand or a million where that word follows.
func (s *scanner) scale(from int, plain string) {
	if s.tongue == nil {
		s.keep(from, false, plain)
		return
	}
	word, at := nextWord(s.text, s.at)
	if hour, isHour := s.hour(word, plain); isHour {
		s.at = at + len(word)
		s.keep(from, false, hour, plain)
		return
	}
	factor := s.tongue.scales[strings.ToLower(word)]
	if (word == "m" || word == "bn") && !money[lastWord(s.text, from)] && !strings.HasSuffix(s.text[:from], "€") {
		factor = 0
	}
	if factor == 0 {
		s.keep(from, false, plain)
		return
	}
	s.at = at + len(word)
	s.keep(from, false, times(plain, factor))
}

// money are the words before a sum that may be said in m or bn.
var money = map[string]bool{"EUR": true, "USD": true, "€": true}

// hour gives the time that a whole hour names, such as 9 Uhr or 9 am.
func (s *scanner) hour(word, plain string) (string, bool) {
	h, err := strconv.Atoi(plain)
	if err != nil || h > 24 {
		return "", false
	}
	switch {
	case s.tongue == english && (word == "am" || word == "pm"):
		return clockValue(half(h, word), 0), true
	case word == "Uhr":
		return clockValue(h, 0), true
	}
	return "", false
}

// times multiplies a decimal number by a power of ten, 10 to the factor.
func times(plain string, zeros int) string {
	whole, part, _ := strings.Cut(plain, ".")
	part += strings.Repeat("0", max(0, zeros-len(part)))
	product := strings.TrimLeft(whole+part[:zeros], "0")
	if rest := strings.TrimRight(part[zeros:], "0"); rest != "" {
		product += "." + rest
	}
	return product
}
