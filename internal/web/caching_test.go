package web_test

import (
	"regexp"
	"strings"
	"testing"
)

// packings are the ways in which an answer is asked for, with the coding of
// what can be packed.
var packings = map[string]string{"Accept-Encoding: br": "br", "Accept-Encoding: gzip": "gzip", "Accept-Encoding: identity": ""}

// W6: each coding has a validator of its own, and what a browser has already
// is not sent again.
func TestValidatorsBelongToTheirCoding(t *testing.T) {
	w := shared(t)
	for route, address := range samples(t, w) {
		if route == "/" || route == "/healthz" || route == "/readyz" {
			continue
		}
		if forOne(w.Site, address) {
			if got := ask(t, w.Site, "GET", address).Header; got.Get("Cache-Control") != "no-store" || got.Get("ETag") != "" {
				t.Errorf("%s: got Cache-Control %q and ETag %q, want no-store and none", address, got.Get("Cache-Control"), got.Get("ETag"))
			}
			continue
		}
		ask(t, w.Site, "GET", address)
		w.Server.Pack(address) // from now on its bytes stay
		tagOf := map[string]string{}
		for accept, coding := range packings {
			got := ask(t, w.Site, "GET", address, accept)
			tag := got.Header.Get("ETag")
			if !regexp.MustCompile(`^"[0-9a-z-]{24,}"$`).MatchString(tag) {
				t.Errorf("%s, %s: got ETag %s, want a strong one", address, accept, tag)
			}
			for other, have := range tagOf {
				if have == tag && got.Header.Get("Content-Encoding") != other {
					t.Errorf("%s: got the ETag %s for %q and for %q", address, tag, coding, other)
				}
			}
			tagOf[got.Header.Get("Content-Encoding")] = tag
			checkNotModified(t, w, address, accept, got)
		}
	}
}

func checkNotModified(t *testing.T, w *world, address, accept string, fresh reception) {
	t.Helper()
	tag := fresh.Header.Get("ETag")
	for _, c := range []struct {
		name, field string
		want        int
	}{
		{"the same tag", tag, 304}, {"the same tag, weak", "W/" + tag, 304}, {"anything", "*", 304},
		{"a list with it", `"a", W/"b" ,` + tag + `,"c"`, 304}, {"blanks around it", "  " + tag + "\t", 304},
		{"another tag", `"x"`, 200}, {"a list without it", `"a", "b"`, 200}, {"it without quotes", strings.Trim(tag, `"`), 200},
		{"a part of it", tag[:8] + `"`, 200}, {"nothing", "", 200}, {"weak in small letters", "w/" + tag, 200},
	} {
		got := ask(t, w.Site, "GET", address, accept, "If-None-Match: "+c.field)
		if got.StatusCode != c.want {
			t.Errorf("%s, %s, If-None-Match with %s: got %d, want %d", address, accept, c.name, got.StatusCode, c.want)
			continue
		}
		if c.want == 200 {
			continue
		}
		if len(got.body) != 0 {
			t.Errorf("%s: 304 with a body of %d bytes", address, len(got.body))
		}
		// RFC 9110, 15.4.5: what a 200 would have said of these, and nothing of the body.
		for _, name := range []string{"ETag", "Cache-Control", "Vary", "Content-Security-Policy", "X-Content-Type-Options"} {
			if got.Header.Get(name) != fresh.Header.Get(name) {
				t.Errorf("%s: 304 with %s %q, want %q", address, name, got.Header.Get(name), fresh.Header.Get(name))
			}
		}
		for _, name := range []string{"Content-Length", "Content-Type", "Content-Encoding", "Content-Language"} {
			if got.Header.Get(name) != "" {
				t.Errorf("%s: 304 with %s %q, want none", address, name, got.Header.Get(name))
			}
		}
		if got.Header.Get("Date") == "" {
			t.Errorf("%s: 304 without Date", address)
		}
	}
	if got := ask(t, w.Site, "HEAD", address, accept, "If-None-Match: "+tag).StatusCode; got != 304 {
		t.Errorf("HEAD %s, If-None-Match: got %d, want 304", address, got)
	}
}

// W6: a page in one coding does not count as had in another.
func TestValidatorOfAnotherCodingIsNotTaken(t *testing.T) {
	w := shared(t)
	page := samples(t, w)["/en/articles/{slug}"]
	packed := ask(t, w.Site, "GET", page, "Accept-Encoding: gzip").Header.Get("ETag")
	if got := ask(t, w.Site, "GET", page, "If-None-Match: "+packed).StatusCode; got != 200 {
		t.Errorf("%s, plain, with the validator of gzip: got %d, want 200", page, got)
	}
}

var hashedName = regexp.MustCompile(`^/(static/.+\.[0-9a-f]{8}\.[a-z0-9]+|images/[0-9a-f]{12}-.+)$`)

// W6: only what bears a hash in its name is kept unasked; pages are asked for
// again each time; errors are not kept at all.
func TestOnlyHashedNamesAreKeptForEver(t *testing.T) {
	w := shared(t)
	for _, address := range append(append([]string{w.image}, w.pages...), w.assets...) {
		want := "public, no-cache"
		if hashedName.MatchString(address) {
			want = "public, max-age=31536000, immutable"
		}
		if got := ask(t, w.Site, "GET", address).Header.Get("Cache-Control"); got != want {
			t.Errorf("%s: got Cache-Control %q, want %q", address, got, want)
		}
	}
	unhashed := regexp.MustCompile(`\.[0-9a-f]{8}\.`).ReplaceAllString(w.assets[0], ".")
	for _, address := range []string{unhashed, strings.Replace(w.assets[0], ".", ".0", 1), "/static/", "/images/none.png", "/en/none"} {
		got := ask(t, w.Site, "GET", address, "If-None-Match: *")
		if got.StatusCode != 404 || got.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: got %d, Cache-Control %q, want 404 and no-store", address, got.StatusCode, got.Header.Get("Cache-Control"))
		}
	}
}
