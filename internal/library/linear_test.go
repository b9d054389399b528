package library

import (
	"strings"
	"testing"
	"testing/fstest"
)

// awkward are pieces of Markdown that, repeated, have taken some reader of it
// quadratic time or more.
var awkward = map[string]func(n int) string{
	"plain words":                   repeated("some words and 5 days of ISO 42001. "),
	"paragraphs":                    repeated("A paragraph.\n\n"),
	"opening brackets":              repeated("["),
	"closing brackets":              repeated("]"),
	"opening images":                repeated("!["),
	"links without an end":          repeated("[a]("),
	"links in links":                repeated("[a](b"),
	"empty links":                   repeated("[]()"),
	"links to nothing":              repeated("[a](b.md) "),
	"links with nested parentheses": repeated("[a]((("),
	"link text that never ends":     func(n int) string { return strings.Repeat("[", n/2) + strings.Repeat("]", n/2) },
	"reference definitions":         repeated("[a]: b\n"),
	"reference definitions, apart":  repeated(strings.Repeat("[a]: b\n", 200) + "\n"),
	"references":                    func(n int) string { return "[a]: /en/faq\n\n" + strings.Repeat("[a] ", n/4) },
	"stars":                         repeated("*"),
	"stars and words":               repeated("*a "),
	"stars and underlines":          repeated("*_"),
	"stressed words":                repeated("**a *b"),
	"closing stars":                 repeated("a** "),
	"nested stress":                 func(n int) string { return strings.Repeat("*a **a ", n/14) + strings.Repeat("a** a*", n/14) },
	"backticks":                     repeated("`"),
	"backticks of growing length":   growing("`", " "),
	"quotations":                    repeated("> a\n"),
	"quotations in quotations":      repeated(">"),
	"quotations and lazy lines":     func(n int) string { return strings.Repeat(">", n/2) + "a\n" + strings.Repeat("a\n", n/4) },
	"quotations and deep lines":     func(n int) string { return strings.Repeat(strings.Repeat(">", 250)+"a\n", n/252) },
	"lists in lists":                repeated("- "),
	"lists and blank lines":         func(n int) string { return strings.Repeat("- ", n/4) + "a\n" + strings.Repeat("\n", n/2) },
	"numbered lists in lists":       repeated("1. "),
	"growing lists":                 growing(" ", "- a\n"),
	"list items":                    repeated("- a\n"),
	"the same heading":              repeated("## a\n"),
	"empty headings":                repeated("##\n"),
	"underlined headings":           repeated("a\n=\n"),
	"open tags":                     repeated("<a "),
	"tags":                          repeated("<b>"),
	"open comments":                 repeated("a <!-- "),
	"open declarations":             repeated("a <!A "),
	"open instructions":             repeated("a <? "),
	"open data sections":            repeated("a <![CDATA[ "),
	"automatic links":               repeated("<https://a> "),
	"entities":                      repeated("&amp;"),
	"open entities":                 repeated("&"),
	"long entities":                 repeated("&#0000000"),
	"backslashes":                   repeated("\\"),
	"straight quotes":               repeated("\"\n"),
	"marks without notes":           repeated("[^a] "),
	"open marks":                    repeated("[^"),
	"notes":                         func(n int) string { return numbered(n, "[^%]: a\n") },
	"notes and marks":               func(n int) string { return numbered(n/2, "a[^%]\n") + numbered(n/2, "[^%]: a\n") },
	"marks of one note":             func(n int) string { return "[^a]: b\n\n" + strings.Repeat("c[^a] ", n/6) },
	"notes without an end":          repeated("[^a]: "),
	"foreign words":                 repeated("[a]{lang=de}"),
	"open foreign words":            repeated("[a]{lang="),
	"callouts":                      repeated("> [!NOTE]\n> a\n\n"),
	"unknown callouts":              repeated("> [!NOT]\n> a\n\n"),
	"tables":                        repeated("| a | b |\n| - | - |\n| c | d |\n\n"),
	"a long table":                  func(n int) string { return "| a | b |\n| - | - |\n" + strings.Repeat("| c | d |\n", n/10) },
	"a wide table":                  func(n int) string { return wide("a|", n/4) + wide("-|", n/4) + wide("b|", n/4) },
	"a wide table of short rows":    func(n int) string { return wide("a|", n/6) + wide("-|", n/6) + strings.Repeat("b\n", n/6) },
	"a table with a long heading": func(n int) string {
		return "|a|" + strings.Repeat("b", n/2) + "|\n|-|-|\n" + strings.Repeat("|c|d|\n", n/12)
	},
	"pipes":                repeated("|"),
	"rows of hyphens":      repeated("|-|-\n"),
	"images":               repeated("![a](../images/step.svg)"),
	"missing images":       repeated("![](b.svg) "),
	"settings":             repeated("{foo} "),
	"English terms":        repeated("evidence "),
	"numbers":              repeated("1 "),
	"abbreviations":        repeated("z. "),
	"joined abbreviations": repeated("z.B."),
	"dots":                 repeated("."),
	"ordinal numbers":      repeated("1. A. ("),
	"questions":            repeated("A?) "),
	"joined units":         repeated("5kgs"),
	"hyphens and spaces":   repeated(" -  "),
	"fences":               repeated("```\n"),
	"fences in quotations": repeated("> ```\n"),
	"tabs":                 repeated("\t"),
	"indented code":        repeated("    a\n"),
	"blank lines":          repeated("\n"),
	"spaces":               repeated(" "),
	"NUL":                  repeated("&#0;"),
	"one long word":        repeated("a"),
	"umlauts":              repeated("ä"),
}

func repeated(piece string) func(int) string {
	return func(n int) string { return strings.Repeat(piece, n/len(piece)) }
}

func wide(piece string, n int) string { return "|" + strings.Repeat(piece, n/len(piece)) + "\n" }

// growing repeats a piece once, twice, three times and so on.
func growing(piece, end string) func(int) string {
	return func(n int) string {
		var all strings.Builder
		for i := 1; all.Len() < n; i++ {
			all.WriteString(strings.Repeat(piece, i) + end)
		}
		return all.String()
	}
}

// numbered repeats a piece with 1, 2, 3 in place of %.
func numbered(n int, piece string) string {
	var all strings.Builder
	for i := 1; all.Len() < n; i++ {
		all.WriteString(strings.Replace(piece, "%", base36(i), 1))
	}
	return all.String()
}

// S17: no text takes more than linear time.
func TestLinearTime(t *testing.T) {
	for name, of := range awkward {
		t.Run(name, func(t *testing.T) { wantQuick(t, of) })
	}
}

func TestShapesThatNobodyReads(t *testing.T) {
	cases := []struct{ name, markdown, want string }{
		{"quotations in quotations", "a\n\n" + strings.Repeat(">", 21) + " b", "articles/x.de.md:3: more than 20 quotations, lists or notes in one another; nobody reads that: write it in smaller pieces\n"},
		{"lists in lists", strings.Repeat("1. ", 21) + "b", "articles/x.de.md:1: more than 20 quotations, lists or notes in one another; nobody reads that: write it in smaller pieces\n"},
		{"open brackets", "a\n" + strings.Repeat("[", 31), "articles/x.de.md:2: more than 30 brackets that are not closed; nobody reads that: write it in smaller pieces\n"},
		{"a wide table", strings.Repeat("|a", 32) + "\n" + strings.Repeat("|-", 32), "articles/x.de.md:2: more than 30 columns in a table; nobody reads that: write it in smaller pieces\n"},
		{"long headings of a table", "|" + strings.Repeat("a", 1000) + "|\n|-|", "articles/x.de.md:2: more than 1000 bytes in the headings of a table; nobody reads that: write it in smaller pieces\n"},
		{"stars", strings.Repeat("* ", 2001), "articles/x.de.md:1: more than 2000 stars and underlines in a paragraph; nobody reads that: write it in smaller pieces\n"},
		{"notes", numbered(6000, "[^%]: a\n"), "articles/x.de.md:201: more than 200 notes in a text; nobody reads that: write it in smaller pieces\n"},
		{"addresses of links", strings.Repeat("[a]: b\n", 201), "articles/x.de.md:201: more than 200 addresses of links in a paragraph; nobody reads that: write it in smaller pieces\n"},
		{"brackets that are closed are no fault, however many", strings.Repeat("(a) [b] ", 100), ""},
		{"and neither are open ones in many paragraphs", strings.Repeat("1) (a [b\n\n", 100), ""},
		{"a table of thirty columns is none either", strings.Repeat("|a", 30) + "|\n" + strings.Repeat("|-", 30) + "|\n", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b := newBinder(fstest.MapFS{}, catalog(t))
			madeHTML(b, c.markdown)
			if got := printed(b.report.Faults); got != c.want {
				t.Errorf("got %swant %s", got, c.want)
			}
		})
	}
}
