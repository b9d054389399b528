package web

import (
	"bytes"
	"encoding/xml"
	"maps"
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"leadpath/internal/locale"
)

// What is read by programs: feeds, the map of the site, articles as Markdown
// and who is to be told of a weakness. All of it is made of an edition, kept
// and packed like its pages.

// The addresses that stand outside of every language.
const (
	sitemapAddress  = "/sitemap.xml"
	robotsAddress   = "/robots.txt"
	llmsAddress     = "/llms.txt"
	securityAddress = "/.well-known/security.txt"
)

// routeMachines adds what programs read to the map of the site.
func (e *site) routeMachines(r chi.Router) {
	first := e.Catalog.Default()
	r.Get(sitemapAddress, e.page(first, e.showSitemap))
	r.Get(robotsAddress, e.page(first, e.showRobots))
	r.Get(llmsAddress, e.page(first, e.showLLMs))
	r.Get(securityAddress, e.page(first, e.showSecurity))
	for _, l := range e.Catalog.All() {
		r.Get(l.Route("feed"), e.page(l, e.showFeed))
		r.Get(l.Route("markdown"), e.page(l, e.showMarkdown))
		r.Get(l.Route("cover"), e.page(l, e.showCover))
		r.Get(l.Route("card"), e.page(l, e.showCard))
	}
}

// machineAddresses gives every address that programs read, in every language,
// but for those of articles.
func machineAddresses(catalog *locale.Catalog) []string {
	all := []string{sitemapAddress, robotsAddress, llmsAddress, securityAddress}
	for _, l := range catalog.All() {
		all = append(all, l.Path("feed"), l.Path("cover"))
	}
	return all
}

// The types of what is sent.
const (
	plainText = "text/plain; charset=utf-8"
	markdown  = "text/markdown; charset=utf-8"
	atom      = "application/atom+xml; charset=utf-8"
	plainXML  = "application/xml; charset=utf-8"
)

// largest is how long a body may be to be packed as small as it goes, which
// takes a second for each megabyte and a half.
const largest = 1 << 20

// send answers with a body that is the same for everybody until the content
// changes, and keeps it. Fields come in pairs: a name, its value.
func (e *site) send(w http.ResponseWriter, r *http.Request, mediaType string, body []byte, fields ...string) error {
	a := e.unchanged(r.URL.Path, body)
	if a == nil {
		h := maps.Clone(e.security)
		h.Set("Content-Type", mediaType)
		h.Set("Cache-Control", "public, no-cache")
		for i := 0; i < len(fields); i += 2 {
			h.Set(fields[i], fields[i+1])
		}
		a = newAnswer(chi.RouteContext(r.Context()).RoutePattern(), http.StatusOK, h, body, true)
		if len(body) < largest {
			e.improveLater(a)
		}
	}
	e.shelf.keep(r.URL.Path, a)
	clear(w.Header())
	a.answer(w, r, e.draining.Load())
	return nil
}

// showRobots lets everybody in: what is not to be found says so itself, and
// for that it has to be read.
func (e *site) showRobots(w http.ResponseWriter, r *http.Request, _ *locale.Locale) error {
	return e.send(w, r, plainText, []byte("User-agent: *\nAllow: /\n\nSitemap: "+e.BaseURL+sitemapAddress+"\n"))
}

// showSecurity says whom to tell of a weakness (RFC 9116). Until when the
// owner vouches for the address is written in owner.toml: a day that moved
// along by itself would say that nobody looks after it.
func (e *site) showSecurity(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	owner := e.Owner(l.Code)
	lines := []string{
		"Contact: mailto:" + strings.ReplaceAll(owner.Mail, "%", "%25"),
		"Expires: " + owner.ContactUntil.Begins(e.Zone()).UTC().Format(time.RFC3339),
		"Preferred-Languages: " + strings.Join(e.languages(owner.Language), ", "),
	}
	if strings.HasPrefix(e.BaseURL, "https://") { // a web address must be such a one (section 2.5.2)
		lines = append(lines, "Canonical: "+e.BaseURL+securityAddress)
	}
	return e.send(w, r, plainText, []byte(strings.Join(lines, "\n")+"\n"))
}

// languages gives the codes of all languages, a certain one first.
func (e *site) languages(first string) []string {
	codes := []string{first}
	for _, l := range e.Catalog.All() {
		if l.Code != first {
			codes = append(codes, l.Code)
		}
	}
	return codes
}

// asXML writes a document.
func asXML(document any) ([]byte, error) {
	var body bytes.Buffer
	body.WriteString(xml.Header)
	if err := xml.NewEncoder(&body).Encode(document); err != nil {
		return nil, err
	}
	body.WriteByte('\n')
	return body.Bytes(), nil
}
