package library

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestMarkdown makes HTML of each testdata/markdown/NAME.LANG.md, as the body
// of an article, and compares it with NAME.LANG.html.
func TestMarkdown(t *testing.T) {
	files, err := filepath.Glob("testdata/markdown/*.md")
	if err != nil || len(files) < 9 {
		t.Fatalf("got %d texts (%v), want 9 or more", len(files), err)
	}
	for _, file := range files {
		base := strings.TrimSuffix(file, ".md")
		t.Run(filepath.Base(base), func(t *testing.T) {
			lang := filepath.Ext(base)[1:]
			a := newHouse(t).withBody(t, lang, readText(t, file)).whole(t).articles["second"][lang]
			kept(t, base+".html", sectionsAsHTML(a.Sections()))
		})
	}
}

// withBody puts Markdown in the place of an article's body.
func (h house) withBody(t testing.TB, lang, markdown string) house {
	t.Helper()
	file := "articles/second." + lang + ".md"
	front := strings.SplitAfterN(h.file(file), "+++\n", 3)
	h.write(file, front[0]+front[1]+"\n"+markdown)
	first := "articles/first.en.md" // it links to a heading that is gone now
	h.write(first, strings.Replace(h.file(first), "#what-follows", "", 1))
	return h
}

// sectionsAsHTML shows sections with the anchor, number and title that the page gives them.
func sectionsAsHTML(sections []Section) string {
	var html strings.Builder
	for _, s := range sections {
		fmt.Fprintf(&html, "<!-- %d #%s %s -->\n%s", s.Number, s.ID, s.Title, s.HTML)
	}
	return html.String()
}

func TestAnchors(t *testing.T) {
	ids := newSectionIDs()
	cases := []struct{ name, heading, want string }{
		{"umlauts are written out", "Größe äußerer Übung", "groesse-aeusserer-uebung"},
		{"the same words again get a number", "Größe äußerer Übung", "groesse-aeusserer-uebung-2"},
		{"and a third time the next", "Größe äußerer Übung", "groesse-aeusserer-uebung-3"},
		{"words that look numbered do not take another's place", "Größe äußerer Übung 2", "groesse-aeusserer-uebung-2-2"},
		{"an anchor never begins with a digit", "31 CPD", "s-31-cpd"},
		{"other scripts leave nothing", "日本", "s"},
		{"what the page itself uses is taken", "Questions", "questions-2"},
		{"signs are one hyphen, none at the ends", "«A & B?»", "a-b"},
		{"a space that does not break is a space", "5\u00A0Tage", "s-5-tage"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := string(ids.Generate([]byte(c.heading), 0)); got != c.want {
				t.Errorf("Generate(%q): got %q, want %q", c.heading, got, c.want)
			}
		})
	}
}

// The plain answer stands in search results and structured data: there it
// must read as on the page.
func TestPlain(t *testing.T) {
	cases := []struct{ name, markdown, want string }{
		{"a full stop stays at its word", "Take the [first course](../articles/first.en.md). Then **rest**.", "Take the first course. Then rest."},
		{"half a word may be stressed", "un**believ**able", "unbelievable"},
		{"entities and backslashes are resolved", `AT&amp;T \*x\*`, "AT&T *x*"},
		{"code stays as it is", "`&amp;`", "&amp;"},
		{"lines and paragraphs are parted by one space", "one\ntwo\\\nthree\n\n- four\n- five", "one two three four five"},
		{"notes come last", "One[^a] and two.\n\n[^a]: A note.", "One and two. A note."},
		{"cells of a table are parted, and its rows", "| a | b |\n| - | - |\n| c | d |\n| | e |\n\nf", "a, b; c, d; e f"},
		{"foreign words are words", "A [Berufung]{lang=de}, then.", "A Berufung, then."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t)
			h.replace(t, "faq/when.en.md", "Now, not in 5 days.", c.markdown)
			if got := h.whole(t).questions["when"]["en"].Plain; got != c.want {
				t.Errorf("%q: got %q, want %q", c.markdown, got, c.want)
			}
		})
	}
}
