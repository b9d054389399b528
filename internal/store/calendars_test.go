package store

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/calendars"
)

var _ calendars.Shelf = (*Store)(nil)

func TestACopyIsKeptByItsVersion(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		keep := func(version int64, now time.Time, state string, spans []byte, kept bool) {
			t.Helper()
			got, err := s.Keep(background, "a", version, now, []byte(state), spans)
			must(t, err)
			want(t, fmt.Sprintf("Keep in the place of version %d", version), got, kept)
		}
		keep(0, noon, "one", []byte("1"), false) // nobody has a lease, so there is nothing yet
		mine, err := s.Lease(background, "a", 0, noon, time.Minute)
		must(t, err)
		want(t, "Lease", mine, true)
		version, state, _, err := s.Kept(background, "a")
		must(t, err)
		want(t, "Kept before anything is", fmt.Sprint(version, len(state)), "0 0")

		keep(0, noon, "one", []byte{0, 1, 255}, true)
		keep(0, noon, "late", nil, false)
		keep(1, noon, "two", nil, true)
		version, state, spans, err := s.Kept(background, "a")
		must(t, err)
		want(t, "Kept", fmt.Sprint(version, " ", string(state), spans), "2 two[0 1 255]")
		keep(2, noon, "three", []byte{}, true)
		version, state, spans, err = s.Kept(background, "a")
		must(t, err)
		want(t, "Kept without busy times", fmt.Sprint(version, " ", string(state), len(spans)), "3 three0")

		_, err = s.Lease(background, "b", 0, noon, time.Minute)
		must(t, err)
		versions, err := s.Versions(background)
		must(t, err)
		want(t, "Versions", versions, map[string]int64{"a": 3, "b": 0})
		must(t, s.Forget(background, noon))
		must(t, s.Forget(background, noon.Add(time.Second)))
		versions, err = s.Versions(background)
		must(t, err)
		want(t, "Versions after Forget", versions, map[string]int64{"b": 0}) // which somebody is reading
	})
}

// R19
func TestALeaseIsOneInstances(t *testing.T) {
	onEachTwice(t, func(t *testing.T, open func() *Store) {
		one, two := open(), open()
		lease := func(s *Store, version int64, now time.Time, mine bool) {
			t.Helper()
			got, err := s.Lease(background, "a", version, now, time.Minute)
			must(t, err)
			want(t, fmt.Sprintf("Lease at %v, version %d", now, version), got, mine)
		}
		lease(one, 0, noon, true)
		lease(two, 0, noon.Add(59*time.Second), false)
		lease(two, 0, noon.Add(time.Minute), true) // the first has died
		lease(one, 0, noon, false)
		lease(one, 0, noon.Add(-2*time.Minute), true) // no clock that is right can have given that lease
		kept, err := one.Keep(background, "a", 0, noon, []byte("{}"), []byte{})
		must(t, err)
		want(t, "Keep", kept, true)
		lease(two, 0, noon.Add(time.Hour), false) // it does not know what was read meanwhile
		lease(two, 1, noon, true)                 // Keep has ended the lease
	})
}

func TestOfManyInstancesOneGetsTheLease(t *testing.T) {
	onEachTwice(t, func(t *testing.T, open func() *Store) {
		stores := []*Store{open(), open()}
		for round := range int64(10) {
			var n atomic.Int64
			got := tally(together(20, func(i int) error {
				mine, err := stores[i%2].Lease(background, "a", round, noon, time.Minute)
				if mine {
					n.Add(1)
				}
				return err
			}))
			want(t, "answers", got, map[string]int{"done": 20})
			want(t, "leases", n.Load(), int64(1))
			_, err := stores[0].Keep(background, "a", round, noon, []byte("{}"), nil)
			must(t, err)
		}
	})
}

// A feed is a calendar on a server that counts how often it is asked.
func feed(t *testing.T, asked *atomic.Int64) (s calendars.Source, end func()) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		w.Header().Set("ETag", `"one"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = io.WriteString(w, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20261101T000000Z\r\n"+
			"DTSTART:20261202T100000Z\r\nDTEND:20261202T110000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
	}))
	t.Cleanup(server.Close)
	all, err := calendars.ParseSources(server.URL+"/x", "127.0.0.1")
	must(t, err)
	return all[0], server.Close
}

func keeperOf(s *Store, source calendars.Source, c *clock, log io.Writer) *calendars.Keeper {
	k := calendars.NewKeeper([]calendars.Source{source}, &calendars.Reader{Now: c.Now}, s, slog.New(slog.NewTextHandler(log, nil)))
	k.Look = 5 * time.Millisecond
	return k
}

// run runs keepers until the test ends.
func run(t *testing.T, all ...*calendars.Keeper) {
	ctx, cancel := context.WithCancel(background)
	var running sync.WaitGroup
	for _, k := range all {
		running.Go(func() { k.Run(ctx) })
	}
	t.Cleanup(func() { cancel(); running.Wait() })
}

func sees(k *calendars.Keeper) bool { return len(k.Copies()[0].Spans) == 1 }

// until waits for something, for long where the machine is busy.
func until(t *testing.T, says string, is func() bool) {
	t.Helper()
	for began := time.Now(); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Since(began) > 30*time.Second {
			t.Fatalf("not within 30 s: %s", says)
		}
	}
}

func TestACalendarIsReadOnceForAllInstances(t *testing.T) {
	onEachTwice(t, func(t *testing.T, open func() *Store) {
		var asked atomic.Int64
		c := &clock{now: noon}
		source, _ := feed(t, &asked)
		var log strings.Builder
		one, two := keeperOf(open(), source, c, io.Discard), keeperOf(open(), source, c, io.Discard)
		run(t, one, two)
		until(t, "both see it", func() bool { return sees(one) && sees(two) })
		time.Sleep(100 * time.Millisecond)
		want(t, "readings", asked.Load(), int64(1))

		again := keeperOf(open(), source, c, &log)
		run(t, again)
		until(t, "who is started later sees it", func() bool { return sees(again) })
		time.Sleep(100 * time.Millisecond)
		want(t, "readings with one more", asked.Load(), int64(1))
		got, was := again.Copies()[0], one.Copies()[0]
		want(t, "the copies", got, was)
	})
}

func TestWhoDiesWithALeaseIsFollowed(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		var asked atomic.Int64
		c := &clock{now: noon}
		source, _ := feed(t, &asked)
		mine, err := s.Lease(background, source.Key(), 0, noon, time.Minute)
		must(t, err)
		want(t, "Lease of who dies", mine, true)
		k := keeperOf(s, source, c, io.Discard)
		run(t, k)
		<-k.Ready()
		time.Sleep(50 * time.Millisecond)
		want(t, "readings while it lasts", asked.Load(), int64(0))
		c.step(time.Minute)
		until(t, "it is read", func() bool { return sees(k) })
		want(t, "readings", asked.Load(), int64(1))
	})
}

func TestWhoEndsWithALeaseLetsOthersReadAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		reached, stuck := make(chan struct{}, 9), make(chan struct{})
		server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached <- struct{}{}; <-stuck }))
		defer server.Close()
		defer close(stuck)
		all, err := calendars.ParseSources(server.URL+"/x", "127.0.0.1")
		must(t, err)
		k := keeperOf(s, all[0], &clock{now: noon}, io.Discard)
		ctx, cancel := context.WithCancel(background)
		ended := make(chan struct{})
		go func() { defer close(ended); k.Run(ctx) }()
		<-reached
		cancel()
		<-ended
		mine, err := s.Lease(background, all[0].Key(), 1, noon, time.Minute)
		must(t, err)
		want(t, "Lease", mine, true)
	})
}

// What the program before has read, it may have read otherwise: with another
// version of it, say, that knew fewer zones.
func TestWhoIsStartedReadsAnew(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		var asked atomic.Int64
		c := &clock{now: noon}
		source, _ := feed(t, &asked)
		_, err := s.Lease(background, source.Key(), 0, noon, time.Minute)
		must(t, err)
		state := fmt.Sprintf(`{"Key":%q,"Zone":"UTC","Read":"2026-12-01T11:00:00Z","Through":"2027-12-31T00:00:00Z","ETag":"\"one\""}`, source.Key())
		_, err = s.Keep(background, source.Key(), 0, noon, []byte(state), []byte{})
		must(t, err)
		k := keeperOf(s, source, c, io.Discard)
		run(t, k)
		until(t, "its event is seen", func() bool { return sees(k) })
		want(t, "readings", asked.Load(), int64(1))
	})
}

// A copy that cannot be read is read anew.
func TestACopyThatCannotBeReadCountsAsNone(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		var asked atomic.Int64
		c := &clock{now: noon}
		source, _ := feed(t, &asked)
		_, err := s.Lease(background, source.Key(), 0, noon, time.Minute)
		must(t, err)
		_, err = s.Keep(background, source.Key(), 0, noon, []byte("{"), []byte{1})
		must(t, err)
		k := keeperOf(s, source, c, io.Discard)
		run(t, k)
		until(t, "its event is seen", func() bool { return sees(k) })
		version, _, spans, err := s.Kept(background, source.Key())
		must(t, err)
		want(t, "version and bytes", fmt.Sprint(version, " ", len(spans)), "2 7")
	})
}

// For the command line: what is read is judged beside what is kept, and nothing
// is written.
func TestRefreshWritesNothing(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		var asked atomic.Int64
		c := &clock{now: noon}
		source, end := feed(t, &asked)
		k := keeperOf(s, source, c, io.Discard)
		ctx, cancel := context.WithCancel(background)
		ended := make(chan struct{})
		go func() { defer close(ended); k.Run(ctx) }()
		<-k.Ready()
		cancel()
		<-ended
		before, err := s.Versions(background)
		must(t, err)
		c.step(time.Hour)
		refresh := func() calendars.Outcome {
			all, err := keeperOf(s, source, c, io.Discard).Refresh(background)
			must(t, err)
			return all[0]
		}
		if o := refresh(); o.Err != nil || !o.Copy.Read.Equal(c.Now()) || len(o.Copy.Spans) != 1 {
			t.Errorf("Refresh: got %v, want the copy of now", o)
		}
		end()
		if o := refresh(); o.Err == nil || !o.Copy.Read.Equal(noon) || len(o.Copy.Spans) != 1 {
			t.Errorf("Refresh of what is down: got %v, want the copy of noon and an error", o)
		}
		after, err := s.Versions(background)
		must(t, err)
		want(t, "versions", after, before)
	})
}

// What is kept of calendars is no reason for a booking to wait long.
func TestBookingGoesOnWhileCalendarsAreKept(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, _ := diary(t, s)
		_, err := s.Lease(background, "a", 0, noon, time.Minute)
		must(t, err)
		ctx, cancel := context.WithCancel(background)
		var keeping sync.WaitGroup
		keeping.Go(func() {
			for version := int64(0); ctx.Err() == nil; version++ {
				if kept, err := s.Keep(background, "a", version, noon, []byte("{}"), make([]byte, 1<<20)); err != nil || !kept {
					t.Errorf("Keep: got %v, %v", kept, err)
					return
				}
			}
		})
		began := time.Now()
		for i := range 20 {
			book(t, d, noon.Add(time.Duration(i+1)*time.Hour), fmt.Sprintf("v%d", i))
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("20 bookings took %v", took)
		}
		cancel()
		keeping.Wait()
		var calls []*booking.Call
		must(t, s.View(background, func(r booking.Reader) (err error) { calls, err = r.Calls(time.Time{}); return err }))
		want(t, "calls", len(calls), 20)
	})
}
