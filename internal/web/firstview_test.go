package web_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"leadpath/internal/webtest"
)

// What fits into the first ten packets of a new connection (F8).
const (
	mostOnTheWire = 14_600
	mostBody      = 13_000
)

// F8: the first view comes at once: HTML with the style it needs, header
// fields, TLS records and what HTTP/2 says besides, over a new connection. The
// pages of all questions and of all words are counted to the end of the first
// screen only: those of the questions a browser must show, and they are not
// counted here; those of the words are in the test below.
func TestFirstViewComesAtOnce(t *testing.T) {
	w := shared(t)
	site := serve(t, webtest.Options{BaseURL: "https://www.leadpath.example"})
	front := httptest.NewUnstartedServer(site.Server)
	front.EnableHTTP2 = true
	front.StartTLS()
	defer front.Close()
	for _, page := range firstViews(t, w, site) {
		wire, body := load(t, front, page)
		t.Logf("%-70.70s %6d bytes on the wire, body %6d", page, wire, body)
		if wire > mostOnTheWire || body > mostBody {
			t.Errorf("%s: got %d bytes on the wire and a body of %d, want at most %d and %d", page, wire, body, mostOnTheWire, mostBody)
		}
	}
}

// F8: the first screen of a glossary at 360 by 800 ends within its first
// letter.
func TestFirstScreenOfTheGlossaryComesAtOnce(t *testing.T) {
	w := shared(t)
	for _, l := range w.Catalog.All() {
		screen, _, whole := strings.Cut(w.bodies[l.Path("glossary")], `<h2 id="b">`)
		var packed bytes.Buffer
		writer := brotli.NewWriterLevel(&packed, brotli.BestCompression)
		_, _ = io.WriteString(writer, screen)
		_ = writer.Close()
		t.Logf("%s: %d bytes", l.Path("glossary"), packed.Len())
		if !whole || packed.Len() > mostBody {
			t.Errorf("%s: got %d bytes for %d unpacked, B found: %v; want at most %d before the letter B", l.Path("glossary"), packed.Len(), len(screen), whole, mostBody)
		}
	}
}

// firstViews gives every article and a page of each other route but the two
// long ones, packed as they are once served for a while, and the errors, which
// are packed in haste. With LONG=1 it is every page.
func firstViews(t *testing.T, w *world, site *webtest.Site) []string {
	t.Helper()
	chosen := slices.Sorted(maps.Values(samples(t, w)))
	for _, page := range w.pages {
		if strings.HasPrefix(page, "/en/articles/") || strings.HasPrefix(page, "/de/artikel/") || rounds(0, 1) == 1 {
			chosen = append(chosen, page)
		}
	}
	slices.Sort(chosen)
	var long []string
	for _, l := range w.Catalog.All() {
		long = append(long, l.Path("faq"), l.Path("glossary"))
	}
	var pages []string
	for _, page := range slices.Compact(chosen) {
		if w.bodies[page] != "" && !slices.Contains(long, page) {
			ask(t, site, "GET", page)
			site.Server.Pack(page)
			pages = append(pages, page)
		}
	}
	for _, l := range w.Catalog.All() { // packed as they are asked for
		pages = append(pages, l.Path("step", "badnews")+"?"+w.Answers(t, someAnswers, someCircumstances), l.Path("result")+"?"+w.Answers(t, someAnswers, someCircumstances),
			l.Path("call"), l.Path("call")+"?zone=Pacific/Honolulu&"+w.Answers(t, someAnswers, someCircumstances))
	}
	pages = append(pages, "/en/nothing", "/de/nichts", "/en/articles/"+slugIn(t, w, "de"), "/de/artikel/"+slugIn(t, w, "en"), "/en/?"+strings.Repeat("x", 2_000), "/de/?"+strings.Repeat("x", 2_000))
	return pages
}

// A counted connection knows how many bytes came in.
type counted struct {
	net.Conn
	in atomic.Int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.in.Add(int64(n))
	return n, err
}

// load fetches a page over a new connection and gives the bytes that came in
// after the handshake, and those of the body.
func load(t *testing.T, front *httptest.Server, page string) (wire, body int64) {
	t.Helper()
	var connection *counted
	var handshake int64
	transport := &http.Transport{
		ForceAttemptHTTP2: true, DisableCompression: true,
		TLSClientConfig: front.Client().Transport.(*http.Transport).TLSClientConfig.Clone(),
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			c, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, network, front.Listener.Addr().String())
			connection = &counted{Conn: c}
			return connection, err
		},
	}
	defer transport.CloseIdleConnections()
	trace := &httptrace.ClientTrace{TLSHandshakeDone: func(tls.ConnectionState, error) { handshake = connection.in.Load() }}
	r, err := http.NewRequestWithContext(httptrace.WithClientTrace(context.Background(), trace), "GET", front.URL+page, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "br")
	response, err := transport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err = io.Copy(io.Discard, response.Body)
	if err != nil || response.ProtoMajor != 2 || response.Header.Get("Content-Encoding") != "br" {
		t.Fatalf("%s: got %s in %q, %v; want HTTP/2 and br", page, response.Proto, response.Header.Get("Content-Encoding"), err)
	}
	return connection.in.Load() - handshake, body
}
