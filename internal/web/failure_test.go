package web_test

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"leadpath/internal/webtest"
)

// R28: a panic or a failing template costs one answer: a clean 500 in the
// page's language. Other pages, and the connection's other readers, go on.
func TestFailureCostsOneAnswer(t *testing.T) {
	w := shared(t)
	book := &notebook{}
	site := serve(t, webtest.Options{Log: book})
	routes := samples(t, w)
	site.Server.Break()
	routes["/en/template"], routes["/de/template"] = "/en/template", "/de/template"
	asset, broken := w.assets[0], 0
	for route, address := range routes {
		if route == "/" || route == "/healthz" || route == "/readyz" || route == "/static/*" || route == "/images/{name}" || route == "/robots.txt" {
			continue // these need no library
		}
		broken++
		language := w.Catalog.Default().Code
		if l := w.Catalog.In(address[1:3]); l != nil {
			language = l.Code
		}
		for _, method := range []string{"GET", "HEAD"} {
			got := ask(t, site, method, address, "Accept-Language: fr")
			checkFailure(t, method+" "+address, language, method, got)
		}
		if got := ask(t, site, "GET", asset).StatusCode; got != 200 {
			t.Errorf("%s after %s failed: got %d, want 200", asset, address, got)
		}
	}
	if broken < 2*len(w.Catalog.All()) || ask(t, site, "GET", "/healthz").StatusCode != 200 {
		t.Errorf("got %d broken pages and no health", broken)
	}
	if got, want := strings.Count(book.String(), "level=ERROR"), 2*broken; got != want {
		t.Errorf("got %d errors in the log, want one a failure, %d", got, want)
	}
	// Once there is a library again, so are the pages.
	if err := site.Server.Show(webtest.Load(t, withImage(t))); err != nil {
		t.Fatal(err)
	}
	for _, page := range w.pages {
		if got := ask(t, site, "GET", page).StatusCode; got != 200 {
			t.Errorf("%s afterwards: got %d, want 200", page, got)
		}
	}
}

func checkFailure(t *testing.T, what, language, method string, got reception) {
	t.Helper()
	if got.StatusCode != 500 || got.Header.Get("Cache-Control") != "no-store" || got.Header.Get("Content-Language") != language {
		t.Errorf("%s: got %d\n%s\nwant 500 in %s that nobody keeps", what, got.StatusCode, got.fieldsBut(), language)
	}
	if page := string(got.body); method == "GET" && (!strings.HasPrefix(page, "<!doctype html><html lang=\""+language+"\">") || !strings.HasSuffix(page, "</html>") || strings.Contains(page, "half a page")) {
		t.Errorf("%s: got %.100q, want a whole page in %s", what, page, language)
	}
	if got.Header.Get("ETag") != "" && got.Header.Get("Allow") != "" {
		t.Errorf("%s: got fields of another answer\n%s", what, got.fieldsBut())
	}
}

// R28: a reader who goes away in the middle is no failure of ours.
func TestGoneReadersAreNoFailure(t *testing.T) {
	book := &notebook{}
	site := serve(t, webtest.Options{Log: book})
	front := httptest.NewUnstartedServer(site.Server)
	front.Config.ErrorLog = log.New(book, "", 0)
	front.Start()
	defer front.Close()
	for range 20 {
		r, err := http.Get(front.URL + "/en/")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.CopyN(io.Discard, r.Body, 10)
		_ = r.Body.Close()
	}
	if strings.Contains(book.String(), "ERROR") || strings.Contains(book.String(), "panic") {
		t.Errorf("got %s", book.String())
	}
}
