package web_test

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"strings"
	"testing"

	"leadpath/internal/webtest"
	"leadpath/static"
)

// A2: the Nu HTML checker finds nothing on any page, warnings included, and
// nothing in the marks.
func htmlIsFlawless(t *testing.T, show *exhibition) {
	files, names := map[string]string{}, map[string]string{}
	add := func(name, ending, text string) {
		file := fmt.Sprintf("%03d.%s", len(files), ending)
		files[file], names[file] = text, name
	}
	for _, e := range show.All {
		add(e.Name, "html", body(t, show.Site, must(http.NewRequest(http.MethodGet, e.URL, nil))))
	}
	for name, request := range refused(show.Site) {
		add(name, "html", body(t, show.Site, request))
	}
	for name, text := range marks(t) {
		add(name, "svg", text)
	}
	for what, where := range findingsByWords(webtest.CheckHTML(t, files), names) {
		t.Errorf("the HTML checker says %s in %d places, among them %s; want nothing", what, len(where), where[0])
	}
}

// checkerLacks is what the checker finds only because it does not know it.
var checkerLacks = map[string]string{
	"CSS: “paint-order”: Property “paint-order” doesn't exist.": "SVG 2 and CSS Fill and Stroke are younger than the checker's grammar of CSS; lettering on a drawing needs its paper below the ink",
	"CSS: Unrecognized at-rule “@view-transition”":              "CSS View Transitions Level 2 is younger than the checker's grammar of CSS; design wants the transition in CSS alone",
}

// findingsByWords gathers where the checker said the same.
func findingsByWords(list []webtest.Finding, names map[string]string) map[string][]string {
	all := map[string][]string{}
	for _, f := range list {
		if checkerLacks[f.Message] == "" {
			what := fmt.Sprintf("(%s) %q", strings.TrimSpace(f.Kind+" "+f.Weight), f.Message)
			all[what] = append(all[what], fmt.Sprintf("%s, line %d: %s", names[f.File], f.Line, f.Extract))
		}
	}
	return all
}

// refused gives requests that are answered by the error pages which no
// address leads to.
func refused(site *webtest.Site) map[string]*http.Request {
	all := map[string]*http.Request{}
	for _, l := range site.Catalog.All() {
		home := site.URL + l.Path("home")
		all[l.Code+" 405"] = must(http.NewRequest(http.MethodPost, home, nil))
		all[l.Code+" 413"] = must(http.NewRequest(http.MethodPost, home, strings.NewReader(strings.Repeat("x", 1<<20+1))))
		large := must(http.NewRequest(http.MethodGet, home, nil))
		large.Header.Set("Cookie", strings.Repeat("x", 40<<10))
		all[l.Code+" 431"] = large
	}
	return all
}

// marks gives the drawings that stand as files of their own.
func marks(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, name := range must(fs.Glob(static.FS, "marks/*.svg")) {
		all[name] = string(must(fs.ReadFile(static.FS, name)))
	}
	if len(all) == 0 {
		t.Fatal("no marks/*.svg among the static files")
	}
	return all
}

// body sends a request and gives the page that answers it.
func body(t *testing.T, site *webtest.Site, r *http.Request) string {
	t.Helper()
	response, err := site.Client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got := response.Header.Get("Content-Type"); !strings.HasPrefix(got, "text/html") {
		t.Fatalf("%s %s: got content type %q, want a page", r.Method, r.URL.Path, got)
	}
	return string(text)
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
