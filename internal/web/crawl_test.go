package web_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"leadpath/internal/locale"
)

var heading = regexp.MustCompile(`<h1[ >]`)

// W1, A10: each page says what it is, in which language, and where it stands.
func TestEveryPageNamesItself(t *testing.T) {
	w := shared(t)
	for _, page := range w.pages {
		body := w.bodies[page]
		code := page[1:3]
		if got := tags(body, "html"); len(got) != 1 || got[0]["lang"] != code {
			t.Errorf("%s: got html %v, want lang %s", page, got, code)
		}
		if got := len(heading.FindAllString(body, -1)); got != 1 {
			t.Errorf("%s: got %d h1, want one", page, got)
		}
		if got := linksOf(body, "canonical", ""); len(got) != 1 || got[0] != w.URL+page {
			t.Errorf("%s: got canonical %v, want %s", page, got, w.URL+page)
		}
		for _, data := range regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`).FindAllStringSubmatch(body, -1) {
			var parsed any
			if err := json.Unmarshal([]byte(data[1]), &parsed); err != nil {
				t.Errorf("%s: structured data: %v", page, err)
			}
		}
		if !strings.Contains(body, `<script type="application/ld+json">`) {
			t.Errorf("%s: got no structured data", page)
		}
	}
}

// linksOf gives the addresses of a page's link elements.
func linksOf(body, relation, language string) []string {
	var found []string
	for _, link := range tags(body, "link") {
		if link["rel"] == relation && link["hreflang"] == language {
			found = append(found, link["href"])
		}
	}
	return found
}

// W1: the pages of a thing name each other, and all name the English one for
// everybody else.
func TestCounterpartsNameEachOther(t *testing.T) {
	w := shared(t)
	triples := map[string]map[string]string{}
	for _, page := range w.pages {
		triples[page] = alternates(t, w, page)
	}
	for page, triple := range triples {
		if triple["x-default"] != triple[locale.Languages[0].Code] {
			t.Errorf("%s: got x-default %s, want the English page", page, triple["x-default"])
		}
		if triple[page[1:3]] != w.URL+page {
			t.Errorf("%s: got %s for its own language", page, triple[page[1:3]])
		}
		for language, address := range triple {
			other := strings.TrimPrefix(address, w.URL)
			if w.bodies[other] == "" {
				t.Errorf("%s: its %s version %s is no page of the site", page, language, address)
				continue
			}
			for language, want := range triple {
				if got := triples[other][language]; got != want {
					t.Errorf("%s: names %s for %s, but %s names %s", page, want, language, other, got)
				}
			}
		}
	}
}

func alternates(t *testing.T, w *world, page string) map[string]string {
	t.Helper()
	triple := map[string]string{}
	for _, language := range []string{"en", "de", "x-default"} {
		found := linksOf(w.bodies[page], "alternate", language)
		if len(found) != 1 {
			t.Fatalf("%s: got alternates %v for %s, want one", page, found, language)
		}
		triple[language] = found[0]
	}
	return triple
}

// W2: the language link in the header leads to the same thing, and back.
func TestLanguageLinkLeadsThereAndBack(t *testing.T) {
	w := shared(t)
	for _, page := range w.pages {
		there := languageLinkOf(t, w.bodies[page], page)
		if w.bodies[there["href"]] == "" {
			t.Errorf("%s: the language link leads to %s, which is no page", page, there["href"])
			continue
		}
		if w.URL+there["href"] != alternates(t, w, page)[there["hreflang"]] {
			t.Errorf("%s: the language link leads to %s, the head names %v", page, there["href"], alternates(t, w, page))
		}
		if back := languageLinkOf(t, w.bodies[there["href"]], there["href"]); back["href"] != page {
			t.Errorf("%s: got %s on the way back from %s", page, back["href"], there["href"])
		}
	}
}

func languageLinkOf(t *testing.T, body, page string) map[string]string {
	t.Helper()
	for _, a := range tags(between(body, "<header", "</header>"), "a") {
		if a["hreflang"] != "" && strings.Contains(" "+a["rel"]+" ", " alternate ") {
			return a
		}
	}
	t.Fatalf("%s: got no language link in the header", page)
	return nil
}

// A10: what leads into the other language says so.
func TestLinksSayTheirLanguage(t *testing.T) {
	w := shared(t)
	for _, page := range append(w.pages, "/en/articles/"+slugIn(t, w, "de"), "/de/artikel/"+slugIn(t, w, "en")) {
		body := string(ask(t, w.Site, "GET", page).body)
		for _, a := range tags(body, "a") {
			for _, l := range locale.Languages {
				foreign := strings.HasPrefix(strings.TrimPrefix(a["href"], w.URL), "/"+l.Code+"/") && l.Code != page[1:3]
				if foreign && (a["lang"] != l.Code || a["hreflang"] != l.Code) {
					t.Errorf("%s: the link to %s has lang %q and hreflang %q, want %s", page, a["href"], a["lang"], a["hreflang"], l.Code)
				}
			}
		}
	}
}

// slugIn gives the slug of an article in a language.
func slugIn(t *testing.T, w *world, code string) string {
	t.Helper()
	article := samples(t, w)[w.Catalog.In(code).Route("article")]
	return article[strings.LastIndexByte(article, '/')+1:]
}

// A15: the menu and the foot are the same on every page of a language, errors
// included.
func TestMenuAndFootAreTheSameEverywhere(t *testing.T) {
	w := shared(t)
	here := regexp.MustCompile(` aria-current="[a-z]+"`)
	for _, l := range w.Catalog.All() {
		lost := string(ask(t, w.Site, "GET", l.Path("home")+"nothing").body)
		for _, part := range []struct{ name, from, to string }{{"menu", `<nav class="head__menu"`, "</nav>"}, {"foot", "<footer", "</footer>"}} {
			want := here.ReplaceAllString(between(lost, part.from, part.to), "")
			if want == "" {
				t.Fatalf("%s: the 404 page has no %s", l.Code, part.name)
			}
			for _, page := range w.pages {
				if got := here.ReplaceAllString(between(w.bodies[page], part.from, part.to), ""); page[1:3] == l.Code && got != want {
					t.Errorf("%s: got the %s %.200q, want that of the other pages %.200q", page, part.name, got, want)
				}
			}
		}
	}
}
