// Package store keeps calls and outgoing mail in SQLite or PostgreSQL.
//
// What booking asks of its Store, and the mailer of the outbox, is written
// once, in SQL that both databases read; a file a story: calls.go, claims.go,
// outbox.go, sending.go, forget.go. What calls hold is kept at hand (held.go),
// since every page of free times asks for it.
//
// The databases differ in how a change is committed (writer.go, postgres.go),
// in how others' commits are noticed, and in how the bytes of what was removed
// are wiped (wipe.go, wipe_postgres.go). A SQLite file is looked at before it
// is written to (file.go).
//
// Times are stored in unix seconds; 0 stands for the zero time.
package store

import (
	"context"
	"database/sql"
	"time"

	"leadpath/internal/booking"
)

// A Store is a booking.Store and the outbox of the mails about its calls. It
// may be used by many goroutines at once, and beside other processes.
type Store struct {
	engine
	held   *heldTimes
	health health
}

var _ booking.Store = (*Store)(nil)

// patience is how long a change waits for its turn before the answer is that
// the store does not answer.
const patience = 8 * time.Second

// An engine is what the two databases do each in their way.
type engine interface {
	// change runs do in a transaction that writes, and commits it.
	change(ctx context.Context, do func(*tx) error) error
	// view runs do in a transaction that reads one state of everything.
	view(ctx context.Context, do func(session) error) error
	// lock lets nobody else change calls of a person until the transaction ends.
	lock(s session, person booking.Hash) error
	// take is the statement by which a mail is taken from the outbox.
	take() string
	// ping asks for a sign of life that costs nearly nothing.
	ping(ctx context.Context) error
	close() error
}

// A session runs statements in one transaction on one connection. Its errors
// wrap booking.ErrStore where the database cannot answer.
type session interface {
	exec(query string, args ...any) (changed int64, err error)
	query(query string, args ...any) (*sql.Rows, error)
}

// Change runs a transaction that can write; see booking.Store. It waits some
// seconds for its turn at most; a change that has begun is brought to its end
// even if nobody waits for it any more.
func (s *Store) Change(ctx context.Context, do func(booking.Tx) error) error {
	return s.write(ctx, func(t *tx) error { return do(t) })
}

func (s *Store) write(ctx context.Context, do func(*tx) error) error {
	if ctx.Err() != nil {
		return fail(ctx.Err())
	}
	wrote := false
	err := s.change(ctx, func(t *tx) error {
		err := do(t)
		wrote = t.wrote
		return err
	})
	if ctx.Err() == nil { // of one who left nothing can be told
		s.health.note(err, wrote)
	}
	return err
}

// View runs a transaction that reads one state of everything, however long it
// takes; only what calls hold is as new as in Held. It waits for no writer.
func (s *Store) View(ctx context.Context, do func(booking.Reader) error) error {
	err := s.view(ctx, func(open session) error {
		return do(view{reader{open}, func(from, to time.Time) ([]booking.Held, error) { return s.Held(ctx, from, to) }})
	})
	if ctx.Err() == nil {
		s.health.note(err, false)
	}
	return err
}

// Close lets what has begun end, wipes what was removed, and lets go of the
// database. Whoever comes later is told that the store does not answer.
func (s *Store) Close() error { return s.close() }

// A reader reads calls in the transaction of its session.
type reader struct{ session }

// A view is a reader to which the times that calls hold are at hand.
type view struct {
	reader
	held func(from, to time.Time) ([]booking.Held, error)
}

// Held gives what booked calls hold; see Store.Held.
func (v view) Held(from, to time.Time) ([]booking.Held, error) { return v.held(from, to) }

// A tx changes calls in the transaction of its session.
type tx struct {
	reader
	engine  engine
	part    int       // of the counts; see Count
	claims  []claimed // what calls hold otherwise once it is committed
	removed bool      // bytes are to be wiped once it is committed
	wrote   bool      // anything
}

func (t *tx) exec(query string, args ...any) (changed int64, err error) {
	changed, err = t.session.exec(query, args...)
	t.wrote = t.wrote || changed > 0
	return changed, err
}

// rows runs a query and reads each of its rows.
func rows(s session, read func(scan func(...any) error) error, query string, args ...any) error {
	r, err := s.query(query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	for r.Next() {
		if err := read(r.Scan); err != nil {
			return fail(err)
		}
	}
	return fail(r.Err())
}

// number gives the only number that a query answers with.
func number(s session, query string, args ...any) (n int64, err error) {
	err = rows(s, func(scan func(...any) error) error { return scan(&n) }, query, args...)
	return n, err
}

// seconds gives a moment as it is stored.
func seconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// moment gives a stored moment, in UTC.
func moment(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}
