package calendars

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"leadpath/internal/ical"
)

type span = ical.Span

// A clock is what it is set to.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) step(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// A logbook gathers what is logged.
type logbook struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// keeper gives a keeper that hurries, with its clock and its log.
func keeper(sources ...Source) (*Keeper, *clock, *logbook) {
	c, l := &clock{now: noon}, &logbook{}
	k := NewKeeper(sources, &Reader{Now: c.Now}, nil, slog.New(slog.NewTextHandler(l, nil)))
	k.Every, k.Look = 50*time.Millisecond, 5*time.Millisecond
	return k, c, l
}

// run runs keepers until the test ends.
func run(t *testing.T, all ...*Keeper) {
	ctx, cancel := context.WithCancel(background)
	var running sync.WaitGroup
	for _, k := range all {
		running.Go(func() { k.Run(ctx) })
	}
	t.Cleanup(func() { cancel(); running.Wait() })
}

// until waits for something, for long where the machine is busy.
func until(t *testing.T, says string, is func() bool) {
	t.Helper()
	for began := time.Now(); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Since(began) > 30*time.Second {
			t.Fatalf("not within 30 s: %s", says)
		}
	}
}

// A feed answers what it is told to.
type feed struct {
	mu     sync.Mutex
	status int
	coming int
	asked  atomic.Int64
}

func (f *feed) set(status, coming int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.status, f.coming = status, coming
}

func (f *feed) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked.Add(1)
	w.WriteHeader(f.status)
	_, _ = io.WriteString(w, calendar(f.coming))
}

func feeds(t *testing.T, coming int) (*feed, Source) {
	f := &feed{status: 200, coming: coming}
	return f, source(t, site(t, f.ServeHTTP)+"/hush")
}

func spans(k *Keeper, i int) int { return len(k.Copies()[i].Spans) }

func TestCopiesAreKeptFresh(t *testing.T) {
	f, s := feeds(t, 3)
	path := filepath.Join(t.TempDir(), "own.ics")
	write(t, path, calendar(1))
	k, c, _ := keeper(s, source(t, path))
	if got := k.Copies(); len(got) != 2 || !got[0].Read.IsZero() || got[1].Key != k.Sources[1].Key() {
		t.Errorf("Copies before Run: got %v, want two that were never read", got)
	}
	run(t, k)
	<-k.Ready()
	if a, b := spans(k, 0), spans(k, 1); a != 3 || b != 1 {
		t.Errorf("Copies: got %d and %d spans, want 3 and 1", a, b)
	}
	f.set(200, 5)
	write(t, path, calendar(2))
	until(t, "both are read again", func() bool { return spans(k, 0) == 5 && spans(k, 1) == 2 })
	c.step(time.Hour)
	until(t, "read at the new hour", func() bool { return k.Copies()[0].Read.Equal(noon.Add(time.Hour)) })
}

// R16
func TestACalendarThatIsDownKeepsItsLastCopy(t *testing.T) {
	f, s := feeds(t, 3)
	k, c, l := keeper(s)
	run(t, k)
	<-k.Ready()
	f.set(500, 0)
	c.step(time.Minute)
	failing := func(n int) func() bool { return func() bool { return k.Copies()[0].Failures >= n } }
	until(t, "it fails twice", failing(2))
	for range 3 {
		c.step(time.Hour)
		n := k.Copies()[0].Failures
		until(t, "it fails on", failing(n+2))
	}
	if got := k.Copies()[0]; len(got.Spans) != 3 || got.Age(c.Now()) < 3*time.Hour {
		t.Errorf("the copy has %d spans, read %v, want the last 3, more than three hours ago", len(got.Spans), got.Read)
	}
	f.set(200, 4)
	until(t, "it is well again", func() bool { return spans(k, 0) == 4 })
	if got := k.Copies()[0]; !got.Failing.IsZero() || got.Failures != 0 {
		t.Errorf("the copy still fails: %v, %d", got.Failing, got.Failures)
	}
	until(t, "the log says so", func() bool { return strings.Contains(l.String(), "can be read again") })
	text := l.String()
	if n := strings.Count(text, "cannot be read"); n != 4 {
		t.Errorf("the log has %d lines about it, want one at first and one an hour:\n%s", n, text)
	}
	if strings.Contains(strings.ToLower(text), "hush") || !strings.Contains(text, "http://127.0.0.1") || !strings.Contains(text, "answered 500") {
		t.Errorf("the log is to say which and why, and no secret:\n%s", text)
	}
}

// R16
func TestACalendarThatIsEmptiedKeepsItsLastCopy(t *testing.T) {
	f, s := feeds(t, 6)
	k, c, l := keeper(s)
	run(t, k)
	<-k.Ready()
	f.set(200, 0)
	c.step(time.Minute)
	until(t, "it was seen", func() bool { return !k.Copies()[0].Shrunk.IsZero() })
	c.step(24*time.Hour - time.Second)
	asked := f.asked.Load()
	until(t, "it was read more often", func() bool { return f.asked.Load() > asked+3 })
	if got := k.Copies()[0]; len(got.Spans) != 6 || !got.Read.Equal(noon) {
		t.Errorf("the copy has %d spans, read %v, want 6 of noon", len(got.Spans), got.Read)
	}
	c.step(time.Second)
	until(t, "it is believed", func() bool { return spans(k, 0) == 0 })
	if got := k.Copies()[0]; !got.Shrunk.IsZero() || got.Age(c.Now()) > time.Second { // it may have been asked for a step earlier
		t.Errorf("the copy is of %v, shrunk %v, want it new", got.Read, got.Shrunk)
	}
	if !strings.Contains(l.String(), "fewer than half") {
		t.Errorf("the log does not tell why:\n%s", l)
	}
}

// R19
func TestClocksThatJumpDoNotHaste(t *testing.T) {
	f, s := feeds(t, 3)
	k, c, _ := keeper(s)
	k.Every = time.Hour
	run(t, k)
	<-k.Ready()
	for i, d := range []time.Duration{time.Hour, -time.Hour, 24 * time.Hour, -24 * time.Hour} {
		c.step(d)
		until(t, "it is read again at once", func() bool { return k.Copies()[0].Read.Equal(c.Now()) })
		time.Sleep(50 * time.Millisecond)
		if n := f.asked.Load(); n != int64(i+2) {
			t.Errorf("after a jump of %v: asked %d times, want %d", d, n, i+2)
		}
	}
}

func TestFailuresHaveGrowingPauses(t *testing.T) {
	for failures, want := range []time.Duration{5, 1, 2, 4, 8, 15, 15} {
		if got := pause(failures, 5*time.Minute); got != want*time.Minute {
			t.Errorf("pause(%d): got %v, want %v", failures, got, want*time.Minute)
		}
	}
	if got := pause(1e9, 5*time.Minute); got != 15*time.Minute {
		t.Errorf("pause after ages: got %v", got)
	}
}

func TestDoubtsAreToldOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "own.ics")
	write(t, path, strings.Replace(calendar(2), "DTSTART:", "DTSTART;TZID=Nowhere/Hush:99", 1))
	k, c, l := keeper(source(t, path))
	run(t, k)
	<-k.Ready()
	for range 3 {
		c.step(time.Second)
		until(t, "it is read again", func() bool { return k.Copies()[0].Read.Equal(c.Now()) })
	}
	if n := strings.Count(l.String(), "not understood in full"); n != 1 {
		t.Errorf("the log has %d lines about it, want 1:\n%s", n, l)
	}
}

// What a program before this one has read may have been read otherwise.
func TestAServerIsAskedForChangesOfWhatThisProgramHasRead(t *testing.T) {
	var mu sync.Mutex
	var asked []string
	var down atomic.Bool
	s := source(t, site(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, r.Header.Get("If-None-Match"))
		w.Header().Set("ETag", `"one"`)
		if down.Load() {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = io.WriteString(w, calendar(3))
	})+"/x")
	k, c, _ := keeper(s)
	run(t, k)
	<-k.Ready()
	c.step(time.Second)
	until(t, "it is known to be the same", func() bool { return k.Copies()[0].Read.Equal(c.Now()) })
	down.Store(true)
	until(t, "it fails", func() bool { return !k.Copies()[0].Failing.IsZero() })
	down.Store(false)
	until(t, "it is known to be the same again", func() bool { return k.Copies()[0].Failing.IsZero() })
	mu.Lock()
	defer mu.Unlock()
	if got := asked[0] + asked[1] + asked[len(asked)-1]; got != `"one""one"` || spans(k, 0) != 3 {
		t.Errorf("asked by %q, %d spans, want nothing at first, then \"one\", and 3", asked, spans(k, 0))
	}
}

// A broken one is a shelf whose answers can fail, as a store's can.
type broken struct{ fails atomic.Bool }

var errBroken = errors.New("broken")

func (b *broken) err() error {
	if b.fails.Load() {
		return errBroken
	}
	return nil
}

func (b *broken) Versions(context.Context) (map[string]int64, error) { return nil, b.err() }
func (b *broken) Kept(context.Context, string) (int64, []byte, []byte, error) {
	return 0, nil, nil, b.err()
}
func (b *broken) Lease(context.Context, string, int64, time.Time, time.Duration) (bool, error) {
	return !b.fails.Load(), b.err()
}
func (b *broken) Keep(context.Context, string, int64, time.Time, []byte, []byte) (bool, error) {
	return false, b.err()
}
func (b *broken) Forget(context.Context, time.Time) error { return b.err() }

func TestAShelfThatDoesNotAnswerKeepsNothingFromBeingRead(t *testing.T) {
	f, s := feeds(t, 3)
	k, _, l := keeper(s)
	shelf := &broken{}
	shelf.fails.Store(true)
	k.Shelf = shelf
	run(t, k)
	<-k.Ready()
	f.set(200, 4)
	until(t, "it is read all the same", func() bool { return spans(k, 0) == 4 })
	if n := strings.Count(l.String(), "level=ERROR"); n != 2 {
		t.Errorf("the log has %d errors, want one that it cannot be read and one that it cannot be told:\n%s", n, l)
	}
}

func TestEverySourceIsReadNow(t *testing.T) {
	f, s := feeds(t, 3)
	g, other := feeds(t, 9)
	g.set(500, 0)
	k, _, _ := keeper(s, other)
	got, err := k.Refresh(background)
	if err != nil || len(got) != 2 || len(got[0].Copy.Spans) != 3 || got[0].Err != nil || got[1].Err == nil || !got[1].Copy.Read.IsZero() {
		t.Errorf("Refresh: got %v, %v, want 3 spans, and an error without any", fmt.Sprint(got), err)
	}
	if f.asked.Load() != 1 || g.asked.Load() != 1 {
		t.Error("each was to be asked once")
	}
}
