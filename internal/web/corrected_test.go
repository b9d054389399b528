package web_test

import (
	"encoding/json"
	"html"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"leadpath/content"
	"leadpath/internal/webtest"
)

// corrected gives the shipped content with two corrections of an article.
func corrected(t *testing.T) fstest.MapFS {
	t.Helper()
	files := webtest.Copy(t, content.FS)
	for _, lang := range []string{"en", "de"} {
		file := files["articles/two-year-line."+lang+".md"]
		file.Data = []byte(strings.Replace(string(file.Data), "\nsources = [",
			"\ncorrections = [{ date = 2026-11-24, text = \"Three <years> & “more”.\" }, { date = 2026-11-25, text = \"Four.\" }]\nsources = [", 1))
	}
	return files
}

// W8: what is said of corrections to machines is what the page shows.
func TestCorrectionsInStructuredDataAreThoseOfThePage(t *testing.T) {
	site := webtest.Serve(t, webtest.Options{Content: corrected(t), Now: fixed})
	site.Server.Drain()
	for _, l := range site.Catalog.All() {
		a := site.Server.Content().At(today).ArticleOn(l.Code, "two-year-line")
		address := l.Path("article", a.Slug)
		body := bodyOf(t, site, address)
		element := dataElement.FindStringSubmatch(body)
		var data any
		if err := json.Unmarshal([]byte(element[1]), &data); err != nil {
			t.Fatal(err)
		}
		shown := html.UnescapeString(strings.Replace(body, element[0], "", 1))
		values, types := statements(data)
		for _, value := range values {
			if !shows(&world{Site: site}, address, shown, value) {
				t.Errorf("%s: the data says %q, the page does not", address, value)
			}
		}
		if !slices.Contains(types, "CorrectionComment") || !slices.Contains(values, "Three <years> & “more”.") || !slices.Contains(values, "2026-11-25") {
			t.Errorf("%s: got %q with %q, want both corrections", address, types, values)
		}
	}
}

// A corrected article moves to the top of nothing.
func TestACorrectionMovesNoArticle(t *testing.T) {
	order := func(files fstest.MapFS) (hrefs []string) {
		site := webtest.Serve(t, webtest.Options{Content: files, Now: fixed})
		site.Server.Drain()
		for _, page := range []string{"/en/", "/en/articles"} {
			for _, link := range tags(bodyOf(t, site, page), "a") {
				hrefs = append(hrefs, strings.TrimPrefix(link["href"], site.URL))
			}
		}
		for _, entry := range feedOf(t, bodyOf(t, site, "/en/feed.xml")).Entries {
			hrefs = append(hrefs, strings.TrimPrefix(entry.Link.Href, site.URL))
		}
		return hrefs
	}
	before := order(webtest.Copy(t, content.FS))
	files := corrected(t)
	for _, lang := range []string{"en", "de"} {
		file := files["articles/two-year-line."+lang+".md"]
		file.Data = []byte(strings.Replace(string(file.Data), "updated = 2026-11-23", "updated = 2026-11-25", 1))
	}
	if after := order(files); !slices.Equal(before, after) {
		t.Errorf("got %q, want the order as it was: %q", after, before)
	}
}
