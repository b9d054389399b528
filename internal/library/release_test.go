package library

import (
	"fmt"
	"strings"
	"testing"
)

// What must be known before a release is listed, and nothing else.
func TestPlaceholders(t *testing.T) {
	h := newHouse(t)
	lib, report := h.load(t)
	want := "authors/ada.en.md:1: Ada Example has not agreed to this page yet; write the day as agreed = 2026-06-09\n" +
		"owner.toml:3: street is a placeholder; write the owner’s own\n" +
		"owner.toml:5: mail is a placeholder; write the owner’s own\n"
	if got := printed(report.Placeholders); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	for _, lang := range []string{"en", "de"} {
		if o := lib.Owner(lang); o.Street != "Street and number" || o.Mail != "owner@example.org" || o.City != "10115 Berlin" {
			t.Errorf("%s: got street %q, mail %q, city %q, want them without brackets", lang, o.Street, o.Mail, o.City)
		}
	}
	t.Run("a placeholder may stand in one language", func(t *testing.T) {
		h := newHouse(t)
		h.replace(t, "owner.toml", `brand.de = "Das Beispiel"`, `brand.de = "[[Die Marke]]"`)
		lib, report := h.load(t)
		if got := printed(report.Placeholders); !strings.Contains(got, "owner.toml:8: brand.de is a placeholder") {
			t.Errorf("got\n%swant brand.de among them", got)
		}
		if got := lib.Owner("de").Brand; got != "Die Marke" {
			t.Errorf("got the brand %q, want it without brackets", got)
		}
	})
	t.Run("an article’s are named once it is no draft", func(t *testing.T) {
		h := newHouse(t)
		h.replace(t, "articles/second.en.md", `"The second step"`, `"[[ A title ]]"`)
		h.replace(t, "articles/second.en.md", "Nothing.", "## [[Heading]]\n\nNothing.\n\n> [[Words]]\n\nSee [[this]] in the text.")
		lib, report := h.load(t)
		want := "articles/second.en.md:2: title is a placeholder; write the article’s own\n" +
			"articles/second.en.md:16: this is a placeholder; write the article’s own words\n" +
			"articles/second.en.md:20: this is a placeholder; write the article’s own words\n"
		if got := printed(report.Placeholders); !strings.HasPrefix(got, want) || strings.Count(got, "second") != 3 {
			t.Errorf("got\n%swant\n%s", got, want)
		}
		if got := lib.articles["second"]["en"].Title; got != "A title" {
			t.Errorf("got the title %q, want it without brackets", got)
		}
		for _, half := range []string{"articles/second.en.md", "articles/second.de.md"} {
			h.replace(t, half, "updated =", "draft = true\nupdated =")
		}
		if _, report := h.load(t); strings.Contains(printed(report.Placeholders), "second") {
			t.Errorf("as a draft: got\n%swant none of its own", printed(report.Placeholders))
		}
	})
	t.Run("a legal page has them in its text", func(t *testing.T) {
		h := newHouse(t)
		text := h.file("legal/privacy.en.md")
		line := strings.Count(text, "\n") + 2
		h.write("legal/privacy.en.md", text+"\nThe host is [[a name]], for [[ 30 days ]].\n")
		lib, report := h.load(t)
		for _, want := range []string{"[[a name]]", "[[30 days]]"} {
			want = fmt.Sprintf("legal/privacy.en.md:%d: %s is a placeholder; write the owner’s own words, without the brackets\n", line, want)
			if got := printed(report.Placeholders); !strings.Contains(got, want) {
				t.Errorf("got\n%swant among them\n%s", got, want)
			}
		}
		if page := lib.legal["privacy"]["en"]; !strings.Contains(page.Plain, "The host is a name, for 30\u00a0days.") || strings.ContainsAny(page.Plain, "[]") {
			t.Errorf("got %q, want the words without brackets", page.Plain)
		}
	})
	t.Run("with everything written none is left", func(t *testing.T) {
		h := newHouse(t)
		h.write("owner.toml", strings.NewReplacer("[[", "", "]]", "").Replace(h.file("owner.toml")))
		h.replace(t, "authors/ada.en.md", "credentials", "agreed = 2026-06-01\ncredentials")
		if _, report := h.load(t); len(report.Placeholders) > 0 {
			t.Errorf("got\n%swant none", printed(report.Placeholders))
		}
	})
}

func TestAdvice(t *testing.T) {
	cases := []struct{ name, file, old, new, want string }{
		{"straight quotation marks", "articles/second.en.md", "Nothing.", "One\nsays \"no\".",
			"articles/second.en.md:17: a straight quotation mark; type “…” and ’, in German „…“ and ’\n"},
		{"a straight apostrophe", "faq/when.en.md", "Now,", "It's now,",
			"faq/when.en.md:8: a straight quotation mark; type “…” and ’, in German „…“ and ’\n"},
		{"a straight mark in a title", "articles/second.en.md", `"The second step"`, `"The 'second' step"`,
			"articles/second.en.md:2: a straight quotation mark; type “…” and ’, in German „…“ and ’\n"},
		{"a straight mark in the comparison", "compare.toml", `"baut"`, `"baut 'es'"`,
			"compare.toml:11: a straight quotation mark; type “…” and ’, in German „…“ and ’\n"},
		{"straight marks in code are right", "articles/second.en.md", "Nothing.", "`\"no\"`", ""},
		{"typographic marks are right", "articles/second.en.md", "Nothing.", "“No”, it’s ‘no’.", ""},
		{"an English term in German", "articles/second.de.md", "Nichts.", "Nichts als Evidence.",
			"articles/second.de.md:16: \"Evidence\" is foreign here; mark it as [Evidence]{lang=en}\n"},
		{"an English term that is marked", "articles/second.de.md", "Nichts.", "Nichts als [Evidence]{lang=en}.", ""},
		{"an English term in English", "articles/second.en.md", "Nothing.", "Nothing but evidence.", ""},
		{"a title of more than 65 signs", "articles/second.en.md", "The second step\"", strings.Repeat("ä", 66) + "\"",
			"articles/second.en.md:2: title has 66 signs; up to 65 are shown whole by search engines\n"},
		{"a title of 65 signs", "articles/second.en.md", "The second step\"", strings.Repeat("ä", 65) + "\"", ""},
		{"a standfirst of more than 170 signs", "articles/second.en.md", "What the second step is.", strings.Repeat("a", 171),
			"articles/second.en.md:6: standfirst has 171 signs; up to 170 are shown whole by search engines\n"},
		{"a question of more than 75 signs", "faq/when.en.md", "When?", strings.Repeat("a", 76),
			"faq/when.en.md:2: title has 76 signs; up to 75 are shown whole by search engines\n"},
		{"a title that another article has", "articles/second.en.md", "The second step\"", "The first step\"",
			"articles/second.en.md:2: title is that of articles/first.en.md too; write another, so that readers tell them apart\n"},
		{"a standfirst that another article has", "articles/second.en.md", "What the second step is.", "What the first step is.",
			"articles/second.en.md:6: standfirst is that of articles/first.en.md too; write another, so that readers tell them apart\n"},
		{"a question that stands there twice", "faq/when.en.md", "When?", "Why?",
			"faq/why.en.md:2: title is that of faq/when.en.md too; write another, so that readers tell them apart\n"},
		{"a file that is not read", "articles/notes.txt", "", "x", "articles/notes.txt:1: this is not read; texts are files KEY.LANGUAGE.md\n"},
		{"an image of a kind that is not shown", "images/step.gif", "", "x", "images/step.gif:1: this is not read; images are SVG, PNG or JPEG\n"},
		{"what editors leave behind is passed over", "articles/.second.en.md.swp", "", "x", ""},
		{"as is their copy", "articles/second.en.md~", "", "x", ""},
		{"among the images too", "images/.DS_Store", "", "x", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t)
			if c.old == "" {
				h.write(c.file, c.new)
			} else {
				h.replace(t, c.file, c.old, c.new)
			}
			_, report := h.load(t)
			if got := printed(report.Advice); got != c.want || len(report.Faults) > 0 {
				t.Errorf("got\n%s%swant\n%s", got, printed(report.Faults), c.want)
			}
		})
	}
	t.Run("a file beside the folders", func(t *testing.T) {
		h := newHouse(t)
		h.write("notes.toml", "")
		if _, report := h.load(t); !strings.HasPrefix(printed(report.Advice), "notes.toml:1: this is not read;") {
			t.Errorf("got %q, want notes.toml:1", printed(report.Advice))
		}
	})
}
