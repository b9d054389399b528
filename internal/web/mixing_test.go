package web_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// differences are single changes to a request.
var differences = []string{
	"Accept: text/plain", "Accept-Language: de", "Accept-Language: fr", "Accept-Encoding: gzip", "Accept-Encoding: br;q=0", "Accept-Charset: x",
	"Cookie: session=1; lang=de", "Authorization: Basic YTpi", "User-Agent: Googlebot", "User-Agent: Mozilla/5.0 (iPhone)", "Referer: https://a.example/", "Origin: null",
	"Host: b.example", "X-Forwarded-Host: b.example", "X-Forwarded-Proto: https", "X-Forwarded-For: 192.0.2.1", "X-Real-IP: 192.0.2.1", "Forwarded: for=192.0.2.1",
	"X-Original-URL: /de/", "X-HTTP-Method-Override: DELETE", "X-Method-Override: HEAD", "Range: bytes=0-9", "If-Range: x", "If-Modified-Since: Tue, 24 Nov 2026 00:00:00 GMT",
	"If-Match: \"x\"", "If-Unmodified-Since: Tue, 24 Nov 1999 00:00:00 GMT", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Dest: image", "Sec-CH-Prefers-Color-Scheme: dark", "Sec-GPC: 1", "DNT: 1", "Save-Data: on",
	"Purpose: prefetch", "X-Requested-With: XMLHttpRequest", "Cache-Control: no-cache", "Pragma: no-cache", "TE: trailers", "Upgrade-Insecure-Requests: 1", "Content-Type: text/plain", "Content-Length: 0", "X-Unknown: 1",
}

// unknown are parameters that no page knows.
var unknown = []string{"?utm_source=x", "?lang=de", "?v=1&v=2", "?%00", "?", "?;", "?q=%zz", "?callback=x", "?_method=DELETE"}

// S14: two requests that differ in one thing get the same bytes, or the answer
// names the difference in Vary, or nobody may keep it.
func TestCachesCannotBeMixed(t *testing.T) {
	w := shared(t)
	routes := samples(t, w)
	if rounds(0, 1) == 0 { // the same handlers answer in the other languages
		maps.DeleteFunc(routes, func(route, _ string) bool { return strings.HasPrefix(route, "/en/") })
	}
	addresses := slices.Sorted(maps.Values(routes))
	for _, address := range append(addresses, "/EN/faq", "/de//artikel", "/en/nothing", "/nothing", "/static/none") {
		want := ask(t, w.Site, "GET", address)
		for _, field := range differences {
			name, _, _ := strings.Cut(field, ":")
			checkMixing(t, address+" with "+field, want, ask(t, w.Site, "GET", address, field), name)
		}
		for _, query := range unknown {
			got := ask(t, w.Site, "GET", address+query)
			if got.StatusCode == 308 {
				continue // the query is kept, which is all the difference (W4)
			}
			checkMixing(t, address+query, want, got, "")
		}
	}
}

func checkMixing(t *testing.T, what string, want, got reception, field string) {
	t.Helper()
	if got.StatusCode == want.StatusCode && got.fieldsBut() == want.fieldsBut() && string(got.body) == string(want.body) {
		return
	}
	for _, answer := range []reception{want, got} {
		named := slices.Contains(strings.Split(answer.Header.Get("Vary"), ", "), field)
		if !named && answer.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: got %d\n%s\nwithout %d\n%s\nand Vary does not name %s", what, got.StatusCode, got.fieldsBut(), want.StatusCode, want.fieldsBut(), field)
			return
		}
	}
}
