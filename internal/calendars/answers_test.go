package calendars

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// R17, S18
func TestWhatAServerMayAnswerInstead(t *testing.T) {
	var loop string
	var hops atomic.Int64
	respond := func(status int, kind, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}
	}
	redirect := func(to string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusFound)
		}
	}
	for _, test := range []struct {
		says  string
		serve http.HandlerFunc
		want  string
	}{
		{"a login page", respond(200, "text/html; charset=utf-8", "<!doctype html>hush"), "a web page"},
		{"a calendar said to be a page", respond(200, "text/html", calendar(1)), "a web page"},
		{"a page said to be a calendar", respond(200, "text/calendar", "<!doctype html>hush"), "no calendar"},
		{"a picture", respond(200, "image/png", "\x89PNG"), "no calendar"},
		{"nothing", respond(200, "text/calendar", ""), "no calendar"},
		{"half a calendar", respond(200, "text/calendar", calendar(5)[:200]), "cannot be read"},
		{"401", respond(401, "text/plain", "hush"), "user and password"},
		{"403", respond(403, "text/plain", "hush"), "refuses"},
		{"404", respond(404, "text/plain", "hush"), "no such calendar"},
		{"500", respond(500, "text/plain", "hush"), "answered 500"},
		{"304 unasked", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(304) }, "answered 304"},
		{"an endless redirect", func(w http.ResponseWriter, r *http.Request) { hops.Add(1); http.Redirect(w, r, loop, 302) }, "more than 5 times"},
		{"a redirect to nowhere", redirect(""), "to nowhere"},
		{"a redirect to a file", redirect("file:///etc/hush"), "neither https nor http"},
		{"a redirect to gopher", redirect("gopher://127.0.0.1/x"), "neither https nor http"},
		{"a redirect inside", redirect("https://10.0.0.1/hush"), "10.0.0.1, which lies inside"},
		{"a redirect to the cloud's metadata", redirect("http://169.254.169.254/hush"), "lies inside"},
		{"a redirect to an address in another spelling", redirect("http://[::ffff:10.0.0.1]/hush"), "10.0.0.1, which lies inside"},
		{"a redirect to a translated address", redirect("https://[64:ff9b::a00:1]/hush"), "lies inside"},
		{"a redirect to all addresses", redirect("https://[::]/hush"), "lies inside"},
		{"a redirect in the clear to the outside", redirect("http://8.8.8.8/hush"), "in the clear"},
		{"a redirect to another port outside", redirect("https://8.8.8.8:22/hush"), "port 22"},
		{"a coding that was not asked for", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			_, _ = io.WriteString(w, "hush")
		}, "packed"},
		{"no HTTP", func(w http.ResponseWriter, _ *http.Request) {
			c, _, _ := w.(http.Hijacker).Hijack()
			_, _ = io.WriteString(c, "220 hush ESMTP\r\n")
			_ = c.Close()
		}, "HTTP"},
		{"less than it said", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100000")
			_, _ = io.WriteString(w, calendar(5))
		}, "ended too early"},
		{"endless headers", func(w http.ResponseWriter, _ *http.Request) {
			for i := range 10000 {
				w.Header().Set(fmt.Sprintf("X-%d", i), strings.Repeat("x", 100))
			}
		}, "none that HTTP knows"},
	} {
		t.Run(test.says, func(t *testing.T) {
			loop = site(t, test.serve) + "/x"
			refused(t, source(t, loop), nil, test.want)
		})
	}
	if got := hops.Load(); got != 6 {
		t.Errorf("the endless redirect was asked %d times, want 6", got)
	}
}

// S18: odd forms of an address lead nowhere, or where they are judged.
func TestOddNumbersOfAnAddressLeadNowhere(t *testing.T) {
	for _, host := range []string{"2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0x7f.1", "localhost", "127.0.0.1.", "①②⑦.0.0.1"} {
		all, err := ParseSources("https://"+host+":443/x", "")
		if err != nil {
			continue
		}
		refused(t, all[0], nil, "")
	}
}

func TestACertificateIsLookedAt(t *testing.T) {
	address, trust := secureSite(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, calendar(1)) })
	refused(t, source(t, address+"/x"), nil, "certificate")
	r := &Reader{Now: at(noon), settings: trust}
	if _, err := r.Read(background, source(t, address+"/x"), time.UTC, nil); err != nil {
		t.Error(err)
	}
	plain := site(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, calendar(1)) })
	refused(t, source(t, strings.Replace(plain, "http:", "https:", 1)+"/x"), nil, "TLS")
}

func TestNobodyListens(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	address := s.URL
	s.Close()
	refused(t, source(t, address+"/x"), nil, "the connection failed")
}

// A proxy of the environment would reach what we may not.
func TestNoProxyIsAsked(t *testing.T) {
	proxy := site(t, func(w http.ResponseWriter, _ *http.Request) { t.Error("the proxy was asked") })
	u, _ := url.Parse(proxy)
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"} {
		t.Setenv(name, u.String())
	}
	refused(t, sourceIn(t, "https://10.255.0.1/x", "127.0.0.0/8 10.0.0.0/8").without("10.0.0.0/8"), nil, "inside")
}

// without takes back a permission, as an address is refused at once else.
func (s Source) without(string) Source {
	s.allow = s.allow[:1]
	return s
}
