package web_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"leadpath/content"
	"leadpath/internal/webtest"
)

// withMany gives the shipped content and so many small pairs more.
func withMany(t testing.TB, pairs int) fstest.MapFS {
	files := webtest.Copy(t, content.FS)
	for n := range pairs {
		for _, lang := range []string{"en", "de"} {
			files[fmt.Sprintf("articles/small-%03d.%s.md", n, lang)] = &fstest.MapFile{Mode: 0o644, Data: fmt.Appendf(nil,
				"+++\ntitle = \"Small %d %s\"\nslug = \"small-%03d\"\ntopic = \"fundamentals\"\nauthor = \"editorial\"\nstandfirst = \"About %[1]d %[2]s.\"\nshort = \"Short.\"\npublished = 2026-01-02\nupdated = 2026-01-02\n+++\n\nWords.\n", n, lang, n)}
		}
	}
	return files
}

var (
	smallOnes = regexp.MustCompile(`<a[^>]* href="(/(?:en/articles|de/artikel)/small-\d+)"`)
	nextLink  = regexp.MustCompile(`<a rel="next" href="([^"]+)"`)
	prevLink  = regexp.MustCompile(`<a rel="prev" href="([^"]+)"`)
)

// F5: where there are very many articles, each is still reached from the lists.
func TestALongListStandsOnSeveralPages(t *testing.T) {
	const pairs = 401
	site := webtest.Serve(t, webtest.Options{Content: withMany(t, pairs), Now: fixed})
	t.Cleanup(site.Server.Drain)
	for _, c := range []struct{ list, further, other string }{
		{"/en/articles", "/en/articles/page/", "/de/artikel/seite/"},
		{"/de/artikel", "/de/artikel/seite/", "/en/articles/page/"},
		{"/en/topics/fundamentals", "/en/topics/fundamentals/page/", "/de/themen/grundlagen/seite/"},
		{"/de/autoren/redaktion", "/de/autoren/redaktion/seite/", "/en/authors/editors/page/"},
	} {
		t.Run(c.list, func(t *testing.T) {
			seen, before, number := map[string]bool{}, "", 1
			for address := c.list; address != ""; number++ {
				response, body := site.Get(t, address)
				if response.StatusCode != 200 {
					t.Fatalf("%s: got %d, want 200", address, response.StatusCode)
				}
				for _, m := range smallOnes.FindAllStringSubmatch(body, -1) {
					seen[m[1]] = true
				}
				if got := first(prevLink, body); got != before {
					t.Errorf("%s: got %q before it, want %q", address, got, before)
				}
				wants := []string{`<link rel="canonical" href="` + site.URL + address + `"`}
				if number > 1 {
					wants = append(wants, fmt.Sprintf("%s%d\"", c.other, number), fmt.Sprintf("%d</h1>", number))
				}
				for _, want := range wants {
					if !strings.Contains(body, want) {
						t.Errorf("%s: got no %s", address, want)
					}
				}
				before, address = address, first(nextLink, body)
			}
			if len(seen) != pairs || number != 4 {
				t.Errorf("got %d articles on %d pages, want %d on 3", len(seen), number-1, pairs)
			}
			for _, none := range []string{"0", "4", "02", "x", "-1", "99999999999999999999"} {
				if response, _ := site.Get(t, c.further+none); response.StatusCode != 404 {
					t.Errorf("%s%s: got %d, want 404", c.further, none, response.StatusCode)
				}
			}
			if response, _ := site.Get(t, c.further+"1"); response.StatusCode != 308 || response.Header.Get("Location") != c.list {
				t.Errorf("%s1: got %d to %q, want 308 to %s", c.further, response.StatusCode, response.Header.Get("Location"), c.list)
			}
		})
	}
	t.Run("exported like all pages, without cards where none are asked for", func(t *testing.T) {
		for _, cards := range []bool{true, false} {
			exported := site.Server.ExportedAddresses(cards)
			for _, address := range []string{"/en/articles/page/2", "/de/artikel/seite/3", "/de/themen/grundlagen/seite/2", "/en/articles/small-400", "/en/card.png"} {
				if !slices.Contains(exported, address) {
					t.Errorf("with cards %v: got no %s", cards, address)
				}
			}
			if got := slices.Contains(exported, "/en/articles/small-400.png"); got != cards {
				t.Errorf("with cards %v: got a card %v", cards, got)
			}
		}
	})
}

func first(of *regexp.Regexp, body string) string {
	if m := of.FindStringSubmatch(body); m != nil {
		return m[1]
	}
	return ""
}
