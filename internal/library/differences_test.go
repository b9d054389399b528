package library

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// A written pair is an article in both languages, with more in its heads.
type writtenPair struct{ english, german, englishHead, germanHead string }

// differences gives what is found between the versions, as check prints it,
// without what mends it.
func (p writtenPair) differences(t *testing.T) []string {
	t.Helper()
	_, report := p.read(t)
	var said []string
	for _, d := range report.Differences {
		said = append(said, fmt.Sprintf("%s:%d %s:%d %s", short(d.File), d.Line, short(d.Other.File), d.Other.Line, strings.SplitN(d.Text, ";", 2)[0]))
	}
	return said
}

func short(file string) string {
	return strings.TrimSuffix(strings.TrimPrefix(file, "articles/pair."), ".md")
}

func (p writtenPair) read(t *testing.T) (*Library, Report) {
	t.Helper()
	h := newHouse(t)
	for lang, words := range map[string][2]string{"en": {p.englishHead, p.english}, "de": {p.germanHead, p.german}} {
		h.write("articles/pair."+lang+".md", "+++\ntitle = \"Pair\"\nslug = \"pair\"\ntopic = \"basics\"\nauthor = \"ada\"\nstandfirst = \"Pair.\"\nshort = \"Pair.\"\n"+
			"published = 2026-06-09\nupdated = 2026-06-10\n"+words[0]+"+++\n\n"+words[1])
	}
	delete(h, "log.toml")                                                // which leads to the next two
	for _, file := range []string{"articles/first", "articles/second"} { // whose halves are not alike
		for _, lang := range []string{"en", "de"} {
			delete(h, file+"."+lang+".md")
		}
	}
	for _, key := range []string{"why", "when"} {
		for _, lang := range []string{"en", "de"} {
			h.write("faq/"+key+"."+lang+".md", "+++\ntitle = \""+key+"?\"\nslug = \""+key+"\"\ntopic = \"basics\"\n+++\n\nYes.\n")
		}
	}
	for _, lang := range []string{"en", "de"} {
		h.write("legal/privacy."+lang+".md", "+++\ntitle = \"P\"\n+++\n\nWords.\n")
		h.write("authors/ada."+lang+".md", "+++\nname = \"Ada\"\nslug = \"ada\"\nagreed = 2026-06-01\n+++\n\nWords.\n")
	}
	r := NewReader(catalog(t))
	r.Thorough = true
	lib, report := r.Read(fstest.MapFS(h), settings, Changes{All: true})
	if err := report.Faults.Err(); err != nil {
		t.Fatalf("got the fault %v, want none", err)
	}
	return lib, report
}

func TestVersionsThatStateTheSameHaveNoDifference(t *testing.T) {
	for _, c := range []struct {
		says string
		pair writtenPair
	}{
		{"numbers in code", writtenPair{english: "Type `serve --addr :8080`.\n\n```\nport 8080\n```\n", german: "Geben Sie `serve --addr :9090` ein.\n\n```\nPort 9090\n```\n"}},
		{"names of notes", writtenPair{english: "So[^1] it is.\n\n[^1]: A note of 5 words.\n", german: "So[^7] ist es.\n\n[^7]: Eine Anmerkung mit fünf Wörtern.\n"}},
		{"a note behind another paragraph", writtenPair{
			english: "It costs 5.[^a]\n\nMore.\n\n[^a]: Since 2024.\n", german: "Es kostet 5.[^a]\n\n[^a]: Seit 2024.\n\nMehr.\n"}},
		{"addresses", writtenPair{english: "See <https://example.org/en/2024/1> and [it](https://example.org/en/).\n", german: "Siehe <https://example.org/de/2024/1> und [das](https://example.org/de).\n"}},
		{"addresses that are words", writtenPair{english: "See example.org/2024/one.\n", german: "Siehe example.org.\n"}},
		{"links within the site", writtenPair{english: "[Why](../faq/why.en.md), [both](/en/compare#x), [below](#more).\n\n## More\n", german: "[Warum](../faq/why.de.md), [beide](/de/vergleich), [unten](#und-mehr).\n\n## Und mehr\n"}},
		{"two sections with one heading", writtenPair{english: "## Part\n\n5 days\n\n## Part\n\n7 days\n", german: "## Teil\n\n5 Tage\n\n## Teil\n\nsieben Tage\n"}},
		{"numbers that begin a list", writtenPair{english: "1. One thing.\n2. Another.\n", german: "- Eine Sache.\n- Eine andere.\n"}},
		{"a table with a unit in its cells", writtenPair{english: "| a | b |\n|---|---|\n| 1,000 | 2 |\n", german: "| a | b |\n|---|---|\n| 1.000 | 2 |\n"}},
		{"a number that stands alone for a reason", writtenPair{english: "Some.\n", german: "Nach § 5 DDG.\n", germanHead: "alone = [{ text = \"§ 5\", reason = \"a German law\" }]\n"}},
	} {
		if got := c.pair.differences(t); len(got) > 0 {
			t.Errorf("%s: got %q, want none", c.says, got)
		}
	}
}

func TestADifferenceNamesBothLines(t *testing.T) {
	for _, c := range []struct {
		says string
		pair writtenPair
		want []string
	}{
		{"a number", writtenPair{english: "First.\n\nIt takes 5 days.\n", german: "Zuerst.\n\nEs dauert\nvier Tage.\n"}, []string{"de:15 en:14 “vier” stands here and “5” in articles/pair.en.md:14"}},
		{"a number that is missing", writtenPair{english: "First.\n\nIt takes 5 days.\n", german: "Zuerst.\n\nEs dauert.\n"}, []string{"en:14 de:14 “5” stands here and not in articles/pair.de.md, where it would be near line 14"}},
		{"a source of a link", writtenPair{english: "[Read](https://example.org/one).\n", german: "[Gelesen](https://example.org/two).\n"},
			[]string{"de:12 en:12 “https://example.org/two” stands here and “https://example.org/one” in articles/pair.en.md:12"}},
		{"an edition", writtenPair{english: "By ISO 19011:2026.\n", german: "Nach ISO 19011:2018.\n"}, []string{"de:12 en:12 “2018” stands here and “2026” in articles/pair.en.md:12"}},
		{"a note", writtenPair{english: "So.[^a]\n\n[^a]: Since 2024.\n", german: "So.[^a]\n\n[^a]: Seit 2025.\n"}, []string{"de:14 en:14 “2025” stands here and “2024” in articles/pair.en.md:14"}},
		{"the head", writtenPair{english: "So.\n", german: "So.\n", englishHead: "corrections = [{ date = 2026-06-10, text = \"5 days\" }]\n", germanHead: "corrections = [{ date = 2026-06-10, text = \"6 Tage\" }]\n"},
			[]string{"de:10 en:10 “6” stands here and “5” in articles/pair.en.md:10"}},
		{"when a source was checked", writtenPair{english: "So.\n", german: "So.\n",
			englishHead: "sources = [\n{ title = \"One\", url = \"https://example.org\", checked = 2026-06-01 },\n]\n",
			germanHead:  "sources = [\n{ title = \"Eins\", url = \"https://example.org\", checked = 2026-06-02 },\n]\n"},
			[]string{"de:11 en:11 “2026-06-02” stands here and “2026-06-01” in articles/pair.en.md:11"}},
		{"a section that is missing", writtenPair{english: "## One\n\n5 days of 2024\n\n## Two\n\n7 weeks of 2025\n", german: "## Zwei\n\n7 Wochen von 2025\n"},
			[]string{"en:12 de:12 the section \"One\" has no counterpart in articles/pair.de.md (the last one there begins at line 12)"}},
		{"sections in another order", writtenPair{
			english: "## One\n\n5 days, 2024, 31\n\n## Two\n\n7 weeks, 2025, 32\n", german: "## Zwei\n\n7 Wochen, 2025, 32\n\n## Eins\n\n5 Tage, 2024, 31\n"},
			[]string{"de:12 en:16 the section \"Zwei\" stands in another order than \"Two\" in articles/pair.en.md:16"}},
		{"a list in one head alone", writtenPair{english: "So.\n", german: "So.\n", englishHead: "sources = [{ title = \"One\", url = \"https://example.org\", checked = 2026-06-01 }]\n"},
			[]string{"en:10 de:1 “2026-06-01” stands here and not in articles/pair.de.md, where it would be near line 1", "en:10 de:1 “https://example.org” stands here and not in articles/pair.de.md, where it would be near line 1"}},
	} {
		if got := c.pair.differences(t); strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s: got\n%s\nwant\n%s", c.says, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

func TestWhatStandsAloneNeedsAReasonAndIsNamedWhenItDoesNotAnyMore(t *testing.T) {
	p := writtenPair{english: "By 5.\n", german: "Nach 5.\n", germanHead: "alone = [{ text = \"5\", reason = \"a law\" }]\n"}
	_, report := p.read(t)
	if got, want := printed(report.Advice), "articles/pair.de.md:10: nothing stands alone by “5” any more; remove it from alone\n"; !strings.Contains(got, want) {
		t.Errorf("got %q, want %q in it", got, want)
	}
	h := newHouse(t)
	h.replace(t, "articles/first.en.md", "draft = false", "alone = [{ text = \"5\", reason = \" \" }]")
	_, report = h.load(t)
	if got, want := printed(report.Faults), "articles/first.en.md:11: what stands in one version alone needs a text, as it is written there, and a reason; write both\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTablesOfWordsAreComparedToo(t *testing.T) {
	h := newHouse(t)
	h.write("glossary.toml", "[[term]]\nkey = \"lead\"\nword.en = \"lead\"\nword.de = \"Leitung\"\nsays.en = \"Takes 5 days.\"\nsays.de = \"Dauert 6 Tage.\"\n")
	r := NewReader(catalog(t))
	r.Thorough = true
	_, report := r.Read(fstest.MapFS(h), settings, Changes{All: true})
	for _, d := range report.Differences {
		if d.File == "glossary.toml" && d.Line == 6 && d.Other.Line == 5 && d.Words == "6" && d.OtherWords == "5" {
			return
		}
	}
	t.Errorf("got %v, want 6 in glossary.toml:6 and 5 in line 5", report.Differences)
}
