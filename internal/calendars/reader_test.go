package calendars

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

var background = context.Background()

// calendar gives the text of so many meetings, which say more than times.
func calendar(coming int) string {
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n")
	for i, s := range meetings(0, coming) {
		fmt.Fprintf(&b, "BEGIN:VEVENT\r\nUID:%d@example.org\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:Hush\r\nDTSTART:%s\r\nDTEND:%s\r\nEND:VEVENT\r\n",
			i, s.Start.Format("20060102T150405Z"), s.End.Format("20060102T150405Z"))
	}
	return b.String() + "END:VCALENDAR\r\n"
}

func at(now time.Time) func() time.Time { return func() time.Time { return now } }

// source gives one source inside what this machine allows.
func source(t testing.TB, address string) Source {
	t.Helper()
	return sourceIn(t, address, "127.0.0.0/8 ::1")
}

func sourceIn(t testing.TB, address, allow string) Source {
	t.Helper()
	all, err := ParseSources(address, allow)
	if err != nil {
		t.Fatalf("ParseSources(%q): %v", address, err)
	}
	return all[0]
}

// site serves over http, and gives its address.
func site(t testing.TB, serve http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(serve)
	t.Cleanup(s.Close)
	return s.URL
}

// secureSite serves over https, and gives its address and who believes it.
func secureSite(t testing.TB, serve http.HandlerFunc) (string, *tls.Config) {
	t.Helper()
	s := httptest.NewTLSServer(serve)
	t.Cleanup(s.Close)
	return s.URL, trusts(s.Certificate())
}

func trusts(all ...*x509.Certificate) *tls.Config {
	pool := x509.NewCertPool()
	for _, c := range all {
		pool.AddCert(c)
	}
	return &tls.Config{RootCAs: pool}
}

// read reads what must be read.
func read(t testing.TB, s Source, last *Copy) *Reading {
	t.Helper()
	r := &Reader{Now: at(noon)}
	got, err := r.Read(background, s, time.UTC, last)
	if err != nil {
		t.Fatalf("Read(%v): %v", s, err)
	}
	return got
}

// refused reads what must not be read, and looks at what the error says.
func refused(t testing.TB, s Source, settings *tls.Config, says string) {
	t.Helper()
	r := &Reader{Now: at(noon), settings: settings}
	got, err := r.Read(background, s, time.UTC, nil)
	if err == nil {
		t.Fatalf("Read(%v): got %d spans, want it refused", s, len(got.Spans))
	}
	if !strings.Contains(err.Error(), says) {
		t.Errorf("Read(%v): got %q, want it to say %q", s, err, says)
	}
	if text := strings.ToLower(err.Error()); strings.Contains(text, "hush") || strings.Contains(text, "/x") {
		t.Errorf("the error shows a secret: %s", err)
	}
}

func TestAFileIsReadOverHTTP(t *testing.T) {
	for says, serve := range map[string]http.HandlerFunc{
		"as a calendar": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
			_, _ = io.WriteString(w, calendar(7))
		},
		"as bytes": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/octet-stream")
			_, _ = io.WriteString(w, calendar(7))
		},
		"packed": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			packer := gzip.NewWriter(w)
			_, _ = io.WriteString(packer, calendar(7))
			_ = packer.Close()
		},
		"behind redirects": func(w http.ResponseWriter, r *http.Request) {
			if n := len(r.URL.Path); n < 6 {
				http.Redirect(w, r, r.URL.Path+"x", []int{301, 302, 303, 307, 308}[n%5])
				return
			}
			_, _ = io.WriteString(w, calendar(7))
		},
	} {
		t.Run(says, func(t *testing.T) {
			got := read(t, source(t, site(t, serve)+"/"), nil)
			if len(got.Spans) != 7 || !got.Read.Equal(noon) || got.Zone != "UTC" || got.Through.Before(noon.Add(ahead)) {
				t.Errorf("Read: got %d spans, read %v, zone %s, through %v, want 7 of now, up to 400 days ahead", len(got.Spans), got.Read, got.Zone, got.Through)
			}
		})
	}
}

func TestAServerIsAskedWhetherItChanged(t *testing.T) {
	asked := ""
	address := site(t, func(w http.ResponseWriter, r *http.Request) {
		asked = r.Header.Get("If-None-Match") + " " + r.Header.Get("If-Modified-Since")
		if r.Header.Get("If-None-Match") == `"one"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"one"`)
		w.Header().Set("Last-Modified", "Tue, 01 Dec 2026 10:00:00 GMT")
		_, _ = io.WriteString(w, calendar(3))
	})
	s := source(t, address+"/x")
	first := read(t, s, nil)
	last := first.Copy
	last.Read, last.Shrunk = noon.Add(-time.Hour), noon
	got := read(t, s, &last)
	if !got.Same || len(got.Spans) != 3 || !got.Read.Equal(noon) || asked != `"one" Tue, 01 Dec 2026 10:00:00 GMT` {
		t.Errorf("Read: got %d spans of %v, same %v, asked by %q, want the 3 again, of now", len(got.Spans), got.Read, got.Same, asked)
	}
	for says, change := range map[string]func(*Copy){
		"where it does not reach far enough any more": func(c *Copy) { c.Through = noon.Add(least - 1) },
		"where the owner has moved":                   func(c *Copy) { c.Zone = "Europe/Berlin" },
	} {
		old := last
		change(&old)
		if got := read(t, s, &old); got.Same || asked != " " {
			t.Errorf("%s: got same %v, asked by %q, want it read anew", says, got.Same, asked)
		}
	}
}

func TestUserAndPasswordGoToTheirServerAlone(t *testing.T) {
	var gotThere, sentOn string
	other, otherTrust := secureSite(t, func(w http.ResponseWriter, r *http.Request) {
		sentOn = r.Header.Get("Authorization") + r.Header.Get("Referer") + r.Header.Get("Cookie")
		_, _ = io.WriteString(w, calendar(1))
	})
	home, homeTrust := secureSite(t, func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		gotThere = user + " " + password
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "b"})
		if r.URL.Path == "/x" {
			http.Redirect(w, r, "/y", http.StatusFound)
			return
		}
		http.Redirect(w, r, strings.Replace(other, "https://", "https://eve:own@", 1), http.StatusFound)
	})
	_ = homeTrust
	s := source(t, strings.Replace(home, "https://", "https://ada:p%40ss@", 1)+"/x")
	r := &Reader{Now: at(noon), settings: otherTrust} // both have the same certificate
	if _, err := r.Read(background, s, time.UTC, nil); err != nil {
		t.Fatal(err)
	}
	if gotThere != "ada p@ss" || sentOn != "" {
		t.Errorf("the server got %q, the other %q, want ada p@ss and nothing", gotThere, sentOn)
	}
}

// R17, S18
func TestWhatAServerMayAnswerInstead(t *testing.T) {
	var loop string
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
		{"an endless redirect", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, loop, 302) }, "more than 5 times"},
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

// endless gives a text over and over.
type endless struct{ text, rest string }

func (e *endless) Read(p []byte) (int, error) {
	if e.rest == "" {
		e.rest = e.text
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// within runs something and asks for its bounds of time and memory, loosely:
// memory is what is in use while it runs, beyond what was.
func within(t *testing.T, limit time.Duration, mostBytes uint64, do func()) {
	t.Helper()
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	done, most := make(chan struct{}), make(chan uint64)
	go func() {
		peak := uint64(0)
		for {
			select {
			case <-done:
				most <- peak
				return
			case <-time.After(20 * time.Millisecond):
				runtime.ReadMemStats(&now)
				if now.HeapAlloc > before.HeapAlloc {
					peak = max(peak, now.HeapAlloc-before.HeapAlloc)
				}
			}
		}
	}()
	began := time.Now()
	do()
	took := time.Since(began)
	close(done)
	peak := <-most
	t.Logf("%v, %d MiB", took, peak>>20)
	if peak > mostBytes {
		t.Errorf("it took %d MiB, want %d at most", peak>>20, mostBytes>>20)
	}
	if took > limit {
		t.Errorf("it took %v, want %v at most", took, limit)
	}
}

// R17
func TestAHostileServerCostsLittle(t *testing.T) {
	event := "BEGIN:VEVENT\r\nDTSTART:20261201T100000Z\r\nDTEND:20261201T110000Z\r\nSUMMARY:" + strings.Repeat("hush ", 200) + "\r\nEND:VEVENT\r\n"
	var bomb bytes.Buffer
	packer := gzip.NewWriter(&bomb)
	_, _ = io.CopyN(packer, io.MultiReader(strings.NewReader("BEGIN:VCALENDAR\r\n"), &endless{text: event}), 1<<28)
	_ = packer.Close()
	for _, test := range []struct {
		says  string
		serve http.HandlerFunc
		want  string
	}{
		{"a gigabyte", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(1<<30))
			_, _ = io.CopyN(w, io.MultiReader(strings.NewReader("BEGIN:VCALENDAR\r\n"), &endless{text: event}), 1<<30)
		}, "larger than 16 MiB"},
		{"a bomb", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb.Bytes())
		}, "larger than 16 MiB"},
		{"a slow drip", func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, "BEGIN:VCALENDAR\r\n")
			for r.Context().Err() == nil {
				_, _ = io.WriteString(w, "X:y\r\n")
				w.(http.Flusher).Flush()
				time.Sleep(50 * time.Millisecond)
			}
		}, "longer than 10 seconds"},
		{"no answer", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, "longer than 10 seconds"},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			s := source(t, site(t, test.serve)+"/x")
			within(t, 20*time.Second, 64<<20, func() { refused(t, s, nil, test.want) })
		})
	}
}

func TestAFileIsRead(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "own.ics")
	write(t, path, calendar(4))
	if got := read(t, source(t, path), nil); len(got.Spans) != 4 {
		t.Errorf("Read: got %d spans, want 4", len(got.Spans))
	}
	pipe, big := filepath.Join(folder, "x-pipe"), filepath.Join(folder, "x-big")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	write(t, big, "")
	if err := os.Truncate(big, mostText+1); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, "x-other"), "hush")
	for name, says := range map[string]string{
		"x-none": "no such file", "x-pipe": "no ordinary file", "x-big": "larger than 16 MiB", "x-other": "cannot be read", ".": "no ordinary file",
	} {
		refused(t, source(t, filepath.Join(folder, name)), nil, says)
	}
	refused(t, source(t, "/dev/zero"), nil, "no ordinary file")
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
