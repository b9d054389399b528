package web_test

import (
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"leadpath/content"
	"leadpath/internal/web"
	"leadpath/internal/webtest"
)

// A parsedFeed is what a subscriber's program sees.
type parsedFeed struct {
	XMLName xml.Name      `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string        `xml:"id"`
	Updated string        `xml:"updated"`
	Entries []parsedEntry `xml:"entry"`
}

type parsedEntry struct {
	ID        string `xml:"id"`
	Published string `xml:"published"`
	Updated   string `xml:"updated"`
	Link      struct {
		Href string `xml:"href,attr"`
	} `xml:"link"`
}

func feedOf(t *testing.T, body string) (f parsedFeed) {
	t.Helper()
	if err := xml.Unmarshal([]byte(body), &f); err != nil {
		t.Fatalf("feed: %v", err)
	}
	return f
}

// bodyOf asks a site without a connection.
func bodyOf(t *testing.T, s *webtest.Site, address string) string {
	t.Helper()
	w := httptest.NewRecorder()
	s.Server.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("GET %s: got %d, want 200", address, w.Code)
	}
	return w.Body.String()
}

// W10: the feeds are valid, one a language, and the schema notices what is not.
func TestFeedsAreValid(t *testing.T) {
	site := webtest.Serve(t, webtest.Options{Content: corrected(t), Now: fixed})
	site.Server.Drain()
	feeds := map[string]string{}
	for _, l := range site.Catalog.All() {
		feeds[l.Code+".xml"] = bodyOf(t, site, l.Path("feed"))
	}
	if found := webtest.CheckXML(t, "testdata/atom.rnc", feeds); found != "" {
		t.Errorf("got %s, want nothing", found)
	}
	if !strings.Contains(feeds["en.xml"], ":&lt;/b&gt; Three &amp;lt;years&amp;gt; &amp;amp; “more”.") {
		t.Errorf("got no correction in %s", between(feeds["en.xml"], "Corrected", "</content>"))
	}
	spoiled := map[string]string{
		"no-id.xml":      regexp.MustCompile(`<id>[^<]*</id>`).ReplaceAllString(feeds["en.xml"], ""),
		"no-updated.xml": regexp.MustCompile(`<entry>(.*?)<updated>[^<]*</updated>`).ReplaceAllString(feeds["en.xml"], "<entry>$1"),
		"no-zone.xml":    strings.ReplaceAll(feeds["en.xml"], "+01:00", ""),
		"relative.xml":   strings.ReplaceAll(feeds["en.xml"], site.URL, ""),
	}
	found := webtest.CheckXML(t, "testdata/atom.rnc", spoiled)
	for name := range spoiled {
		if !strings.Contains(found, name) {
			t.Errorf("got nothing against %s, want it refused", name)
		}
	}
}

// A newsroom is a content folder in which somebody writes, with what its feeds
// said before.
type newsroom struct {
	site    *webtest.Site
	files   fstest.MapFS
	random  *rand.Rand
	ids     map[string]string // by key and language
	updated map[string]time.Time
}

// W10: over 100 edits an article keeps its id for ever and its updated never
// goes back, whatever else is written.
func TestFeedsKeepTheirWordOverAHundredEdits(t *testing.T) {
	for base, edits := range map[string]int{"https://old.example": 100, "https://new.example": 10} {
		n := &newsroom{files: webtest.Copy(t, content.FS), random: rand.New(rand.NewPCG(3, 4)), ids: map[string]string{}, updated: map[string]time.Time{}}
		n.site = webtest.Serve(t, webtest.Options{Content: n.files, Now: fixed, BaseURL: base})
		n.site.Server.Drain()
		n.look(t)
		for range edits {
			n.edit(t)
			read, report := web.Read(n.files, n.site.Catalog)
			if err := report.Faults.Err(); err != nil {
				t.Fatalf("the edit left a fault: %v", err)
			}
			if err := n.site.Server.Show(read); err != nil {
				t.Fatal(err)
			}
			n.look(t)
		}
		for name, id := range permanentIDs {
			if n.ids[name] != id {
				t.Errorf("%s: got the id %s of %s, want %s for ever", base, n.ids[name], name, id)
			}
		}
	}
}

// permanentIDs were published.
var permanentIDs = map[string]string{
	"grades-and-hours.en": "urn:uuid:0cc52d3d-e09e-5f59-968b-ceb9c3062d24",
	"two-year-line.en":    "urn:uuid:fbf4dadd-3aef-5aee-84b2-2f0dafc94498",
}

var keys = []string{"grades-and-hours", "implementer-or-auditor", "two-year-line"}

// edit changes one thing: a title, a slug, a date to any day, the brand, or
// takes an article back and out again.
func (n *newsroom) edit(t *testing.T) {
	t.Helper()
	key := keys[n.random.IntN(len(keys))]
	day := fmt.Sprintf("2026-%02d-%02d", 6+n.random.IntN(6), 1+n.random.IntN(28))
	switch n.random.IntN(5) {
	case 0:
		n.set(key, "title", fmt.Sprintf("%q", "Another title "+day), "en")
	case 1:
		n.set(key, "slug", fmt.Sprintf("%q", "another-"+key+day), "en")
	case 2:
		n.set(key, "published", "2026-06-01", "en", "de")
		n.set(key, "updated", day, "en", "de")
	case 3:
		n.set(key, "draft", fmt.Sprint(n.random.IntN(2) == 0), "en", "de")
	case 4:
		owner := n.files["owner.toml"]
		owner.Data = regexp.MustCompile(`(?m)^brand\.en = .*$`).ReplaceAll(owner.Data, []byte(`brand.en = "Brand of `+day+`"`))
	}
}

// set writes a value into the head of an article in some languages.
func (n *newsroom) set(key, name, value string, languages ...string) {
	for _, lang := range languages {
		file := n.files["articles/"+key+"."+lang+".md"]
		file.Data = regexp.MustCompile(`(?m)^`+name+` = .*$`).ReplaceAll(file.Data, []byte(name+" = "+value))
	}
}

// look reads both feeds as a subscriber does.
func (n *newsroom) look(t *testing.T) {
	t.Helper()
	for _, l := range n.site.Catalog.All() {
		f := feedOf(t, bodyOf(t, n.site, l.Path("feed")))
		n.keep(t, "feed."+l.Code, f.ID, f.Updated)
		for i, entry := range f.Entries {
			a, err := n.site.Server.Content().At(today).Article(l.Code, entry.Link.Href[strings.LastIndexByte(entry.Link.Href, '/')+1:])
			if err != nil {
				t.Fatalf("the feed names %s, which is no article", entry.Link.Href)
			}
			n.keep(t, a.Key+"."+l.Code, entry.ID, entry.Updated)
			if i > 0 && entry.Published > f.Entries[i-1].Published {
				t.Errorf("%s stands behind one published before it", a.Key)
			}
		}
	}
}

// keep compares with what was said before.
func (n *newsroom) keep(t *testing.T, name, id, updated string) {
	t.Helper()
	moment, err := time.Parse(time.RFC3339, updated)
	if err != nil {
		t.Fatal(err)
	}
	if before := n.ids[name]; before != "" && before != id {
		t.Errorf("%s: got the id %s, it was %s", name, id, before)
	}
	if before := n.updated[name]; moment.Before(before) {
		t.Errorf("%s: got updated %s, it was %s", name, moment, before)
	}
	n.ids[name], n.updated[name] = id, moment
}

// A feed names the newest fifty.
func TestFeedEndsAfterFifty(t *testing.T) {
	files := webtest.Copy(t, content.FS)
	for i := range 60 {
		for _, lang := range []string{"en", "de"} {
			text := string(files["articles/two-year-line."+lang+".md"].Data)
			text = regexp.MustCompile(`(?m)^slug = .*$`).ReplaceAllString(text, fmt.Sprintf(`slug = "copy-%d"`, i))
			files[fmt.Sprintf("articles/copy-%d.%s.md", i, lang)] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	site := webtest.Serve(t, webtest.Options{Content: files, Now: fixed})
	site.Server.Drain()
	f := feedOf(t, bodyOf(t, site, "/en/feed.xml"))
	ids := map[string]bool{}
	for _, entry := range f.Entries {
		ids[entry.ID] = true
	}
	if len(f.Entries) != 50 || len(ids) != 50 {
		t.Errorf("got %d entries with %d ids, want 50", len(f.Entries), len(ids))
	}
	if !slices.ContainsFunc(f.Entries, func(entry parsedEntry) bool { return entry.Updated == f.Updated }) {
		t.Errorf("got updated %s, want that of the newest entry", f.Updated)
	}
}
