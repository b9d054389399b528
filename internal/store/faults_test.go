package store

import (
	"context"
	"database/sql"
	"errors"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/webtest"
)

// locked takes what every booking waits for, until release.
var locked = map[string]func(t *testing.T, where string) (release func()){
	"SQLite": func(t *testing.T, file string) func() {
		return held(t, "sqlite", address(file, "?mode=rw"), "BEGIN EXCLUSIVE", "ROLLBACK")
	},
	"PostgreSQL": func(t *testing.T, url string) func() {
		return held(t, "pgx", url, "BEGIN; LOCK TABLE pieces IN EXCLUSIVE MODE", "ROLLBACK")
	},
}

func held(t *testing.T, driver, address, begin, end string) func() {
	t.Helper()
	db, err := sql.Open(driver, address)
	must(t, err)
	c, err := db.Conn(background)
	must(t, err)
	_, err = c.ExecContext(background, begin)
	must(t, err)
	return func() {
		_, err := c.ExecContext(background, end)
		if err := errors.Join(err, c.Close(), db.Close()); err != nil {
			t.Error(err)
		}
	}
}

// R7
func TestALockDelaysAndDoesNotLie(t *testing.T) {
	for engine, lock := range locked {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			where, s := somewhere(t, engine)
			d, _ := diary(t, s)
			release := lock(t, where)
			began := time.Now()
			time.AfterFunc(3*time.Second, release)
			done := make(chan error, 1)
			go func() {
				_, err := d.Book(background, form(d, noon.Add(time.Hour), "Ada"))
				done <- err
			}()
			for range 20 {
				read := time.Now()
				_, err := d.Openings(background, noon, noon.Add(24*time.Hour))
				must(t, err)
				_, _, err = d.Find(background, booking.ByID("none"))
				want(t, "a look meanwhile", err, booking.ErrNotFound)
				if took := time.Since(read); took > time.Second {
					t.Errorf("a look meanwhile took %v", took)
				}
				time.Sleep(10 * time.Millisecond)
			}
			must(t, <-done)
			if took := time.Since(began); took < 2900*time.Millisecond {
				t.Errorf("booked after %v, while somebody else held the lock", took)
			}
			want(t, "Ready", s.Ready(background), error(nil))

			release = lock(t, where)
			began = time.Now()
			_, err := d.Book(background, form(d, noon.Add(2*time.Hour), "Bob"))
			if took := time.Since(began); !errors.Is(err, booking.ErrStore) || took < 7*time.Second || took > 12*time.Second {
				t.Errorf("book under a lock that stays: got %v after %v, want ErrStore after about 8 s", err, took)
			}
			if s.Ready(background) == nil {
				t.Error("Ready: got nil under a lock that stays")
			}
			if engine == "SQLite" { // there one waits before one begins
				short, cancel := context.WithTimeout(background, 100*time.Millisecond)
				defer cancel()
				err := s.Change(short, func(booking.Tx) error { t.Error("a change ran that nobody waited for"); return nil })
				if !errors.Is(err, booking.ErrStore) {
					t.Errorf("a change whose time is over: got %v, want ErrStore", err)
				}
			}
			release()
			book(t, d, noon.Add(3*time.Hour), "Cy")
			want(t, "Ready", s.Ready(background), error(nil))
			calls, _ := everything(t, s)
			want(t, "calls", len(calls), 2)
		})
	}
}

// somewhere makes a database of an engine and says where it is.
func somewhere(t *testing.T, engine string) (where string, s *Store) {
	t.Helper()
	if where = filepath.Join(t.TempDir(), "leadpath.db"); engine == "PostgreSQL" {
		where = webtest.Postgres(t)
	}
	return where, opened(t, func() (*Store, error) { return again(engine, where) })
}

// again opens a database by where it is.
func again(engine, where string) (*Store, error) {
	if engine == "PostgreSQL" {
		return OpenPostgres(background, where)
	}
	return OpenSQLite(background, where)
}

// broken makes every write fail, until mend.
var broken = map[string]func(t *testing.T) (mend func()){
	"SQLite": func(t *testing.T) func() { // a limit stands for a full disk
		signal.Ignore(syscall.SIGXFSZ)
		var free syscall.Rlimit
		must(t, syscall.Getrlimit(syscall.RLIMIT_FSIZE, &free))
		must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 300_000, Max: free.Max}))
		return func() { must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &free)) }
	},
	"PostgreSQL": func(t *testing.T) func() { // a server that only reads, after a restart
		db, err := sql.Open("pgx", webtest.PostgresOwner(t))
		must(t, err)
		set := func(statement string) {
			for _, s := range []string{statement, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'leadpath_test'"} {
				_, err := db.ExecContext(background, s)
				must(t, err)
			}
		}
		set("ALTER ROLE leadpath_test SET default_transaction_read_only = on")
		return func() {
			set("ALTER ROLE leadpath_test RESET default_transaction_read_only")
			must(t, db.Close())
		}
	},
}

// R8, R11
func TestWhatCannotBeWrittenStopsBookingsOnlyAndForNoLonger(t *testing.T) {
	for engine, breaks := range broken {
		t.Run(engine, func(t *testing.T) {
			_, s := somewhere(t, engine)
			d, _ := diary(t, s, "horizon = 60", "horizon = 365")
			made := 0
			for ; made < 20; made++ {
				book(t, d, noon.Add(time.Duration(made+1)*time.Hour), "before"+string(rune('a'+made)))
			}
			mend := breaks(t)
			var err error
			for ; err == nil && made < 2000; made++ {
				_, err = d.Book(background, form(d, noon.Add(time.Duration(made+1)*time.Hour), "during"+time.Duration(made).String()))
			}
			made--
			if !errors.Is(err, booking.ErrStore) {
				mend()
				t.Fatalf("book: got %v, want ErrStore", err)
			}
			for range 3 {
				if s.Ready(background) == nil {
					t.Error("Ready: got nil while nothing can be written")
				}
				_, err := d.Openings(background, noon, noon.Add(24*time.Hour))
				if err != nil {
					t.Errorf("openings: %v", err)
				}
				_, _, _ = s.Take(background, noon.Add(-time.Hour), noon.Add(-time.Hour), lease) // finds nothing due, and proves nothing
				time.Sleep(time.Until(time.Now().Add(500 * time.Millisecond)))
			}
			calls, _ := everything(t, s)
			want(t, "calls meanwhile", len(calls), made)
			mend()
			for began := time.Now(); s.Ready(background) != nil; time.Sleep(50 * time.Millisecond) {
				if time.Since(began) > 5*time.Second {
					t.Fatalf("Ready 5 s after: %v", s.Ready(background))
				}
			}
			book(t, d, noon.Add(time.Duration(made+2)*time.Hour), "after")
			calls, mails := everything(t, s)
			want(t, "calls, mails and reminders", []int{len(calls), len(mails) - remind(mails), remind(mails)}, []int{made + 1, 2 * (made + 1), remindersAfter(calls, noon)})
			claimsAgree(t, s)
		})
	}
}

func TestAStoreThatIsClosedDoesNotAnswer(t *testing.T) {
	for _, e := range engines {
		t.Run(e.says, func(t *testing.T) {
			s, err := e.make(t)()
			must(t, err)
			must(t, s.Close())
			must(t, s.Close())
			d, _ := diary(t, s)
			if _, err := d.Book(background, form(d, noon.Add(time.Hour), "Ada")); !errors.Is(err, booking.ErrStore) {
				t.Errorf("book: got %v, want ErrStore", err)
			}
			if err := s.Change(background, func(booking.Tx) error { return nil }); !errors.Is(err, booking.ErrStore) {
				t.Errorf("Change: got %v, want ErrStore", err)
			}
		})
	}
}

func TestAnAddressOfAServerThatIsNotThereIsRefusedWithoutItsPassword(t *testing.T) {
	for _, url := range []string{"postgres://u:secret@127.0.0.1:1/x", "postgres://u:secret@[:1/x", "host=/nowhere password=secret"} {
		_, err := OpenPostgres(background, url)
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("open: got %v, want an error without the password", err)
		}
	}
}
