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

const hour = time.Hour

func TestEachReminderIsSentOnceByTwoInstances(t *testing.T) {
	t.Parallel()
	onBothEngines(t, 0, func(b *branches) {
		b.book("ada", 48*hour)
		b.book("bob", 48*hour+30*time.Minute)
		b.book("cy", 20*hour)
		b.wants("at the booking")
		b.at(19*hour - time.Second)
		b.wants("a second before the first is due")
		b.at(19 * hour)
		b.wants("an hour before Cy's call, which was booked 20 hours ahead", pair("hour", "cy")...)
		b.at(24*hour - time.Second)
		b.wants("a second before a day before Ada's")
		b.at(24*hour + 30*time.Minute)
		b.wants("a day before both", pair("day", "ada", "bob")...)
		b.at(47*hour + 30*time.Minute)
		b.wants("an hour before both", pair("hour", "ada", "bob")...)
		b.at(400 * hour)
		b.wants("long after")
	})
}

func TestRemindersFollowTheCallOnWhicheverInstance(t *testing.T) {
	t.Parallel()
	onBothEngines(t, 0, func(b *branches) {
		one, two := b.both[0], b.both[1]
		moved, cancelled, back := b.book("moved", 48*hour), b.book("cancelled", 48*hour+30*time.Minute), b.book("back", 49*hour)
		erased, owners := b.book("erased", 49*hour+30*time.Minute), b.book("owners", 50*hour)
		b.must(two.Move(b.Context(), booking.ByID(moved.ID), morning.Add(72*hour)))
		b.must(one.Cancel(b.Context(), booking.ByID(cancelled.ID)))
		b.must(two.Cancel(b.Context(), booking.ByID(back.ID)))
		b.must(one.TakeBack(b.Context(), booking.ByID(back.ID)))
		b.must(two.Erase(b.Context(), booking.ByID(erased.ID)))
		b.must(two.CancelForOwner(b.Context(), booking.ByID(owners.ID)))
		b.at(26 * hour)
		b.wants("a day before all", pair("day", "back")...)
		b.at(40 * hour)
		b.must(one.Cancel(b.Context(), booking.ByID(back.ID)))
		b.at(41 * hour)
		b.must(two.TakeBack(b.Context(), booking.ByID(back.ID)))
		b.wants("taken back when a day before has passed")
		b.at(48 * hour)
		b.wants("an hour before all, a day before the one that was moved", append(pair("hour", "back"), pair("day", "moved")...)...)
		b.must(two.Move(b.Context(), booking.ByID(moved.ID), morning.Add(48*hour+30*time.Minute)))
		b.wants("moved to within the hour")
		b.at(71 * hour)
		b.wants("an hour before the time it had")
	})
}

// A program that was down does not send both at once, and nothing for a call
// that has begun.
func TestLateRemindersAreSentWhileTheyAreOfUse(t *testing.T) {
	t.Parallel()
	onBothEngines(t, 0, func(b *branches) {
		b.book("ada", 48*hour)
		b.book("bob", 30*hour)
		b.book("cy", 25*hour)
		b.wants("at the booking")
		b.at(29*hour + 30*time.Minute)
		b.wants("after some hours of silence", append(pair("day", "ada"), pair("hour", "bob")...)...)
	})
}

// R19
func TestAClockThatJumpsSendsNothingTwice(t *testing.T) {
	t.Parallel()
	onBothEngines(t, 0, func(b *branches) {
		b.book("ada", 36*hour)
		b.book("bob", 15*hour)
		for _, step := range []struct {
			says string
			at   time.Duration
			want []string
		}{
			{"the day's is due", 12 * hour, pair("day", "ada")},
			{"an hour back", 11 * hour, nil},
			{"due once more", 12 * hour, nil},
			{"a day back", -12 * hour, nil},
			{"a day ahead, when the call of the other is past", 36*hour - time.Second, pair("hour", "ada")},
			{"back again, an hour before the other's", 14 * hour, pair("hour", "bob")},
			{"an hour ahead", 15 * hour, nil},
			{"and back", 14 * hour, nil},
			{"the hour's is due again", 35 * hour, nil},
			{"the call begins", 36 * hour, nil},
			{"a day ahead", 60 * hour, nil},
			{"a day back", 36*hour - time.Minute, nil},
		} {
			b.at(step.at)
			b.wants(step.says, step.want...)
		}
	})
}

// R14: whoever died with a reminder in hand is followed when the lease ends,
// with the same mail; or by nobody where the call is otherwise by then.
func TestAReminderOfOneWhoDiedIsSentByAnother(t *testing.T) {
	t.Parallel()
	onBothEngines(t, 0, func(b *branches) {
		cancelled := b.book("bob", 24*hour+30*time.Minute)
		b.book("ada", 24*hour)
		b.wants("at the booking")
		b.serverSays(errors.New("down"))
		dead := b.both[0].store
		hand := map[string][]byte{}
		lease := 10 * time.Minute
		for range 4 { // as of a moment that the postmen do not know yet
			now := morning.Add(23*hour + 30*time.Minute)
			m, c, err := dead.Take(b.Context(), now, now, lease)
			if err != nil || m == nil || m.Kind != booking.MailReminderHour {
				b.Fatalf("Take: got %+v, %v, want a reminder", m, err)
			}
			message, err := b.both[0].writer.Write(m, c)
			b.must(nil, err)
			hand[m.ID] = message.Text
		}
		b.serverSays(nil)
		b.must(b.both[1].Cancel(b.Context(), booking.ByID(cancelled.ID)))
		b.at(23*hour + 40*time.Minute - time.Second)
		time.Sleep(50 * time.Millisecond)
		b.mu.Lock()
		for _, m := range b.sent {
			if m.Mail.Kind.Reminds() {
				b.Errorf("within the lease: got %s to %s, want nothing", m.Mail.Kind, m.To)
			}
		}
		b.sent = nil
		b.mu.Unlock()
		b.at(23*hour + 40*time.Minute)
		b.quiet()
		b.mu.Lock()
		for _, m := range b.sent {
			if text := hand[m.Mail.ID]; string(text) != string(m.Text) {
				b.Errorf("got the reminder\n%s\nwant the one that was in hand\n%s", m.Text, text)
			}
		}
		b.mu.Unlock()
		b.wants("after the lease", pair("hour", "ada")...)
	})
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

// R19, while a slow mail server has a reminder in hand: its lease only seems
// to have ended.
func TestAClockThatJumpsTakesNoMailOutOfAnothersHands(t *testing.T) {
	t.Parallel()
	onBothEngines(t, time.Hour, func(b *branches) {
		b.book("ada", 48*hour)
		b.wants("at the booking")
		slow := make(chan struct{})
		b.mu.Lock()
		b.busy = slow
		b.mu.Unlock()
		b.at(24 * hour)
		for b.inHand() < 2 {
			time.Sleep(time.Millisecond)
		}
		for _, after := range []time.Duration{25 * hour, 24 * hour, 46 * hour, 30 * hour} {
			b.at(after)
			time.Sleep(50 * time.Millisecond)
		}
		close(slow)
		b.handsAreFree()
		b.wants("after the clock was set ahead and back", pair("day", "ada")...)
	})
}

// A mail server that is back within the hour gets the reminder, and the mail
// about the booking as well.
func TestAReminderComesWhenTheMailServerIsBack(t *testing.T) {
	t.Parallel()
	onBothEngines(t, 0, func(b *branches) {
		b.serverSays(&mailer.Failure{Step: "connect", Cause: errors.New("down")})
		b.book("ada", 24*hour)
		for minute := range 30 {
			b.at(23*hour + time.Duration(minute)*time.Minute)
			time.Sleep(10 * time.Millisecond)
		}
		b.handsAreFree()
		b.serverSays(nil)
		b.at(23*hour + 50*time.Minute)
		b.wants("twenty minutes later", pair("hour", "ada")...)
	})
}
