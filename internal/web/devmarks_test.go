package web

import "testing"

func TestWordsAreMarkedWhereTheyStandAsWords(t *testing.T) {
	for _, c := range []struct {
		says, html string
		words      []string
		want       string
	}{
		{"each time", `<p>2 and 2</p>`, []string{"2"}, `<p><mark>2</mark> and <mark>2</mark></p>`},
		{"not inside of tags", `<a href="/en/2" title="2">2</a>`, []string{"2"}, `<a href="/en/2" title="2"><mark>2</mark></a>`},
		{"not inside of words", `27001 2x x2 27,2 2.5`, []string{"2"}, `27001 2x x2 27,2 2.5`},
		{"at the end of a sentence", `It is 2. Or 2, 3.`, []string{"2"}, `It is <mark>2</mark>. Or <mark>2</mark>, 3.`},
		{"however spaces are set", "23\u00a0November 23\nNovember", []string{"23 November"}, "<mark>23\u00a0November</mark> <mark>23\nNovember</mark>"},
		{"the longest", `ISO/IEC 27001:2022`, []string{"2022", "ISO/IEC 27001:2022"}, `<mark>ISO/IEC 27001:2022</mark>`},
		{"with signs that HTML writes otherwise", `R&amp;D (a+b)`, []string{"R&D", "(a+b)"}, `<mark>R&amp;D</mark> <mark>(a+b)</mark>`},
		{"none for nothing", `<p>2</p>`, []string{"", " "}, `<p>2</p>`},
	} {
		if got := markWords(c.html, c.words); got != c.want {
			t.Errorf("%s: markWords(%q, %q): got %q, want %q", c.says, c.html, c.words, got, c.want)
		}
	}
}
