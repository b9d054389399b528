package library

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"leadpath/internal/locale"
)

// overdueIn names the sources of the first article and of the comparison that
// are marked in an edition.
func overdueIn(t *testing.T, e *Edition) string {
	t.Helper()
	c, err := e.Comparison("de")
	if err != nil {
		t.Fatal(err)
	}
	var marked []string
	for _, s := range append(e.SourcesOf(article(t, e, "en", "first-step")), c.Sources...) {
		if s.Overdue {
			marked = append(marked, s.Title)
		}
	}
	return strings.Join(marked, ", ")
}

func TestSourcesFallDueAtMidnightOfTheOwner(t *testing.T) {
	h := newHouse(t)
	h.replace(t, "compare.toml", "checked = 2026-06-01", "checked = 2026-06-01\ndue = 2027-07-01")
	lib := h.whole(t)
	cases := []struct{ name, at, want, until string }{
		{"a second before its day nothing is overdue", "2026-11-30T22:59:59Z", "", "2026-11-30T23:00:00Z"},
		{"at midnight in Berlin it is; what names no day never is", "2026-11-30T23:00:00Z", "One page", "2027-06-30T22:00:00Z"},
		{"a second before the next day, in summer", "2027-06-30T21:59:59Z", "One page", "2027-06-30T22:00:00Z"},
		{"then that of the comparison is too", "2027-06-30T22:00:00Z", "One page, Eine Seite", ""},
		{"and stays so", "2099-01-01T00:00:00Z", "One page, Eine Seite", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			e := lib.At(moment(t, c.at))
			if got := overdueIn(t, e); got != c.want {
				t.Errorf("overdue at %s: got %q, want %q", c.at, got, c.want)
			}
			until := ""
			if !e.Until().IsZero() {
				until = e.Until().UTC().Format(time.RFC3339)
			}
			if until != c.until {
				t.Errorf("Until at %s: got %q, want %q", c.at, until, c.until)
			}
		})
	}
	t.Run("an edition does not mark the library's own", func(t *testing.T) {
		if lib.articles["first"]["en"].Sources[0].Overdue {
			t.Error("got a source of the library marked")
		}
	})
}

func TestCorrectionsAreShownFromTheirDayOnNewestFirst(t *testing.T) {
	h := newHouse(t)
	for lang, file := range map[string]string{"en": "articles/first.en.md", "de": "articles/first.de.md"} {
		h.replace(t, file, "corrections = [", "corrections = [{ date = 2026-06-11, text = \"Eleventh in "+lang+".\" }, { date = 2026-06-12, text = \"Twelfth in "+lang+".\" },")
	}
	lib := h.whole(t)
	for at, want := range map[string]string{
		"2026-06-09T21:59:59Z": "", "2026-06-09T22:00:00Z": "10", "2026-06-10T22:00:00Z": "11 10", "2027-01-01T00:00:00Z": "12 11 10",
	} {
		e := lib.At(moment(t, at))
		var days []string
		for _, c := range e.CorrectionsOf(article(t, e, "en", "first-step")) {
			days = append(days, fmt.Sprint(c.Date.Day))
		}
		if got := strings.Join(days, " "); got != want {
			t.Errorf("corrections at %s: got %q, want %q", at, got, want)
		}
	}
	if until := lib.At(moment(t, "2026-06-10T00:00:00Z")).Until(); !until.Equal(moment(t, "2026-06-10T22:00:00Z")) {
		t.Errorf("Until: got %s, want the day of the next correction", until)
	}
}

func TestCorrectionsThatAreNewerThanTheArticleSays(t *testing.T) {
	h := newHouse(t)
	for _, lang := range []string{"en", "de"} {
		h.replace(t, "articles/first."+lang+".md", "{ date = 2026-06-10", "{ date = 2026-06-11")
	}
	_, report := h.load(t)
	const says = "the correction is newer than the article says it is; set updated = 2026-06-11\n"
	if got, want := printed(report.Advice), "articles/first.de.md:15: "+says+"articles/first.en.md:24: "+says; got != want || len(report.Faults) > 0 {
		t.Errorf("got %q and %q, want %q", got, printed(report.Faults), want)
	}
}

func TestWhatIsOverdueIsListedWithItsLine(t *testing.T) {
	h := newHouse(t)
	h.replace(t, "articles/first.en.md", "checked = 2026-06-02", "checked = 2026-06-02, due = 2027-01-10")
	h.replace(t, "articles/first.de.md", "checked = 2026-06-01", "checked = 2026-06-01, due = 2027-01-20")
	h.replace(t, "compare.toml", "checked = 2026-06-01", "checked = 2026-06-01\ndue = 2026-12-02")
	const (
		one     = "articles/first.en.md:20: the source “One page” was due on 2026-12-01; read it again and set checked and due\n"
		another = "articles/first.en.md:21: the source “Another page” was due on 2027-01-10; read it again and set checked and due\n"
		eine    = "articles/first.de.md:14: the source “Eine Seite” was due on 2027-01-20; read it again and set checked and due\n"
		table   = "compare.toml:21: the source “A page” was due on 2026-12-02; read it again and set checked and due\n"
	)
	soon := func(place string, count int, day string) string {
		return fmt.Sprintf("%s: sources that fall due within 60 days: %d, the first on %s; read them again and set checked and due\n", place, count, day)
	}
	cases := []struct{ name, at, want string }{
		{"nothing, long before", "2026-10-01T00:00:00Z", ""},
		{"what comes within 60 days in a line for each file", "2026-11-25T00:00:00Z",
			soon("articles/first.de.md:14", 1, "2027-01-20") + soon("articles/first.en.md:20", 2, "2026-12-01") + soon("compare.toml:21", 1, "2026-12-02")},
		{"each that is overdue from its midnight on", "2026-11-30T23:00:00Z",
			soon("articles/first.de.md:14", 1, "2027-01-20") + one + soon("articles/first.en.md:21", 1, "2027-01-10") + soon("compare.toml:21", 1, "2026-12-02")},
		{"all of them at last", "2027-02-01T00:00:00Z", eine + one + another + table},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := printed(h.whole(t).Due(moment(t, c.at))); got != c.want {
				t.Errorf("Due at %s: got\n%swant\n%s", c.at, got, c.want)
			}
		})
	}
	t.Run("a draft's are not", func(t *testing.T) {
		for _, lang := range []string{"en", "de"} {
			h.write("articles/first."+lang+".md", strings.Replace(h.file("articles/first."+lang+".md"), "draft = false", "draft = true", 1))
		}
		if got := printed(h.whole(t).Due(moment(t, "2027-02-01T00:00:00Z"))); got != table {
			t.Errorf("got %q, want %q", got, table)
		}
	})
	t.Run("a correction that is to come is named", func(t *testing.T) {
		got := printed(newHouse(t).whole(t).Due(moment(t, "2026-06-09T10:00:00Z")))
		if !strings.Contains(got, "articles/first.de.md:15: the correction is of 2026-06-10, which is to come; ") {
			t.Errorf("got %q, want the correction of tomorrow", got)
		}
	})
}

// F6: who sets the day of a source has one page drawn anew, and the edition
// ends on the new day all the same.
func TestAnotherDueDayIsKeptWithoutReadingTheRest(t *testing.T) {
	h, reader := newHouse(t), NewReader(catalog(t))
	before, _ := reader.Read(fstest.MapFS(h), settings, Changes{All: true})
	h.replace(t, "articles/first.en.md", "due = 2026-12-01", "due = 2026-08-01")
	lib := reader.again(fstest.MapFS(h), settings, Changes{Files: map[string]bool{"articles/first.en.md": true}})
	if lib == nil {
		t.Fatal("the whole folder was read again")
	}
	e := lib.At(moment(t, later))
	if got, want := e.Until(), moment(t, "2026-07-31T22:00:00Z"); !got.Equal(want) {
		t.Errorf("Until: got %s, want %s", got, want)
	}
	if got, want := before.At(moment(t, later)).Until(), moment(t, "2026-11-30T23:00:00Z"); !got.Equal(want) {
		t.Errorf("Until of the library before: got %s, want %s as it was", got, want)
	}
	h.replace(t, "articles/first.en.md", "It begins", "It always begins")
	same, _ := reader.Read(fstest.MapFS(h), settings, Changes{Files: map[string]bool{"articles/first.en.md": true}})
	if before.roll.days[0] != same.roll.days[0] || len(same.roll.newest) != 2 {
		t.Errorf("got the days %v, want those of the first reading but for one", same.roll.days)
	}
}

// Ten thousand pairs with five sources each: an edition is a matter of
// milliseconds, on the days on which something turns too.
func TestManySourcesDoNotMakeAnEditionSlow(t *testing.T) {
	l := &Library{catalog: catalog(t), Settings: settings, articles: pairs[Article]{}}
	first := locale.Date{Year: 2026, Month: 1, Day: 1}
	for n := range 10_000 {
		key := fmt.Sprintf("a%d", n)
		l.articles[key] = map[string]*Article{}
		for _, lang := range []string{"en", "de"} {
			a := &Article{Key: key, Lang: lang, Slug: key, Published: first}
			for s := range 5 {
				a.Sources = append(a.Sources, Source{Due: first.Add((n*5 + s) % 1000)})
			}
			l.articles[key][lang] = a
		}
	}
	if took := workOf(l.order); took > time.Second {
		t.Errorf("the roll took %v of work, want below a second", took)
	}
	if len(l.roll.days) != 1000 {
		t.Errorf("got %d days, want each of the thousand once", len(l.roll.days))
	}
	took := workOf(func() {
		for day := range 20 {
			l.At(first.Add(30 * day).Begins(settings.Zone))
		}
	})
	if took > 20*100*time.Millisecond {
		t.Errorf("twenty editions took %v of work, want below 100 ms each", took)
	}
	if again := workOf(func() { l.roll.at(l, first.Add(570).Begins(settings.Zone).Add(time.Hour)) }); again > time.Millisecond {
		t.Errorf("the same day again took %v of work, want what is known", again)
	}
}

// The table for hours has sources too.
func TestTheSourcesOfTheHoursLogFallDue(t *testing.T) {
	h := newHouse(t)
	h.replace(t, "log.toml", "checked = 2026-06-01", "checked = 2026-06-01\ndue = 2027-07-01")
	lib := h.whole(t)
	for at, overdue := range map[string]bool{"2027-06-30T21:59:59Z": false, "2027-06-30T22:00:00Z": true} {
		log, err := lib.At(moment(t, at)).HoursLog("de")
		if err != nil || log.Sources[0].Overdue != overdue {
			t.Errorf("at %s: got %+v (%v), want overdue %v", at, log, err, overdue)
		}
	}
	if until := lib.At(moment(t, "2027-06-01T00:00:00Z")).Until(); !until.Equal(moment(t, "2027-06-30T22:00:00Z")) {
		t.Errorf("Until: got %v, want the midnight at which the source falls due", until)
	}
	if got := printed(lib.Due(moment(t, "2027-08-01T00:00:00Z"))); !strings.Contains(got, "log.toml:48: the source “A page” was due on 2027-07-01;") {
		t.Errorf("Due: got %q, want the source of log.toml", got)
	}
}
