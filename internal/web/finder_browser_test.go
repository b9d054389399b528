package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leadpath/internal/webtest"
)

// copied serves an export as any server of files does, with the policy of its
// _headers.
func copied(t *testing.T, site *webtest.Site) *httptest.Server {
	t.Helper()
	folder := t.TempDir()
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = root.Close() }()
	if _, err := site.Server.Export(context.Background(), site.Content, root, true); err != nil {
		t.Fatal(err)
	}
	headers, err := os.ReadFile(filepath.Join(folder, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	_, policy, _ := strings.Cut(string(headers), "Content-Security-Policy: ")
	policy, _, _ = strings.Cut(policy, "\n")
	files := http.FileServer(http.Dir(folder))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		if _, err := os.Stat(filepath.Join(folder, r.URL.Path+".html")); err == nil {
			r.URL.Path += ".html"
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server
}

// The search page of an export finds by itself, as one types and by an
// address, with umlauts in every spelling, and the browser has nothing to
// complain of.
func aCopySearchesByItself(t *testing.T, show *exhibition) {
	copy := copied(t, show.Site)
	for _, c := range []struct{ page, typed, leads string }{
		{"/de/suche", "Pruefung nicht bestanden", "/de/faq/pruefung-nicht-bestanden"},
		{"/de/suche", "prüfungsdauer", "/de/faq/pruefungsdauer-und-norm"},
		{"/de/suche", "Auditstunden", "/de/faq/was-als-stunde-zaehlt"},
		{"/en/search", "ISO/IEC 42001 controls", "/en/glossary#annex-a"},
		{"/en/search", "statement of applicability", "/en/glossary#soa"},
	} {
		tab := show.Browser.Tab(t)
		var w witness
		tab.Listen(w.hear)
		tab.Open(copy.URL + c.page + "?q=" + strings.ReplaceAll(c.typed, " ", "+"))
		waitFor(t, tab, `!!document.querySelector('[data-hit] a[href="`+c.leads+`"]')`)
		tab.Tell(`document.querySelector("main [type=search]").value = ""; document.querySelector("main [type=search]").focus()`)
		tab.Press(strings.Split("xyzzy", "")...)
		waitFor(t, tab, `!document.querySelector("[data-hit]") && document.querySelector("[role=status]").textContent.length > 20`)
		if _, complaints := w.take(); len(complaints) > 0 {
			t.Errorf("%s %q: the browser complains: %q", c.page, c.typed, complaints)
		}
		tab.Close()
	}
}
