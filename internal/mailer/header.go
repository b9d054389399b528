package mailer

import (
	"encoding/base64"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

var errUnsendable = errors.New("no mail can be sent to that e-mail address")

// oneLine makes one line of a text, without control characters and signs that
// turn the direction of writing.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unwritten(r):
			return -1
		}
		return r
	}, s)), " ")
}

// lines does the same to a text of several lines.
func lines(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unwritten(r) {
			return -1
		}
		return r
	}, strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s))
}

func unwritten(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }

// subject makes a header of a text: plain where that is possible, else in
// encoded words (RFC 2047, 2).
func subject(s string) string {
	s = oneLine(s)
	if isPlain(s) {
		return s
	}
	var words []string
	for s != "" {
		n := min(len(s), 45) // octets: 60 in base64, 72 with what stands around them
		for n < len(s) && !utf8.RuneStart(s[n]) {
			n--
		}
		words = append(words, "=?utf-8?b?"+base64.StdEncoding.EncodeToString([]byte(s[:n]))+"?=")
		s = s[n:]
	}
	return strings.Join(words, " ")
}

// isPlain is true for ASCII that folds between its words. What only looks
// encoded is not plain, or a mail program would show another text than was
// typed.
func isPlain(s string) bool {
	if strings.IndexFunc(s, func(r rune) bool { return r > '~' }) >= 0 || strings.Contains(s, "=?") {
		return false
	}
	for word := range strings.FieldsSeq(s) {
		if len(word) > 60 {
			return false
		}
	}
	return true
}
