package locale_test

import (
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

// What is joined (a word, a date, an address) takes the heap once, for what it
// says, and what is plain does not take it at all.
func TestWordTakesTheHeapOnceAtMost(t *testing.T) {
	l := catalog(t).In("de")
	title, n := "Die Fallen der Klausel 4", 12345
	for _, c := range []struct {
		name string
		say  func()
		want float64
	}{
		{"a plain word", func() { l.T("article.contents") }, 0},
		{"a word with values", func() { l.T("page.title", "Title", title, "Brand", n) }, 1},
		{"a word for a count", func() { l.N("article.sections", n) }, 1},
		{"a date", func() { l.Date(day(2026, 6, 9)) }, 1},
		{"an address", func() { l.Path("faq") }, 0},
		{"an address with a part", func() { l.Path("article", "klausel-4") }, 1},
	} {
		if got := testing.AllocsPerRun(100, c.say); got != c.want {
			t.Errorf("%s: got %v allocations, want %v", c.name, got, c.want)
		}
	}
}
