package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"path/filepath"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // sql.Open("pgx", …)
	_ "modernc.org/sqlite"             // sql.Open("sqlite", …)

	"leadpath/internal/store"
)

// An engine is a database under measure: that of the program, and a second one
// with the same tables in the same place, into which the bare loop commits.
type engine struct {
	name      string
	arguments []string // of the program
	bare      *sql.Conn
	theirs    *sql.DB
	piece     int64 // the next that the loop takes
}

// embedded is SQLite in a folder, with the driver and the settings of the
// program.
func embedded(folder string) (*engine, error) {
	file := filepath.Join(folder, "bare.db")
	made, err := store.OpenSQLite(context.Background(), file)
	if err != nil {
		return nil, err
	}
	if err := made.Close(); err != nil {
		return nil, err
	}
	const settings = "?_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&_pragma=secure_delete(1)&_pragma=busy_timeout(5000)"
	return newEngine("SQLite", nil, "sqlite", "file:"+file+settings, "file:"+filepath.Join(folder, "SQLite", "leadpath.db")+"?_pragma=busy_timeout(5000)")
}

// postgres is a server of our own, which syncs.
func postgres() (*engine, error) {
	address, err := startPostgres()
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("pgx", address)
	if err != nil {
		return nil, err
	}
	for began := time.Now(); ; time.Sleep(50 * time.Millisecond) {
		if _, err = db.Exec("CREATE SCHEMA bare"); err == nil || time.Since(began) > 30*time.Second {
			break
		}
	}
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL does not start: %w", err)
	}
	bare := address + "&search_path=bare"
	made, err := store.OpenPostgres(context.Background(), bare)
	if err != nil {
		return nil, err
	}
	if err := made.Close(); err != nil {
		return nil, err
	}
	return newEngine("PostgreSQL", []string{"--database-url", address}, "pgx", bare, address)
}

func newEngine(name string, arguments []string, driver, bare, theirs string) (*engine, error) {
	e := &engine{name: name, arguments: arguments}
	db, err := sql.Open(driver, bare)
	if err != nil {
		return nil, err
	}
	if e.bare, err = db.Conn(context.Background()); err != nil {
		return nil, err
	}
	e.theirs, err = sql.Open(driver, theirs)
	return e, err
}

// loop commits a call, its piece of time and a mail, one after the other, and
// gives how long it took.
func (e *engine) loop(times int) (time.Duration, error) {
	var prepared []*sql.Stmt
	for _, query := range []string{
		`INSERT INTO calls VALUES ($1, 'booked', 'Ada Lovelace', $2, '', 'choice', 'Is an exam enough?', 'Europe/Berlin', 'en', $3, $3, $3, 0, $3, $3, $3, $4, $5, $6, $7)`,
		`INSERT INTO pieces VALUES ($1, $2)`,
		`INSERT INTO outbox VALUES ($1, $2, 'visitor', 'booked', 0, 1, $3, $3, 0, $3, $3, 0, 0, 0, 0, 0, 0)`,
	} {
		statement, err := e.bare.PrepareContext(context.Background(), query)
		if err != nil {
			return 0, err
		}
		defer func() { _ = statement.Close() }()
		prepared = append(prepared, statement)
	}
	began := time.Now()
	for range times {
		if err := e.commit(prepared); err != nil {
			return 0, err
		}
	}
	return time.Since(began), nil
}

func (e *engine) commit(prepared []*sql.Stmt) error {
	tx, err := e.bare.BeginTx(context.Background(), nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	e.piece++
	var random [32]byte
	_, _ = rand.Read(random[:])
	id, at := fmt.Sprintf("%x", random[:16]), e.piece*300
	hash := func(n byte) []byte { random[0] = n; return append([]byte(nil), random[:]...) }
	for i, values := range [][]any{
		{id, id + "@example.org", at, hash(1), hash(2), hash(3), hash(4)}, {e.piece, id}, {id, id, at},
	} {
		if _, err := tx.Stmt(prepared[i]).Exec(values...); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// check looks whether the program's store has so many calls, each with its
// time, its two mails and its reminders, and no more.
func (e *engine) check(calls int) error {
	for query, want := range map[string]int{
		`SELECT count(*) FROM calls WHERE state = 'booked'`:                                  calls,
		`SELECT count(DISTINCT starts) FROM calls`:                                           calls,
		`SELECT count(*) FROM pieces JOIN calls ON call = id AND piece = starts / 300`:       calls,
		`SELECT count(*) FROM pieces`:                                                        calls,
		`SELECT count(*) FROM outbox JOIN calls ON outbox.call = calls.id WHERE expires = 0`: 2 * calls,
		`SELECT count(*) FROM outbox WHERE expires = 0`:                                      2 * calls,
		// Reminders, but those whose time had passed when the call was booked.
		`SELECT (SELECT count(*) FROM outbox WHERE expires <> 0) -
			2 * (SELECT count(*) FROM calls, (SELECT 3600 AS ahead UNION ALL SELECT 86400) AS r WHERE starts - ahead > made)`: 0,
	} {
		var got int
		if err := e.theirs.QueryRow(query).Scan(&got); err != nil {
			return err
		}
		if got != want {
			return fmt.Errorf("%s: got %d after the bookings, want %d", query, got, want)
		}
	}
	return nil
}
