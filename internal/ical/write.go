package ical

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A writer gathers content lines.
type writer struct{ out []byte }

// longest is how many octets a line has at most, without its end.
const longest = 75

// line writes a content line, folded between characters (RFC 5545, 3.1).
func (w *writer) line(s string) {
	for room := longest; len(s) > room; room = longest - 1 {
		cut := room
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		w.out = append(append(w.out, s[:cut]...), "\r\n "...)
		s = s[cut:]
	}
	w.out = append(append(w.out, s...), "\r\n"...)
}

// lineEnds are those that a program may take for one; the last two are
// Unicode's.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

// clean leaves what a value can hold (RFC 5545, 3.1): no control characters
// but tabs, and line feeds, which are written in another way.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, lineEnds.Replace(s)) // which makes U+FFFD of what is no UTF-8
}

var textEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// text writes a value of the type TEXT (RFC 5545, 3.3.11).
func text(s string) string { return textEscapes.Replace(clean(s)) }

var parameterEscapes = strings.NewReplacer("^", "^^", "\n", "^n", `"`, "^'")

// parameter writes the value of a parameter between quotes (RFC 6868, 3).
func parameter(s string) string { return `"` + parameterEscapes.Replace(clean(s)) + `"` }

// uri writes an address without what cannot stand in one (RFC 3986, 2).
func uri(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r > '~' || strings.ContainsRune("\"<>\\^`{|}", r) {
			return -1
		}
		return r
	}, s)
}

// mailto writes an e-mail address as a URI (RFC 6068, 2).
func mailto(address string) string {
	var b strings.Builder
	b.WriteString("mailto:")
	for i := range len(address) {
		if c := address[i]; isPlain(c) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func isPlain(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("@-._~!$'*+", c) >= 0
}
