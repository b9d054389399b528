package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/stdlib"

	"leadpath/internal/booking"
)

// A postgres is a database that may serve several processes. It needs a role
// that may make tables in the schema that comes first in its search path.
type postgres struct {
	db      *sql.DB
	single  *sql.DB // one connection more, so that what is held can be read while all others wait for it
	held    *heldTimes
	removed chan struct{} // something was
	closing chan struct{}
	ended   chan struct{}
	once    sync.Once
}

// mostConnections is how many a Store has, of the hundred that a server has
// for all unless it was told otherwise.
const mostConnections = 16

// othersEvery is after how long what calls hold is read again, since others
// may have committed.
const othersEvery = 200 * time.Millisecond

// OpenPostgres opens a database by its address (postgres://…) and brings it up
// to date. One of a newer program is refused.
func OpenPostgres(ctx context.Context, url string) (*Store, error) {
	return openPostgres(ctx, url, migrations("postgres"))
}

func openPostgres(ctx context.Context, url string, list []migration) (*Store, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, errors.New("the database's address cannot be read; write it like postgres://user:password@host:5432/name") // the error may hold the password
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = patience / 2
	}
	// Who waits for a lock and gives up shall leave none waiting in the server.
	config.BuildContextWatcherHandler = func(c *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: c, DeadlineDelay: time.Second}
	}
	p := &postgres{db: stdlib.OpenDB(*config), single: stdlib.OpenDB(*config),
		removed: make(chan struct{}, 1), closing: make(chan struct{}), ended: make(chan struct{})}
	p.db.SetMaxOpenConns(mostConnections)
	p.db.SetMaxIdleConns(mostConnections)
	p.db.SetConnMaxIdleTime(5 * time.Minute)
	p.single.SetMaxOpenConns(1)
	p.held = &heldTimes{fresh: func() bool { return true }, read: p.readHeld, keep: othersEvery}
	if err := p.upgrade(ctx, list); err != nil {
		return nil, errors.Join(fmt.Errorf("database %s on %s: %w", config.Database, config.Host, err), p.db.Close(), p.single.Close())
	}
	go p.wipes()
	return &Store{engine: p, held: p.held}, nil
}

// A transaction is a session on PostgreSQL.
type transaction struct {
	ctx context.Context
	*sql.Tx
}

func (t transaction) exec(query string, args ...any) (int64, error) {
	result, err := t.ExecContext(t.ctx, query, args...)
	if err != nil {
		return 0, fail(err)
	}
	n, err := result.RowsAffected()
	return n, fail(err)
}

func (t transaction) query(query string, args ...any) (*sql.Rows, error) {
	r, err := t.QueryContext(t.ctx, query, args...)
	return r, fail(err)
}

func (p *postgres) change(ctx context.Context, do func(*tx) error) error {
	return p.untilItHolds(ctx, func(ctx context.Context) error { return p.changeOnce(ctx, do) })
}

func (p *postgres) changeOnce(ctx context.Context, do func(*tx) error) error {
	t := &tx{engine: p, part: rand.IntN(64)}
	err := within(ctx, p.db, &sql.TxOptions{Isolation: sql.LevelReadCommitted}, func(s session) error {
		t.reader = reader{s}
		return do(t)
	})
	if len(t.claims) > 0 { // also where the answer to the commit was lost
		p.held.spoil()
	}
	if err == nil && t.removed {
		p.wipeSoon()
	}
	return err
}

func (p *postgres) view(ctx context.Context, do func(session) error) error {
	return p.viewOn(ctx, p.db, do)
}

func (p *postgres) viewOn(ctx context.Context, db *sql.DB, do func(session) error) error {
	return p.untilItHolds(ctx, func(ctx context.Context) error {
		return within(ctx, db, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}, do)
	})
}

// tries is how often a transaction is run that the database takes back, or
// that finds its connection dead: after a restart of the server all may be.
const tries = mostConnections + 4

// untilItHolds runs a transaction until it is committed or refused, or
// patience ends.
func (p *postgres) untilItHolds(ctx context.Context, once func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for n := 1; ; n++ {
		err := once(ctx)
		if n == tries || !takenBack(err) || ctx.Err() != nil {
			return err
		}
		if !errors.Is(err, errNotBegun) {
			time.Sleep(time.Duration(rand.IntN(10*n)) * time.Millisecond)
		}
	}
}

// errNotBegun is of a transaction whose connection was dead before.
var errNotBegun = errors.New("the connection was lost before")

// takenBack tells errors after which nothing has happened and the next trial may
// do: a deadlock, a collision, and a connection that was found dead.
func takenBack(err error) bool {
	return isPostgres(err, "40P01", "40001") || errors.Is(err, errNotBegun)
}

// within runs do in a transaction and commits it. What has begun is brought to
// its end, whoever waits for it, for as long as there is patience.
func within(ctx context.Context, db *sql.DB, options *sql.TxOptions, do func(session) error) error {
	c, err := db.Conn(ctx)
	if err != nil {
		return fail(err)
	}
	defer func() { _ = c.Close() }()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	t, err := c.BeginTx(ctx, options)
	if err != nil {
		return fail(fmt.Errorf("%w: %w", errNotBegun, err))
	}
	defer func() { _ = t.Rollback() }() // does nothing after a commit
	if err := do(transaction{ctx, t}); err != nil {
		return err
	}
	return fail(t.Commit())
}

func (p *postgres) readHeld(ctx context.Context, from time.Time) (list timetable, err error) {
	err = p.viewOn(ctx, p.single, func(s session) error {
		entries, err := readHeld(s, from, forEver)
		list = timetableOf(entries)
		return err
	})
	return list, err
}

func (p *postgres) lock(s session, person booking.Hash) error {
	_, err := s.exec(`SELECT pg_advisory_xact_lock($1)`, int64(binary.BigEndian.Uint64(person[:8])))
	return err
}

func (p *postgres) take() string { return takePostgres }

func (p *postgres) ping(ctx context.Context) error { return fail(p.db.PingContext(ctx)) }

// migrating is the lock under which schemas are changed, one after the other.
const migrating = applicationID

func (p *postgres) upgrade(ctx context.Context, list []migration) error {
	return within(ctx, p.db, nil, func(s session) error {
		if _, err := s.exec(`SELECT pg_advisory_xact_lock($1)`, migrating); err != nil {
			return err
		}
		schema, err := version(s)
		if err != nil {
			return err
		}
		if schema > len(list) {
			return fmt.Errorf("it was written by a newer leadpath (schema %d, this one knows %d); use the newer program", schema, len(list))
		}
		return migrate(list, schema, func(statement string) error {
			_, err := s.exec(statement)
			return err
		})
	})
}

// version gives the number of the last migration that ran, 0 before the first.
func version(s session) (int, error) {
	there, err := number(s, `SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema'`)
	if err != nil || there == 0 {
		return 0, err
	}
	n, err := number(s, `SELECT version FROM schema`)
	return int(n), err
}

func (p *postgres) close() (err error) {
	p.once.Do(func() {
		close(p.closing)
		<-p.ended
		err = errors.Join(p.single.Close(), p.db.Close())
	})
	return err
}
