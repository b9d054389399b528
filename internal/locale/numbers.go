package locale

import (
	"strconv"

	"golang.org/x/text/feature/plural"
)

const (
	longestInt    = len("-9223372036854775808")
	longestNumber = 2 * longestInt // with its marks
)

// Number writes n with the language's mark between thousands: 1,000 or 1.000.
func (l *Locale) Number(n int) string {
	var buffer [longestNumber]byte
	return string(l.appendNumber(buffer[:0], n))
}

func (l *Locale) appendNumber(b []byte, n int) []byte {
	var buffer [longestInt]byte
	digits := strconv.AppendInt(buffer[:0], int64(n), 10)
	if n < 0 {
		b, digits = append(b, "−"...), digits[1:]
	}
	if len(digits) <= 3 {
		return append(b, digits...)
	}
	mark := l.T("number.thousands")
	for i, digit := range digits {
		if left := len(digits) - i; i > 0 && left%3 == 0 {
			b = append(b, mark...)
		}
		b = append(b, digit)
	}
	return b
}

// form is the plural form of n things (CLDR, “Language Plural Rules”).
func (l *Locale) form(n int) plural.Form {
	return plural.Cardinal.MatchPlural(l.tag, max(n, -n), 0, 0, 0, 0)
}
