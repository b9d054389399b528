package library

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"

	"leadpath/content"
)

// strangers is a reader of Markdown that knows nothing of the house.
var strangers = goldmark.New(goldmark.WithExtensions(extension.GFM))

// readByStrangers gives the words that such a reader shows, sorted, and the
// targets of its links.
func readByStrangers(t *testing.T, markdown string) (words, targets []string) {
	t.Helper()
	var page strings.Builder
	if err := strangers.Convert([]byte(markdown), &page); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(strings.NewReader(page.String()))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Data == "a" {
			targets = append(targets, attribute(n, "href"))
		}
	}
	return sortedWords(strings.ReplaceAll(page.String(), "<br>", " ")), targets
}

var (
	anyTag   = regexp.MustCompile(`<(/?)(p|li|t[dhr]|h[1-6]|blockquote|table|ol|ul|br|tbody|thead)\b[^>]*>|<[^>]*>`)
	noteSign = regexp.MustCompile(`\[\d+\]`)
)

// sortedWords gives the words of HTML without the signs of notes, whose place
// is another in Markdown.
func sortedWords(text string) []string {
	text = anyTag.ReplaceAllStringFunc(text, func(tag string) string {
		if anyTag.FindStringSubmatch(tag)[2] != "" {
			return " "
		}
		return ""
	})
	words := strings.Fields(noteSign.ReplaceAllString(html.UnescapeString(text), ""))
	slices.Sort(words)
	return words
}

// W11: whoever reads the Markdown of an article reads its words, one by one.
func TestMarkdownSaysWhatThePageSays(t *testing.T) {
	h := newHouse(t)
	for _, c := range []struct{ name, text, want string }{
		{"a paragraph", "Words *and* **weight**, `code` and \\*stars\\*.", "Words *and* **weight**, `code` and \\*stars\\*."},
		{"a link to the site", "See [it](../faq/when.en.md).", "See [it](https://a.example/en/faq/when)."},
		{"a link to a heading", "## One\n\nSee [it](#one).", "## One\n\nSee [it](https://a.example/en/articles/x#one)."},
		{"a link outside", "See [it](https://b.example/a?b=c&d=e).", "See [it](https://b.example/a?b=c&d=e)."},
		{"a foreign word", "The [Berufung]{lang=de} of auditors.", "The Berufung of auditors."},
		{"a note stands behind its paragraph", "First.[^a] More.\n\nSecond.\n\n[^a]: The *note*.", "First.\\[1\\] More.\n\n\\[1\\] The *note*.\n\nSecond."},
		{"a callout is a quotation", "## One\n\n> [!VERIFY]\n> ### Three\n>\n> Words.", "## One\n\n> ### Three\n>\n> Words."},
		{"a drawing is its caption and its words", "![Seen](../images/plan.en.svg \"The *plan*\")\n\n> [!WORDS]\n> Words:\n>\n> - one", "*The \\*plan\\**\n\n> **The drawing in words**\n>\n> Words:\n>\n> - one"},
		{"a list", "- one\n- two\n\n  more\n  1. in it\n  2. again", "- one\n- two\n\n  more\n\n  1. in it\n  2. again"},
		{"a list that begins later", "3. three\n4. four", "3. three\n4. four"},
		{"a table", "| a | b |\n| --- | ---: |\n| x \\| y | 2 |", "| a | b |\n| --- | ---: |\n| x \\| y | 2 |"},
		{"a fence keeps its lines", "````\n```\n<b> & *\n````", "````\n```\n<b> & *\n````"},
		{"a line that looks like a list", "\\- no list, \\# no heading\n\n1\\. no number", "\\- no list, \\# no heading\n\n1\\. no number"},
		{"signs that would be markup", "a \\<b> \\[c] \\_d_ e\\~f\\~ \\&amp; g", "a \\<b\\> \\[c\\] \\_d\\_ e\\~f\\~ \\&amp; g"},
		{"a hard break", "one\\\ntwo", "one\\\ntwo"},
		{"a rule", "one\n\n---\n\ntwo", "one\n\n---\n\ntwo"},
		{"a picture with its caption", "![a step](../images/step.svg \"So\")", "![a step](https://a.example/images/"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h.write("articles/second.en.md", cutBody(h.file("articles/second.en.md"))+c.text+"\n\n## What follows\n")
			a := h.whole(t).articles["second"]["en"]
			got := strings.TrimSuffix(a.Markdown("https://a.example", "/en/articles/x", nil), "\n\n## What follows\n\n")
			if got != c.want && !(strings.HasSuffix(c.want, "/") && strings.HasPrefix(got, c.want)) {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// cutBody gives a text up to the end of its front matter.
func cutBody(text string) string {
	return text[:strings.LastIndex(text, "+++\n")+len("+++\n")] + "\n"
}

var noteInHTML = regexp.MustCompile(`(<a class="ref"[^>]*>\d+</a>)|( <span class="note"[^>]*>)<b>\d+</b>`)

// drawnInHTML is what a drawing says to the eye, which stands in words behind it.
var drawnInHTML = regexp.MustCompile(`<svg class="draw".*?</svg>`)

// W11: a reader of Markdown that knows nothing of the house reads every word of
// every article that is shipped, and each of its links leads away.
func TestStrangersReadEveryWordOfTheShippedArticles(t *testing.T) {
	lib, report := Load(content.FS, catalog(t), settings)
	if err := report.Faults.Err(); err != nil {
		t.Fatal(err)
	}
	for key, versions := range lib.articles {
		for lang, a := range versions {
			var page strings.Builder
			for _, s := range a.Sections() {
				page.WriteString("<h2>" + html.EscapeString(s.Title) + "</h2>" + noteInHTML.ReplaceAllString(s.HTML, "$2"))
			}
			got, targets := readByStrangers(t, a.Markdown("https://a.example", "/x", nil))
			if want := sortedWords(drawnInHTML.ReplaceAllString(page.String(), "")); !slices.Equal(got, want) {
				t.Errorf("%s.%s: got the words\n%q\nwant\n%q", key, lang, got, want)
			}
			for _, target := range targets {
				if !strings.HasPrefix(target, "https://") {
					t.Errorf("%s.%s: got a link to %q, want it absolute", key, lang, target)
				}
			}
		}
	}
}
