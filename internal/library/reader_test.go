package library

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"leadpath/internal/locale"
)

// A chaos is an editor who does anything to a house.
type chaos struct {
	*rand.Rand
	house
	first house // as it was at first, to mend from
	words *locale.Catalog
}

// edits gives the files of the next reading. A calm editor changes a word.
func (c chaos) edits(calm bool) map[string]bool {
	changed := map[string]bool{}
	if calm {
		changed[c.reword()[0]] = true
		return changed
	}
	for range 1 + c.IntN(3) {
		for _, file := range c.edit() {
			changed[file] = true
		}
	}
	return changed
}

// pick gives one of a list.
func (c chaos) pick(of ...string) string { return of[c.IntN(len(of))] }

// edit changes one or two files and gives their names.
func (c chaos) edit() []string {
	switch c.IntN(25) {
	case 0: // a table
		return []string{c.swap(c.pick("topics.toml", "owner.toml", "compare.toml", "log.toml"), c.pick("Grundlagen", "implementer", "[[", "en = ", "Example", "\n"), c.pick("Neues", "auditor", "", "en = ", "Other"))}
	case 1: // a picture
		file := c.pick("images/step.svg", "images/plan.en.svg", "images/plan.de.svg")
		c.write(file, strings.Replace(c.first.file(file), "0 0 3", c.pick("0 0 3", "0 0 4", "x"), 1))
		if c.IntN(4) == 0 {
			delete(c.house, file)
		}
		return []string{file}
	case 2: // gone
		file := c.text()
		delete(c.house, file)
		return []string{file}
	case 3: // under another name
		from, to := c.text(), c.text()
		c.write(to, c.file(from))
		delete(c.house, from)
		return []string{from, to}
	case 4: // a pair that is new
		key := c.pick("third", "fourth")
		for _, lang := range []string{"en", "de"} {
			c.write("articles/"+key+"."+lang+".md", strings.Replace(c.first.file("articles/second."+lang+".md"), "slug = \"", "slug = \"an-", 1))
		}
		return []string{"articles/" + key + ".en.md", "articles/" + key + ".de.md"}
	case 14: // a term
		swaps := [][2]string{{"\"control\"", "\"curb\""}, {"\"Auditplan\"", "\"Prüfplan\""}, {"\"audit-plan\"", "\"schedule\""}, {"[[term]]", "[[terms]]"}}
		swap := swaps[c.IntN(len(swaps))]
		return []string{c.swap("glossary.toml", swap[0], swap[1])}
	case 15, 16: // a head, often that of another text
		file, old := c.text(), c.pick("title = ", "standfirst = ", "slug = ")
		return []string{c.swap(file, old, c.pick("title", "standfirst")+" = \""+c.pick("One head", "Another head")+"\" #")}
	case 17: // a source that falls due on another day
		return []string{c.swap(c.pick("articles/first.en.md", "articles/first.de.md", "articles/third.en.md"), "checked = 2026-06-01", c.pick("checked = 2026-06-01, due = ", "checked = 2026-06-01 #")+c.pick("2027-02-01", "2027-03-01")+" }, #")}
	case 18: // a correction
		return []string{c.swap(c.text(), c.pick("corrections = [", "2026-06-10", "updated = 2026"), c.pick("corrections = [{ date = 2026-06-11, text = \"Six.\" }, ", "2026-06-12", "updated = 2025"))}
	case 5, 6, 7, 8: // mended
		return c.mend()
	case 19, 20, 21: // stamped
		return c.stamp()
	case 22: // the lock
		return []string{c.swap(LockFile, c.pick("[\"short\"", "stamped = 2026", "articles/second", "what-follows", "  {", "\"]"), c.pick("[\"shorty\"", "stamped = soon", "articles/gone", "later", "  #{", "0\"]"))}
	case 23, 24: // words of a section
		return c.reword()
	case 9: // front matter
		return []string{c.swap(c.text(), c.pick("slug = \"", "draft = false", "topic = \"", "author = \"", "+++", "faq = [", "2026", "key = \"", "= \"", "reviewer"),
			c.pick("slug = \"x", "draft = true", "topic = \"law\" #\"", "author = \"editorial\" #\"", "2025", "2099", "faq = [\"when\", ", "\n"))}
	}
	file := c.text()
	to := c.pick("../articles/first.", "../articles/second.", "../articles/third.", "../faq/why.", "../faq/when.", "../authors/ada.", "../legal/privacy.", "../faq/nowhere.")
	c.write(file, c.file(file)+c.pick(
		"\n[there]("+to+c.pick("en", "en", "de")+".md"+c.pick("", "#what-follows", "#later", "#sources")+")\n",
		"\n## Later\n\nWords.\n", "\nAn audit plan, its controls and the Auditplan with its Maßnahmen.\n", "\n![A step](../images/step.svg)\n", "\n[c](/en/compare)\n", "\n[p](/de/datenschutz)\n", "\n<b>\n", "\nA mark.[^x]\n"))
	return []string{file}
}

// reword changes words of one section, or the day, in one version of an article.
func (c chaos) reword() []string {
	if c.IntN(4) == 0 {
		return []string{c.swap("articles/second."+c.pick("en", "de")+".md", "updated = 2026-0", "updated = 2027-0")}
	}
	if c.IntN(2) == 0 {
		return []string{c.swap("articles/second.en.md", c.pick("It goes", "Nothing", "## What", "It is short"), c.pick("Words", "Words, more words", "## Words"))}
	}
	return []string{c.swap("articles/second.de.md", c.pick("Er geht", "Nichts", "## Was", "Auch er ist"), c.pick("Words", "Words, more words", "## Words"))}
}

// stamp mends and then stamps some texts, where all is whole.
func (c chaos) stamp() []string {
	files := append(c.mend(), LockFile)
	lib, _ := Load(fstest.MapFS(c.house), c.words, settings)
	if lib == nil {
		return files
	}
	names := append(lib.Texts("second"), lib.Texts(c.pick("why", "ada", "privacy", "when", "third"))...)
	if stamping, err := lib.Stamp(names, locale.Date{Year: 2026, Month: 7, Day: 1 + c.IntN(9)}); err == nil {
		c.write(LockFile, string(stamping.Lock))
	}
	return files
}

// text names a text, one that stands more often than not.
func (c chaos) text() string {
	folder := c.pick("articles", "articles", "faq", "authors", "legal")
	keys := map[string][]string{"articles": {"first", "second", "third", "fourth"}, "faq": {"why", "when"}, "authors": {"ada", "editorial"}, "legal": {"privacy"}}
	return textFile(folder, c.pick(keys[folder]...), c.pick("en", "de"))
}

func (c chaos) swap(file, old, new string) string {
	if c.house[file] != nil {
		c.write(file, strings.Replace(c.file(file), old, new, 1))
	}
	return file
}

// mend puts all files back but those of pairs that came later, some of which
// go.
func (c chaos) mend() (files []string) {
	for _, file := range slices.Sorted(maps.Keys(c.house)) {
		if c.first[file] == nil && (file != LockFile && c.IntN(2) == 0 || c.IntN(8) == 0) {
			delete(c.house, file)
			files = append(files, file)
		}
	}
	for file := range c.first {
		if c.file(file) != c.first.file(file) || c.house[file] == nil {
			c.write(file, c.first.file(file))
			files = append(files, file)
		}
	}
	return files
}

// R20, F6: what a reader takes over of an earlier reading is what reading
// everything gives.
func TestReadingAgainGivesWhatReadingAnewGives(t *testing.T) {
	edits := 300
	if os.Getenv("LONG") != "" {
		edits = 5000
	}
	words := catalog(t)
	for name, thorough := range map[string]bool{"for readers": false, "for check": true} {
		t.Run(name, func(t *testing.T) { replay(t, words, edits, thorough) })
	}
}

// replay edits a house and compares after each time.
func replay(t *testing.T, words *locale.Catalog, edits int, thorough bool) {
	c := chaos{rand.New(rand.NewPCG(5, 6)), newHouse(t), newHouse(t), words}
	reader := NewReader(words)
	reader.Thorough = thorough
	whole, broken, alike, stale := 0, 0, 0, 0
	var last *Library
	reader.Read(fstest.MapFS(c.house), settings, Changes{All: true})
	for n := range edits {
		stamped := reader.lib != nil && reader.lib.lock != nil
		changed := c.edits(stamped && c.IntN(3) > 0)
		rules := settings
		rules.Erase += c.IntN(2)
		if len(changed) == 1 {
			rules = settings
		}
		lib, report := reader.Read(fstest.MapFS(c.house), rules, Changes{Files: changed})
		if lib != nil {
			lib.Index(last)
			last = lib
		}
		anew := NewReader(words)
		anew.Thorough = thorough
		fresh, freshReport := anew.Read(fstest.MapFS(c.house), rules, Changes{All: true})
		if !reflect.DeepEqual(report, freshReport) {
			t.Fatalf("edit %d of %v: got the report\n%+v\nwant\n%+v", n, changed, report, freshReport)
		}
		if got, want := contents(lib), contents(fresh); !reflect.DeepEqual(got, want) {
			t.Fatalf("edit %d of %v: got another library than a fresh one", n, changed)
		}
		if strings.Contains(printed(report.Advice), "is that of") {
			alike++
		}
		if lib == nil {
			broken++
			continue
		}
		if len(slices.Concat(lib.articles["second"]["en"].behind, lib.articles["second"]["de"].behind)) > 0 {
			stale++
		}
		whole++
		wantSameTexts(t, lib, fresh)
		wantSameHits(t, lib, fresh)
	}
	if whole < edits/10 || broken < edits/10 || alike < edits/20 || stale < edits/20 {
		t.Errorf("got %d whole and %d broken readings, %d with heads alike and %d with a section behind, want a tenth or more of the first two, a twentieth of the others", whole, broken, alike, stale)
	}
}

// contents gives all that a library holds but for what was worked out of it.
func contents(l *Library) (all []any) {
	if l == nil {
		return nil
	}
	if l.lock != nil {
		all = append(all, l.lock.stamps)
	}
	return append(all, l.Settings, l.owner, l.topics, l.comparison, l.terms, l.articles, l.questions, l.authors, l.legal, l.images, l.drawings, l.vouched, l.roll.newest, l.roll.days)
}

// wantSameHits searches both for what the house is about.
func wantSameHits(t *testing.T, lib, fresh *Library) {
	t.Helper()
	e, f := lib.At(moment(t, later)), fresh.At(moment(t, later))
	for _, lang := range []string{"en", "de"} {
		for _, query := range []string{"words", "one head", "audit plan", "Maßnahme", "first", "risk danger", "Auditpläne"} {
			if got, want := e.Search(lang, query), f.Search(lang, query); !reflect.DeepEqual(got, want) {
				t.Fatalf("search for %s in %s: got %+v, want %+v", query, lang, got, want)
			}
		}
	}
}

// wantSameTexts compares what articles unpack to.
func wantSameTexts(t *testing.T, lib, fresh *Library) {
	t.Helper()
	e, f := lib.At(moment(t, later)), fresh.At(moment(t, later))
	for _, lang := range []string{"en", "de"} {
		for i, a := range e.Articles(lang) {
			if got, want := a.Sections(), f.Articles(lang)[i].Sections(); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s in %s: got %+v, want %+v", a.Key, lang, got, want)
			}
		}
	}
}

func TestTextsThatDidNotChangeStayTheSame(t *testing.T) {
	h, reader := newHouse(t), NewReader(catalog(t))
	read := func(changed string) *Library {
		t.Helper()
		lib, report := reader.Read(fstest.MapFS(h), settings, Changes{Files: map[string]bool{changed: true}})
		if len(report.Faults) > 0 {
			t.Fatalf("got faults: %s", printed(report.Faults))
		}
		return lib
	}
	before := read("")
	h.replace(t, "articles/second.en.md", "Nothing.", "Something.")
	after := read("articles/second.en.md")
	if before.articles["first"]["en"] != after.articles["first"]["en"] {
		t.Error("got another article first, want the same: nothing in it changed")
	}
	if before.articles["second"]["en"] == after.articles["second"]["en"] {
		t.Error("got the same article second, want another: it was edited")
	}
	old := before.articles["first"]["en"].Sections()
	h.replace(t, "articles/second.en.md", "slug = \"", "slug = \"new-")
	moved := read("articles/second.en.md")
	if got := before.articles["first"]["en"].Sections(); !reflect.DeepEqual(got, old) {
		t.Error("got another text of the library before, want what it was")
	}
	if got := fmt.Sprint(moved.articles["first"]["en"].Sections()); !strings.Contains(got, "/en/articles/new-") {
		t.Errorf("got %s, want a link to the new address", got)
	}
}

func TestTermsThatChangeAreMarkedAnew(t *testing.T) {
	h, reader := newHouse(t), NewReader(catalog(t))
	h.write("articles/second.de.md", h.file("articles/second.de.md")+"\nDie Maßnahme und der Ablaufplan.\n")
	reader.Read(fstest.MapFS(h), settings, Changes{All: true})
	h.replace(t, "glossary.toml", "\"Maßnahme\"", "\"Vorkehrung\"")
	for _, changes := range []Changes{{Files: map[string]bool{"glossary.toml": true}}, {All: true}} {
		lib, _ := reader.Read(fstest.MapFS(h), settings, changes)
		got, want := fmt.Sprint(lib.articles["second"]["de"].Sections()), fmt.Sprint(h.whole(t).articles["second"]["de"].Sections())
		if got != want || strings.Contains(got, ">Maßnahme</a>") || !strings.Contains(got, ">Ablaufplan</a>") {
			t.Errorf("with changes %v: got %s, want %s, with a link to Ablaufplan alone", changes, got, want)
		}
	}
}

func TestTextsAreTakenOverWhereAllMayBeOthers(t *testing.T) {
	h, reader := newHouse(t), NewReader(catalog(t))
	before, _ := reader.Read(fstest.MapFS(h), settings, Changes{All: true})
	h.replace(t, "articles/second.en.md", "Nothing.", "Something.")
	after, _ := reader.Read(fstest.MapFS(h), settings, Changes{All: true})
	if before.articles["first"]["en"] != after.articles["first"]["en"] {
		t.Error("got another article first, want the same: not a byte of it changed")
	}
	if before.articles["second"]["en"] == after.articles["second"]["en"] {
		t.Error("got the same article second, want another: it was edited")
	}
}

func TestPackedSections(t *testing.T) {
	for _, sections := range [][]Section{
		nil,
		{{}},
		{{HTML: "<p>x</p>", Plain: "x", Minutes: 1}, {ID: "a", Title: "A & Ä", Number: 1, Minutes: 300, HTML: strings.Repeat("<p>words</p>", 10_000)}},
	} {
		got := unpack(pack(sections))
		if len(got) != len(sections) || len(got) > 0 && !reflect.DeepEqual(got, sections) {
			t.Errorf("got %+v, want %+v", got, sections)
		}
	}
	if !bytes.Equal(pack([]Section{{ID: "a"}}), pack([]Section{{ID: "a"}})) {
		t.Error("got two packings of the same sections, want one")
	}
}

// Ten thousand faults at once are all named, in order, each at its line.
func TestTenThousandFaults(t *testing.T) {
	h := newHouse(t)
	for n := range 5000 {
		for _, lang := range []string{"en", "de"} {
			h.write(fmt.Sprintf("faq/q%04d.%s.md", n, lang), fmt.Sprintf("+++\ntitle = \"Q\"\nslug = \"q-%d\"\ntopic = \"none\"\n+++\n\nAn answer.\n", n))
		}
	}
	_, report := h.load(t)
	if len(report.Faults) != 10_000 {
		t.Fatalf("got %d faults, want 10,000", len(report.Faults))
	}
	for i, f := range report.Faults {
		if want := fmt.Sprintf("faq/q%04d.%s.md:4: ", i/2, []string{"de", "en"}[i%2]); !strings.HasPrefix(f.String(), want) {
			t.Fatalf("fault %d: got %s, want %s…", i, f, want)
		}
	}
}
