package library

import (
	"strings"
	"testing"
	"testing/fstest"

	"leadpath/content"
)

// In the table | stands where one sentence ends and the next begins.
func TestSentences(t *testing.T) {
	cases := []struct{ name, lang, words string }{
		{"a stop ends one, whatever it is", "en", "He builds. |Does she check? |So it is! |The end"},
		{"signs that close belong to it", "en", "“It is so.” |(It was not.) |Then he left."},
		{"and those that open to the next", "de", "Es ist so. |„Wirklich?“ |(Ja.) |Gut."},
		{"what goes on in small letters goes on", "de", "„Wer fragt?“, sagt sie. |Es gibt z. B. die usw. genannten."},
		{"decimals, editions and addresses", "en", "About 1.5 hours by ISO/IEC 17021-1:2015, 5.2.6, on iso.org. |Version 2.0. |Then more."},
		{"abbreviations", "en", "Ask Dr. Ada, Mr. Z and e.g. Bob at approx. 5. |See No. 7 and p. 12. |No. |It is etc. |There."},
		{"German abbreviations", "de", "Fragen Sie z. B. Kunden, d. h. Menschen, ca. 5 Mio. Euro, vgl. Kap. 3, Abs. 2 Nr. 1. |Dr. Ada liest S. 5. |Dieser Art. |So."},
		{"also without the space", "de", "Das gilt z.B. Kunden und i.d.R. Menschen. |Gut."},
		{"at the end of a sentence", "de", "Bücher, Hefte usw. |Sie liegen dort. |Hefte usw. Papier."},
		{"a day of a month and an ordinal number", "de", "Am 27. Mai 2026 im 3. Kapitel. |Es sind 20. |Die Ausgabe von 2026. |Beide gelten nach ISO 9001. |Kunden lesen."},
		{"a number in English ends one", "en", "There are 20. |Nobody counts."},
		{"letters of parts", "en", "See Annex A. |Then J. Smith reads vitamin B. Others do."},
		{"an ellipsis", "de", "Sie wartet… |Dann geht sie … und bleibt."},
		{"spaces that do not break", "de", "Es ist so.\u00A0|Am 9.\u00A0Juni."},
		{"nothing", "de", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			words := strings.ReplaceAll(c.words, "|", "")
			var got strings.Builder
			for i, s := range sentencesIn(c.lang, words) {
				if i > 0 {
					got.WriteString("|")
				}
				end := len(words)
				if list := sentencesIn(c.lang, words); i+1 < len(list) {
					end = list[i+1].start
				}
				got.WriteString(words[s.start:end])
			}
			if got.String() != c.words {
				t.Errorf("got %q, want %q", got.String(), c.words)
			}
		})
	}
}

func TestSpacesThatAreAmiss(t *testing.T) {
	const double, hyphen = "two spaces beside each other; write one", "a hyphen between spaces; write – where a dash is meant"
	joined := func(is, wants string) string { return `"` + is + `" lacks its space; write "` + wants + `"` }
	unit := func(is string) string {
		return `"` + is + `" lacks the space between the number and its unit; write it`
	}
	cases := []struct{ lang, words, want string }{
		{"en", "All is well – here, e.g. in 5 kg, 31-12, a well-known B2B and 5%.", ""},
		{"de", "Alles gut, z. B. hier, in der 3D-Welt, A5kg, bei www.a.de und e.\u00A0V.", ""},
		{"en", "Two  spaces", double},
		{"de", "Ein Strich - hier", hyphen},
		{"en", "A line that ends -", hyphen},
		{"de", "Das gilt z.B. hier", joined("z.B.", "z. B.")},
		{"de", "und i.d.R. dort", joined("i.d.R.", "i. d. R.")},
		{"de", "5% davon", unit("5%")},
		{"de", "100€ davon", unit("100€")},
		{"en", "1.5kg of it", unit("1.5kg")},
		{"en", "5kgs, 5kgä, 5ȺȺ", ""},
		{"de", "Zwei  Fehler - hier", double + "|" + hyphen},
	}
	for _, c := range cases {
		if got := strings.Join(misspaced(c.lang, c.words), "|"); got != c.want {
			t.Errorf("misspaced(%q, %q): got %q, want %q", c.lang, c.words, got, c.want)
		}
	}
}

// judged reads a house as check does.
func judged(t *testing.T, h house) Report {
	t.Helper()
	reader := NewReader(catalog(t))
	reader.Thorough = true
	_, report := reader.Read(fstest.MapFS(h), settings, Changes{All: true})
	if err := report.Faults.Err(); err != nil {
		t.Fatalf("got the fault %v, want none", err)
	}
	return report
}

// long gives a sentence of a number of words.
func long(words int) string { return strings.TrimSpace("One"+strings.Repeat(" word", words-1)) + "." }

func TestWhatIsTooLongIsNamedWithItsLine(t *testing.T) {
	sentence := func(file, line, words, most string) string {
		return file + ":" + line + ": the sentence “One word word word word …” has " + words + " words; up to " + most + " are read in one breath: make two of it\n"
	}
	const en, de = "articles/second.en.md", "articles/second.de.md"
	cases := []struct{ name, lang, body, want string }{
		{"35 English words are not too many", "en", long(35), ""},
		{"36 are", "en", "Short one.\nAnother.\n" + long(36) + " Next.", sentence(en, "14", "36", "35")},
		{"30 German words are not too many", "de", long(30), ""},
		{"31 are", "de", "Kurz. Und *so*:\n\n- " + long(31) + "\n", sentence(de, "14", "31", "30")},
		{"a note is read apart", "de", "Kurz.[^a] Und " + strings.TrimPrefix(long(20), "One ") + "\n\n[^a]: " + long(31) + "\n", sentence(de, "14", "31", "30")},
		{"tables, code and headings are no sentences", "en", "## " + long(40) + "\n\nSo:\n\n| " + long(40) + " | b |\n| - | - |\n| " + long(40) + " | d |\n\n```\n" + long(60) + "\n```\n", ""},
		{"in a callout", "en", "## Short\n\n> [!NOTE]\n> ### So\n>\n> " + long(36) + "\n\nAnd short. And so.", sentence(en, "17", "36", "35")},
		{"120 words in a paragraph are not too many", "en", strings.Repeat(long(10)+"\n", 12), ""},
		{"121 are", "en", "First.\n\n" + strings.Repeat(long(10)+"\n", 12) + "More.", en + ":14: the paragraph has 121 words; up to 120 are read at once: break it where another thought begins\n"},
		{"half of the sentences are long", "de", strings.Repeat("Kurz. ", 5) + strings.Repeat(long(18)+"\n", 5), de + ":11: half of the sentences have 18 words or more; 17 are easy to read: write shorter ones\n"},
		{"half of them are short", "de", strings.Repeat("Kurz. ", 5) + strings.Repeat(long(17)+"\n", 5), ""},
		{"few sentences have no half", "de", strings.Repeat(long(18)+"\n\n", 9), ""},
		{"spaces in the text", "en", "A word - and  so.\n\n`a - b`  \nx\n", en + ":12: a hyphen between spaces; write – where a dash is meant\n" + en + ":12: two spaces beside each other; write one\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := printed(judged(t, newHouse(t).withBody(t, c.lang, c.body)).Advice); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
	t.Run("in the head, in an answer and in a table", func(t *testing.T) {
		h := newHouse(t)
		h.replace(t, en, "It is short too.", long(36))
		h.replace(t, de, "Auch er ist kurz.", "Auch  er ist z.B. kurz.")
		h.replace(t, "faq/why.en.md", "\n+++\n\n", "\n+++\n\n"+long(37)+" ")
		h.replace(t, "compare.toml", "\"3 hours\"", "\"3 - 4 hours\"")
		want := de + ":7: \"z.B.\" lacks its space; write \"z. B.\"\n" + de + ":7: two spaces beside each other; write one\n" + sentence(en, "7", "36", "35") +
			"compare.toml:18: a hyphen between spaces; write – where a dash is meant\n" + sentence("faq/why.en.md", "8", "37", "35")
		if got := printed(judged(t, h).Advice); got != want {
			t.Errorf("got\n%swant\n%s", got, want)
		}
	})
	t.Run("who serves is told nothing of it", func(t *testing.T) {
		_, report := newHouse(t).withBody(t, "en", long(36)+"  So - so.").load(t)
		if len(report.Advice) > 0 || report.Prose != nil {
			t.Errorf("got %q and %v, want nothing", printed(report.Advice), report.Prose)
		}
	})
}

func TestProseIsMeasured(t *testing.T) {
	h := newHouse(t).withBody(t, "de", "Kurz. Auch kurz.\n\n"+long(9)+"\n")
	h.replace(t, "articles/first.de.md", "Er beginnt mit einer Frage.", long(12))
	got := judged(t, h).Prose
	if len(got) != 2 || got[1].Language.Code != "de" || got[1].Half != 5 || got[1].Longest != 12 || got[1].File != "articles/first.de.md" || got[1].Line != 18 {
		t.Errorf("got %+v, want a half of 5 words and the longest of 12 in articles/first.de.md:18", got)
	}
	t.Run("without drafts", func(t *testing.T) {
		for _, lang := range []string{"en", "de"} {
			h.write("articles/first."+lang+".md", strings.Replace(h.file("articles/first."+lang+".md"), "draft = false", "draft = true", 1))
		}
		if got := judged(t, h).Prose; got[1].Longest != 9 || got[1].Half != 2 {
			t.Errorf("got %+v, want the longest of 9 words and a half of 2", got[1])
		}
	})
}

// A10: what is foreign in a text bears its mark; the glossary knows most of it.
func TestTermsOfTheOtherLanguageAreNamed(t *testing.T) {
	mark := func(words, lang string) string {
		return `"` + words + `" is foreign here; mark it as [` + words + `]{lang=` + lang + "}"
	}
	cases := []struct{ name, lang, body, want string }{
		{"an English term of two words in German", "de", "Der Audit plan liegt vor.", mark("Audit plan", "en")},
		{"its plural", "de", "Zwei Audit plans.", mark("Audit plans", "en")},
		{"an English term that stands beside the word", "de", "Eine Tour of duty.", mark("Tour of duty", "en")},
		{"not where it is marked", "de", "Der [audit plan]{lang=en} liegt vor.", ""},
		{"not a single word, which may be German too", "de", "Das Control gilt.", ""},
		{"not what is German as well", "de", "Der Lead Auditor liest.", ""},
		{"not the beginning of another word", "de", "Der Audit planner.", ""},
		{"nor an English term in English", "en", "The audit plan.", ""},
		{"a German word in English, by its letters", "en", "The Maßnahme holds.", mark("Maßnahme", "de")},
		{"and by two words", "en", "An internes Audit.", mark("internes Audit", "de")},
		{"not where it is marked", "en", "The [Maßnahme]{lang=de} holds.", ""},
		{"what is foreign without a glossary stays so", "de", "Die Evidence fehlt.", mark("Evidence", "en")},
	}
	glossary := newHouse(t).file("glossary.toml") +
		"\n[[term]]\nkey = \"lead\"\nword.en = \"Lead Auditor\"\nword.de = \"Lead Auditor\"\nsays.en = \"A.\"\nsays.de = \"A.\"\n" +
		"\n[[term]]\nkey = \"tour\"\nword.en = \"turn\"\nalso.en = [\"tour of duty\"]\nword.de = \"internes Audit\"\nsays.en = \"A.\"\nsays.de = \"A.\"\n"
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t).withBody(t, c.lang, c.body)
			h.write("glossary.toml", glossary)
			want := ""
			if c.want != "" {
				want = "articles/second." + c.lang + ".md:12: " + c.want + "\n"
			}
			if got := printed(judged(t, h).Advice); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
	t.Run("in answers, on legal pages and on those of authors too", func(t *testing.T) {
		h := newHouse(t)
		for _, file := range []string{"faq/why.de.md", "legal/privacy.de.md", "authors/ada.de.md"} {
			h.write(file, h.file(file)+"\nDer audit plan.\n")
		}
		if got := strings.Count(printed(judged(t, h).Advice), mark("audit plan", "en")); got != 3 {
			t.Errorf("got %d, want the three:\n%s", got, printed(judged(t, h).Advice))
		}
	})
	t.Run("in a head, where no mark can stand, it is to be said otherwise", func(t *testing.T) {
		h := newHouse(t)
		h.replace(t, "articles/second.de.md", "Auch er ist kurz.", "Der audit plan.")
		if got, want := printed(judged(t, h).Advice), "articles/second.de.md:7: \"audit plan\" is foreign here; say it in Deutsch\n"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

// A10: the shipped texts mark what is foreign in them.
func TestShippedContentMarksWhatIsForeign(t *testing.T) {
	reader := NewReader(catalog(t))
	reader.Thorough = true
	_, report := reader.Read(content.FS, settings, Changes{All: true})
	if got := printed(report.Advice); strings.Contains(got, "is foreign here") || strings.Contains(got, "spaces") {
		t.Errorf("got\n%swant nothing foreign and no space amiss", got)
	}
	if len(report.Prose) != 2 {
		t.Errorf("got %+v, want a measure of each language", report.Prose)
	}
	for _, p := range report.Prose {
		if p.Half > p.Language.HalfWords {
			t.Errorf("%s: got half of the sentences with up to %d words, want %d at most", p.Language.Name, p.Half, p.Language.HalfWords)
		}
	}
}
