package main

import (
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A crowd asks 200 times a second until the door is closed, each answer
// compared with the one that was right before.
type crowd struct {
	server *running
	want   string
	group  sync.WaitGroup
	mu     sync.Mutex
	whole  int
	cut    []string
	shut   bool // the listener is closed
}

func gather(t *testing.T, s *running) *crowd {
	t.Helper()
	status, want := s.get(t, articlePath)
	if status != 200 {
		t.Fatalf("GET %s: got %d, want 200", articlePath, status)
	}
	c := &crowd{server: s, want: want}
	c.group.Go(func() {
		tick := time.NewTicker(time.Second / 200)
		defer tick.Stop()
		for !c.isShut() {
			<-tick.C
			c.group.Go(c.ask)
		}
	})
	return c
}

func (c *crowd) ask() {
	status, body, err := fetch(c.server, articlePath)
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		c.shut = true
	case err != nil:
		c.cut = append(c.cut, err.Error())
	case status != 200 || body != c.want:
		c.cut = append(c.cut, fmt.Sprintf("status %d and %d bytes of %d", status, len(body), len(c.want)))
	default:
		c.whole++
	}
}

func (c *crowd) isShut() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.shut
}

// watchReadiness asks /readyz on new connections until the door is closed and
// gives every answer that was other than the one before.
func watchReadiness(s *running, c *crowd) (said <-chan []string) {
	out := make(chan []string, 1)
	go func() {
		var list []string
		for !c.isShut() {
			status, body, err := fetch(s, "/readyz")
			if answer := fmt.Sprintf("%d %s", status, strings.TrimSpace(body)); err == nil && (len(list) == 0 || list[len(list)-1] != answer) {
				list = append(list, answer)
			}
			time.Sleep(5 * time.Millisecond)
		}
		out <- list
	}()
	return out
}

// getStuck opens a connection and sends half a request.
func getStuck(t *testing.T, s *running) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, err := conn.Write([]byte("GET /en/ HTTP/1.1\r\nHost: leadpath\r\nAccept-La")); err != nil {
		t.Fatal(err)
	}
}

// R22
func TestTheEndCutsNoAnswer(t *testing.T) {
	for run := range times(5, 20) {
		t.Run(fmt.Sprint("run ", run+1), func(t *testing.T) {
			t.Parallel()
			s := start(t, "--data", t.TempDir())
			if run%4 == 0 {
				getStuck(t, s)
			}
			c := gather(t, s)
			said := watchReadiness(s, c)
			time.Sleep(500 * time.Millisecond)
			s.signal(t, syscall.SIGTERM)
			if code, took := s.ends(t, 10*time.Second); code != 0 {
				t.Errorf("got exit code %d after %v, want 0; the log ends with %q", code, took, tail(s.log.String()))
			}
			c.group.Wait()
			if len(c.cut) > 0 || c.whole < 100 {
				t.Errorf("got %d whole answers and cut ones %q, want at least 100 and none", c.whole, c.cut)
			}
			if got := strings.Join(<-said, ", "); got != "200 ok, 503 draining" {
				t.Errorf("/readyz said %q before the door was closed, want “200 ok, 503 draining”", got)
			}
		})
	}
}

// R22
func TestASecondSignalEndsAtOnce(t *testing.T) {
	s := start(t, "--data", t.TempDir())
	getStuck(t, s)
	s.signal(t, syscall.SIGTERM)
	s.waitFor(t, "503 from /readyz", func() bool {
		status, _, err := fetch(s, "/readyz")
		return err == nil && status == 503
	})
	s.signal(t, syscall.SIGTERM)
	_, took := s.ends(t, 10*time.Second)
	if how := s.ProcessState.Sys().(syscall.WaitStatus); !how.Signaled() || how.Signal() != syscall.SIGTERM {
		t.Errorf("got the end %v after %v, want one by the second signal", s.ProcessState, took)
	}
}

// R22: clients learn with their answer that the connection ends, and need not
// find out with their next request.
func TestAnswersOfADrainingServerAreTheLastOnTheirConnection(t *testing.T) {
	s := start(t, "--data", t.TempDir())
	ask := func() (status int, last bool) {
		response, err := s.client.Get(s.url + "/readyz")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = response.Body.Close() }()
		return response.StatusCode, response.Close
	}
	if status, last := ask(); status != 200 || last {
		t.Errorf("before: got %d, last %v, want 200 and more to come", status, last)
	}
	s.signal(t, syscall.SIGTERM)
	s.waitFor(t, "the line that it drains", func() bool { return strings.Contains(s.log.String(), "msg=draining") })
	time.Sleep(drainNotice / 4)
	if status, last := ask(); status != 503 || !last {
		t.Errorf("while it drains: got %d, last %v, want 503 and the last", status, last)
	}
}
