package store

import (
	"path/filepath"
	"testing"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/webtest"
)

// before gives the migrations of the schema that knew no reminders.
func before(database string) []migration { return migrations(database)[:2] }

// Calls that an older program booked are reminded of too, once.
func TestCallsOfAnOlderProgramGetReminders(t *testing.T) {
	now := time.Now().UTC().Truncate(time.Second)
	for _, e := range []struct {
		says     string
		old, now func(t *testing.T) (*Store, error)
	}{
		sqliteOlder(t), postgresOlder(t),
	} {
		t.Run(e.says, func(t *testing.T) {
			s, err := e.old(t)
			must(t, err)
			for id, c := range map[string]struct {
				state booking.State
				ahead time.Duration
			}{"far": {booking.Booked, 72 * time.Hour}, "near": {booking.Booked, 20 * time.Hour}, "now": {booking.Booked, 30 * time.Minute},
				"past": {booking.Booked, -time.Hour}, "off": {booking.Cancelled, 72 * time.Hour}, "open": {booking.Unconfirmed, 72 * time.Hour}} {
				must(t, s.Change(background, func(tx booking.Tx) error {
					_, err := tx.Add(&booking.Call{ID: id, State: c.state, Start: now.Add(c.ahead), End: now.Add(c.ahead + 15*time.Minute), Changed: now, Sequence: 2,
						Form: booking.HashOf(id), Manage: booking.HashOf("m" + id), Confirm: booking.HashOf("c" + id)})
					return err
				}))
				must(t, s.write(background, func(t *tx) error {
					_, err := t.exec(`INSERT INTO outbox (id, call, recipient, kind, sequence, step, starts, ends, was, made, due, lease_until, tries, sent, gave_up, code)
						VALUES ($1, $2, 'visitor', 'booked', 2, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0)`, "mail of "+id, id)
					return err
				}))
			}
			must(t, s.Close())
			for range 2 {
				s, err := e.now(t)
				must(t, err)
				_, mails := everything(t, s)
				got := map[string]int{}
				for _, m := range mails {
					if m.Kind.Reminds() {
						got[m.Call+" "+string(m.Kind)]++
						if len(m.ID) != 32 || m.Sequence != 2 || m.Due.Sub(m.Start) != map[booking.Kind]time.Duration{booking.MailReminderDay: -24 * time.Hour, booking.MailReminderHour: -time.Hour}[m.Kind] ||
							m.Expires.Sub(m.Due) != map[booking.Kind]time.Duration{booking.MailReminderDay: 23 * time.Hour, booking.MailReminderHour: time.Hour}[m.Kind] {
							t.Errorf("got the reminder %+v, want it due and of use as any other", m)
						}
					}
				}
				want(t, "reminders", got, map[string]int{"far reminder-day": 2, "far reminder-hour": 2, "near reminder-hour": 2})
				must(t, s.Close())
			}
		})
	}
}

type older = struct {
	says     string
	old, now func(t *testing.T) (*Store, error)
}

func sqliteOlder(t *testing.T) older {
	file := filepath.Join(t.TempDir(), "leadpath.db")
	return older{"SQLite", func(t *testing.T) (*Store, error) { return openSQLite(background, file, before("sqlite")) },
		func(t *testing.T) (*Store, error) { return OpenSQLite(background, file) }}
}

func postgresOlder(t *testing.T) older {
	url := webtest.Postgres(t)
	return older{"PostgreSQL", func(t *testing.T) (*Store, error) { return openPostgres(background, url, before("postgres")) },
		func(t *testing.T) (*Store, error) { return OpenPostgres(background, url) }}
}
