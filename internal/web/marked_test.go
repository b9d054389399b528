package web_test

import (
	"strings"
	"testing"
)

// A10: every page says its language, and every link to another language that
// it leads there and is written in it.
func TestEveryPageMarksItsLanguages(t *testing.T) {
	w := shared(t)
	for _, page := range w.pages {
		code, body := page[1:3], w.bodies[page]
		if got := tags(body, "html"); len(got) != 1 || got[0]["lang"] != code {
			t.Errorf("%s: got <html> with %q, want lang=%q", page, got, code)
		}
		for _, link := range tags(body, "a") {
			to := link["hreflang"]
			if leads := languageOf(w, link["href"]); leads != "" && leads != code && to == "" {
				t.Errorf("%s: the link to %s does not say its language", page, link["href"])
			} else if to == "" {
				continue
			} else if to != leads || link["lang"] != to {
				t.Errorf("%s: the link to %s has hreflang=%q and lang=%q, want %q", page, link["href"], to, link["lang"], leads)
			}
		}
		count := 0
		for _, link := range tags(between(body, "<header", "</header>"), "a") {
			if strings.Contains(link["rel"], "alternate") && link["hreflang"] != code && w.Catalog.In(link["hreflang"]) != nil {
				count++
			}
		}
		if want := len(w.Catalog.All()) - 1; count != want {
			t.Errorf("%s: got %d language links in the header, want %d", page, count, want)
		}
	}
}

// languageOf gives the language of an address of the site, or nothing.
func languageOf(w *world, href string) string {
	path := strings.TrimPrefix(href, w.URL)
	if len(path) < 4 || path[0] != '/' || path[3] != '/' || w.Catalog.In(path[1:3]) == nil {
		return ""
	}
	return path[1:3]
}

// A10: a word of the glossary that is foreign says so, in its own place and
// where its counterpart stands.
func TestForeignWordsOfTheGlossaryAreMarked(t *testing.T) {
	w := shared(t)
	e := w.Server.Content().At(today)
	foreign := 0
	for _, l := range w.Catalog.All() {
		for _, term := range e.Terms(l.Code) {
			entry := between(w.bodies[l.Path("glossary")], `<div id="`+term.ID+`">`, "</div>")
			if term.Foreign != "" {
				foreign++
				if want := `<dt><span lang="` + term.Foreign + `">` + term.Word + "</span></dt>"; !strings.Contains(entry, want) {
					t.Errorf("%s in %s: got %s, want %s", term.Key, l.Name, entry, want)
				}
			}
			for _, other := range w.Catalog.All() {
				if want := `hreflang="` + other.Code + `" lang="` + other.Code + `"`; other != l && !strings.Contains(entry, want) {
					t.Errorf("%s in %s: got %s, want the word in %s marked", term.Key, l.Name, entry, other.Name)
				}
			}
		}
	}
	if foreign == 0 {
		t.Error("got no foreign word in the glossary, want some to look at")
	}
}
