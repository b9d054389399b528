package locale

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/feature/plural"
)

// A word has a text for each plural form that stands in the file, and one for
// plural.Other in any case.
type word [plural.Many + 1]*text

// A text is cut at its placeholders when it is read, so that saying it takes
// no more than joining the pieces.
type text struct {
	lead string // all of it, where nothing is filled in
	rest []piece
	size int // of all that is not filled in
}

// A piece is a placeholder and what stands between it and the next one.
type piece struct{ name, behind string }

// compile cuts every form of a message, or says what is wrong with it and
// what mends it.
func compile(m *i18n.Message) (*word, error) {
	if m.Other == "" {
		return nil, errors.New("says nothing; write its text, or take it out in every language")
	}
	if m.LeftDelim+m.RightDelim != "" {
		return nil, errors.New("has delimiters of its own; write its placeholders as {{.Name}}")
	}
	w := &word{}
	for form, s := range [...]string{
		plural.Other: m.Other, plural.Zero: m.Zero, plural.One: m.One, plural.Two: m.Two, plural.Few: m.Few, plural.Many: m.Many,
	} {
		if s == "" {
			continue
		}
		t, err := cut(s)
		if err != nil {
			return nil, err
		}
		w[form] = t
	}
	return w, nil
}

var placeholder = regexp.MustCompile(`^\.[A-Za-z_]\w*$`)

func cut(s string) (*text, error) {
	lead, rest, more := strings.Cut(s, "{{")
	t := &text{lead: lead, size: len(lead)}
	for more {
		inside, behind, closed := strings.Cut(rest, "}}")
		if !closed || !placeholder.MatchString(inside) {
			return nil, fmt.Errorf("has %q in it; write placeholders as {{.Name}}, and nothing else between double braces", "{{"+rest)
		}
		behind, rest, more = strings.Cut(behind, "{{")
		t.rest = append(t.rest, piece{name: inside[1:], behind: behind})
		t.size += len(behind)
	}
	return t, nil
}

// Has reports whether the language has a word for key.
func (l *Locale) Has(key string) bool { return l.words[key] != nil }

// T gives the word for key. The pairs name what stands in its {{.Name}}s,
// each a string or an int: T("share.mail", "Title", a.Title). A key without a
// word and a {{.Name}} without a value are programming faults and panic.
func (l *Locale) T(key string, pairs ...any) string {
	return l.say(key, l.word(key)[plural.Other], "", pairs)
}

// N gives the word for n things, in the plural form the language wants, with
// {{.PluralCount}} as the number. A word without that form panics.
func (l *Locale) N(key string, n int, pairs ...any) string {
	t := l.word(key)[l.form(n)]
	if t == nil {
		panic(fmt.Sprintf("locale %s: the word %q has no plural form for %d", l.Code, strings.Clone(key), n))
	}
	var buffer [longestNumber]byte
	return l.say(key, t, string(l.appendNumber(buffer[:0], n)), pairs)
}

func (l *Locale) word(key string) *word {
	w := l.words[key]
	if w == nil {
		panic(fmt.Sprintf("locale %s: no word for the key %q", l.Code, strings.Clone(key)))
	}
	return w
}

// say joins the pieces of a text with the values. Neither key nor count nor
// pairs are kept, so that callers need no heap for them.
func (l *Locale) say(key string, t *text, count string, pairs []any) string {
	if len(t.rest) == 0 {
		return t.lead
	}
	var b strings.Builder
	b.Grow(t.size + len(count) + room(pairs))
	b.WriteString(t.lead)
	for _, p := range t.rest {
		if count != "" && p.name == "PluralCount" {
			b.WriteString(count)
		} else if !write(&b, p.name, pairs) {
			panic(fmt.Sprintf("locale %s: the word %q has a place for {{.%s}}, and got no string or int for it", l.Code, strings.Clone(key), p.name))
		}
		b.WriteString(p.behind)
	}
	return b.String()
}

// room is what the values take, and a little more.
func room(pairs []any) int {
	size := 0
	for i := 1; i < len(pairs); i += 2 {
		if s, ok := pairs[i].(string); ok {
			size += len(s)
		} else {
			size += longestInt
		}
	}
	return size
}

// write writes the value of a name, and reports whether there is one.
func write(b *strings.Builder, name string, pairs []any) bool {
	for i := 1; i < len(pairs); i += 2 {
		if pairs[i-1] != name {
			continue
		}
		switch value := pairs[i].(type) {
		case string:
			b.WriteString(value)
			return true
		case int:
			var buffer [longestInt]byte
			b.Write(strconv.AppendInt(buffer[:0], int64(value), 10))
			return true
		}
	}
	return false
}
