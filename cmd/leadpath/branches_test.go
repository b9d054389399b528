package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/mailer"
	"leadpath/internal/store"
	"leadpath/internal/webtest"
)

// A branch is one of two instances of one site.
type branch struct {
	*booking.Diary
	store  *store.Store
	writer *mailer.Writer
}

// branches are two instances on one store with one clock, and what they sent.
type branches struct {
	testing.TB
	both [2]branch
	db   *sql.DB

	mu    sync.Mutex
	now   time.Time
	fails error         // what the mail server says, if it takes nothing
	busy  chan struct{} // where set, it takes a mail when this is closed
	sent  []*mailer.Message
}

// morning is when these tests begin: a Tuesday.
var morning = time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)

// openBranches opens both, with a postman each, who let leases be for settle
// after the clock was set ahead.
func openBranches(t *testing.T, settle time.Duration, open func(testing.TB) (*store.Store, *sql.DB)) *branches {
	t.Helper()
	words, err := loadCatalog()
	if err != nil {
		t.Fatal(err)
	}
	hours, faults := booking.Load(fstest.MapFS{booking.File: {Data: []byte(strings.NewReplacer("notice  = 2", "notice  = 0").Replace(wideHours))}})
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	b := &branches{TB: t, now: morning}
	ctx, stop := context.WithCancel(context.Background())
	var postmen sync.WaitGroup
	for i := range b.both {
		s, db := open(t)
		d := &booking.Diary{Store: s, Hours: func() *booking.Hours { return hours }, Now: b.Now, Key: booking.Key("the key of the tests")}
		w := &mailer.Writer{Words: words, BaseURL: "https://www.example.org", Key: d.Key, Hours: d.Hours, Owner: func() mailer.Owner {
			return mailer.Owner{Sender: "owner@example.org", Brand: map[string]string{"en": "Leadpath", "de": "Leadpath"}, Lang: "en"}
		}}
		postman := mailer.NewPostman(s, w, b, slog.New(slog.DiscardHandler), b.Now)
		postman.Idle, postman.Settle = 5*time.Millisecond, settle
		postmen.Go(func() { postman.Run(ctx) })
		b.both[i], b.db = branch{d, s, w}, db
	}
	t.Cleanup(func() { stop(); postmen.Wait() })
	return b
}

// onBothEngines runs a test with two instances of either database.
func onBothEngines(t *testing.T, settle time.Duration, test func(b *branches)) {
	t.Run("SQLite", func(t *testing.T) {
		folder := t.TempDir()
		test(openBranches(t, settle, func(t testing.TB) (*store.Store, *sql.DB) {
			s, err := store.OpenSQLite(t.Context(), filepath.Join(folder, databaseFile))
			return closed(t, s, err), openDatabase(t, folder)
		}))
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		url := webtest.Postgres(t)
		test(openBranches(t, settle, func(t testing.TB) (*store.Store, *sql.DB) {
			s, err := store.OpenPostgres(t.Context(), url)
			db, openErr := sql.Open("pgx", url)
			t.Cleanup(func() { _ = db.Close() })
			return closed(t, s, errors.Join(err, openErr)), db
		}))
	})
}

// closed gives a store that is closed with the test.
func closed(t testing.TB, s *store.Store, err error) *store.Store {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func (b *branches) Now() time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.now
}

// Send takes a mail as a mail server does.
func (b *branches) Send(_ context.Context, m *mailer.Message) error {
	b.mu.Lock()
	busy := b.busy
	b.mu.Unlock()
	if busy != nil {
		<-busy
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fails == nil {
		b.sent = append(b.sent, m)
	}
	return b.fails
}

func (b *branches) serverSays(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fails = err
}

// at sets the clock to a time after the morning.
func (b *branches) at(after time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now = morning.Add(after)
}

// wants waits until nothing is due and nothing in hand, and compares the
// reminders that were sent since it was asked last.
func (b *branches) wants(says string, want ...string) {
	b.Helper()
	b.quiet()
	b.mu.Lock()
	defer b.mu.Unlock()
	var got []string
	for _, m := range b.sent {
		if m.Mail.Kind.Reminds() {
			got = append(got, fmt.Sprintf("%s %s", strings.TrimPrefix(string(m.Mail.Kind), "reminder-"), m.To))
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		b.Errorf("%s: got the reminders %q, want %q", says, got, want)
	}
	b.sent = nil
}

func (b *branches) quiet() {
	b.Helper()
	for began := time.Now(); time.Since(began) < time.Minute; time.Sleep(5 * time.Millisecond) {
		waiting, now := 0, b.Now().Unix()
		eachRow(b, b.db, fmt.Sprintf(`SELECT count(*) FROM outbox WHERE sent = 0 AND gave_up = 0 AND due <= %d AND (expires = 0 OR expires > %d)`, now, now),
			func(scan func(...any) error) error { return scan(&waiting) })
		if waiting == 0 {
			return
		}
	}
	b.Fatal("mails are due and do not go out")
}

// book books a call so many hours after the morning, on the first instance.
func (b *branches) book(name string, after time.Duration) *booking.Call {
	b.Helper()
	slow := *b.both[0].Diary
	slow.Now = func() time.Time { return b.Now().Add(-time.Minute) }
	c, err := b.both[0].Book(b.Context(), booking.Request{Form: slow.NewForm(), Start: morning.Add(after), Consent: true, Visitor: booking.Visitor{
		Name: name, Email: strings.ToLower(name) + "@example.org", Zone: "Europe/Lisbon", Lang: "de", Topic: "choice"}})
	if err != nil {
		b.Fatalf("%s books: %v", name, err)
	}
	return c
}

func (b *branches) must(_ any, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func pair(what string, names ...string) (list []string) {
	for _, name := range names {
		list = append(list, what+" "+name+"@example.org", what+" owner@example.org")
	}
	return list
}

// handsAreFree waits until nobody has a mail in hand.
func (b *branches) handsAreFree() {
	b.Helper()
	for began := time.Now(); b.inHand() > 0; time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > time.Minute {
			b.Fatal("mails stay in hand")
		}
	}
}

func (b *branches) inHand() (n int) {
	eachRow(b, b.db, `SELECT count(*) FROM outbox WHERE lease_until > 0 AND sent = 0 AND gave_up = 0`, func(scan func(...any) error) error { return scan(&n) })
	return n
}
