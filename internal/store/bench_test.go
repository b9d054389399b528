package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"testing"
	"time"

	"leadpath/internal/webtest"
)

// visitors is how many book at once (F4).
const visitors = 32

// F4: what 32 visitors get confirmed, beside a loop that commits the same
// three rows alone. LEADPATH_TEST_POSTGRES should name a server that syncs.
func BenchmarkBooking(b *testing.B) {
	for _, e := range engines {
		b.Run(e.says, func(b *testing.B) {
			s := opened(b, e.make(b))
			d, _ := diary(b, s, "buffer = 15", "buffer = 0", "horizon = 60", "horizon = 366")
			var n atomic.Int64
			b.SetParallelism((visitors + runtime.GOMAXPROCS(0) - 1) / runtime.GOMAXPROCS(0))
			b.ResetTimer()
			b.RunParallel(func(p *testing.PB) {
				for p.Next() {
					i := n.Add(1)
					_, err := d.Book(background, form(d, noon.Add(time.Duration(i)*15*time.Minute), fmt.Sprintf("v%d", i)))
					if err != nil {
						b.Error(err)
					}
				}
			})
		})
	}
}

func BenchmarkThreeRowsAlone(b *testing.B) {
	const tables = `CREATE TABLE calls (id TEXT PRIMARY KEY, starts BIGINT, name TEXT, email TEXT); CREATE TABLE pieces (piece BIGINT PRIMARY KEY, call TEXT); CREATE TABLE outbox (id TEXT PRIMARY KEY, call TEXT, due BIGINT)`
	for engine, open := range map[string]func() (*sql.DB, error){
		"SQLite": func() (*sql.DB, error) {
			return sql.Open("sqlite", address(filepath.Join(b.TempDir(), "loop.db"), "?mode=rwc&_txlock=immediate&"+pragmas))
		},
		"PostgreSQL": func() (*sql.DB, error) { return sql.Open("pgx", webtest.Postgres(b)) },
	} {
		b.Run(engine, func(b *testing.B) {
			db, err := open()
			must(b, err)
			defer func() { must(b, db.Close()) }()
			_, err = db.ExecContext(background, tables)
			must(b, err)
			must(b, alone(b, db))
		})
	}
}

// alone commits three rows again and again, by statements prepared once.
func alone(b *testing.B, db *sql.DB) error {
	c, err := db.Conn(background)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }()
	var inserts [3]*sql.Stmt
	for i, text := range []string{`INSERT INTO calls VALUES ($1, $2, 'Ada', 'ada@example.org')`, `INSERT INTO pieces VALUES ($2, $1)`, `INSERT INTO outbox VALUES ($1, $1, $2)`} {
		if inserts[i], err = c.PrepareContext(background, text); err != nil {
			return err
		}
		defer func() { _ = inserts[i].Close() }()
	}
	b.ResetTimer()
	for i := range b.N {
		tx, err := c.BeginTx(background, nil)
		if err != nil {
			return err
		}
		for _, insert := range inserts {
			if _, err := tx.Stmt(insert).Exec(fmt.Sprintf("%032d", i), i); err != nil {
				return err
			}
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}

// F3: what a page of free times costs of the store.
func BenchmarkHeld(b *testing.B) {
	for _, e := range engines {
		b.Run(e.says, func(b *testing.B) {
			s := opened(b, e.make(b))
			d, _ := diary(b, s)
			for i := range 100 {
				book(b, d, noon.Add(time.Duration(i+1)*time.Hour), fmt.Sprintf("v%d", i))
			}
			b.ResetTimer()
			for range b.N {
				if _, err := s.Held(context.Background(), noon, noon.Add(60*24*time.Hour)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Memory after many bookings is what it was after the first thousand, but for
// 32 MB.
func TestMemoryDoesNotGrowWithBookings(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, c := diary(t, s, "buffer = 15", "buffer = 0")
		early := 0
		const step = 1000
		for n := 0; n < long(4*step, 100*step); n += step {
			got := tally(together(visitors, func(i int) error {
				for k := i; k < step; k += visitors {
					start := c.Now().Add(time.Duration(k+1) * 15 * time.Minute)
					if _, err := d.Book(background, form(d, start, fmt.Sprintf("v%d", n+k))); err != nil {
						return err
					}
				}
				return nil
			}))
			want(t, "visitors", got, map[string]int{"done": visitors})
			c.step(step * 15 * time.Minute)
			if n == 0 {
				early = memory(t)
			}
		}
		if late := memory(t); late > early+32<<20 {
			t.Errorf("memory: got %d MB, want %d MB and 32 more at most", late>>20, early>>20)
		}
	})
}

// memory gives how much this process has, SQLite's own included.
func memory(t *testing.T) (bytes int) {
	t.Helper()
	debug.FreeOSMemory()
	statm, err := os.ReadFile("/proc/self/statm")
	must(t, err)
	var size, resident int
	_, err = fmt.Sscan(string(statm), &size, &resident)
	must(t, err)
	return resident * os.Getpagesize()
}
