package web_test

import (
	"strconv"
	"strings"
	"testing"
)

// W7: the reader's browser says what it can unpack, and gets the smallest of
// what it likes best.
func TestCodingIsWhatTheBrowserTakes(t *testing.T) {
	w := shared(t)
	addresses := map[string]string{"a page": samples(t, w)["/de/artikel/{slug}"], "a picture": w.image, "a page that is not there": "/en/nothing"}
	for _, c := range []struct{ header, want string }{
		{"", ""}, {"identity", ""}, {"br", "br"}, {"gzip", "gzip"}, {"x-gzip", "gzip"}, {"deflate", ""}, {"zstd", ""},
		{"gzip, deflate, br, zstd", "br"}, {"br, gzip", "br"}, {"gzip, br", "br"}, {"gzip, deflate", "gzip"}, {"GZIP", "gzip"}, {"Br", "br"},
		{"gzip;q=1.0, br;q=0.5", "gzip"}, {"gzip;q=0.5, br;q=0.5", "br"}, {"gzip;q=0.001", "gzip"}, {"br;q=0", ""}, {"br;q=0, gzip", "gzip"}, {"br;q=0.0, gzip;q=0.00", ""},
		{"*", "br"}, {"*;q=0", ""}, {"*;q=0.5, br;q=0", "gzip"}, {"br;q=0, gzip;q=0, *", ""}, {"gzip, *;q=0", "gzip"},
		{"identity;q=1, gzip;q=0.5", ""}, {"identity;q=0.5, gzip;q=1", "gzip"}, {"identity;q=0, gzip", "gzip"}, {"gzip, identity", "gzip"},
		{"br;q=x, gzip", "gzip"}, {"br;q=7", ""}, {"br;q=-1", ""}, {" gzip ; q=0.8 ,\tbr ; q=0.9", "br"}, {",,gzip,,", "gzip"}, {"brotli, gzipped", ""}, {";q=1", ""},
	} {
		for name, address := range addresses {
			got := ask(t, w.Site, "GET", address, "Accept-Encoding: "+c.header)
			if coding := got.Header.Get("Content-Encoding"); coding != c.want {
				t.Errorf("%s, Accept-Encoding %q: got %q, want %q", name, c.header, coding, c.want)
			}
			checkPacked(t, w, name, address, got)
		}
	}
	two := ask(t, w.Site, "GET", addresses["a page"], "Accept-Encoding: gzip;q=0.5", "Accept-Encoding: br")
	if got := two.Header.Get("Content-Encoding"); got != "br" {
		t.Errorf("two fields: got %q, want br", got)
	}
}

// checkPacked wants the bytes to say the same, and their number to be right.
func checkPacked(t *testing.T, w *world, name, address string, got reception) {
	t.Helper()
	if want := ask(t, w.Site, "GET", address).body; got.plain(t) != string(want) {
		t.Errorf("%s in %q: unpacked it is not what is sent plain", name, got.Header.Get("Content-Encoding"))
	}
	if length := got.Header.Get("Content-Length"); length != strconv.Itoa(len(got.body)) {
		t.Errorf("%s: got Content-Length %s for %d bytes", name, length, len(got.body))
	}
	if !strings.Contains(got.Header.Get("Vary"), "Accept-Encoding") {
		t.Errorf("%s: got Vary %q, want Accept-Encoding in it", name, got.Header.Get("Vary"))
	}
}

// W7: every page and file says the same in every coding, packed in haste and
// packed well; what is packed already is left alone.
func TestEveryCodingSaysTheSame(t *testing.T) {
	w := shared(t)
	for _, address := range append(append([]string{}, w.pages...), w.assets...) {
		want := string(ask(t, w.Site, "GET", address).body)
		for accept, coding := range packings {
			got := ask(t, w.Site, "GET", address, accept)
			if got.plain(t) != want {
				t.Errorf("%s, %s: unpacked it is not what is sent plain", address, accept)
			}
			if strings.HasSuffix(address, ".woff2") {
				if got.Header.Get("Content-Encoding")+got.Header.Get("Vary") != "" {
					t.Errorf("%s, %s: a font is packed already, got %q, Vary %q", address, accept, got.Header.Get("Content-Encoding"), got.Header.Get("Vary"))
				}
			} else if len(want) > 1000 && got.Header.Get("Content-Encoding") != coding {
				t.Errorf("%s, %s: got %q, want %q", address, accept, got.Header.Get("Content-Encoding"), coding)
			}
		}
	}
	page := samples(t, w)["/en/articles/{slug}"]
	w.Server.Pack(page)
	if got := ask(t, w.Site, "GET", page, "Accept-Encoding: br"); got.plain(t) != w.bodies[page] || len(got.body) >= len(w.bodies[page])/2 {
		t.Errorf("%s packed well: got %d bytes of %d, or others", page, len(got.body), len(w.bodies[page]))
	}
}
