package web

import (
	"crypto/sha1"
	"encoding/xml"
	"fmt"
	"html"
	"net/http"
	"sync"
	"time"

	"leadpath/internal/library"
	"leadpath/internal/locale"
)

// mostEntries is how many articles a feed names: who comes once a month misses
// none.
const mostEntries = 50

// An atomFeed is a feed as RFC 4287 wants it.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
	URI  string `xml:"uri"`
}

type atomLink struct {
	Relation string `xml:"rel,attr"`
	Type     string `xml:"type,attr"`
	Language string `xml:"hreflang,attr,omitempty"`
	Address  string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string       `xml:"id"`
	Title     string       `xml:"title"`
	Published string       `xml:"published"`
	Updated   string       `xml:"updated"`
	Author    atomAuthor   `xml:"author"`
	Links     []atomLink   `xml:"link"`
	Category  atomCategory `xml:"category"`
	Summary   string       `xml:"summary"`
	Content   atomContent  `xml:"content"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

type atomContent struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// showFeed serves the newest articles of a language.
func (e *site) showFeed(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	body, err := asXML(e.feed(l))
	if err != nil {
		return fmt.Errorf("write the feed in %s: %w", l.Name, err)
	}
	return e.send(w, r, atom, body, "Content-Language", l.Code)
}

func (e *site) feed(l *locale.Locale) atomFeed {
	owner := e.Owner(l.Code)
	f := atomFeed{
		Lang: l.Code, ID: permanent("feed/" + l.Code), Title: l.T("feed.title", "Brand", owner.Brand),
		Author: atomAuthor{owner.Brand, e.BaseURL + l.Path("home")},
		Links: []atomLink{
			{"self", "application/atom+xml", l.Code, e.BaseURL + l.Path("feed")},
			{"alternate", "text/html", l.Code, e.BaseURL + l.Path("articles")},
		},
	}
	var newest time.Time
	for i, a := range e.Articles(l.Code) {
		if i == mostEntries {
			break
		}
		entry, updated := e.entry(l, a)
		f.Entries = append(f.Entries, entry)
		if updated.After(newest) {
			newest = updated
		}
	}
	f.Updated = e.stamps.latest(f.ID, newest).Format(time.RFC3339)
	return f
}

func (e *site) entry(l *locale.Locale, a *library.Article) (atomEntry, time.Time) {
	id := permanent("article/" + a.Key + "/" + l.Code)
	updated := e.stamps.latest(id, a.Updated.Begins(e.Zone()))
	return atomEntry{
		ID: id, Title: a.Title, Summary: a.Standfirst, Category: atomCategory{a.Topic.Slug, a.Topic.Title},
		Published: a.Published.Begins(e.Zone()).Format(time.RFC3339), Updated: updated.Format(time.RFC3339),
		Author:  atomAuthor{a.Author.Name, e.BaseURL + l.Path("author", a.Author.Slug)},
		Links:   []atomLink{{"alternate", "text/html", l.Code, e.BaseURL + l.Path("article", a.Slug)}},
		Content: atomContent{"html", e.gist(l, a)},
	}, updated
}

// gist says in HTML what an article says in short, and what was corrected in
// it.
func (e *site) gist(l *locale.Locale, a *library.Article) string {
	text := "<p>" + html.EscapeString(a.Standfirst) + "</p><p><b>" + html.EscapeString(l.T("article.short")) + ":</b> " + html.EscapeString(a.Short) + "</p>"
	for _, c := range e.CorrectionsOf(a) {
		text += "<p><b>" + html.EscapeString(l.T("article.correction", "Date", l.Date(c.Date))) + "</b> " + html.EscapeString(c.Text) + "</p>"
	}
	return text
}

// names is the space in which the names of feeds and entries are unique.
var names = [16]byte{0x6f, 0x0b, 0x9c, 0x2e, 0x41, 0x7a, 0x4d, 0x55, 0x9e, 0x13, 0x27, 0xd8, 0xa4, 0x60, 0xc5, 0x1f}

// permanent gives the id of a feed or an entry for ever (RFC 4287, 4.2.6): a
// UUID of its name (RFC 9562, 5.5). It holds no domain, as a tag URI would
// (RFC 4151): the site may move to another, and the owner's address may change.
// The name is the article's key, which joins its two files, not its slug.
func permanent(name string) string {
	sum := sha1.Sum(append(names[:], name...))
	sum[6] = sum[6]&0x0f | 0x50
	sum[8] = sum[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// stamps keep what was said of a feed and its entries: their updated never
// goes back while the program serves, though an author may set a date back.
type stamps struct {
	mu   sync.Mutex
	said map[string]time.Time
}

// latest gives the later of a moment and what was said before.
func (s *stamps) latest(id string, moment time.Time) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	if before, ok := s.said[id]; ok && before.After(moment) {
		return before
	}
	if s.said == nil {
		s.said = map[string]time.Time{}
	}
	s.said[id] = moment
	return moment
}
