package web_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/andybalholm/brotli"

	"leadpath/content"
	"leadpath/internal/locale"
	"leadpath/internal/webtest"
	"leadpath/internal/webtest/diarytest"
)

// lasting lets a site outlive the test that asked for it first.
type lasting struct{ testing.TB }

func (lasting) Cleanup(func()) {}

// A world is the one site that most tests read: the shipped content and a
// picture, on a fixed day, and the address of everything in it.
type world struct {
	*webtest.Site
	pages  []string          // of readers, by links
	assets []string          // static files that pages name
	bodies map[string]string // of the pages
	image  string
	secret string // of a visitor's page
}

var (
	theWorld   *world
	makeWorld  sync.Once
	assetNamed = regexp.MustCompile(`/static/[a-z0-9/.-]+`)
)

func shared(t testing.TB) *world {
	t.Helper()
	makeWorld.Do(func() {
		files := withImage(t)
		w := &world{Site: webtest.Serve(lasting{t}, webtest.Options{Content: files, Now: fixed, Diary: diarytest.Keep}), bodies: map[string]string{}}
		for address := range webtest.Load(t, files).Images() {
			w.image = address
		}
		_, w.secret = openDesk(t, w.Site).book(t, w.Catalog.Default(), openings.own)
		for _, page := range w.Pages(t) {
			if !forOne(w.Site, page) { // what is made for one visitor is told by stories of its own
				w.pages = append(w.pages, page)
			}
		}
		for _, page := range w.pages {
			w.bodies[page] = string(ask(t, w.Site, "GET", page).body)
			w.assets = append(w.assets, assetNamed.FindAllString(w.bodies[page], -1)...)
		}
		slices.Sort(w.assets)
		w.assets = slices.Compact(w.assets)
		theWorld = w
	})
	if theWorld == nil {
		t.Fatal("the site could not be served; see the first test that failed")
	}
	return theWorld
}

// serve starts a site of the test's own, which stops preparing pages when the
// test ends.
func serve(t testing.TB, o webtest.Options) *webtest.Site {
	t.Helper()
	o.Content, o.Now, o.Diary = withImage(t), fixed, diarytest.Keep
	site := webtest.Serve(t, o)
	t.Cleanup(site.Server.Drain)
	return site
}

// forOne reports whether a page is made for one visitor and kept by nobody:
// its address holds answers, or it changes by the minute.
func forOne(s *webtest.Site, address string) bool {
	return strings.Contains(address, "?") || slices.ContainsFunc(s.Catalog.All(), func(l *locale.Locale) bool { return strings.HasPrefix(address, l.Path("call")) })
}

func fixed() time.Time { return today }

// withImage gives the shipped content and a picture.
func withImage(t testing.TB) fstest.MapFS {
	files := webtest.Copy(t, content.FS)
	files["images/plan.svg"] = &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><title>` + strings.Repeat("plan ", 100) + `</title></svg>`)}
	return files
}

// Answers that lead to “both”, with much said besides.
const (
	someAnswers       = "4 3 1 2 3 3 1 2 3 4 2 unsure"
	someCircumstances = "star=draft&need=build&built=recent&checked=no&reach=both&held=foundation-42001&years=4&field-years=1&project-hours=120&audit-hours=30&pace=20"
)

// on gives the world as another site shows it, whose diary has a call too.
func (w *world) on(t testing.TB, site *webtest.Site) *world {
	other := *w
	other.Site = site
	_, other.secret = openDesk(t, site).book(t, site.Catalog.Default(), openings.own)
	return &other
}

var routeParameter = regexp.MustCompile(`\\\{[a-z]+\\\}`)

// samples gives for each route of the site an address that it answers.
func samples(t testing.TB, w *world) map[string]string {
	t.Helper()
	found := map[string]string{"/healthz": "/healthz", "/readyz": "/readyz", "/static/*": w.assets[0], "/images/{name}": w.image}
	for _, address := range []string{"/sitemap.xml", "/robots.txt", "/llms.txt", "/.well-known/security.txt"} {
		found[address] = address
	}
	for _, l := range w.Catalog.All() { // pages to which a form leads
		found[l.Route("step")] = l.Path("step", "draft") + "?v=1"
		found[l.Route("result")] = l.Path("result") + "?" + w.Answers(t, someAnswers, someCircumstances)
		found[l.Route("call")] = l.Path("call")
		found[l.Route("opening")] = l.Path("opening", inUTC(openings.free))
		for _, page := range []string{"own", "ics", "move"} {
			found[l.Route(page)] = l.Path(page, w.secret)
		}
		written := l.Path("article", "")
		slug := strings.TrimPrefix(w.pages[slices.IndexFunc(w.pages, func(page string) bool { return strings.HasPrefix(page, written) })], written)
		found[l.Route("feed")], found[l.Route("cover")] = l.Path("feed"), l.Path("cover")
		found[l.Route("log-file")] = l.Path("log-file")
		found[l.Route("markdown")], found[l.Route("card")] = l.Path("markdown", slug), l.Path("card", slug)
		found[l.Route("moveto")] = l.Path("moveto", w.secret, inUTC(openings.moved))
	}
	for _, pattern := range w.Server.Patterns() {
		if found[pattern] != "" {
			continue
		}
		address := regexp.MustCompile("^" + routeParameter.ReplaceAllString(regexp.QuoteMeta(pattern), `[^/]+`) + "$")
		if pattern == "/" {
			found[pattern] = pattern
		} else if at := slices.IndexFunc(w.pages, address.MatchString); at >= 0 {
			found[pattern] = w.pages[at]
		} else {
			t.Errorf("the route %s has no page that a reader can reach; link it, or give this test an address", pattern)
		}
	}
	return found
}

// A reception is what came back, byte for byte.
type reception struct {
	*http.Response
	body []byte
}

// ask sends a request exactly as written, on a connection of its own. Fields
// are header lines; one that begins with Host: takes the place of the site's.
func ask(t testing.TB, s *webtest.Site, method, target string, fields ...string) reception {
	t.Helper()
	host := "Host: " + strings.TrimPrefix(s.URL, "http://")
	var lines strings.Builder
	for _, field := range fields {
		if strings.HasPrefix(field, "Host:") {
			host = field
			continue
		}
		lines.WriteString(field + "\r\n")
	}
	return tell(t, s, method, fmt.Sprintf("%s %s HTTP/1.1\r\n%s\r\nConnection: close\r\n%s\r\n", method, target, host, lines.String()))
}

// tell sends bytes and reads the answer to a request with the method.
func tell(t testing.TB, s *webtest.Site, method, request string) reception {
	t.Helper()
	connection, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = connection.Close() }()
	if _, err := io.WriteString(connection, request); err != nil {
		t.Fatalf("send %.60q: %v", request, err)
	}
	response, err := http.ReadResponse(bufio.NewReader(connection), &http.Request{Method: method})
	if err != nil {
		t.Fatalf("answer to %.60q: %v", request, err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("body of the answer to %.60q: %v", request, err)
	}
	return reception{response, formMade.ReplaceAll(body, []byte(`name="form" value="new"`))}
}

// formMade is the hidden value of a form, which is another each time.
var formMade = regexp.MustCompile(`name="form" value="[0-9a-z]+"`)

// plain undoes the packing.
func (r reception) plain(t testing.TB) string {
	t.Helper()
	var body io.Reader = bytes.NewReader(r.body)
	switch coding := r.Header.Get("Content-Encoding"); coding {
	case "":
	case "br":
		body = brotli.NewReader(body)
	case "gzip":
		unpacked, err := gzip.NewReader(body)
		if err != nil {
			t.Fatalf("unpack: %v", err)
		}
		body = unpacked
	default:
		t.Fatalf("got the coding %q", coding)
	}
	data, err := io.ReadAll(body)
	if err != nil {
		t.Fatalf("unpack: %v", err)
	}
	return string(data)
}

// fieldsBut gives the header fields without those that differ each time.
func (r reception) fieldsBut(names ...string) string {
	h := r.Header.Clone()
	for _, name := range append(names, "Date", "Connection") {
		h.Del(name)
	}
	var lines bytes.Buffer
	_ = h.Write(&lines)
	return strings.ReplaceAll(lines.String(), "\r", "")
}

var (
	tagText   = regexp.MustCompile(`<([a-z][a-z0-9]*)((?:\s+[a-zA-Z:-]+(?:="[^"]*")?)*)\s*/?>`)
	attribute = regexp.MustCompile(`([a-zA-Z:-]+)(?:="([^"]*)")?`)
)

// tags gives the attributes of each element with the name.
func tags(page, name string) []map[string]string {
	var all []map[string]string
	for _, m := range tagText.FindAllStringSubmatch(page, -1) {
		if m[1] != name {
			continue
		}
		attributes := map[string]string{}
		for _, a := range attribute.FindAllStringSubmatch(m[2], -1) {
			attributes[a[1]] = html.UnescapeString(a[2])
		}
		all = append(all, attributes)
	}
	return all
}

// between gives what stands between two texts, the first time.
func between(page, from, to string) string {
	_, rest, _ := strings.Cut(page, from)
	inside, _, _ := strings.Cut(rest, to)
	return inside
}

// rounds is how often a loop runs: the larger count with LONG=1.
func rounds(few, many int) int {
	if os.Getenv("LONG") != "" {
		return many
	}
	return few
}
