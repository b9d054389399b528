package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"sync"
	"time"

	"leadpath/internal/booking"
)

// A sqliteFile is one file, with one connection that writes and some that read and
// wait for nobody.
type sqliteFile struct {
	db      *sql.DB
	writer  *writer
	readers chan *conn
	single  chan *conn // one more, so that what is held can be read while all others wait for it
	closing chan struct{}
	once    sync.Once
}

// OpenSQLite opens the database in a file, or makes it, and brings it up to
// date. A file that is damaged, is none of ours, or was made by a newer
// program is refused and left as it is, byte for byte; the error names it.
func OpenSQLite(ctx context.Context, file string) (*Store, error) {
	return openSQLite(ctx, file, migrations("sqlite"))
}

func openSQLite(ctx context.Context, file string, list []migration) (*Store, error) {
	if err := recent(ctx); err != nil {
		return nil, err
	}
	if err := present(ctx, file, list); err != nil {
		return nil, err
	}
	if err := examine(ctx, file, len(list)); err != nil {
		return nil, err
	}
	q := &sqliteFile{closing: make(chan struct{})}
	s := &Store{engine: q}
	if err := q.open(ctx, s, file, list); err != nil {
		_ = q.close()
		return nil, fmt.Errorf("database %s: %w", file, err)
	}
	return s, nil
}

// Every connection writes ahead and syncs each commit (promise R4), and
// overwrites what is deleted (R27). Who writes begins as a writer, waits for
// others by itself (see begin), and is the only one of this Store. What else
// waits in SQLite does so for a database that somebody closes or repairs.
const (
	pragmas = "_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&_pragma=secure_delete(1)"
	writes  = "?mode=rw&_txlock=immediate&_pragma=busy_timeout(0)&_pragma=temp_store(MEMORY)&" + pragmas
	reads   = "?mode=rw&_txlock=deferred&_pragma=busy_timeout(5000)&" + pragmas + "&_pragma=query_only(1)"
)

// address gives the name by which SQLite opens a file.
func address(file, options string) string {
	return "file:" + (&url.URL{Path: file}).EscapedPath() + options
}

func (q *sqliteFile) open(ctx context.Context, s *Store, file string, list []migration) (err error) {
	if q.db, err = sql.Open("sqlite", address(file, reads)); err != nil {
		return err
	}
	writing, err := sql.Open("sqlite", address(file, writes))
	if err != nil {
		return err
	}
	q.writer = &writer{db: writing, queue: make(chan *change, 256), closing: q.closing, ended: make(chan struct{}), held: &heldTimes{
		fresh: nil, read: q.readHeld, keep: time.Hour,
	}}
	s.held = q.writer.held
	s.held.fresh = q.writer.alone
	if q.writer.conn, err = connect(ctx, writing); err != nil {
		return err
	}
	if err := q.writer.upgrade(ctx, list); err != nil {
		return err
	}
	if err := q.writer.leftover(); err != nil {
		return err
	}
	q.readers, q.single = make(chan *conn, max(4, runtime.GOMAXPROCS(0))), make(chan *conn, 1)
	for _, free := range []chan *conn{q.readers, q.single} {
		for range cap(free) {
			c, err := connect(ctx, q.db)
			if err != nil {
				return err
			}
			free <- c
		}
	}
	q.writer.engine = q
	go q.writer.run()
	return nil
}

func (q *sqliteFile) change(ctx context.Context, do func(*tx) error) error {
	return q.writer.change(ctx, do)
}

// lock has nothing to do: changes come one by one.
func (q *sqliteFile) lock(session, booking.Hash) error { return nil }

func (q *sqliteFile) take() string { return takeSQLite }

// ping has nothing to ask of a file.
func (q *sqliteFile) ping(context.Context) error { return nil }

func (q *sqliteFile) view(ctx context.Context, do func(session) error) error {
	return q.viewOn(ctx, q.readers, do)
}

func (q *sqliteFile) viewOn(ctx context.Context, free chan *conn, do func(session) error) error {
	if ctx.Err() != nil {
		return fail(ctx.Err())
	}
	select {
	case c := <-free:
		defer func() { free <- c }()
		return c.within("BEGIN", func() error { return do(c) })
	case <-ctx.Done():
		return fail(ctx.Err())
	case <-q.closing:
		return errClosed
	}
}

func (q *sqliteFile) readHeld(ctx context.Context, from time.Time) (list timetable, err error) {
	err = q.viewOn(ctx, q.single, func(s session) error {
		entries, err := readHeld(s, from, forEver)
		list = timetableOf(entries)
		return err
	})
	return list, err
}

var errClosed = fmt.Errorf("%w: it is closed", booking.ErrStore)

func (q *sqliteFile) close() (err error) {
	q.once.Do(func() {
		close(q.closing)
		for _, free := range []chan *conn{q.readers, q.single} {
			for range cap(free) {
				select {
				case c := <-free:
					err = errors.Join(err, c.Close())
				case <-time.After(patience): // a view that has no end
				}
			}
		}
		if q.db != nil {
			err = errors.Join(err, q.db.Close())
		}
		if q.writer != nil {
			err = errors.Join(err, q.writer.close())
		}
	})
	return err
}
