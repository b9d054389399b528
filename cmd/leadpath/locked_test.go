package main

import (
	"context"
	"database/sql"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	_ "modernc.org/sqlite" // sql.Open("sqlite", …)
)

// lock lets somebody else write to the database and not come to an end.
func lock(t testing.TB, s *running) (unlock func()) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(s.data(), databaseFile)+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	conn, err := db.Conn(context.Background())
	if err == nil {
		_, err = conn.ExecContext(context.Background(), "BEGIN EXCLUSIVE")
	}
	if err != nil {
		t.Fatalf("lock the database: %v", err)
	}
	unlock = func() { _ = conn.Close(); _ = db.Close() }
	t.Cleanup(unlock)
	return unlock
}

// A lock that somebody else holds for some seconds delays a booking, and
// nobody who reads.
//
// R7
func TestALockThatIsHeldForSomeSecondsDelaysABooking(t *testing.T) {
	t.Parallel()
	content := withHours(t, wideHours)
	s := bookable(t, content)
	starts := offered(t, content)
	form := filled(s.hidden(t, starts[0], 1)[0], "ada@example.org")
	unlock := lock(t, s)
	time.AfterFunc(3*time.Second, unlock)
	booked := make(chan answer, 1)
	began := time.Now()
	go func() {
		a, _ := s.ask("/en/call/"+starts[0], form, newAddress())
		booked <- a
	}()
	reads := 0
	for {
		select {
		case a := <-booked:
			wantBooked(t, s, a, "booked", starts[0])
			if took := time.Since(began); took < 2900*time.Millisecond || reads < 100 {
				t.Errorf("booked after %v while %d pages were read, want it to wait 3 s for the lock and at least 100 pages", took, reads)
			}
			return
		case <-time.After(5 * time.Millisecond):
			for _, path := range []string{articlePath, "/en/call/" + starts[40]} {
				if a := s.opened(t, path); a.status != http.StatusOK {
					t.Errorf("GET %s while the store is locked: got %d, want 200", path, a.status)
				}
				reads++
			}
		}
	}
}

// One that is held for long is told, in both languages, and nothing is lost.
//
// R7
func TestALockThatIsHeldForLongIsTold(t *testing.T) {
	t.Parallel()
	content := withHours(t, wideHours)
	s := bookable(t, content)
	starts := offered(t, content)
	forms := s.hidden(t, starts[0], 3)
	own := wantBooked(t, s, s.posted(t, "/en/call/"+starts[10], filled(forms[2], "eve@example.org")), "booked", starts[10])
	unlock := lock(t, s)
	paths := []string{"/en/call/" + starts[0], "/de/gespraech/" + starts[2]}
	sent := []func() answer{
		func() answer { return s.posted(t, paths[0], filled(forms[0], "ada@example.org")) },
		func() answer { return s.posted(t, paths[1], filled(forms[1], "bob@example.org")) },
		func() answer { return s.posted(t, own, map[string][]string{"do": {"cancel"}}) },
	}
	answers := make([]answer, len(sent))
	atOnce(len(sent), func(i int) { answers[i] = sent[i]() })
	for i, a := range answers {
		if a.status != http.StatusServiceUnavailable || a.header.Get("Retry-After") == "" {
			t.Errorf("post %d while the store is locked: got %d and Retry-After %q, want 503 and when to try again", i, a.status, a.header.Get("Retry-After"))
		}
	}
	wantKept(t, answers[0], http.StatusServiceUnavailable, "ada@example.org")
	wantKept(t, answers[1], http.StatusServiceUnavailable, "bob@example.org")
	if got := sightOf(answers[2]); got != (sight{"booked", starts[10]}) {
		t.Errorf("the page of a call that could not be cancelled: got %+v, want it booked at %s", got, starts[10])
	}
	unlock()
	wantBooked(t, s, sent[0](), "booked", starts[0])
	wantBooked(t, s, sent[1](), "booked", starts[2])
	wantBooked(t, s, sent[2](), "cancelled", starts[10])
	if calls := exported(t, "--data", s.data()); len(calls) != 3 {
		t.Errorf("got %d calls in the store, want the three that were booked: %v", len(calls), calls)
	}
}
