package main

import (
	"context"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"leadpath/internal/webtest"
)

// carrier serves a folder by nginx, as its own file for that says, over a
// socket that no other test can take.
func carrier(t testing.TB, folder string) *http.Client {
	t.Helper()
	home, err := os.MkdirTemp("", "nginx") // a socket's name is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(home) })
	user := ""
	if os.Getuid() == 0 {
		user = "user root;"
	}
	config := fmt.Sprintf(`load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
daemon off; master_process off; %s pid %[2]s/pid; error_log stderr; events {}
http { access_log off; include /etc/nginx/mime.types; server { listen unix:%[2]s/door; root %[3]s; include %[3]s/_nginx.conf; } }
`, user, home, folder)
	edit(t, home, "nginx.conf", config)
	server := exec.Command(webtest.Program(t, "nginx", "nginx", "/usr/sbin/nginx"), "-e", "stderr", "-c", filepath.Join(home, "nginx.conf"))
	log := &record{}
	server.Stderr = log
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	door := filepath.Join(home, "door")
	for until := time.Now().Add(30 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if c, err := net.Dial("unix", door); err == nil {
			_ = c.Close()
			break
		} else if time.Now().After(until) {
			t.Fatalf("nginx did not open its door: %v; it said %s", err, log)
		}
	}
	return &http.Client{Transport: &http.Transport{DisableCompression: true, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", door)
	}}}
}

var pageLink = regexp.MustCompile(`(?:href|src)="(/[^"#]*)`)

// W14: another web server carries the whole site from an export, with the same
// bytes, packed and plain, and the same header fields.
func TestAnotherServerCarriesTheSite(t *testing.T) {
	t.Parallel()
	s := start(t, "--data", filepath.Join(t.TempDir(), "data"))
	folder := filepath.Join(t.TempDir(), "site")
	carry(t, folder, "--base-url", s.url)
	nginx := carrier(t, folder)
	seen := map[string]bool{}
	for queue := []string{"/en/", "/de/", "/en/nothing", "/de/artikel/nothing", "/nothing"}; len(queue) > 0; queue = queue[1:] {
		address := html.UnescapeString(queue[0])
		if seen[address] || searchFile.MatchString(address[1:]+".html") {
			continue
		}
		seen[address] = true
		body := ""
		for _, coding := range []string{"br", "gzip", ""} {
			body = wantCarried(t, s, nginx, address, coding)
		}
		for _, link := range pageLink.FindAllStringSubmatch(body, -1) {
			queue = append(queue, link[1])
		}
	}
	if len(seen) < 60 {
		t.Errorf("got %d addresses by links, want all of the site", len(seen))
	}
	for _, hidden := range []string{"/_headers", "/_nginx.conf", "/.leadpath-export", "/en/articles.html.br", "/en/index.html.gz"} {
		if response, _ := ask(t, nginx, "http://carrier"+hidden, ""); response.StatusCode != http.StatusNotFound {
			t.Errorf("%s: got status %d, want 404", hidden, response.StatusCode)
		}
	}
}

func ask(t testing.TB, client *http.Client, url, coding string) (*http.Response, []byte) {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if coding != "" {
		request.Header.Set("Accept-Encoding", coding)
	}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, unpack(t, response.Header.Get("Content-Encoding"), body)
}

// wantCarried compares what both servers answer.
func wantCarried(t testing.TB, s *running, nginx *http.Client, address, coding string) (body string) {
	t.Helper()
	want, wantBody := ask(t, s.client, s.url+address, coding)
	got, gotBody := ask(t, nginx, "http://carrier"+address, coding)
	if got.StatusCode != want.StatusCode || string(gotBody) != string(wantBody) || got.Header.Get("Content-Encoding") != want.Header.Get("Content-Encoding") {
		t.Errorf("%s (%s): got status %d and %d bytes as %q, want %d and %d as %q", address, coding,
			got.StatusCode, len(gotBody), got.Header.Get("Content-Encoding"), want.StatusCode, len(wantBody), want.Header.Get("Content-Encoding"))
	}
	for name := range want.Header {
		if got, want := fieldOf(got, name), fieldOf(want, name); got != want {
			t.Errorf("%s (%s): got %s %q, want %q", address, coding, name, got, want)
		}
	}
	return string(wantBody)
}

// serversOwn are fields that each server sets in its own way.
var serversOwn = []string{"Content-Length", "Date", "Etag"}

// lostFields are those in which the page for what is not there may differ: a
// file is kept longer than an answer that nobody may keep.
var lostFields = []string{"Cache-Control", "Referrer-Policy", "Vary", "Content-Language"}

var styleSources = regexp.MustCompile(`style-src .*`)

// fieldOf gives a header field as far as both servers can send it. A policy
// for all pages allows the styles of all.
func fieldOf(response *http.Response, name string) string {
	if slices.Contains(serversOwn, name) || response.StatusCode == http.StatusNotFound && slices.Contains(lostFields, name) {
		return ""
	}
	value := strings.ToLower(response.Header.Get(name))
	value = strings.Replace(value, "application/javascript", "text/javascript", 1)
	return styleSources.ReplaceAllString(value, "style-src")
}
