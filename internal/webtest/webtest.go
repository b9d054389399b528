// Package webtest serves the whole site for tests, in this process, on a port
// of its own.
package webtest

import (
	"html"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"leadpath/content"
	"leadpath/internal/locale"
	"leadpath/internal/web"
	"leadpath/locales"
	"leadpath/static"
)

// A Site is a running server with what it was made of.
type Site struct {
	URL     string // without a slash at the end
	Server  *web.Server
	Content *web.Content
	Catalog *locale.Catalog
	Client  *http.Client // follows no redirect
}

// Options change what is served; the zero value serves the shipped content now.
type Options struct {
	Content fs.FS
	Now     func() time.Time
	BaseURL string // default: where the server listens
	Log     io.Writer
	Dev     bool                          // with the authors’ pages
	Diary   func(testing.TB, *web.Server) // gives the site its booking; nil: it has none
}

// Catalog gives the shipped words.
func Catalog(t testing.TB) *locale.Catalog {
	t.Helper()
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatalf("words: %v", err)
	}
	return catalog
}

// Load reads content, which must be whole.
func Load(t testing.TB, fsys fs.FS) *web.Content {
	t.Helper()
	content, report := web.Read(fsys, Catalog(t))
	if err := report.Faults.Err(); err != nil {
		t.Fatalf("content: %v", err)
	}
	return content
}

// Serve starts a site that ends with the test.
func Serve(t testing.TB, o Options) *Site {
	t.Helper()
	if o.Content == nil {
		o.Content = content.FS
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Site{URL: "http://" + listener.Addr().String(), Catalog: Catalog(t)}
	base := s.URL
	if o.BaseURL != "" {
		base = o.BaseURL
	}
	var log *slog.Logger
	if o.Log != nil {
		log = slog.New(slog.NewTextHandler(o.Log, nil))
	}
	s.Server = &web.Server{BaseURL: base, Catalog: s.Catalog, Now: o.Now, Log: log, Dev: o.Dev}
	if o.Diary != nil {
		o.Diary(t, s.Server)
	}
	s.Server, err = web.New(s.Server, static.FS)
	if err != nil {
		t.Fatal(err)
	}
	s.Content = Load(t, o.Content)
	if err := s.Server.Show(s.Content); err != nil {
		t.Fatal(err)
	}
	server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: s.Server}}
	server.Start()
	t.Cleanup(server.Close)
	s.Client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return s
}

// Get fetches an address of the site and gives the answer with its body.
func (s *Site) Get(t testing.TB, path string) (*http.Response, string) {
	t.Helper()
	response, err := s.Client.Get(s.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

// Answers gives the query of an address in which the statements of today's
// questionnaire are answered in their order, and whatever rest adds to it.
func (s *Site) Answers(t testing.TB, values, rest string) string {
	t.Helper()
	m := s.Content.Paths.Today()
	query := ""
	for i, value := range strings.Fields(values) {
		query += m.Statements[i].ID + "=" + value + "&"
	}
	return s.Content.Paths.Parse(query + rest).Encode()
}

var pageLink = regexp.MustCompile(`<(?:a|link)\b[^>]*?\bhref="(/[^"#]*)`)

// opening is where the start of a call stands in an address.
var opening = regexp.MustCompile(`\d{4}-\d\d-\d\dT.*$`)

// Pages crawls the site from both home pages and gives the address of every
// page that a reader can reach by links, sorted.
func (s *Site) Pages(t testing.TB) []string {
	t.Helper()
	seen, calendars := map[string]bool{}, map[string]bool{}
	queue := []string{}
	for _, l := range s.Catalog.All() {
		queue = append(queue, l.Path("home"))
	}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		if seen[path] || strings.HasPrefix(path, "/static/") || strings.HasPrefix(path, "/images/") {
			continue
		}
		response, body := s.Get(t, path)
		if response.StatusCode != http.StatusOK {
			t.Fatalf("GET %s: got status %d, want 200", path, response.StatusCode)
		}
		if !strings.HasPrefix(response.Header.Get("Content-Type"), "text/html") {
			continue // for programs, and there
		}
		seen[path] = true
		for _, m := range pageLink.FindAllStringSubmatch(strings.ReplaceAll(body, `href="`+s.URL+"/", `href="/`), -1) {
			// what stands in a query is endless: it is looked at, not followed
			next := html.UnescapeString(m[1])
			if strings.Contains(path, "?") && strings.Contains(next, "?") {
				continue
			}
			// the forms of all openings are alike: one a calendar is looked at
			if at := opening.FindStringIndex(next); at != nil {
				if calendars[next[:at[0]]] {
					continue
				}
				calendars[next[:at[0]]] = true
			}
			queue = append(queue, next)
		}
	}
	var pages []string
	for path := range seen {
		pages = append(pages, path)
	}
	slices.Sort(pages)
	return pages
}
