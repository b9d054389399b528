package main

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// limitFiles lets no file of a running server grow beyond a size: a full disk.
func limitFiles(t testing.TB, s *running, size uint64) {
	t.Helper()
	if err := unix.Prlimit(s.Process.Pid, unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: size, Max: unix.RLIM_INFINITY}, nil); err != nil {
		t.Fatalf("limit the size of files: %v", err)
	}
}

// R8
func TestAFullDiskStopsBookingsOnly(t *testing.T) {
	t.Parallel()
	content, post := withHours(t, wideHours), newPostbox(t)
	s := bookable(t, content, "--smtp-url", post.url)
	starts := offered(t, content)
	const visitors = 60
	forms := s.hidden(t, starts[0], visitors+1)
	book := func(i int) answer {
		a, err := s.ask("/en/call/"+starts[2*i], filled(forms[i], emailOf(0, i)), newAddress())
		if err != nil {
			t.Errorf("visitor %d: %v", i, err)
		}
		return a
	}

	// The space ends while people book.
	answers := make([]answer, visitors)
	var full sync.Once
	atOnce(8, func(first int) {
		for i := first; i < visitors; i += 8 {
			if answers[i] = book(i); i >= 8 {
				full.Do(func() { limitFiles(t, s, 4096) })
			}
		}
	})
	refused := 0
	for i, a := range answers {
		if a.status == http.StatusSeeOther {
			wantBooked(t, s, a, "booked", starts[2*i])
			continue
		}
		refused++
		wantKept(t, a, http.StatusServiceUnavailable, emailOf(0, i))
	}
	if refused < visitors/2 || refused > visitors-8 {
		t.Errorf("got %d refusals of %d, want most, but not of those who came while there was space", refused, visitors)
	}
	s.waitFor(t, "/readyz to say 503 store", func() bool {
		status, body := s.get(t, "/readyz")
		return status == http.StatusServiceUnavailable && body == "store\n"
	})
	for _, path := range append(readPages, "/en/call/"+starts[400], "/en/call", "/de/gespraech") {
		if a := s.opened(t, path); a.status != http.StatusOK {
			t.Errorf("GET %s while the disk is full: got %d, want 200", path, a.status)
		}
	}
	wantFewLines(t, s, 4)

	// Space again, and all of them try once more.
	limitFiles(t, s, unix.RLIM_INFINITY)
	back := time.Now()
	wantBooked(t, s, book(visitors), "booked", starts[2*visitors])
	s.waitFor(t, "/readyz to say 200 ok", func() bool {
		status, _ := s.get(t, "/readyz")
		return status == http.StatusOK
	})
	if took := time.Since(back); took > 5*time.Second {
		t.Errorf("ready %v after there was space again, want 5 s at most", took)
	}
	for i, a := range answers {
		if a.status != http.StatusSeeOther {
			wantBooked(t, s, book(i), "booked", starts[2*i])
		}
	}
	if calls := exported(t, "--data", s.data()); len(calls) != visitors+1 {
		t.Errorf("got %d calls in the store, want %d", len(calls), visitors+1)
	}
	wantClaims(t, openDatabase(t, s.data()), 15*time.Minute)
	post.waitFor(t, 2*visitors+2)
}

// wantFewLines checks that a failure is told, but not as often as somebody
// runs into it.
func wantFewLines(t testing.TB, s *running, most int) {
	t.Helper()
	told := map[string]int{}
	for line := range strings.Lines(s.log.String()) {
		if strings.Contains(line, "level=ERROR") || strings.Contains(line, "level=WARN") {
			_, what, _ := strings.Cut(line, " msg=")
			what, _, _ = strings.Cut(what, " error=")
			told[what]++
		}
	}
	if len(told) == 0 || len(told) > most {
		t.Errorf("got the lines %v in the log, want one to %d", told, most)
	}
	for what, n := range told {
		if n > 1 {
			t.Errorf("the log says %d times %s, want once", n, what)
		}
	}
}
