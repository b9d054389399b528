package main

import (
	"bytes"
	"fmt"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// caddyModule is the newest Caddy that builds with our Go.
const caddyModule = "github.com/caddyserver/caddy/v2/cmd/caddy@v2.11.9"

// A carrier is a web server that sends a stored file packed, with given header
// fields.
type carrier struct {
	name, asked string
	start       func(folder, home string, fields http.Header) (p *program, version string, err error)
}

var carriers = []carrier{
	{"Caddy file_server", "2", startCaddy},
	{"nginx brotli_static", "0.40 (aim 0.50)", startNginx},
}

// measureCarriers compares a stored article with other web servers that send
// the same file, packed before, with the same header fields and no log (F2).
// One that is missing is named.
func measureCarriers(path, folder string, rounds, requests int) ([]result, error) {
	letGo, err := pinHere()
	if err != nil {
		return nil, err
	}
	defer letGo()
	ours, err := startOurs(path, folder)
	if err != nil {
		return nil, err
	}
	defer ours.stop()
	q := question{[]string{articles["de"]}, map[string]string{"Accept-Encoding": "br"}}
	stored, err := q.ask(ours.url)
	if err != nil {
		return nil, err
	}
	var results []result
	for _, c := range carriers {
		r := result{"F2", "article in de, br, against " + c.name, c.asked, ""}
		reached, version, err := c.compare(ours, q, stored, filepath.Join(folder, strings.Fields(c.name)[0]), rounds, requests)
		if err != nil {
			reached = "not measured: " + err.Error()
		}
		r.what, r.reached = r.what+" "+version, reached
		fmt.Println(r.what+":", r.reached)
		results = append(results, r)
	}
	return results, nil
}

func (c carrier) compare(ours *program, q question, stored answer, home string, rounds, requests int) (reached, version string, err error) {
	root := filepath.Join(home, "site")
	if err := layOut(root, q.paths[0], stored.Body); err != nil {
		return "", "", err
	}
	theirs, version, err := c.start(root, home, ownFields(stored.Header))
	if err != nil {
		return "", version, err
	}
	defer theirs.stop()
	if err := sameAnswer(theirs, q, stored); err != nil {
		return "", version, err
	}
	reached, err = compare(ours, theirs, q, rounds, requests)
	return reached, version, err
}

// layOut puts the packed page where another server looks for it. Both look for
// the plain file first, which nobody asks for.
func layOut(root, address string, packed []byte) error {
	file := filepath.Join(root, filepath.FromSlash(address))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(file+".html", []byte("plain"), 0o644); err != nil {
		return err
	}
	return os.WriteFile(file+".html.br", packed, 0o644)
}

// byTheBytes are fields that each server sets itself.
var byTheBytes = []string{"Content-Encoding", "Content-Length", "Content-Type", "Etag", "Vary"}

// ownFields gives those that have to be set.
func ownFields(all http.Header) http.Header {
	own := maps.Clone(all)
	for _, name := range byTheBytes {
		own.Del(name)
	}
	return own
}

// sameAnswer makes sure that both send the same bytes and fields. A server may
// send more of its own, such as its name.
func sameAnswer(p *program, q question, want answer) error {
	got, err := q.ask(p.url)
	if err != nil {
		return err
	}
	for name := range want.Header {
		if g, w := strings.ToLower(got.Header.Get(name)), strings.ToLower(want.Header.Get(name)); g != w && name != "Etag" {
			return fmt.Errorf("it sends %s %q, not %q", name, g, w)
		}
	}
	if got.Status != want.Status || !bytes.Equal(got.Body, want.Body) {
		return fmt.Errorf("it answers %d with %d bytes, not %d with %d", got.Status, len(got.Body), want.Status, len(want.Body))
	}
	return nil
}

func startNginx(root, home string, fields http.Header) (*program, string, error) {
	nginx, err := exec.LookPath("nginx")
	if err != nil {
		return nil, "", fmt.Errorf("%w; apt-get install nginx libnginx-mod-http-brotli-static", err)
	}
	var add strings.Builder
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		fmt.Fprintf(&add, "add_header %s %q;\n", name, fields.Get(name))
	}
	address, err := freeAddress()
	if err != nil {
		return nil, "", err
	}
	config := filepath.Join(home, "nginx.conf")
	text := fmt.Sprintf(`load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
daemon off; master_process off; pid %[1]s/pid; error_log stderr; events { }
http {
	access_log off; include /etc/nginx/mime.types; sendfile on; tcp_nopush on; keepalive_requests 100000000; charset utf-8; open_file_cache max=100;
	server { listen %[2]s; root %[3]s; location / { brotli_static on; try_files $uri.html =404; add_header Vary Accept-Encoding;
%[4]s	} }
}
`, home, address, root, add.String())
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		return nil, "", err
	}
	said, _ := exec.Command(nginx, "-v").CombinedOutput()
	p, err := startAt(address, nginx, "-e", "stderr", "-c", config)
	return p, versionIn(said), err
}

func startCaddy(root, home string, fields http.Header) (*program, string, error) {
	caddy, err := installed(caddyModule)
	if err != nil {
		return nil, "", err
	}
	var set strings.Builder
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		fmt.Fprintf(&set, "\t\t%s %q\n", name, fields.Get(name))
	}
	address, err := freeAddress()
	if err != nil {
		return nil, "", err
	}
	config := filepath.Join(home, "Caddyfile")
	text := fmt.Sprintf("{\n\tadmin off\n\tauto_https off\n}\nhttp://%s {\n\troot * %s\n\ttry_files {path}.html\n\theader {\n%s\t}\n\tfile_server {\n\t\tprecompressed br\n\t}\n}\n", address, root, set.String())
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		return nil, "", err
	}
	p, err := startAt(address, caddy, "run", "--config", config)
	return p, versionIn([]byte(caddyModule)), err
}

var versionNumber = regexp.MustCompile(`\d+\.\d+\.\d+`)

func versionIn(said []byte) string { return versionNumber.FindString(string(said)) }

// freeAddress gives one that nothing listens on now.
func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}

// startAt runs a server of others on the first core and waits until it takes
// connections.
func startAt(address, name string, args ...string) (*program, error) {
	p := &program{command: exec.Command("taskset", append([]string{"-c", "0", name}, args...)...), url: "http://" + address}
	var said bytes.Buffer
	p.command.Stderr = &said
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	for range 1000 {
		if conn, err := net.Dial("tcp", address); err == nil {
			return p, conn.Close()
		}
		time.Sleep(10 * time.Millisecond)
	}
	p.stop()
	return nil, fmt.Errorf("%s did not serve: %s", name, said.String())
}
