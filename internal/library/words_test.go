package library

import (
	"strings"
	"testing"
)

func TestTypographyReachesEveryWord(t *testing.T) {
	lib := newHouse(t).whole(t)
	cases := []struct{ name, got, want string }{
		{"an answer", lib.questions["when"]["en"].HTML, "<p>Now, not in 5~days.</p>\n"},
		{"a German answer", lib.questions["when"]["de"].HTML, "<p>Jetzt, nicht in 5~Tagen.</p>\n"},
		{"a correction", lib.articles["first"]["en"].Corrections[0].Text, "There are 5~days."},
		{"a credential", lib.authors["ada"]["de"].Credentials[0], "Leserin der ISO~42001"},
		{"the comparison", lib.comparison["de"].Alike[0].Text, "3~Stunden"},
		{"a setting of a legal page", lib.legal["privacy"]["en"].Plain, "What is kept Calls are kept for 60~days, taken back within 24~hours and last 15~minutes. Read the second step."},
		{"a setting of a German legal page", lib.legal["privacy"]["de"].Plain, "Was bleibt Gespräche bleiben 60~Tage, sind 24~Stunden lang widerrufbar und dauern 15~Minuten. Lesen Sie den zweiten Schritt."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if want := strings.ReplaceAll(c.want, "~", "\u00A0"); c.got != want {
				t.Errorf("got %q, want %q", c.got, want)
			}
		})
	}
}

func TestCodeKeepsItsSpaces(t *testing.T) {
	const code = "```\n5 days\n```\n\n~~~\n5 days\n```\n5 days\n~~~\n\n`5 days`"
	if got := string(typographyOutsideCode([]byte(code))); got != code {
		t.Errorf("got %q, want %q", got, code)
	}
	if got, want := string(typographyOutsideCode([]byte("`a` 5 days `b`"))), "`a` 5"+"\u00A0"+"days `b`"; got != want {
		t.Errorf("beside code: got %q, want %q", got, want)
	}
}

func TestReadingTime(t *testing.T) {
	cases := []struct {
		name, lang string
		words      int
		want       int
	}{
		{"200 words of English take a minute", "en", 200, 1},
		{"one more takes two", "en", 201, 2},
		{"400 take two", "en", 400, 2},
		{"180 words of German take a minute", "de", 180, 1},
		{"one more takes two", "de", 181, 2},
		{"few words take one", "de", 1, 1},
		{"a number and its unit are two words, though no line breaks between them", "en", 199, 2},
	}
	for _, c := range cases {
		t.Run(c.name+" in "+c.lang, func(t *testing.T) {
			body := strings.Repeat("word ", c.words)
			if strings.HasPrefix(c.name, "a number") {
				body += "5 days"
			}
			if got := newHouse(t).withBody(t, c.lang, body).whole(t).articles["second"][c.lang].Minutes; got != c.want {
				t.Errorf("%d words: got %d minutes, want %d", c.words, got, c.want)
			}
		})
	}
	t.Run("notes, lists and tables are read too, headings as well", func(t *testing.T) {
		body := "## One two\n\n" + strings.Repeat("word ", 190) + "[^n]\n\n- three\n\n| four |\n| - |\n| five |\n\n[^n]: six seven eight nine ten"
		a := newHouse(t).withBody(t, "en", body).whole(t).articles["second"]["en"]
		if a.Minutes != 1 || a.Sections()[0].Minutes != 1 {
			t.Errorf("200 words: got %d minutes, %d of them in the section, want 1 and 1", a.Minutes, a.Sections()[0].Minutes)
		}
		if a = newHouse(t).withBody(t, "en", body+" eleven").whole(t).articles["second"]["en"]; a.Minutes != 2 {
			t.Errorf("201 words: got %d minutes, want 2", a.Minutes)
		}
	})
}
