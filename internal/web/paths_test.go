package web_test

import (
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// outside are files that would be found from a folder on the disk.
var outside = []string{"etc/passwd", "css/tokens.css", "go.mod", "proc/self/environ", "owner.toml", "content/owner.toml", "articles/two-year-line.en.md", ".env", ".git/config", "serve.lock"}

var notOurs = regexp.MustCompile(`root:x:|module leadpath|brand\.en|\[core\]|^\+\+\+`)

// S15: no path leads to a file that is not of the site.
func TestPathsStayInside(t *testing.T) {
	w := shared(t)
	for _, root := range []string{"/static/", "/images/", "/static/css/", "/en/", "/de/artikel/", "/", "/static/fonts/"} {
		for _, up := range []string{"", "../", "../../../../", "..%2f", "%2e%2e/", "%2e%2e%2f", "%252e%252e%252f", "..\\", "..%5c", "....//", "..;/", "%c0%ae%c0%ae/", "%00/", "./", "file:///", "~/", "C:%5c", "%2f", "\x01/"} {
			for _, file := range outside[:rounds(3, len(outside))] {
				target := root + up + file
				got := ask(t, w.Site, "GET", target)
				if got.StatusCode != 404 && got.StatusCode != 400 {
					t.Errorf("GET %q: got %d, want 404, or 400 where it is no path", target, got.StatusCode)
				}
				if leak := notOurs.Find(got.body); leak != nil {
					t.Errorf("GET %q: got %q in the body", target, leak)
				}
			}
		}
	}
}

// pieces are what odd paths are made of.
var pieces = []string{"/", "//", "..", ".", "en", "de", "EN", "static", "images", "css", "artikel", "articles", "faq", "%2e", "%2f", "%5c", "%00", "%0a", "%0d%0a", "%ff", "%c3%a4", "%E2%84%AA", "*", "{slug}", "~", ";", ":", "@", "%25", "%252f", "%7f", strings.Repeat("a", 300), "tokens.css", "lead-implementer-or-lead-auditor", "?x=/", "%3f", "%23"}

// S15: whatever a path is made of, the answer is a page of the site, a step to
// one, or 404; never a fault.
func TestOddPathsFindNothingOdd(t *testing.T) {
	w := shared(t)
	known := append(append([]string{w.image}, w.pages...), w.assets...)
	known = append(known, slices.Collect(maps.Values(samples(t, w)))...)
	random := rand.New(rand.NewPCG(1, 2))
	for range rounds(1_000, 60_000) {
		target := "/"
		for range 1 + random.IntN(7) {
			target += pieces[random.IntN(len(pieces))]
			if random.IntN(2) == 0 {
				target += "/"
			}
		}
		u, err := url.ParseRequestURI(target)
		if err != nil {
			continue // net/http answers 400
		}
		got := httptest.NewRecorder()
		w.Server.ServeHTTP(got, &http.Request{Method: "GET", URL: u, RequestURI: target, Header: http.Header{}})
		to, _, _ := strings.Cut(got.Header().Get("Location"), "?")
		switch {
		case got.Code == 200 && slices.Contains(known, u.Path), got.Code == 404 && to == "", got.Code == 414 && len(target) > 2000:
		case got.Code == 308 && (slices.Contains(known, to) || to == "/"), got.Code == 302 && u.Path == "/":
		default:
			t.Errorf("GET %.200q: got %d to %q", target, got.Code, to)
		}
	}
}
