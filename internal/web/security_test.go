package web_test

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"leadpath/internal/webtest"
)

// strict are the fields that S7 wants on every answer, and those that must
// not be there.
var strict = []string{
	"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
	"Cross-Origin-Embedder-Policy", "Permissions-Policy", "Strict-Transport-Security", "Set-Cookie", "Server", "X-Powered-By", "Access-Control-Allow-Origin",
}

// everyStatus gives an answer of each route and each status, by what it is.
func everyStatus(t *testing.T, site *webtest.Site, routes map[string]string) map[string]reception {
	t.Helper()
	all := map[string]reception{}
	for route, address := range routes {
		got := ask(t, site, "GET", address)
		all[fmt.Sprintf("%d %s", got.StatusCode, route)] = got
		all[fmt.Sprintf("405 %s", route)] = ask(t, site, "DELETE", address)
		if tag := got.Header.Get("ETag"); tag != "" {
			all["304 "+route] = ask(t, site, "GET", address, "If-None-Match: "+tag)
		}
	}
	for name, fields := range map[string][]string{
		"308 a page in capitals":         {"/EN/FAQ"},
		"404 in a language":              {"/de/nichts"},
		"404 outside":                    {"/nothing"},
		"404 a slug of another language": {"/de/artikel/lead-implementer-or-lead-auditor"},
		"404 a static file":              {"/static/none.css"},
		"413 a long body":                {"/en/faq", "Content-Length: 1048577"},
		"414 a long address":             {"/en/faq?" + strings.Repeat("x", 2000)},
		"431 many fields":                {"/en/faq", "X-Long: " + strings.Repeat("x", 33<<10)},
	} {
		all[name] = ask(t, site, "GET", fields[0], fields[1:]...)
	}
	site.Server.Break()
	all["500 a page"] = ask(t, site, "GET", "/de/faq")
	all["500 a template"] = ask(t, site, "GET", "/en/template")
	return all
}

var styleHash = regexp.MustCompile(`'sha256-[A-Za-z0-9+/=]{44}'`)

// S7: every answer, errors and redirects included, carries the strict set.
// testdata/security.txt shows each set with the answers that bear it.
func TestSecurityFieldsOfEveryAnswer(t *testing.T) {
	w := shared(t)
	var page strings.Builder
	for _, base := range []string{"http://leadpath.example", "https://leadpath.example"} {
		site := serve(t, webtest.Options{BaseURL: base})
		sets := map[string][]string{}
		for name, got := range everyStatus(t, site, samples(t, w.on(t, site))) {
			if !strings.HasPrefix(name, fmt.Sprint(got.StatusCode)) {
				t.Errorf("%s: got %d", name, got.StatusCode)
			}
			var set strings.Builder
			for _, field := range strict {
				for _, value := range got.Header.Values(field) {
					fmt.Fprintf(&set, "  %s: %s\n", field, styleHash.ReplaceAllString(value, "'sha256-…'"))
				}
			}
			sets[set.String()] = append(sets[set.String()], name)
		}
		fmt.Fprintf(&page, "# %s\n\n", base)
		for _, set := range slices.Sorted(maps.Keys(sets)) {
			slices.Sort(sets[set])
			page.WriteString(strings.Join(sets[set], "\n") + "\n" + set + "\n")
		}
	}
	golden(t, "testdata/security.txt", page.String())
}

// golden compares with a kept file, which -update writes anew.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(gotLines), len(wantLines)) {
		if i >= len(gotLines) || i >= len(wantLines) || gotLines[i] != wantLines[i] {
			at := func(lines []string) string { return strings.Join(lines[min(i, len(lines)):min(i+3, len(lines))], "\n") }
			t.Fatalf("%s:%d: got\n%s\nwant\n%s\nWhere the change is meant, write it anew with -update.", file, i+1, at(gotLines), at(wantLines))
		}
	}
}

var styleElement = regexp.MustCompile(`(?s)<style>(.*?)</style>`)

// S7: the policy allows exactly the one style element that the page carries,
// and nothing else in it needs an exception.
func TestPolicyAllowsTheStyleOfThePage(t *testing.T) {
	w := shared(t)
	for _, page := range append(w.pages, "/en/nothing", "/nichts") {
		got := ask(t, w.Site, "GET", page)
		elements := styleElement.FindAllStringSubmatch(string(got.body), -1)
		if len(elements) != 1 {
			t.Errorf("%s: got %d style elements, want one", page, len(elements))
			continue
		}
		sum := sha256.Sum256([]byte(elements[0][1]))
		want := "style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		if policy := got.Header.Get("Content-Security-Policy"); !strings.HasSuffix(policy, want) || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: got the policy %s, want it to end %s", page, policy, want)
		}
		if inline := regexp.MustCompile(`<[a-z]+[^>]*\s(style|on[a-z]+)="`).FindString(string(got.body)); inline != "" {
			t.Errorf("%s: got %s, which the policy forbids", page, inline)
		}
		for _, script := range regexp.MustCompile(`<script[^>]*>`).FindAllString(string(got.body), -1) {
			if !strings.Contains(script, ` src="/static/`) && script != `<script type="application/ld+json">` {
				t.Errorf("%s: got %s, which the policy forbids", page, script)
			}
		}
	}
}

// S12: what a request says of the site's name leaves no trace.
func TestForeignNamesLeaveNoTrace(t *testing.T) {
	w := shared(t)
	foreign := []string{
		"Host: evil.example", "X-Forwarded-Host: evil.example", "X-Forwarded-Server: evil.example", "X-Forwarded-Proto: evil.example", "X-Forwarded-For: evil.example", "X-Forwarded-Port: 666",
		"X-Forwarded-Prefix: /evil.example", "X-Host: evil.example", "X-Original-URL: /evil.example", "X-Rewrite-URL: /evil.example", "Forwarded: host=evil.example;proto=https", "Referer: https://evil.example/", "Origin: https://evil.example",
		"From: evil.example", "Via: 1.1 evil.example", "True-Client-IP: evil.example", "X-HTTP-Method-Override: POST", "User-Agent: evil.example",
	}
	addresses := slices.Sorted(maps.Values(samples(t, w)))
	for _, address := range append(addresses, "/EN/faq", "/en/nothing", "/nothing") {
		want := ask(t, w.Site, "GET", address)
		for _, c := range []struct {
			name   string
			target string
			fields []string
		}{
			{"in every field", address, foreign},
			{"in an absolute target", "http://evil.example" + address, nil},
			{"in an absolute target of another scheme and port", "https://user@evil.example:666" + address, foreign[:1]},
		} {
			got := ask(t, w.Site, "GET", c.target, c.fields...)
			if strings.Contains(got.fieldsBut()+string(got.body), "evil.example") {
				t.Errorf("%s with a foreign name %s: got it back", address, c.name)
			}
			if got.StatusCode != want.StatusCode || got.fieldsBut() != want.fieldsBut() || string(got.body) != string(want.body) {
				t.Errorf("%s with a foreign name %s: got %d\n%s\nwant the same answer as without, %d\n%s", address, c.name, got.StatusCode, got.fieldsBut(), want.StatusCode, want.fieldsBut())
			}
		}
	}
}
