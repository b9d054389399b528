package web_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"leadpath/internal/locale"
	"leadpath/internal/webtest"
)

// W5: every route says what it takes; a head is that of the page.
func TestMethodsOfEveryRoute(t *testing.T) {
	w := shared(t)
	for route, address := range samples(t, w) {
		want := 200
		if route == "/" {
			want = 302
		}
		allow := "GET, HEAD"
		takes := slices.ContainsFunc(w.Catalog.All(), func(l *locale.Locale) bool {
			return slices.Contains([]string{l.Route("opening"), l.Route("own"), l.Route("moveto")}, route)
		})
		if takes {
			allow += ", POST"
		}
		get := ask(t, w.Site, "GET", address, "Accept-Encoding: gzip")
		if get.StatusCode != want {
			t.Errorf("GET %s: got %d, want %d", address, get.StatusCode, want)
		}
		checkHead(t, get, ask(t, w.Site, "HEAD", address, "Accept-Encoding: gzip"), address)
		for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "BREW"} {
			got := ask(t, w.Site, method, address, "X-Mirror: mirrored")
			if taken := takes && method == "POST"; !taken && (got.StatusCode != 405 || got.Header.Get("Allow") != allow) {
				t.Errorf("%s %s: got %d, Allow %q, want 405 and %s", method, address, got.StatusCode, got.Header.Get("Allow"), allow)
			}
			if strings.Contains(string(got.body), "mirrored") {
				t.Errorf("%s %s: got the request mirrored", method, address)
			}
		}
	}
}

func checkHead(t *testing.T, get, head reception, address string) {
	t.Helper()
	if head.StatusCode != get.StatusCode {
		t.Errorf("HEAD %s: got %d, want %d as for GET", address, head.StatusCode, get.StatusCode)
	}
	got, want := head.fieldsBut(), get.fieldsBut()
	if get.Header.Get("Cache-Control") == "no-store" && get.Header.Get("Content-Encoding") != "" { // a form’s hidden value packs another way each time
		got, want = bodyLength.ReplaceAllString(got, ""), bodyLength.ReplaceAllString(want, "")
	}
	if got != want {
		t.Errorf("HEAD %s: got the fields\n%swant those of GET\n%s", address, got, want)
	}
	if len(head.body) != 0 {
		t.Errorf("HEAD %s: got a body of %d bytes", address, len(head.body))
	}
}

var bodyLength = regexp.MustCompile(`(?m)^Content-Length: \d+\n`)

// W5: the first reader of a page may ask for its head alone.
func TestHeadComesBeforeAnyoneReadThePage(t *testing.T) {
	w := shared(t)
	fresh := serve(t, webtest.Options{BaseURL: w.URL})
	for route, address := range samples(t, w.on(t, fresh)) {
		if route != "/readyz" && route != "/healthz" {
			head := ask(t, fresh, "HEAD", address)
			checkHead(t, ask(t, fresh, "GET", address), head, address)
		}
	}
	for _, address := range []string{"/en/nothing", "/nothing", "/de/artikel/nichts", "/static/x.css", "/images/x.png", "/EN/faq/", "//"} {
		head := ask(t, fresh, "HEAD", address)
		checkHead(t, ask(t, fresh, "GET", address), head, address)
	}
}

// W5: what is not there is not there, in the language of the address or else
// of the reader.
func TestLostReadersAreAnsweredInTheirLanguage(t *testing.T) {
	w := shared(t)
	for _, c := range []struct{ address, accept, want string }{
		{"/en/nothing", "de", "en"}, {"/de/nichts", "en", "de"}, {"/de/faq/nothing/below", "en", "de"}, {"/DE/nichts", "en", "de"},
		{"/nothing", "de", "de"}, {"/nothing", "en", "en"}, {"/nothing", "fr", "en"}, {"/fr/", "de", "de"}, {"/english", "de", "de"}, {"/static/none", "de", "de"}, {"/favicon.ico", "de", "de"},
		{"/en/call/tomorrow", "de", "en"}, {"/de/gespraech/b/none", "en", "de"}, {"/desk", "de", "de"}, {"/sitemap", "de", "de"}, {"/en/articles/none.md", "de", "en"}, {"/de/artikel/none.png", "en", "de"}, {"/en/glossary/nothing", "de", "en"}, {"/en/path/nothing", "de", "en"},
	} {
		got := ask(t, w.Site, "GET", c.address, "Accept-Language: "+c.accept)
		if html := tags(string(got.body), "html"); got.StatusCode != 404 || len(html) != 1 || html[0]["lang"] != c.want || got.Header.Get("Content-Language") != c.want {
			t.Errorf("%s for a reader of %s: got %d in %v, want 404 in %s", c.address, c.accept, got.StatusCode, html, c.want)
		}
		if kept := got.Header.Get("Cache-Control"); kept != "no-store" {
			t.Errorf("%s: got Cache-Control %q, want no-store", c.address, kept)
		}
	}
}
