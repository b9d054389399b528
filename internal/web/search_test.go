package web_test

import (
	"net/url"
	"strings"
	"testing"
)

// A long query is cut, and the page says so; it is never a reason to fail.
func TestLongQueriesAreCut(t *testing.T) {
	w := shared(t)
	for _, c := range []struct {
		name, query string
		status      int
		says        bool
	}{
		{"200 characters", strings.Repeat("audit ", 33) + "xy", 200, false},
		{"201 characters", strings.Repeat("audit ", 33) + "xyz", 200, true},
		{"1,900 characters", strings.Repeat("audit ", 316) + "exam", 200, true},
		{"1,900 characters without a blank", strings.Repeat("x", 1_900), 200, true},
		{"an address of more than 2,000", strings.Repeat("x", 2_000), 414, false},
		{"control characters alone", "\x00\x01\x02\x1f", 200, false},
		{"markup", `"><img src=x onerror=alert(1)>`, 200, false},
	} {
		got := ask(t, w.Site, "GET", "/en/search?q="+url.QueryEscape(c.query))
		body := string(got.body)
		if says := strings.Contains(body, "The first 200 characters were used."); got.StatusCode != c.status || says != c.says {
			t.Errorf("%s: got %d, says that the query was cut: %t; want %d, %t", c.name, got.StatusCode, says, c.status, c.says)
		}
		if got.StatusCode == 200 && (!strings.Contains(body, `content="noindex"`) || strings.Contains(body, "<img src=x")) {
			t.Errorf("%s: got a page that may be indexed, or markup that was typed", c.name)
		}
	}
}
