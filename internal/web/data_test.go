package web_test

import (
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"leadpath/internal/locale"
)

var dataElement = regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`)

// statements gives what structured data says: each value that is no name of
// the vocabulary, and the types that are spoken of.
func statements(data any) (values, types []string) {
	switch data := data.(type) {
	case map[string]any:
		for key, value := range data {
			if key == "@type" {
				types = append(types, fmt.Sprint(value))
			} else if key != "@context" && key != "position" {
				v, t := statements(value)
				values, types = append(values, v...), append(types, t...)
			}
		}
	case []any:
		for _, value := range data {
			v, t := statements(value)
			values, types = append(values, v...), append(types, t...)
		}
	default:
		values = append(values, fmt.Sprint(data))
	}
	return values, types
}

// W8: structured data says only what its page shows.
func TestStructuredDataSaysWhatThePageShows(t *testing.T) {
	w := shared(t)
	seen := map[string]bool{}
	for _, page := range w.pages {
		var data any
		element := dataElement.FindStringSubmatch(w.bodies[page])
		if element == nil || json.Unmarshal([]byte(element[1]), &data) != nil {
			t.Errorf("%s: got no structured data that can be read", page)
			continue
		}
		shown := html.UnescapeString(strings.Replace(w.bodies[page], element[0], "", 1))
		values, types := statements(data)
		for _, value := range values {
			if !shows(w, page, shown, value) {
				t.Errorf("%s: the data says %q, the page does not", page, value)
			}
		}
		for _, kind := range types {
			seen[kind] = true
		}
		for _, kind := range wantedTypes(w, page) {
			if !slices.Contains(types, kind) {
				t.Errorf("%s: got data on %q, want %s among it", page, types, kind)
			}
		}
	}
	if seen["FAQPage"] || seen["Question"] {
		t.Error("got markup of questions, which promises nothing")
	}
}

// shows reports whether a page shows a value: in its words, its head, as an
// address it links to, or as a day in the reader's way.
func shows(w *world, page, shown, value string) bool {
	if day, err := time.Parse(time.DateOnly, value); err == nil {
		return strings.Contains(shown, w.Catalog.In(page[1:3]).Date(locale.DateOf(day, time.UTC)))
	}
	if path, ok := strings.CutPrefix(value, w.URL); ok {
		return strings.Contains(shown, `"`+path+`"`) || strings.Contains(shown, `"`+value+`"`)
	}
	return strings.Contains(shown, value)
}

func wantedTypes(w *world, page string) []string {
	l := w.Catalog.In(page[1:3])
	switch {
	case page == l.Path("home"):
		return []string{"WebSite", "Organization"}
	case strings.HasPrefix(page, l.Path("article", "")):
		return []string{"Article", "BreadcrumbList", "Organization"}
	case page == l.Path("author", "lars-zimmermann"):
		return []string{"ProfilePage", "Person", "EducationalOccupationalCredential", "BreadcrumbList"}
	}
	return []string{"BreadcrumbList"}
}

// W12: networks are shown a picture with every page: an article its own, the
// others that of their language, each with its size and words.
func TestEveryPageNamesItsCard(t *testing.T) {
	w := shared(t)
	for _, page := range w.pages {
		l := w.Catalog.In(page[1:3])
		og := map[string]string{}
		for _, meta := range tags(w.bodies[page], "meta") {
			og[meta["property"]+strings.TrimPrefix(meta["name"], "description")] = meta["content"]
		}
		card := l.Path("cover")
		if slug, ok := strings.CutPrefix(page, l.Path("article", "")); ok {
			card = l.Path("card", slug)
		}
		if og["og:image"] != w.URL+card || og["og:url"] != w.URL+page {
			t.Errorf("%s: got the picture %q of %q, want %s", page, og["og:image"], og["og:url"], card)
		}
		if og["og:image:width"] != "1200" || og["og:image:height"] != "630" || og["og:image:alt"] == "" || og["twitter:card"] == "" || og["og:title"] == "" || og["og:description"] != descriptionOf(w.bodies[page]) {
			t.Errorf("%s: got %q, want size, words, title and description", page, og)
		}
	}
}
