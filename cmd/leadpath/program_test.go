package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"leadpath/content"
)

// binary is the program as it is shipped, built once for the tests that look
// at it from outside.
var binary string

// long asks for the larger counts of the promises.
var long = os.Getenv("LONG") != ""

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "leadpath-")
	if err != nil {
		panic(err)
	}
	// Others than the owner run it too: R9 is about a plain user.
	binary = filepath.Join(folder, "leadpath")
	arguments := []string{"build", "-buildvcs=false", "-o", binary}
	if long {
		arguments = append(arguments, "-race")
	}
	build := exec.Command("go", append(arguments, ".")...)
	build.Stdout, build.Stderr = os.Stdout, os.Stderr
	err = errors.Join(build.Run(), os.Chmod(folder, 0o755))
	code := 1
	if err != nil {
		fmt.Fprintln(os.Stderr, "build the program:", err)
	} else {
		code = m.Run()
	}
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// times gives how often a promise is tried.
func times(short, all int) int {
	if long {
		return all
	}
	return short
}

// A result is what a command left behind.
type result struct {
	code           int
	stdout, stderr string
}

// command is the program with nothing of this machine's settings, in a folder
// of its own.
func command(t testing.TB, arguments ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(binary, arguments...)
	cmd.Dir = t.TempDir()
	cmd.Env = []string{"PATH=" + os.Getenv("PATH")}
	return cmd
}

// outcome runs a command to its end, which must come by itself.
func outcome(t testing.TB, cmd *exec.Cmd) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	late := time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() })
	err := cmd.Wait()
	if !late.Stop() {
		t.Fatalf("leadpath %q did not end by itself; it said %q", cmd.Args[1:], stderr.String())
	}
	if _, isExit := errors.AsType[*exec.ExitError](err); err != nil && !isExit {
		t.Fatal(err)
	}
	return result{cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

// wantFailure checks an end with one line on standard error that names things.
func wantFailure(t testing.TB, got result, code int, named ...string) {
	t.Helper()
	if got.code != code {
		t.Errorf("got exit code %d, want %d (stderr %q)", got.code, code, got.stderr)
	}
	if strings.Count(got.stderr, "\n") != 1 || !strings.HasSuffix(got.stderr, "\n") {
		t.Errorf("got %q on standard error, want exactly one line", got.stderr)
	}
	for _, name := range named {
		if !strings.Contains(got.stderr, name) {
			t.Errorf("got %q on standard error, want it to name %q", got.stderr, name)
		}
	}
}

// A running is a server in a process of its own.
type running struct {
	*exec.Cmd
	url    string
	log    *record
	ended  chan struct{}
	client *http.Client
}

// A record gathers the lines that a process writes, but for those of
// requests, of which there are many.
type record struct {
	mu   sync.Mutex
	text bytes.Buffer
	line []byte // not ended yet
}

// Write takes a piece.
func (r *record) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.line = append(r.line, p...)
	for {
		line, rest, ended := bytes.Cut(r.line, []byte("\n"))
		if !ended {
			return len(p), nil
		}
		if !bytes.Contains(line, []byte(" msg=request ")) {
			r.text.Write(append(line, '\n'))
		}
		r.line = bytes.Clone(rest)
	}
}

// String gives all of it.
func (r *record) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.String() + string(r.line)
}

// start serves on a free port until the test ends and waits until it says so.
func start(t testing.TB, arguments ...string) *running {
	t.Helper()
	return startCommand(t, command(t, append([]string{"serve", "--addr", "127.0.0.1:0"}, arguments...)...))
}

var servingLine = regexp.MustCompile(`msg=serving url=(\S+)`)

func startCommand(t testing.TB, cmd *exec.Cmd) *running {
	t.Helper()
	s := &running{Cmd: cmd, log: &record{}, ended: make(chan struct{}), client: &http.Client{
		Timeout:       10 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport:     &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 16},
	}}
	cmd.Stderr = s.log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _ = cmd.Wait(); close(s.ended) }()
	t.Cleanup(func() { _ = cmd.Process.Kill(); <-s.ended; s.client.CloseIdleConnections() })
	s.waitFor(t, "the line that it serves", func() bool { return servingLine.MatchString(s.log.String()) })
	s.url = servingLine.FindStringSubmatch(s.log.String())[1]
	return s
}

// waitFor looks again and again until something holds.
func (s *running) waitFor(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for until := time.Now().Add(20 * time.Second); !holds(); time.Sleep(time.Millisecond) {
		select {
		case <-s.ended:
			if !holds() {
				t.Fatalf("the server ended before %s; it said %q", what, s.log)
			}
			return
		default:
		}
		if time.Now().After(until) {
			t.Fatalf("waited 20 s for %s; the log says %q", what, s.log)
		}
	}
}

// get fetches a path and gives status and body.
func (s *running) get(t testing.TB, path string) (status int, body string) {
	t.Helper()
	status, body, err := fetch(s, path)
	if err != nil {
		t.Fatalf("GET %s: %v", path, err)
	}
	return status, body
}

func fetch(s *running, path string) (status int, body string, err error) {
	response, err := s.client.Get(s.url + path)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = response.Body.Close() }()
	data, err := io.ReadAll(response.Body)
	return response.StatusCode, string(data), err
}

// signal sends a signal to the server.
func (s *running) signal(t testing.TB, signal syscall.Signal) {
	t.Helper()
	if err := s.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
}

// ends waits for the end of the server and gives its exit code (-1: ended by
// a signal) and how long it took.
func (s *running) ends(t testing.TB, most time.Duration) (code int, took time.Duration) {
	t.Helper()
	begun := time.Now()
	select {
	case <-s.ended:
		return s.ProcessState.ExitCode(), time.Since(begun)
	case <-time.After(most):
		t.Fatalf("the server did not end within %v; it said %q", most, s.log)
		return 0, 0
	}
}

// shippedContent copies the shipped content into a folder that a test may edit.
func shippedContent(t testing.TB) (folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(folder, content.FS); err != nil {
		t.Fatal(err)
	}
	return folder
}

// edit writes a file of a content folder in place.
func edit(t testing.TB, folder, file, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, file), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// textOf reads a file of a content folder.
func textOf(t testing.TB, folder, file string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
