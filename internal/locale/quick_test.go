package locale_test

import (
	"regexp"
	"testing"

	"leadpath/internal/locale"
)

// A page that is drawn for each request asks for some two hundred words, about
// as many as a language has.
func BenchmarkWords(b *testing.B) {
	l := catalog(b).In("de")
	for _, bench := range []struct {
		name string
		say  func()
	}{
		{"a plain word", func() { l.T("article.contents") }},
		{"a word with values", func() { l.T("page.title", "Title", "Die Fallen der Klausel 4", "Brand", "Der KI-Auditor") }},
		{"a word for a count", func() { l.N("article.sections", 7) }},
		{"a number", func() { l.Number(12345) }},
		{"a date", func() { l.Date(day(2026, 6, 9)) }},
		{"an address", func() { l.Path("article", "klausel-4") }},
		{"every word", everyWord(b, l)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bench.say()
			}
		})
	}
}

// everyWord asks for all words of the language, those with values among them.
func everyWord(t testing.TB, l *locale.Locale) func() {
	t.Helper()
	keys := keysOf(t, l.Code)
	values := map[string][]any{}
	for key, m := range messages(t, l.Code) {
		values[key] = sample(m.Other)
	}
	return func() {
		for _, key := range keys {
			l.T(key, values[key]...)
		}
	}
}

var value = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

// sample gives a value for each {{.Name}} of a text, words and numbers in turn.
func sample(text string) []any {
	var pairs []any
	for i, found := range value.FindAllStringSubmatch(text, -1) {
		if i%2 == 0 {
			pairs = append(pairs, found[1], "Ärger & <mehr> {{.Name}}")
		} else {
			pairs = append(pairs, found[1], -1000*i)
		}
	}
	return pairs
}
