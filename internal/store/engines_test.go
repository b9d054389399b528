package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/webtest"
)

// engines are what each test is run on.
var engines = []struct {
	says string
	// make makes an empty database and gives a way to open it any number of
	// times.
	make func(t testing.TB) (open func() (*Store, error))
}{
	{"SQLite", func(t testing.TB) func() (*Store, error) {
		file := filepath.Join(t.TempDir(), "leadpath.db")
		return func() (*Store, error) { return OpenSQLite(context.Background(), file) }
	}},
	{"PostgreSQL", func(t testing.TB) func() (*Store, error) {
		url := webtest.Postgres(t)
		return func() (*Store, error) { return OpenPostgres(context.Background(), url) }
	}},
}

// onEach runs a test on a new store of each engine.
func onEach(t *testing.T, test func(t *testing.T, s *Store)) {
	onEachTwice(t, func(t *testing.T, open func() *Store) { test(t, open()) })
}

// onEachTwice runs a test with a way to open the same database several times.
func onEachTwice(t *testing.T, test func(t *testing.T, open func() *Store)) {
	for _, e := range engines {
		t.Run(e.says, func(t *testing.T) {
			again := e.make(t)
			test(t, func() *Store { return opened(t, again) })
		})
	}
}

// opened opens a store that is closed with the test.
func opened(t testing.TB, open func() (*Store, error)) *Store {
	t.Helper()
	s, err := open()
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

// long gives the number of rounds for LONG=1 and else.
func long(short, long int) int {
	if os.Getenv("LONG") != "" {
		return long
	}
	return short
}

// noon is the moment at which the tests begin: a Tuesday.
var noon = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)

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

// roundTheClock are hours that leave out nothing, so that tests choose.
const roundTheClock = `
zone = "UTC"
minutes = 15
buffer = 15
notice = 0
horizon = 60
daily = 0
undo = 24
erase = 90
[weekly]
monday = ["00:00-24:00"]
tuesday = ["00:00-24:00"]
wednesday = ["00:00-24:00"]
thursday = ["00:00-24:00"]
friday = ["00:00-24:00"]
saturday = ["00:00-24:00"]
sunday = ["00:00-24:00"]
`

// hours reads call.toml with some of its lines written otherwise.
func hours(t testing.TB, otherwise ...string) *booking.Hours {
	t.Helper()
	h, faults := booking.Load(fstest.MapFS{booking.File: {Data: []byte(strings.NewReplacer(otherwise...).Replace(roundTheClock))}})
	if err := faults.Err(); err != nil {
		t.Fatalf("hours: %v", err)
	}
	return h
}

// diary gives a diary over a store, with a clock of its own.
func diary(t testing.TB, s *Store, otherwise ...string) (*booking.Diary, *clock) {
	h, c := hours(t, otherwise...), &clock{now: noon}
	return &booking.Diary{Store: s, Hours: func() *booking.Hours { return h }, Now: c.Now, Key: booking.Key("the key of the tests")}, c
}

// form gives a form as somebody fills it in who takes a minute for it.
func form(d *booking.Diary, start time.Time, person string) booking.Request {
	slow := *d
	slow.Now = func() time.Time { return d.Now().Add(-time.Minute) }
	return booking.Request{Form: slow.NewForm(), Start: start, Consent: true, Visitor: booking.Visitor{
		Name: person, Email: strings.ToLower(person) + "@example.org", Zone: "Europe/Berlin", Lang: "en", Message: "Hello"}}
}

// book books for somebody who must get the call.
func book(t testing.TB, d *booking.Diary, start time.Time, person string) *booking.Call {
	t.Helper()
	c, err := d.Book(context.Background(), form(d, start, person))
	if err != nil {
		t.Fatalf("%s books %v: %v", person, start, err)
	}
	return c
}

// together does something many times at once and gives the errors.
func together(n int, do func(i int) error) []error {
	var all sync.WaitGroup
	errs, ready := make([]error, n), make(chan struct{})
	for i := range n {
		all.Go(func() {
			<-ready
			errs[i] = do(i)
		})
	}
	close(ready)
	all.Wait()
	return errs
}

// tally counts errors by what they are.
func tally(errs []error) map[string]int {
	got := map[string]int{}
	for _, err := range errs {
		var many *booking.TooManyError
		switch {
		case err == nil:
			got["done"]++
		case errors.Is(err, booking.ErrTaken):
			got["taken"]++
		case errors.As(err, &many):
			got["too many"]++
		default:
			got[err.Error()]++
		}
	}
	return got
}

// want compares what was got with what was wanted of a call, in words.
func want[T any](t testing.TB, of string, got, want T) {
	t.Helper()
	if g, w := fmt.Sprintf("%v", got), fmt.Sprintf("%v", want); g != w {
		t.Errorf("%s:\n got %s\nwant %s", of, g, w)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
