package library

import (
	"flag"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"golang.org/x/net/html"

	"leadpath/internal/problem"
)

// In `go test` these targets try their seeds. To look longer, one at a time:
//
//	go test ./internal/library -run '^$' -fuzz FuzzMarkdown -fuzztime 10m
//	go test ./internal/library -run '^$' -fuzz FuzzFrontMatter -fuzztime 10m
//	go test ./internal/library -run '^$' -fuzz FuzzFileName -fuzztime 10m
//
// What they find is kept in testdata/fuzz and tried from then on.

// FuzzMarkdown (S9, S17): whatever stands in a text, there is no panic, its
// HTML is whole and runs nothing, and repeating it takes linear time.
func FuzzMarkdown(f *testing.F) {
	for _, name := range slices.Sorted(maps.Keys(awkward)) {
		f.Add(awkward[name](200))
	}
	for _, to := range harmful {
		f.Add("[a](" + to + ") <" + to + "> ![b](" + to + " \"c\")\n\n[d]: " + to)
	}
	for _, tag := range []string{"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<a href=javascript:x>", "</p><iframe>", "<!--><script>", "<p {onclick=x}>", "## a {onclick=x}", "[a\"onclick=x]{lang=en}", "a[^\"><script>]\n\n[^\"><script>]: b"} {
		f.Add(tag)
		f.Add("> [!NOTE]\n> " + tag)
		f.Add("| " + tag + " |\n| - |\n| " + tag + " |")
	}
	words := catalog(f)
	long := os.Getenv("LONG") != "" || flag.Lookup("test.fuzz").Value.String() != ""
	f.Fuzz(func(t *testing.T, markdown string) {
		if !utf8.ValidString(markdown) || len(markdown) > problem.MaxFile {
			return // Load refuses it before
		}
		b := newBinder(fstest.MapFS{}, words)
		w := madeHTML(b, markdown)
		for _, s := range w.sections {
			wantSafe(t, markdown, s.HTML)
		}
		for _, fault := range b.report.Faults {
			if last := 1 + strings.Count(markdown, "\n"); fault.Line < 1 || fault.Line > last {
				t.Errorf("%q: got the fault %v, want a line from 1 to %d", markdown, fault, last)
			}
		}
		if long && len(markdown) > 0 && len(markdown) <= 1000 { // TestLinearTime tries the seeds
			wantQuick(t, repeated(markdown))
		}
	})
}

var (
	safeTag = regexp.MustCompile(`^(a|b|blockquote|br|code|col|colgroup|del|div|em|h[1-6]|hr|img|li|ol|p|pre|span|strong|svg|table|tbody|td|th|thead|tr|ul|use)$`)
	safeKey = regexp.MustCompile(`^(alt|aria-hidden|aria-label|class|data-label|decoding|height|href|id|lang|loading|role|scope|src|start|tabindex|title|viewbox|width)$`)
)

// wantSafe reads HTML as a browser does: only tags and attributes that the
// house writes, no address that runs, and no tag left open.
func wantSafe(t *testing.T, markdown, page string) {
	t.Helper()
	var open []string
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("%q: got %q, which leaves %v open", markdown, page, open)
			}
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			wantSafeTag(t, markdown, page, token)
			if kind == html.StartTagToken && !regexp.MustCompile(`^(br|col|hr|img)$`).MatchString(token.Data) {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			name := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != name {
				t.Errorf("%q: got %q, in which </%s> closes nothing", markdown, page, name)
				return
			}
			open = open[:len(open)-1]
		}
	}
}

func wantSafeTag(t *testing.T, markdown, page string, token html.Token) {
	t.Helper()
	if !safeTag.MatchString(token.Data) {
		t.Errorf("%q: got %q with <%s>", markdown, page, token.Data)
	}
	for _, a := range token.Attr {
		if !safeKey.MatchString(a.Key) {
			t.Errorf("%q: got %q with the attribute %s", markdown, page, a.Key)
		}
	}
}

// FuzzFrontMatter: whatever stands above a text, there is no panic, and every
// fault has a line of the file.
func FuzzFrontMatter(f *testing.F) {
	h := newHouse(f)
	for _, file := range []string{"articles/first.en.md", "faq/why.en.md", "authors/ada.en.md", "legal/privacy.en.md"} {
		f.Add(h.file(file))
	}
	for _, front := range []string{"", "+++", "+++\n+++", "+++\n\n+++\n", "+++\ntitle = \"\"\"\n+++\n\"\"\"\n+++\n", "+++\nfaq = [[[\n+++\n", "+++\n[[sources]]\n[[sources]]\n+++\n", "+++\nsources = [{}]\n+++\n",
		"+++\n\"\".x = 1\n+++\n", "+++\ntitle.en = 1\ntitle = 2\n+++\n", "+++\n[a]\n[a]\n+++\n", "+++\npublished = 9999-99-99\n+++\n", "+++\ndraft = \"yes\"\n+++\n", "+++\r\ntitle=\"\"\r\n+++"} {
		f.Add(front)
	}
	words := catalog(f)
	f.Fuzz(func(t *testing.T, text string) {
		broken := newHouse(t)
		for _, file := range []string{"articles/second.en.md", "faq/when.en.md", "authors/ada.en.md", "legal/privacy.en.md"} {
			broken.write(file, text)
		}
		lib, report := Load(fstest.MapFS(broken), words, settings)
		if (lib == nil) != (len(report.Faults) > 0) {
			t.Errorf("%q: got a library: %v, and %d faults", text, lib != nil, len(report.Faults))
		}
		for _, fault := range report.Faults {
			if last := 1 + strings.Count(broken.file(fault.File), "\n"); fault.Line < 1 || fault.Line > last {
				t.Errorf("%q: got the fault %v, want a line from 1 to %d", text, fault, last)
			}
		}
	})
}

// FuzzFileName: whatever a file is called, there is no panic, and nothing
// but KEY.LANGUAGE.md becomes a text.
func FuzzFileName(f *testing.F) {
	for _, name := range []string{"x.en.md", ".md", "..md", ".en.md", "x.md", "x..en.md", "x.EN.md", "x.en.MD", "-.en.md", "ä.en.md", "x.en.md~", "#x.en.md#", "x y.en.md", "en.md", "x.en.md.md", "x.de-AT.md", "%2e.en.md", "x\n.en.md", "con.en.md", strings.Repeat("x", 255) + ".en.md"} {
		f.Add(name)
	}
	words := catalog(f)
	good := regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?\.(en|de)\.md$`)
	f.Fuzz(func(t *testing.T, name string) {
		if name == "" || name == "." || name == ".." || strings.ContainsAny(name, "/\x00") || !utf8.ValidString(name) {
			return // no file is called so
		}
		h := newHouse(t)
		if h["faq/"+name] != nil {
			return
		}
		h.write("faq/"+name, h.file("faq/why.en.md"))
		_, report := Load(fstest.MapFS(h), words, settings)
		passed := strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~")
		if got := strings.Contains(printed(report.Faults), "there is no version in"); got != (good.MatchString(name) && !passed) {
			t.Errorf("%q: taken for a text: %v, want %v (%s)", name, got, good.MatchString(name), printed(report.Faults))
		}
		for _, fault := range report.Faults {
			if strings.ContainsAny(fault.String(), "\n\r") {
				t.Errorf("%q: got the fault %q, want one line", name, fault)
			}
		}
	})
}
