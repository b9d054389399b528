package library

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"leadpath/internal/locale"
)

var stampDay = locale.Date{Year: 2026, Month: 7, Day: 1}

// A pair of which each section can be told from the others, but for two that
// are called alike.
const (
	thirdEN = "+++\ntitle = \"The third step\"\nslug = \"third-step\"\ntopic = \"law\"\nauthor = \"editorial\"\nstandfirst = \"What the third step is.\"\nshort = \"It comes last.\"\npublished = 2026-06-20\nupdated = 2026-06-20\n+++\n\n" +
		"It ends here.\n\n## Plan\n\nPlan 5 days, then *check*. See [why](../faq/why.en.md).\n\n## Check\n\nCheck it twice.\n\n## Example\n\nOne office.\n\n## Example\n\nAnother office.\n"
	thirdDE = "+++\ntitle = \"Der dritte Schritt\"\nslug = \"dritter-schritt\"\ntopic = \"law\"\nauthor = \"editorial\"\nstandfirst = \"Was der dritte Schritt ist.\"\nshort = \"Er kommt zuletzt.\"\npublished = 2026-06-20\nupdated = 2026-06-20\n+++\n\n" +
		"Er endet hier.\n\n## Planen\n\nPlanen Sie 5 Tage, dann *prüfen* Sie. Siehe [warum](../faq/why.de.md).\n\n## Prüfen\n\nPrüfen Sie es zweimal.\n\n## Beispiel\n\nEin Büro.\n\n## Beispiel\n\nEin anderes Büro.\n"
)

// stampedHouse is a house with a third article, in which some texts are stamped.
func stampedHouse(t testing.TB, names ...string) house {
	t.Helper()
	h := newHouse(t)
	h.write("articles/third.en.md", thirdEN)
	h.write("articles/third.de.md", thirdDE)
	h.stamp(t, names...)
	return h
}

// stamp stamps texts of a whole folder and writes the lock.
func (h house) stamp(t testing.TB, names ...string) Stamping {
	t.Helper()
	stamping, err := h.whole(t).Stamp(names, stampDay)
	if err != nil {
		t.Fatalf("Stamp(%v): %v", names, err)
	}
	h.write(LockFile, string(stamping.Lock))
	return stamping
}

// stampAdvice gives what check says of stamps, but for texts that have none.
func (h house) stampAdvice(t testing.TB) string {
	t.Helper()
	_, report := h.load(t)
	var lines strings.Builder
	for _, f := range report.Advice {
		if !strings.HasPrefix(f.Text, "this was never stamped") {
			lines.WriteString(f.String() + "\n")
		}
	}
	return lines.String()
}

// marksOf lists what readers of the third article are told in a language.
func marksOf(lib *Library, lang string) string {
	a := lib.articles["third"][lang]
	var all []string
	add := func(anchor string, n *Newer) {
		if n != nil {
			all = append(all, fmt.Sprintf("%s: %s%s since %s", anchor, n.Lang, n.Place(), n.Since))
		}
	}
	add("head", a.NewerHead())
	for _, s := range a.Sections() {
		add("#"+s.ID, s.Newer)
	}
	return strings.Join(all, ", ")
}

const (
	inEN, inDE = "articles/third.en.md", "articles/third.de.md"
	again      = ", then leadpath stamp articles/third\n"
	bringUp    = "; bring this section up to it" + again
)

// A rewording replaces words of a file.
type rewording struct{ file, old, new string }

// W9, A10: a section is behind exactly where one version changed since both
// were stamped, whatever else moved.
func TestWhatIsBehind(t *testing.T) {
	moved := rewording{inEN, "updated = 2026-06-20", "updated = 2026-12-01"}
	cases := []struct {
		name           string
		edits          []rewording
		german, advice string // marks in German, and what check says
		english        string
	}{
		{name: "nothing since the stamp"},
		{"a word in one version", []rewording{moved, {inEN, "Check it twice", "Check it thrice"}},
			"#pruefen: en#check since 2026-12-01", inDE + ":18: " + inEN + ":18 is newer, since 2026-12-01" + bringUp, ""},
		{"the other way round, and no day moved", []rewording{{inDE, "Ein anderes Büro", "Ein kleines Büro"}},
			"", inEN + ":26: " + inDE + ":26 is newer, since 2026-06-20" + bringUp, "#example-2: de#beispiel-2 since 2026-06-20"},
		{"a number", []rewording{moved, {inEN, "5 days", "6 days"}}, "#planen: en#plan since 2026-12-01", inDE + ":14: " + inEN + ":14 is newer, since 2026-12-01" + bringUp, ""},
		{"where a link leads", []rewording{moved, {inEN, "why.en.md", "when.en.md"}}, "#planen: en#plan since 2026-12-01", inDE + ":14: " + inEN + ":14 is newer, since 2026-12-01" + bringUp, ""},
		{"the title", []rewording{moved, {inEN, "The third step", "The last step"}}, "head: en#short since 2026-12-01", inDE + ":2: " + inEN + ":2 is newer, since 2026-12-01" + bringUp, ""},
		{"the short answer", []rewording{moved, {inEN, "It comes last", "It ends all"}}, "head: en#short since 2026-12-01", inDE + ":2: " + inEN + ":2 is newer, since 2026-12-01" + bringUp, ""},
		{"what stands before the first heading", []rewording{moved, {inEN, "It ends here", "It ends there"}},
			"#: en#short since 2026-12-01", inDE + ":12: " + inEN + ":12 is newer, since 2026-12-01" + bringUp, ""},
		{"a heading, and with it the anchor", []rewording{moved, {inEN, "## Plan", "## Plan first"}},
			"#planen: en#plan-first since 2026-12-01", inDE + ":14: " + inEN + ":14 is newer, since 2026-12-01" + bringUp, ""},
		{"two headings side by side", []rewording{{inEN, "## Plan", "## Design"}, {inEN, "## Check", "## Look"}},
			"#planen: en#design since 2026-06-20, #pruefen: en#look since 2026-06-20",
			inDE + ":14: " + inEN + ":14 is newer, since 2026-06-20" + bringUp + inDE + ":18: " + inEN + ":18 is newer, since 2026-06-20" + bringUp, ""},
		{"both versions: nobody is told which is newer", []rewording{{inEN, "Check it twice", "Check it thrice"}, {inDE, "es zweimal", "es dreimal"}},
			"", inDE + ":18: this and " + inEN + ":18 have both changed since they were stamped on 2026-07-01; see that they say the same" + again, ""},
		{"commas, marks, quotation marks, spaces, capitals, a soft hyphen", []rewording{
			{inEN, "Plan 5 days, then *check*.", "Plan  5\ndays; then **check** –"}, {inEN, "Check it twice.", "check it “twice”!"}, {inDE, "Ein Büro", "Ein Bü\u00ADro"}, {inDE, "anderes Büro", "anderes Bu\u0308ro"}, {inEN, "It comes last.", "It comes last"}}, "", "", ""},
		{"a day, a source, a slug", []rewording{moved, {inEN, "slug = \"third", "sources = [{ title = \"A\", url = \"https://example.org/\", checked = 2026-06-01 }]\nslug = \"the-third"}}, "", "", ""},
		{"the order", []rewording{{inDE, thirdDE, strings.Replace(strings.Replace(thirdDE, "## Prüfen\n\nPrüfen Sie es zweimal.\n\n", "", 1), "## Planen", "## Prüfen\n\nPrüfen Sie es zweimal.\n\n## Planen", 1)}}, "", "", ""},
		{"the order, and a word", []rewording{moved, {inEN, "Check it twice", "Check it thrice"}, {inDE, thirdDE, strings.Replace(strings.Replace(thirdDE, "## Prüfen\n\nPrüfen Sie es zweimal.\n\n", "", 1), "## Planen", "## Prüfen\n\nPrüfen Sie es zweimal.\n\n## Planen", 1)}},
			"#pruefen: en#check since 2026-12-01", inDE + ":14: " + inEN + ":18 is newer, since 2026-12-01" + bringUp, ""},
		{"the order of two that are called alike", []rewording{{inDE, "Ein Büro", "Ein anderes Haus"}, {inDE, "Ein anderes Büro", "Ein Büro"}, {inDE, "Ein anderes Haus", "Ein anderes Büro"}}, "", "", ""},
		{"one of two that are called alike", []rewording{{inEN, "Another office", "A small office"}}, "#beispiel-2: en#example-2 since 2026-06-20", inDE + ":26: " + inEN + ":26 is newer, since 2026-06-20" + bringUp, ""},
		{"a section that came", []rewording{{inEN, "## Check", "## Wait\n\nWait.\n\n## Check"}},
			"", inEN + ":18: this section was never stamped; see that it says the same in every language" + again, ""},
		{"a section that went", []rewording{{inEN, "\n\n## Check\n\nCheck it twice.", ""}},
			"", LockFile + ":10: " + inEN + " has no section #check any more; see that its versions say the same" + again, ""},
		{"the first of two that are called alike went", []rewording{{inEN, "\n\n## Example\n\nOne office.", ""}},
			"", LockFile + ":11: " + inEN + " has no section #example any more; see that its versions say the same" + again, ""},
		{"a section that went in both", []rewording{{inEN, "\n\n## Check\n\nCheck it twice.", ""}, {inDE, "\n\n## Prüfen\n\nPrüfen Sie es zweimal.", ""}},
			"", LockFile + ":10: " + inDE + " has no section #pruefen any more; see that its versions say the same" + again + LockFile + ":10: " + inEN + " has no section #check any more; see that its versions say the same" + again, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := stampedHouse(t, "articles/third")
			for _, e := range c.edits {
				h.replace(t, e.file, e.old, e.new)
			}
			lib := h.whole(t)
			if got := marksOf(lib, "de"); got != c.german {
				t.Errorf("in German: got %q, want %q", got, c.german)
			}
			if got := marksOf(lib, "en"); got != c.english {
				t.Errorf("in English: got %q, want %q", got, c.english)
			}
			if got := h.stampAdvice(t); got != c.advice {
				t.Errorf("got the advice\n%swant\n%s", got, c.advice)
			}
			h.settles(t)
		})
	}
}

// settles stamps the third article, where its sections pair up: then nothing
// is left to say.
func (h house) settles(t *testing.T) {
	t.Helper()
	stamping, err := h.whole(t).Stamp([]string{"articles/third"}, stampDay)
	if err != nil {
		return
	}
	h.write(LockFile, string(stamping.Lock))
	if got := h.stampAdvice(t) + marksOf(h.whole(t), "en") + marksOf(h.whole(t), "de"); got != "" {
		t.Errorf("stamped again: got %q, want nothing left to say", got)
	}
}

// Sections pair up by their order, so there have to be as many.
func TestTextsThatDoNotPairUp(t *testing.T) {
	h := stampedHouse(t, "articles/second")
	h.replace(t, "articles/third.de.md", "Er endet hier.\n\n", "")
	lib := h.whole(t)
	for name, want := range map[string]string{
		"articles/first": "articles/first.en.md has 2 sections and articles/first.de.md 1: they pair up by their order; write them alike, then stamp",
		"articles/third": "articles/third.en.md has words before its first heading and articles/third.de.md has none: sections pair up by their order; write them alike, then stamp",
		"articles/no":    "articles/no: not in the library",
	} {
		if got, err := lib.Stamp([]string{"articles/second", name}, stampDay); err == nil || err.Error() != want || got.Lock != nil {
			t.Errorf("Stamp(%s): got %v, want %q", name, err, want)
		}
	}
}

// The file is the same however often it is written, and a stamp keeps its day
// and all others.
func TestStampingKeepsWhatItDoesNotTouch(t *testing.T) {
	h := stampedHouse(t, "faq/why", "articles/third", "authors/ada")
	before := h.file(LockFile)
	same, err := h.whole(t).Stamp([]string{"articles/third", "faq/why"}, locale.Date{Year: 2027, Month: 1, Day: 1})
	if err != nil || string(same.Lock) != before || len(same.Fresh) > 0 || fmt.Sprint(same.Same) != "[articles/third faq/why]" {
		t.Errorf("stamped again: got %v, %v and another lock: %v, want nothing changed", same, err, string(same.Lock) != before)
	}
	h.replace(t, "articles/third.en.md", "5 days", "6 days")
	fresh, err := h.whole(t).Stamp([]string{"faq/why", "articles/third"}, locale.Date{Year: 2027, Month: 1, Day: 1})
	if err != nil || fmt.Sprint(fresh.Fresh) != "[articles/third]" || fmt.Sprint(fresh.Same) != "[faq/why]" {
		t.Fatalf("got %v and %v, want the article alone stamped", fresh, err)
	}
	old, now := strings.Split(before, "\n"), strings.Split(string(fresh.Lock), "\n")
	var others []int
	for i := range old {
		if old[i] != now[i] {
			others = append(others, i+1)
		}
	}
	if fmt.Sprint(others) != "[5 9]" || len(old) != len(now) {
		t.Errorf("got the lines %v changed, want the day and one row:\n%s", others, fresh.Lock)
	}
}

// What a stamp is reckoned by stays the same for years: another way to hash
// would make every lock void.
func TestStampsAreReckonedAsEver(t *testing.T) {
	h := stampedHouse(t, "articles/third", "authors/ada")
	kept(t, "testdata/"+LockFile, h.file(LockFile))
}

// What was stamped and is gone is named, and nothing falls over it.
func TestStampsOfWhatIsGone(t *testing.T) {
	h := stampedHouse(t, "articles/second", "faq/when")
	h.write(LockFile, h.file(LockFile)+"\n[\"articles/fifth\"]\nstamped = 2026-07-01\nsections = []\n\n[\"fifth\"]\nstamped = 2026-07-01\n\n[\"images/step\"]\nstamped = 2026-07-01\n\n[\"articles/a/b.c\"]\nstamped = 2026-07-01\nsections = [{ en = [\"x\", \"0123456789abcdef\"] }]\n")
	last := strings.Count(h.file(LockFile), "\n")
	want := ""
	for i, name := range []string{"articles/fifth", "fifth", "images/step", "articles/a/b.c"} {
		want += fmt.Sprintf("%s:%d: there is no text %s any more; remove these lines\n", LockFile, last-12+[]int{0, 4, 7, 10}[i], name)
	}
	if got := h.stampAdvice(t); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	_, report := h.load(t)
	if len(report.Faults) > 0 {
		t.Errorf("got the faults %v, want none", report.Faults)
	}
}

func TestWhatWasNeverStamped(t *testing.T) {
	t.Run("without a lock nobody is asked to stamp", func(t *testing.T) {
		if _, report := newHouse(t).load(t); len(report.Advice) > 0 {
			t.Errorf("got %v, want no advice", report.Advice)
		}
	})
	t.Run("with one each text is named, but for drafts", func(t *testing.T) {
		h := newHouse(t)
		h.stamp(t, "faq/why")
		for _, lang := range []string{"en", "de"} {
			h.replace(t, "articles/second."+lang+".md", "updated = 2026-06-20", "updated = 2026-06-20\ndraft = true")
		}
		_, report := h.load(t)
		want := ""
		for _, name := range []string{"articles/first", "authors/ada", "authors/editorial", "faq/when", "legal/privacy"} {
			want += name + ".en.md:1: this was never stamped; see that its versions say the same, then leadpath stamp " + name + "\n"
		}
		if got := printed(report.Advice); got != want {
			t.Errorf("got\n%swant\n%s", got, want)
		}
	})
}

// Texts without a day of their own are check's alone; a setting of the owner's
// is no word of theirs.
func TestTextsThatAreNoArticles(t *testing.T) {
	h := stampedHouse(t, "faq/why", "authors/ada")
	h.replace(t, "faq/why.en.md", "Because", "Since")
	h.replace(t, "authors/ada.de.md", "Ada hat", "Frau Ada hat")
	want := "authors/ada.en.md:7: authors/ada.de.md:8 has changed since 2026-07-01; bring this section up to it, then leadpath stamp authors/ada\n" +
		"faq/why.de.md:8: faq/why.en.md:8 has changed since 2026-07-01; bring this section up to it, then leadpath stamp faq/why\n"
	if got := h.stampAdvice(t); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	h = stampedHouse(t, "legal/privacy")
	rules := settings
	rules.Erase, rules.Minutes, rules.Undo = 7, 45, 3
	_, report := Load(fstest.MapFS(h), catalog(t), rules)
	if got := printed(report.Advice); strings.Contains(got, "legal/") || len(report.Faults) > 0 {
		t.Errorf("with other settings: got\n%swant nothing of legal pages", got)
	}
	h.replace(t, "legal/privacy.en.md", "{erase}", "{undo}")
	if got := h.stampAdvice(t); !strings.Contains(got, "legal/privacy.de.md:") {
		t.Errorf("another setting's name: got %q, want the German page named", got)
	}
}

// R20: a lock that cannot be understood is a fault with its line.
func TestLocksThatAreBroken(t *testing.T) {
	cases := []struct{ name, old, new, want string }{
		{"the marks of a merge", "  { de = [\"pruefen\"", "<<<<<<< ours\n  { de = [\"pruefen\"", ":10: this is not what TOML or the key wants"},
		{"a row that a merge left twice", "  { de = [\"pruefen\"", "  { de = [\"planen\", \"0123456789abcdef\"] },\n  { de = [\"pruefen\"", ":10: the section \"planen\" stands here twice in de; mend it, or remove the lines of articles/third and stamp it again"},
		{"a text that stands twice", "[\"articles/third\"]", "[\"articles/third\"]\nstamped = 2026-06-01\n[\"articles/third\"]", ":6: this is not what TOML or the key wants"},
		{"a key nobody knows", "stamped = 2026-07-01", "stamped = 2026-07-01\nby = \"Ada\"", ":6: the key \"articles/third.by\" is unknown; remove it or mend its spelling"},
		{"no day", "stamped = 2026-07-01", "", ":4: the day of the stamp is missing or no day of the calendar; mend it, or remove the lines of articles/third and stamp it again"},
		{"a language that the site does not speak", "{ de = [\"short\"", "{ fr = [\"short\", \"0123456789abcdef\"], de = [\"short\"", ":7: a section is LANGUAGE = [\"anchor\", \"16 digits of a hash\"]; mend it, or remove the lines of articles/third and stamp it again"},
		{"a hash that is none", "[\"pruefen\", \"", "[\"pruefen\", \"x", ":10: a section is LANGUAGE = "},
		{"an anchor alone", "  { de = [\"pruefen\", ", "  { de = [\"pruefen\"] }, { de = [\"", ":10: "},
		{"not TOML at all", lockHead, "stamped\n", ":1: this is not what TOML or the key wants"},
		{"no text", lockHead, "\x00", ":1: the file is not in UTF-8 here"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := stampedHouse(t, "articles/third")
			h.replace(t, LockFile, c.old, c.new)
			lib, report := h.load(t)
			if got := printed(report.Faults); lib != nil || len(report.Faults) != 1 || !strings.HasPrefix(got, LockFile+c.want) {
				t.Errorf("got a library: %v, and\n%swant none, and one fault that begins %s%s", lib != nil, got, LockFile, c.want)
			}
		})
	}
	t.Run("a folder in its place", func(t *testing.T) {
		h := stampedHouse(t, "articles/third")
		h[LockFile] = &fstest.MapFile{Mode: fs.ModeDir | 0o755}
		_, report := h.load(t)
		if got, want := printed(report.Faults), LockFile+":1: this is no file that can be read; put a file of text here\n"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}
