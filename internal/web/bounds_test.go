package web_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leadpath/internal/web"
)

// S16: what a request may have, at each bound, below it and above it.
func TestRequestsAreBounded(t *testing.T) {
	w := shared(t)
	host := strings.TrimPrefix(w.URL, "http://")
	// A header field of a size: its line with the colon, the blank and the line's end.
	field := func(size int) string { return "X-Long: " + strings.Repeat("x", size-len("X-Long: \r\n")) + "\r\n" }
	const connection = "Connection: close\r\n"
	request := func(method, target, fields string) string {
		return fmt.Sprintf("%s %s HTTP/1.1\r\nHost: %s\r\n%s%s\r\n", method, target, host, connection, fields)
	}
	address := func(path string, size int) string { return path + "?" + strings.Repeat("x", size-len(path)-1) }
	body := func(size int) string { return fmt.Sprintf("Content-Length: %d\r\n", size) }
	for _, c := range []struct {
		name, method, request string
		want                  int
	}{
		{"an address below 2,000 characters", "GET", request("GET", address("/en/faq", 1_999), ""), 200},
		{"an address of 2,000 characters", "GET", request("GET", address("/en/faq", 2_000), ""), 200},
		{"an address of 2,001 characters", "GET", request("GET", address("/en/faq", 2_001), ""), 414},
		{"an address of 2,001 characters of no page", "GET", request("GET", address("/en/nothing", 2_001), ""), 414},
		{"an address of 2,001 characters that is not its own", "GET", request("GET", address("/EN/FAQ", 2_001), ""), 414},
		{"an address of 40,000 characters", "GET", request("GET", address("/de/faq", 40_000), ""), 414},
		{"a path of 2,000 characters", "GET", request("GET", "/en/"+strings.Repeat("x", 1_996), ""), 404},
		{"a path of 2,001 characters", "GET", request("GET", "/en/"+strings.Repeat("x", 1_997), ""), 414},
		{"fields below 32 KB", "GET", request("GET", "/en/faq", field(32<<10-len(connection)-1)), 200},
		{"fields of 32 KB", "GET", request("GET", "/en/faq", field(32<<10-len(connection))), 200},
		{"fields above 32 KB", "GET", request("GET", "/en/faq", field(32<<10-len(connection)+1)), 431},
		{"fields above 32 KB for no page", "GET", request("GET", "/en/nothing", field(33<<10)), 431},
		{"many small fields above 32 KB", "GET", request("GET", "/de/faq", strings.Repeat(field(20), 2_000)), 431},
		{"fields of 64 KB for the start", "GET", request("GET", "/", "Accept-Language: "+strings.Repeat("de,", 21_000)+"\r\n"), 431},
		{"a body below 1 MB where none is taken", "POST", request("POST", "/en/faq", body(1<<20-1)), 405},
		{"a body of 1 MB where none is taken", "POST", request("POST", "/en/faq", body(1<<20)), 405},
		{"a body above 1 MB", "POST", request("POST", "/en/faq", body(1<<20+1)), 413},
		{"a body above 1 MB for a page that is read", "GET", request("GET", "/en/faq", body(1<<20+1)), 413},
		{"a body of a terabyte", "PUT", request("PUT", "/de/nichts", body(1<<40)), 413},
		{"a small body for a page that is read", "GET", request("GET", "/en/faq", body(3)) + "abc", 200},
	} {
		got := tell(t, w.Site, c.method, c.request)
		if got.StatusCode != c.want {
			t.Errorf("%s: got %d, want %d", c.name, got.StatusCode, c.want)
		}
		if lang := tags(string(got.body), "html"); got.StatusCode >= 400 && (len(lang) != 1 || len(lang[0]["lang"]) != 2) {
			t.Errorf("%s: got %q, want a page in the visitor's language", c.name, got.body)
		}
	}
}

// S17: what browsers say of languages, codings and what they have costs time
// in proportion to its length: 64 KB of the worst take less than 50 ms. The
// best of several tries counts, so that other work on the machine does not.
func TestLongFieldsTakeNoLongTime(t *testing.T) {
	w := shared(t)
	parsers := map[string]func(string){
		"Accept-Language": func(s string) { w.Catalog.Negotiate(s) },
		"Accept-Encoding": func(s string) { web.Coding(s) },
		"If-None-Match":   func(s string) { web.Matches(s, `"0123456789abcdef"`) },
	}
	for _, piece := range []string{",", ";", "-", "=", " ", "*,", "a,", "de-", "de;q=0.1,", "br;q=0.5,", "q=", ";q=;q=", "0", "de;q=0." + strings.Repeat("0", 90) + ",", "\"", "W/", `"x",`, "W/\"\",", "\t, ", "é", "\xff"} {
		for _, start := range []string{"", "de;q=0.", "br;q=", "\""} {
			header := start + strings.Repeat(piece, 64<<10/len(piece))
			for name, parse := range parsers {
				best := time.Hour
				for range 5 {
					begun := time.Now()
					parse(header)
					best = min(best, time.Since(begun))
				}
				if best > 50*time.Millisecond {
					t.Errorf("%s of 64 KB of %q after %q: got %s, want less than 50 ms", name, piece, start, best)
				}
			}
		}
	}
}
