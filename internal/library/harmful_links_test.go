package library

import (
	"strings"
	"testing"
)

// harmful are ways to write a link that a browser would run, or that leaves
// the site without saying so.
var harmful = []string{
	`javascript:alert(1)`, `JAVASCRIPT:alert(1)`, `JaVaScRiPt:alert(1)`, `javascript&colon;alert(1)`, `javascript&#58;alert(1)`,
	`javascript&#058;alert(1)`, `javascript&#x3a;alert(1)`, `javascript&#x3A;alert(1)`, `javascript&#x00003A;alert(1)`, `&#106;avascript:alert(1)`,
	`&#x6A;avascript:alert(1)`, `&#x6a;&#x61;vascript:alert(1)`, `j&#97;vascript:alert(1)`, `java&Tab;script:alert(1)`, `java&NewLine;script:alert(1)`,
	`java&#9;script:alert(1)`, `java&#10;script:alert(1)`, `java&#13;script:alert(1)`, `java&#x0A;script:alert(1)`, "<java\tscript:alert(1)>",
	`&#1;javascript:alert(1)`, `&#32;javascript:alert(1)`, `&Tab;javascript:alert(1)`, `&nbsp;javascript:alert(1)`, `< javascript:alert(1)>`,
	`javascript\:alert(1)`, `\javascript:alert(1)`, `javascript&amp;colon;alert(1)`, `javascript&amp;#58;alert(1)`, `javascript%3Aalert(1)`,
	`javascript://example.org/%0Aalert(1)`, `javascript:void(0)`, `javascript://%0aalert(1)`, `<javascript:alert('1')>`, `vbscript:msgbox(1)`,
	`VBScript:msgbox(1)`, `vbscript&colon;msgbox(1)`, `livescript:x`, `mocha:x`, `jscript:x`,
	`data:text/html,<script>alert(1)</script>`, `data:text/html;base64,PHNjcmlwdD4=`, `DATA:text/html,x`, `data&colon;text/html,x`, `data:image/svg+xml,x`,
	`data:,x`, `blob:https://example.org/x`, `file:///etc/passwd`, `ftp://example.org/`, `view-source:https://example.org`,
	`about:blank`, `intent://example.org`, `tel:+49301`, `ws://example.org`, `feed:javascript:alert(1)`,
	`//example.org`, `//example.org/x`, `&#47;/example.org`, `/\example.org`, `\\example.org`,
	`\/example.org`, `/&#92;example.org`, `/&Tab;/example.org`, `/&#9;/example.org`, `/%5Cexample.org`,
	`///example.org`, `https:example.org`, `https:/example.org`, `https:\\example.org`, `https:///example.org`,
	`https://`, `http:`, `https://exa mple.org`, `https://good.example\@evil.example`, `mailto:`,
	"https://[::1", `https&colon;example.org`, `x&#x200B;javascript:alert(1)`, `&#x200B;javascript:alert(1)`, `&#xFEFF;javascript:alert(1)`,
}

// S9: links are https, http, mailto or to a text of the folder.
func TestHarmfulLinks(t *testing.T) {
	if len(harmful) < 51 {
		t.Fatalf("got %d ways to write a harmful link, want javascript: and 50 kin", len(harmful))
	}
	forms := map[string]func(string) string{
		"as a link":          func(to string) string { return "[words](" + to + ")" },
		"as a reference":     func(to string) string { return "[words][to]\n\n[to]: " + to },
		"in a note":          func(to string) string { return "Words.[^n]\n\n[^n]: [words](" + to + ")" },
		"in a table":         func(to string) string { return "| a |\n| - |\n| [words](" + to + ") |" },
		"around an image":    func(to string) string { return "[![words](../images/step.svg)](" + to + ")" },
		"in pointy brackets": func(to string) string { return "<" + strings.Trim(to, "<>") + ">" },
		"as an image":        func(to string) string { return "![words](" + to + ")" },
	}
	for name, form := range forms {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			for _, to := range harmful {
				h.write("articles/second.en.md", strings.Replace(newHouse(t).file("articles/second.en.md"), "Nothing.", form(to), 1))
				lib, report := h.load(t)
				if lib == nil && !strings.HasPrefix(printed(report.Faults), "articles/second.en.md:1") {
					t.Errorf("%q: got %swant a fault in the body of articles/second.en.md", form(to), printed(report.Faults))
				}
				if lib != nil {
					wantHarmless(t, form(to), lib.articles["second"]["en"].Sections()[1].HTML)
				}
			}
		})
	}
}

// wantHarmless allows what Markdown does not take for a link at all: then it
// stays text.
func wantHarmless(t *testing.T, markdown, html string) {
	t.Helper()
	if strings.Contains(html, "<a href") || strings.Contains(html, "<img ") && !strings.Contains(html, `src="/images/`) {
		t.Errorf("%q: got %q without a fault", markdown, html)
	}
}

// S9, the other side: what a reader may follow stays what it was.
func TestHarmlessLinks(t *testing.T) {
	cases := []struct{ name, markdown, want string }{
		{"https", "[x](https://example.org/a?b=1&c=2#d)", `<a href="https://example.org/a?b=1&amp;c=2#d">x</a>`},
		{"http", "[x](http://example.org/)", `<a href="http://example.org/">x</a>`},
		{"an entity that stands for itself is resolved once", "[x](https://example.org/?a=1&amp;copy;=2)", `<a href="https://example.org/?a=1&amp;copy;=2">x</a>`},
		{"a scheme in capitals", "[x](HTTPS://example.org/)", `<a href="HTTPS://example.org/">x</a>`},
		{"an address in pointy brackets", "<https://example.org/>", `<a href="https://example.org/">https://example.org/</a>`},
		{"a mail address", "[x](mailto:ada@example.org)", `<a href="mailto:ada@example.org">x</a>`},
		{"a mail address in pointy brackets", "<ada@example.org>", `<a href="mailto:ada@example.org">ada@example.org</a>`},
		{"quotation marks cannot leave the attribute", `[x](https://example.org/"onclick="alert(1))`, `<a href="https://example.org/%22onclick=%22alert(1)">x</a>`},
		{"a text of the folder", "[x](first.en.md)", `<a href="/en/articles/first-step">x</a>`},
		{"a part of a text", "[x](first.en.md#what-to-do)", `<a href="/en/articles/first-step#what-to-do">x</a>`},
		{"a part of this text", "[x](#what-follows)", `<a href="#what-follows">x</a>`},
		{"a person", "[x](../authors/ada.en.md)", `<a href="/en/authors/ada-example">x</a>`},
		{"a legal page", "[x](../legal/privacy.en.md)", `<a href="/en/privacy">x</a>`},
		{"a question", "[x](../faq/why.en.md)", `<a href="/en/faq/why">x</a>`},
		{"a page that every site has", "[x](/en/faq)", `<a href="/en/faq">x</a>`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t)
			h.replace(t, "articles/second.en.md", "Nothing.", c.markdown)
			if got := h.whole(t).articles["second"]["en"].Sections()[1].HTML; got != "<p>"+c.want+"</p>\n" {
				t.Errorf("%s: got %s, want <p>%s</p>", c.markdown, got, c.want)
			}
		})
	}
}
