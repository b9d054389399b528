package main

import (
	"bytes"
	"io"
	"net/http"
	"os/exec"
	"regexp"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A running is a server in a process of its own.
type running struct {
	*exec.Cmd
	url    string
	log    *record
	ended  chan struct{}
	client *http.Client
}

// A record gathers the lines that a process writes, those of requests, of
// which there are many, apart.
type record struct {
	mu       sync.Mutex
	text     bytes.Buffer
	requests bytes.Buffer
	line     []byte // not ended yet
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
		} else {
			r.requests.Write(append(line, '\n'))
		}
		r.line = bytes.Clone(rest)
	}
}

// whole gives all of it, with the lines of requests.
func (r *record) whole() string {
	text := r.String()
	r.mu.Lock()
	defer r.mu.Unlock()
	return text + "\n" + r.requests.String()
}

// String gives all lines but those of requests.
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
		Timeout:       30 * time.Second,
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
	for until := time.Now().Add(60 * time.Second); !holds(); time.Sleep(2 * time.Millisecond) {
		select {
		case <-s.ended:
			if !holds() {
				t.Fatalf("the server ended before %s; it said %q", what, tail(s.log.String()))
			}
			return
		default:
		}
		if time.Now().After(until) {
			t.Fatalf("waited 60 s for %s; the log ends with %q", what, tail(s.log.String()))
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
		t.Fatalf("the server did not end within %v; it said %q", most, tail(s.log.String()))
		return 0, 0
	}
}

// tail is what a message shows of a log.
func tail(text string) string { return text[max(0, len(text)-600):] }
