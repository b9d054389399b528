package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"leadpath/content"
	"leadpath/internal/library"
	"leadpath/internal/problem"
	"leadpath/internal/webtest"
)

const devArticle = "articles/two-year-line"

// lineOf gives the line of a file on which something stands first.
func lineOf(t *testing.T, files fstest.MapFS, file, what string) int {
	t.Helper()
	before, _, found := strings.Cut(string(files[file].Data), what)
	if !found {
		t.Fatalf("%s has no %q", file, what)
	}
	return 1 + strings.Count(before, "\n")
}

// authorsContent is the shipped content with one section more in German and an
// article that is a draft.
func authorsContent(t *testing.T) fstest.MapFS {
	t.Helper()
	files := webtest.Copy(t, content.FS)
	longer := devArticle + ".de.md"
	files[longer] = &fstest.MapFile{Data: append(slices.Clone(files[longer].Data), "\n## Ein Abschnitt mehr\n\nNur hier.\n"...)}
	for _, lang := range []string{"en", "de"} {
		file := "articles/working-day." + lang + ".md"
		text := strings.NewReplacer("draft = false", "draft = true").Replace(string(files[file].Data))
		files[file] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// madeUp is a report with something of every kind.
func madeUp(t *testing.T, files fstest.MapFS) library.Report {
	t.Helper()
	en, de := devArticle+".en.md", devArticle+".de.md"
	here, there := lineOf(t, files, en, "two years"), lineOf(t, files, de, "zwei Jahre")
	var r library.Report
	r.Faults.Add(de, lineOf(t, files, de, "## "), "the heading is wrong; mend it")
	r.Advice.Add(en, lineOf(t, files, en, "standfirst = "), "the standfirst could be better")
	r.Advice.Add("owner.toml", 4, "the owner could be better")
	r.Differences = []library.Difference{{
		Fault: problem.Fault{File: de, Line: there, Text: "“zwei Jahre” here and “two years” there; mend one", Other: problem.Place{File: en, Line: here}},
		Words: "zwei Jahre", OtherWords: "two years",
	}}
	return r
}

// authorsSite serves it as serve --dev does.
func authorsSite(t *testing.T) *webtest.Site {
	t.Helper()
	files := authorsContent(t)
	site := webtest.Serve(t, webtest.Options{Content: files, Now: fixed, Dev: true})
	site.Server.Judge(madeUp(t, files))
	return site
}

func TestAnAuthorSeesBothVersionsSideBySide(t *testing.T) {
	site := authorsSite(t)
	r, page := site.Get(t, "/dev/"+devArticle)
	if r.StatusCode != 200 || r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("X-Robots-Tag") != "noindex" {
		t.Fatalf("got %d with %v, want a page that nobody keeps or finds", r.StatusCode, r.Header)
	}
	rows := strings.Split(page, `<div class="dev__row">`)[1:]
	cells := func(row string) []string { return strings.Split(row, `<div class="dev__cell" lang="`)[1:] }
	for i, row := range rows {
		if c := cells(row); len(c) != 2 || !strings.HasPrefix(c[0], `en"`) || !strings.HasPrefix(c[1], `de"`) {
			t.Fatalf("row %d: got %d cells, want the English beside the German", i, len(c))
		}
	}
	head, sources := cells(rows[0]), cells(rows[len(rows)-1])
	for i, want := range []string{">Consultant and auditor in one person", "Berat"} {
		if !strings.Contains(head[i], want) {
			t.Errorf("got the head %q, want %q in it", head[i], want)
		}
	}
	if !strings.Contains(head[0], "the standfirst could be better") || strings.Contains(head[1], "the standfirst") {
		t.Error("the advice on the English head does not stand beside it alone")
	}
	if !strings.Contains(sources[1], "checked 2026-11-23, due 2027-05-23") {
		t.Errorf("got the sources %q, want the days of each", sources[1])
	}
	alone := cells(rows[len(rows)-2])
	if !strings.Contains(alone[0], "data-missing") || !strings.Contains(alone[1], "Ein Abschnitt mehr") {
		t.Errorf("got the last sections %q, want the German one by itself", alone)
	}
	if first := cells(rows[1]); !strings.Contains(first[1], "the heading is wrong") || strings.Count(page, "the heading is wrong") != 1 {
		t.Error("the fault of the first German section does not stand beside it alone")
	}
	if !strings.Contains(page, "data-broken") {
		t.Error("nothing says that the content has faults")
	}
}

func TestDifferencesOfFactAreMarkedWhereTheyStand(t *testing.T) {
	site := authorsSite(t)
	_, page := site.Get(t, "/dev/"+devArticle)
	marked := map[string]bool{}
	for _, row := range strings.Split(page, `<div class="dev__row">`)[1:] {
		said := strings.Contains(row, `data-said="difference"`)
		for _, words := range []string{"<mark>two\u00a0years</mark>", "<mark>zwei\u00a0Jahre</mark>", "<mark>two years</mark>", "<mark>zwei Jahre</mark>"} {
			if strings.Contains(row, words) {
				marked[words[6:9]] = true
			}
			if strings.Contains(row, words) && strings.HasPrefix(words, "<mark>zwei") && !said {
				t.Errorf("%s is marked in a section beside which no difference is told", words)
			}
		}
	}
	if !marked["two"] || !marked["zwe"] {
		t.Errorf("got marks on %v, want the words of both sides", marked)
	}
}

func TestTheListOfTextsTellsDraftsAndWhatCheckSays(t *testing.T) {
	site := authorsSite(t)
	_, page := site.Get(t, "/dev/")
	entry := func(pair string) string {
		_, rest, found := strings.Cut(page, `data-pair="`+pair+`"`)
		if !found {
			t.Fatalf("the list lacks %s", pair)
		}
		text, _, _ := strings.Cut(rest, `data-pair=`)
		return text
	}
	if !strings.Contains(entry("articles/working-day"), "draft") || strings.Contains(entry(devArticle), "draft") {
		t.Error("got another, want the draft alone called one")
	}
	for _, says := range []string{"the heading is wrong", "the standfirst could", "zwei Jahre"} {
		if !strings.Contains(entry(devArticle), says) {
			t.Errorf("got %q, want %q beside the text", entry(devArticle), says)
		}
	}
	if before, _, _ := strings.Cut(page, "data-pair="); !strings.Contains(before, "owner.toml:4") {
		t.Error("what is said of owner.toml does not stand above the texts")
	}
	for _, address := range []string{"/dev/articles/working-day", "/dev/faq/difference", "/dev/legal/imprint"} {
		if r, _ := site.Get(t, address); r.StatusCode != http.StatusOK {
			t.Errorf("GET %s: got %d, want 200", address, r.StatusCode)
		}
	}
	for _, address := range []string{"/dev/articles/nothing", "/dev/authors/editorial", "/dev/faq/working-day"} {
		if r, _ := site.Get(t, address); r.StatusCode != http.StatusNotFound {
			t.Errorf("GET %s: got %d, want 404", address, r.StatusCode)
		}
	}
}

func TestAuthorsPagesAreNotThereForOthers(t *testing.T) {
	site := webtest.Serve(t, webtest.Options{Now: fixed})
	site.Server.Judge(library.Report{})
	for _, address := range []string{"/dev", "/dev/", "/dev/news", "/dev/" + devArticle} {
		if r, _ := site.Get(t, address); r.StatusCode != http.StatusNotFound {
			t.Errorf("GET %s: got %d, want 404", address, r.StatusCode)
		}
	}
	if _, home := site.Get(t, "/en/"); strings.Contains(home, "/static/dev/") {
		t.Error("a page carries the authors’ script")
	}
	authors := authorsSite(t)
	for _, address := range []string{"/sitemap.xml", "/robots.txt", "/llms.txt"} {
		if _, body := authors.Get(t, address); strings.Contains(body, "/dev/") {
			t.Errorf("GET %s names authors’ pages", address)
		}
	}
}

func TestAnOpenPageIsToldOfEveryReading(t *testing.T) {
	site := authorsSite(t)
	_, first := site.Get(t, "/dev/news")
	if _, page := site.Get(t, "/dev/"); !strings.Contains(page, `data-reading="`+first+`"`) {
		t.Errorf("the page is not of the reading %q", first)
	}
	told := make(chan string, 1)
	go func() {
		_, name := site.Get(t, "/dev/news?known="+first)
		told <- name
	}()
	select {
	case name := <-told:
		t.Fatalf("got %q at once, want no news before there is any", name)
	case <-time.After(200 * time.Millisecond):
	}
	site.Server.Judge(library.Report{})
	select {
	case name := <-told:
		if name == first {
			t.Errorf("got %q again, want another name for another reading", name)
		}
	case <-time.After(5 * time.Second):
		t.Error("waited 5 s for the news of a reading")
	}
}

// A1, A2, A5, A7: the authors' pages are pages of the house.
func TestAuthorsPagesPromiseWhatAllPagesDo(t *testing.T) {
	site := authorsSite(t)
	show := &exhibition{Site: site, Browser: webtest.StartBrowser(t)}
	for _, path := range []string{"/dev/", "/dev/" + devArticle, "/dev/faq/difference", "/dev/legal/privacy"} {
		show.All = append(show.All, exhibit{path, "dev", "en", site.URL + path})
	}
	show.Sorts = show.All
	t.Run("bars nobody", func(t *testing.T) { noBarriers(t, show) })
	t.Run("is flawless HTML", func(t *testing.T) { htmlIsFlawless(t, show) })
	t.Run("has large targets", func(t *testing.T) { targetsAreLarge(t, show) })
	t.Run("fits narrow screens", func(t *testing.T) { fitsNarrowScreens(t, show) })
	t.Run("loads anew", func(t *testing.T) { pageLoadsAnew(t, show) })
}

func pageLoadsAnew(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	tab.Open(show.All[0].URL)
	tab.Tell(`document.title = "old"`)
	show.Site.Server.Judge(library.Report{})
	for until := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if title, err := webtest.Try[string](tab, "document.title"); err == nil && title != "old" {
			return
		}
		if time.Now().After(until) {
			t.Fatal("waited 20 s for the page to be loaded anew")
		}
	}
}
