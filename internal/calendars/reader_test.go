package calendars

import (
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
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
