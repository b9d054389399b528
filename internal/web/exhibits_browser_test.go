package web_test

import (
	"context"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"leadpath/content"
	"leadpath/internal/advice"
	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/internal/webtest"
	"leadpath/internal/webtest/diarytest"
)

// An exhibit is a page as the browser is shown it.
type exhibit struct {
	Name string // its address without the host, or what it is
	Kind string // the name of its route, or "error"
	Lang string
	URL  string
}

// An exhibition is the shipped site as it is on the day of the tests, with
// the browser that looks at it.
type exhibition struct {
	Site    *webtest.Site
	Browser *webtest.Browser
	All     []exhibit // every page, and the error pages
	Sorts   []exhibit // one of each kind in each language; with LONG=1 every page
}

func openExhibition(t *testing.T) *exhibition {
	t.Helper()
	show := &exhibition{Site: openSite(t), Browser: webtest.StartBrowser(t)}
	paths := show.Site.Pages(t)
	for _, path := range paths {
		l := localeOf(show.Site, path)
		show.All = append(show.All, exhibit{path, kindOf(l, path), l.Code, show.Site.URL + path})
	}
	show.All = append(show.All, answeredPages(t, show.Site)...)
	show.All = append(show.All, bookingPages(t, show.Site)...)
	show.All = append(show.All, errorPages(t, show.Site, paths)...)
	show.Sorts = show.All
	if os.Getenv("LONG") == "" {
		show.Sorts = sorts(t, show.Site, show.All)
	}
	return show
}

func openSite(t *testing.T) *webtest.Site {
	t.Helper()
	return webtest.Serve(t, webtest.Options{Content: aged(t), Now: fixed, Diary: diarytest.Keep})
}

// aged gives the shipped content with an article of which the head and a
// section are newer in one language each.
func aged(t *testing.T) fs.FS {
	t.Helper()
	files := webtest.Copy(t, content.FS)
	stamping, err := webtest.Load(t, files).Stamp([]string{"articles/grades-and-hours"}, locale.Date{Year: 2026, Month: 11, Day: 30})
	if err != nil {
		t.Fatal(err)
	}
	files[library.LockFile] = &fstest.MapFile{Data: stamping.Lock}
	for file, old := range map[string]string{"articles/grades-and-hours.en.md": "\nshort = \"", "articles/grades-and-hours.de.md": "\n## "} {
		files[file] = &fstest.MapFile{Data: []byte(strings.Replace(string(files[file].Data), old, old+"ISO ", 1))}
	}
	return files
}

// sorts chooses one page of each kind and language, the longest, but every
// author, every error and the grades empty and filled in, of the articles one
// with drawings and one without, and of the questions one of each make.
func sorts(t *testing.T, site *webtest.Site, all []exhibit) []exhibit {
	t.Helper()
	longest, size := map[string]exhibit{}, map[string]int{}
	for _, e := range all {
		key := e.Kind + e.Lang
		switch {
		case e.Kind == "author", e.Kind == "error", e.Kind == "grades", e.Kind == "opening", e.Kind == "own":
			key = e.Name
		case e.Kind == "step": // one with a scale, one with a list, one with a word on what is missing
			for _, sort := range []string{"answered", "boxes", "without"} {
				if strings.Contains(e.Name, sort) {
					key += sort
				}
			}
		}
		response, err := site.Client.Get(e.URL)
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(page), `<figure class="drawn">`) {
			key += "drawn"
		}
		if _, ok := longest[key]; !ok || len(page) > size[key] {
			longest[key], size[key] = e, len(page)
		}
	}
	var chosen []exhibit
	for _, e := range all {
		for _, one := range longest {
			if one == e {
				chosen = append(chosen, e)
			}
		}
	}
	return chosen
}

// named gives the address of an exhibit.
func (x *exhibition) named(t *testing.T, l *locale.Locale, name string) string {
	t.Helper()
	for _, e := range x.All {
		if e.Name == l.Code+" "+name {
			return e.URL
		}
	}
	t.Fatalf("no exhibit is named %s %s", l.Code, name)
	return ""
}

// ofKind keeps the exhibits of some kinds.
func ofKind(all []exhibit, kinds ...string) []exhibit {
	var kept []exhibit
	for _, e := range all {
		if strings.Contains(" "+strings.Join(kinds, " ")+" ", " "+e.Kind+" ") {
			kept = append(kept, e)
		}
	}
	return kept
}

// answeredPages gives the pages that forms lead to: a step of each kind, with
// an answer and without, two results, and the calculator filled in.
func answeredPages(t *testing.T, site *webtest.Site) []exhibit {
	t.Helper()
	both, open := site.Answers(t, someAnswers, someCircumstances), site.Answers(t, "unsure 3 unsure 2 3 3 unsure 2 3 3 2 1", "")
	m := site.Content.Paths.Today()
	var all []exhibit
	for _, l := range site.Catalog.All() {
		add := func(kind, name, address string) {
			all = append(all, exhibit{l.Code + " " + name, kind, l.Code, site.URL + address})
		}
		add("step", "statement answered", l.Path("step", m.Statements[3].ID)+"?"+both)
		add("step", "pair", l.Path("step", m.Pairs[0].ID)+"?"+both)
		seen := map[advice.Kind]bool{}
		for _, c := range m.Circumstances {
			if !seen[c.Kind] {
				add("step", string(c.Kind), l.Path("step", c.ID)+"?"+both)
			}
			seen[c.Kind] = true
		}
		add("step", "statement without an answer", l.Path("step", m.Statements[0].ID)+"?v=1#missing")
		add("result", "result both", l.Path("result")+"?"+both)
		add("result", "result open", l.Path("result")+"?"+open)
		add("grades", "grades filled in", l.Path("grades")+"?side=implementer&standard=42001&years=4&field-years=1&project-hours=120&pace=12")
	}
	return all
}

// errorPages gives the pages of what went wrong, in each language: nothing
// there, the slug of another language, an address too long, and a fault of ours.
func errorPages(t *testing.T, site *webtest.Site, paths []string) []exhibit {
	t.Helper()
	broken := failingSite(t)
	var all []exhibit
	for _, l := range site.Catalog.All() {
		elsewhere := l.Path("article", foreignSlug(t, site, paths, l))
		all = append(all,
			exhibit{l.Code + " 404", "error", l.Code, site.URL + l.Path("home") + "nothing-is-here"},
			exhibit{l.Code + " 404 of another language", "error", l.Code, site.URL + elsewhere},
			exhibit{l.Code + " 414", "error", l.Code, site.URL + l.Path("home") + "?" + strings.Repeat("x", 2_000)},
			exhibit{l.Code + " 500", "error", l.Code, broken + l.Path("home")},
		)
	}
	return all
}

// failingSite gives the address of a site on which no page can be made: every
// request has ended before its page is drawn, so that each is a true 500.
func failingSite(t *testing.T) string {
	t.Helper()
	site := openSite(t)
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ended, end := context.WithCancel(r.Context())
		end()
		site.Server.ServeHTTP(w, r.WithContext(ended))
	}))
	t.Cleanup(front.Close)
	return front.URL
}

// foreignSlug gives the slug of an article in another language than l.
func foreignSlug(t *testing.T, site *webtest.Site, paths []string, l *locale.Locale) string {
	t.Helper()
	for _, path := range paths {
		if other := localeOf(site, path); other != l && kindOf(other, path) == "article" {
			return path[strings.LastIndexByte(path, '/')+1:]
		}
	}
	t.Fatalf("no article in another language than %s", l.Code)
	return ""
}

// localeOf gives the language that an address begins with.
func localeOf(site *webtest.Site, path string) *locale.Locale {
	code, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return site.Catalog.In(code)
}

var placeholder = regexp.MustCompile(`\\\{[a-z]+\\\}`)

// kindOf gives the name of the route that an address belongs to.
func kindOf(l *locale.Locale, path string) string {
	kinds := append([]string{"home", "articles", "topic", "article", "faq", "question", "compare", "glossary", "log", "author", "path", "result", "method", "grades", "step", "call", "opening", "own", "move", "moveto"}, library.LegalPages...)
	for _, kind := range kinds {
		pattern := placeholder.ReplaceAllString(regexp.QuoteMeta(l.Route(kind)), `[^/]+`)
		if regexp.MustCompile("^" + pattern + "$").MatchString(strings.SplitN(path, "?", 2)[0]) {
			return kind
		}
	}
	return "unknown"
}
