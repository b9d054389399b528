package ical

import (
	"bytes"
	"strings"
)

// A property is a content line in its parts, which are parts of the line.
type property struct {
	name, parameters, value []byte
	line                    int
}

// parse parts a content line (RFC 5545, 3.1). The name becomes upper case.
// It reports false where there is no colon or no name.
func parse(line []byte, number int) (p property, ok bool) {
	p.line = number
	end := bytes.IndexAny(line, ";:")
	if end <= 0 {
		return p, false
	}
	p.name = upper(line[:end])
	colon := end
	if line[end] == ';' {
		if colon = outside(line, end, ':'); colon < 0 {
			colon = bytes.IndexByte(line, ':') // of a quote that does not end
		}
		if colon < 0 {
			return p, false
		}
		if scheme := bytes.IndexByte(line[colon+1:], ':'); scheme > 0 && bytes.HasPrefix(line[colon+1:], []byte("//")) {
			colon += 1 + scheme // TZID=tzone://Microsoft/Utc, as Exchange writes it without quotes
		}
		p.parameters = line[end+1 : colon]
	}
	p.value = bytes.TrimSpace(line[colon+1:])
	return p, true
}

// outside gives where an octet first stands from a place on, not in quotes;
// -1 for nowhere.
func outside(text []byte, from int, wanted byte) int {
	quoted := false
	for i := from; i < len(text); i++ {
		switch {
		case text[i] == '"':
			quoted = !quoted
		case text[i] == wanted && !quoted:
			return i
		}
	}
	return -1
}

// upper changes ASCII letters in place.
func upper(name []byte) []byte {
	for i, c := range name {
		if 'a' <= c && c <= 'z' {
			name[i] = c - 'a' + 'A'
		}
	}
	return name
}

// parameter gives the first value of a parameter, decoded (RFC 5545, 3.2; RFC
// 6868), without quotes and outer spaces; empty where there is none.
func (p property) parameter(name string) string {
	for rest := p.parameters; len(rest) > 0; {
		one := rest
		if end := outside(rest, 0, ';'); end >= 0 {
			one, rest = rest[:end], rest[end+1:]
		} else {
			rest = nil
		}
		key, value, found := bytes.Cut(one, []byte("="))
		if found && strings.EqualFold(string(bytes.TrimSpace(key)), name) {
			value = bytes.Trim(bytes.TrimSpace(value), `"`)
			if bytes.IndexByte(value, '^') < 0 {
				return string(bytes.TrimSpace(value)) // as nearly always
			}
			return strings.TrimSpace(uncaret.Replace(string(value)))
		}
	}
	return ""
}

var uncaret = strings.NewReplacer("^^", "^", "^n", "\n", "^'", `"`)

// is tells whether the value is a word, in whatever case.
func (p property) is(word string) bool { return strings.EqualFold(string(p.value), word) }

var textUnescapes = strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n", `\N`, "\n")

// text decodes a value of the type TEXT (RFC 5545, 3.3.11).
func (p property) text() string {
	if bytes.IndexByte(p.value, '\\') < 0 {
		return string(p.value)
	}
	return textUnescapes.Replace(string(p.value))
}
