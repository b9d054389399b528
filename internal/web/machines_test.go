package web_test

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"leadpath/internal/card"
	"leadpath/internal/webtest"
)

// A siteMap is what a search engine reads of one.
type siteMap struct {
	URLs []struct {
		Address    string `xml:"loc"`
		Changed    string `xml:"lastmod"`
		Alternates []struct {
			Language string `xml:"hreflang,attr"`
			Address  string `xml:"href,attr"`
		} `xml:"http://www.w3.org/1999/xhtml link"`
	} `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 url"`
}

// W1: the sitemap names the pages that search engines may show, all of them
// and no other, with the counterparts that the pages name themselves.
func TestSitemapSaysWhatThePagesSay(t *testing.T) {
	w := shared(t)
	var m siteMap
	if err := xml.Unmarshal(ask(t, w.Site, "GET", "/sitemap.xml").body, &m); err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, entry := range m.URLs {
		page := strings.TrimPrefix(entry.Address, w.URL)
		named[page] = true
		if page == w.Catalog.Default().Path("call") || page == w.Catalog.In("de").Path("call") {
			continue // made for each visitor, told below
		}
		alternates := map[string]string{}
		for _, a := range entry.Alternates {
			alternates[a.Language] = a.Address
		}
		if want := alternatesOf(w.bodies[page]); !maps.Equal(alternates, want) {
			t.Errorf("%s: got the counterparts %v, the page names %v", page, alternates, want)
		}
		if entry.Changed != "" && !strings.Contains(w.bodies[page], `datetime="`+entry.Changed+`"`) && !strings.Contains(page, w.Catalog.In(page[1:3]).Path("compare")) {
			t.Errorf("%s: got lastmod %s, which the page does not show", page, entry.Changed)
		}
	}
	for _, page := range w.pages {
		hidden := strings.Contains(w.bodies[page], `<meta name="robots" content="noindex">`)
		if named[page] == hidden {
			t.Errorf("%s: stands in the sitemap: %v, says noindex: %v", page, named[page], hidden)
		}
	}
	for _, l := range w.Catalog.All() {
		if body := string(ask(t, w.Site, "GET", l.Path("call")).body); !named[l.Path("call")] || strings.Contains(body, "noindex") {
			t.Errorf("%s: want it in the sitemap and without noindex", l.Path("call"))
		}
	}
	if want := len(w.pages) + 2; len(named) > want || len(named) != len(m.URLs) {
		t.Errorf("got %d addresses in %d entries, want at most %d", len(named), len(m.URLs), want)
	}
}

func alternatesOf(body string) map[string]string {
	found := map[string]string{}
	for _, link := range tags(body, "link") {
		if link["rel"] == "alternate" && link["hreflang"] != "" {
			found[link["hreflang"]] = link["href"]
		}
	}
	return found
}

var targetInMarkdown = regexp.MustCompile(`\]\(([^)]+)\)`)

// W11: every address that lists for programs name is there, and Markdown says
// that its page is the one to be found.
func TestListsForProgramsAgreeWithThePages(t *testing.T) {
	w := shared(t)
	list := string(ask(t, w.Site, "GET", "/llms.txt").body)
	if !regexp.MustCompile(`\A# [^\n]+\n\n> [^\n]+\n\n`).MatchString(list) {
		t.Errorf("got %.100q, want a title and a quotation", list)
	}
	robots := string(ask(t, w.Site, "GET", "/robots.txt").body)
	if strings.Contains(robots, "Disallow: /") || !strings.Contains(robots, "\nSitemap: "+w.URL+"/sitemap.xml\n") {
		t.Errorf("got %q, want everybody let in and the sitemap named", robots)
	}
	texts := map[string]string{"/llms.txt": list}
	for _, l := range w.Catalog.All() {
		for _, page := range w.pages {
			slug, ok := strings.CutPrefix(page, l.Path("article", ""))
			if !ok {
				continue
			}
			address := l.Path("markdown", slug)
			got := ask(t, w.Site, "GET", address)
			texts[address] = string(got.body)
			if !strings.Contains(list, "]("+w.URL+address+")") || !strings.Contains(w.bodies[page], `<link rel="alternate" type="text/markdown" href="`+address+`">`) {
				t.Errorf("%s: want it in llms.txt and in the head of its page", address)
			}
			if got.Header.Get("Content-Type") != "text/markdown; charset=utf-8" || got.Header.Get("X-Robots-Tag") != "noindex" || got.Header.Get("Link") != "<"+w.URL+page+`>; rel="canonical"` {
				t.Errorf("%s: got %s", address, got.fieldsBut())
			}
			checkSays(t, w, page, address, texts[address])
		}
	}
	status := map[string]int{}
	for address, text := range texts {
		for _, m := range targetInMarkdown.FindAllStringSubmatch(text, -1) {
			if why := brokenLink(t, w, status, "", "", m[1]); why != "" {
				t.Errorf("%s: the link to %s %s", address, m[1], why)
			}
		}
	}
}

// checkSays wants title, standfirst, answer in short, questions, sources,
// author and dates of a page in its Markdown.
func checkSays(t *testing.T, w *world, page, address, text string) {
	t.Helper()
	l := w.Catalog.In(page[1:3])
	a, err := w.Server.Content().At(today).Article(l.Code, page[strings.LastIndexByte(page, '/')+1:])
	if err != nil {
		t.Fatal(err)
	}
	wanted := []string{"# " + a.Title + "\n", a.Standfirst, a.Short, a.Author.Name, l.Date(a.Published), l.Date(a.Updated), "<" + w.URL + page + ">"}
	for _, s := range a.Sources {
		wanted = append(wanted, s.Title, s.URL, l.Date(s.Checked))
	}
	for _, q := range w.Server.Content().At(today).QuestionsOf(a) {
		wanted = append(wanted, "### "+q.Title)
	}
	for _, s := range a.Sections() {
		wanted = append(wanted, "## "+s.Title)
	}
	for _, want := range wanted {
		if !strings.Contains(text, want) {
			t.Errorf("%s: does not say %q", address, want)
		}
	}
	for _, mark := range []string{"[!", "{lang=", "[^", ".en.md)", ".de.md)", "<span"} {
		if strings.Contains(text, mark) {
			t.Errorf("%s: got the house’s own mark %q", address, mark)
		}
	}
}

// S26: security.txt is valid (RFC 9116) and runs out on a day ahead, within a
// year, which does not move with the clock.
func TestSecurityContactIsValid(t *testing.T) {
	seen := map[string]bool{}
	for _, now := range []time.Time{today, today.AddDate(0, 1, 0)} {
		site := webtest.Serve(t, webtest.Options{Now: func() time.Time { return now }, BaseURL: "https://www.leadpath.example"})
		site.Server.Drain()
		got := ask(t, site, "GET", "/.well-known/security.txt")
		fields := map[string][]string{}
		for line := range strings.Lines(string(got.body)) {
			name, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
			if !ok || value == "" {
				t.Errorf("got the line %q, want a name and a value", line)
			}
			fields[name] = append(fields[name], value)
		}
		expires, err := time.Parse(time.RFC3339, strings.Join(fields["Expires"], " and "))
		if err != nil || !expires.After(now) || expires.After(now.AddDate(1, 0, 0)) {
			t.Errorf("got Expires %v at %s, %v; want one moment within the year ahead", fields["Expires"], now, err)
		}
		if got.Header.Get("Content-Type") != "text/plain; charset=utf-8" || len(fields["Preferred-Languages"]) != 1 ||
			!slices.Equal(fields["Contact"], []string{"mailto:owner@example.org"}) || !slices.Equal(fields["Canonical"], []string{"https://www.leadpath.example/.well-known/security.txt"}) {
			t.Errorf("got %s and %v", got.fieldsBut(), fields)
		}
		seen[string(got.body)] = true
	}
	if len(seen) != 1 {
		t.Errorf("got %q, want the same on both days", slices.Collect(maps.Keys(seen)))
	}
}

// W12: each article has a card of its own, each language one for the rest.
func TestCardsAreServed(t *testing.T) {
	w := shared(t)
	seen := map[string]string{}
	for _, l := range w.Catalog.All() {
		addresses := []string{l.Path("cover")}
		for _, a := range w.Server.Content().At(today).Articles(l.Code) {
			address := l.Path("card", a.Slug)
			addresses = append(addresses, address)
			want, err := card.Card{Mark: a.Topic.Mark, Topic: a.Topic.Title, Title: a.Title, Brand: w.Server.Content().Owner(l.Code).Brand}.PNG()
			if got := ask(t, w.Site, "GET", address).body; err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s: got another picture than that of %q, %v", address, a.Title, err)
			}
		}
		for _, address := range addresses {
			got := ask(t, w.Site, "GET", address, "Accept-Encoding: br")
			config, err := png.DecodeConfig(bytes.NewReader(got.body))
			if err != nil || config.Width != 1200 || config.Height != 630 || len(got.body) > 300_000 || got.Header.Get("Content-Type") != "image/png" {
				t.Errorf("%s: got %d bytes of %s, %+v, %v", address, len(got.body), got.Header.Get("Content-Type"), config, err)
			}
			if other := seen[string(got.body)]; other != "" {
				t.Errorf("%s: got the card of %s", address, other)
			}
			seen[string(got.body)] = address
		}
	}
}

// W4: other forms of these addresses lead there in one hop.
func TestOtherFormsForProgramsLeadThere(t *testing.T) {
	w := shared(t)
	for _, address := range samples(t, w) {
		if !regexp.MustCompile(`\.(xml|txt|md|png|csv)$`).MatchString(address) || strings.HasPrefix(address, "/static/") || strings.HasPrefix(address, "/images/") {
			continue
		}
		for _, form := range []string{strings.ToUpper(address), address + "/", "/" + address} {
			if got := ask(t, w.Site, "GET", form+"?a=1"); got.StatusCode != 308 || got.Header.Get("Location") != address+"?a=1" {
				t.Errorf("%s: got %d to %q, want 308 to %s", form, got.StatusCode, got.Header.Get("Location"), address)
			}
		}
	}
}
