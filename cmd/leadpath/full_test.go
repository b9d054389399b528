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

// A disk is one that fills while people book.
type disk struct {
	server  *running
	starts  []string
	forms   []string
	answers []answer // to the first visitors, by number
}

// R8
func TestAFullDiskStopsBookingsOnly(t *testing.T) {
	t.Parallel()
	const visitors = 60
	content, post := withHours(t, wideHours), newPostbox(t)
	d := disk{server: bookable(t, content, "--smtp-url", post.url), starts: offered(t, content), answers: make([]answer, visitors)}
	d.forms = d.server.hidden(t, d.starts[0], visitors+1)
	d.fill(t)
	d.wantRefusals(t)
	d.wantReading(t)
	wantFewLines(t, d.server, 4)

	limitFiles(t, d.server, unix.RLIM_INFINITY)
	d.wantBack(t)
	if calls := exported(t, "--data", d.server.data()); len(calls) != visitors+1 {
		t.Errorf("got %d calls in the store, want %d", len(calls), visitors+1)
	}
	wantClaims(t, openDatabase(t, d.server.data()), 15*time.Minute)
	post.waitFor(t, 2*visitors+2)
}

// book sends a visitor's form.
func (d *disk) book(t *testing.T, visitor int) answer {
	a, err := d.server.ask("/en/call/"+d.starts[2*visitor], filled(d.forms[visitor], emailOf(0, visitor)), newAddress())
	if err != nil {
		t.Errorf("visitor %d: %v", visitor, err)
	}
	return a
}

// fill lets eight at a time book, and the space end once each has a call.
func (d *disk) fill(t *testing.T) {
	atOnce(8, func(first int) { d.answers[first] = d.book(t, first) })
	var full sync.Once
	atOnce(8, func(first int) {
		for i := first + 8; i < len(d.answers); i += 8 {
			d.answers[i] = d.book(t, i)
			full.Do(func() { limitFiles(t, d.server, 4096) })
		}
	})
}

// wantRefusals checks that what was answered is so, and nothing typed lost.
func (d *disk) wantRefusals(t *testing.T) {
	t.Helper()
	refused := 0
	for i, a := range d.answers {
		if a.status == http.StatusSeeOther {
			wantBooked(t, d.server, a, "booked", d.starts[2*i])
			continue
		}
		refused++
		wantKept(t, a, http.StatusServiceUnavailable, emailOf(0, i))
	}
	if refused < len(d.answers)/2 || refused > len(d.answers)-8 {
		t.Errorf("got %d refusals of %d, want most, but not of those who came while there was space", refused, len(d.answers))
	}
}

// wantReading checks what the site is while nothing can be written.
func (d *disk) wantReading(t *testing.T) {
	t.Helper()
	d.server.waitFor(t, "/readyz to say 503 store", func() bool {
		status, body := d.server.get(t, "/readyz")
		return status == http.StatusServiceUnavailable && body == "store\n"
	})
	for _, path := range append(readPages, "/en/call/"+d.starts[400], "/en/call", "/de/gespraech") {
		if a := d.server.opened(t, path); a.status != http.StatusOK {
			t.Errorf("GET %s while the disk is full: got %d, want 200", path, a.status)
		}
	}
}

// wantBack checks that there is booking again soon, and for everybody who was
// refused, with the form they have.
func (d *disk) wantBack(t *testing.T) {
	t.Helper()
	back, last := time.Now(), len(d.answers)
	wantBooked(t, d.server, d.book(t, last), "booked", d.starts[2*last])
	d.server.waitFor(t, "/readyz to say 200 ok", func() bool {
		status, _ := d.server.get(t, "/readyz")
		return status == http.StatusOK
	})
	if took := time.Since(back); took > 5*time.Second {
		t.Errorf("ready %v after there was space again, want 5 s at most", took)
	}
	for i, a := range d.answers {
		if a.status != http.StatusSeeOther {
			wantBooked(t, d.server, d.book(t, i), "booked", d.starts[2*i])
		}
	}
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
