package store

import (
	"bytes"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/webtest"
)

// holding tells in which files of a database a text stands.
var holding = map[string]func(t *testing.T, where, text string) []string{
	"SQLite": func(t *testing.T, file, text string) (names []string) {
		files, err := filepath.Glob(file + "*")
		must(t, err)
		for _, name := range files {
			if data, _ := os.ReadFile(name); bytes.Contains(data, []byte(text)) {
				names = append(names, filepath.Base(name))
			}
		}
		return names
	},
	"PostgreSQL": func(t *testing.T, _, text string) (names []string) {
		db, err := sql.Open("pgx", webtest.PostgresOwner(t))
		must(t, err)
		defer func() { _ = db.Close() }()
		_, err = db.ExecContext(background, "CHECKPOINT") // so that files say what the server does
		must(t, err)
		r, err := db.QueryContext(background, `
			WITH files AS (
				SELECT 'base/' || oid || '/' || pg_ls_dir('base/' || oid) AS name FROM pg_database WHERE datname = current_database()
				UNION ALL SELECT 'global/' || pg_ls_dir('global')
			)
			SELECT name FROM files WHERE position($1::bytea IN COALESCE(pg_read_binary_file(name, 0, 1 << 28, true), '')) > 0 AND NOT (pg_stat_file(name, true)).isdir`, []byte(text))
		must(t, err)
		defer func() { _ = r.Close() }()
		for r.Next() {
			var name string
			must(t, r.Scan(&name))
			names = append(names, name)
		}
		must(t, r.Err())
		return names
	},
}

// gone waits until a text stands in no file, for a while; stays until it
// stands in one, which may just be written anew.
func gone(t *testing.T, engine, where, text string) {
	t.Helper()
	if names := soon(t, engine, where, text, false); len(names) > 0 {
		t.Errorf("%q still stands in %v", text, names)
	}
}

func stays(t *testing.T, engine, where, text string) {
	t.Helper()
	if len(soon(t, engine, where, text, true)) == 0 {
		t.Errorf("%q stands nowhere", text)
	}
}

func soon(t *testing.T, engine, where, text string, stands bool) (names []string) {
	t.Helper()
	for began := time.Now(); time.Since(began) < 10*time.Second; time.Sleep(100 * time.Millisecond) {
		if names = holding[engine](t, where, text); len(names) > 0 == stands {
			break
		}
	}
	return names
}

// R27
func TestOfWhatIsForgottenNoByteStays(t *testing.T) {
	for engine := range holding {
		t.Run(engine, func(t *testing.T) {
			where, s := somewhere(t, engine)
			d, c := diary(t, s, "horizon = 60", "horizon = 365")
			dice := rand.New(rand.NewPCG(1, 2))
			ids := map[string][]string{}
			for i := range long(400, 4000) {
				marker := []string{"marked-to-go", "marked-to-stay"}[dice.IntN(2)]
				f := form(d, noon.Add(time.Duration(i+1)*time.Hour), fmt.Sprintf("%s-%d", marker, i))
				f.Message = strings.Repeat(marker+" ", dice.IntN(300))
				f.Message = f.Message[:min(len(f.Message), booking.MaxMessage)]
				call, err := d.Book(background, f)
				must(t, err)
				ids[marker] = append(ids[marker], call.ID)
				if dice.IntN(2) == 0 { // which makes the row longer, so that it moves
					_, err := d.Cancel(background, booking.ByID(call.ID))
					must(t, err)
				}
			}
			stays(t, engine, where, "marked-to-go") // or looking for it shows nothing

			if p, ok := s.engine.(*postgres); ok { // as the server does by itself, some day
				_, err := p.db.ExecContext(background, "ANALYZE calls")
				must(t, err)
				var samples int
				must(t, p.db.QueryRowContext(background, `SELECT count(*) FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'calls'
					AND attname IN ('name', 'email', 'phone', 'topic', 'message', 'zone', 'lang')`).Scan(&samples))
				want(t, "columns of which the server keeps samples", samples, 0)
			}

			// Somebody looks all the while, and then no more.
			looking, looked := make(chan bool), make(chan error, 2)
			go func() {
				looked <- s.View(background, func(r booking.Reader) error {
					_, err := r.Written(booking.Hash{}, noon) // locks nothing that is wiped
					looked <- nil
					<-looking
					return err
				})
			}()
			<-looked
			for _, id := range ids["marked-to-go"] {
				_, err := d.Erase(background, booking.ByID(id))
				must(t, err)
			}
			time.Sleep(time.Second)
			close(looking)
			must(t, <-looked)
			gone(t, engine, where, "marked-to-go")
			stays(t, engine, where, "marked-to-stay")
			calls, _ := everything(t, s)
			want(t, "calls left", len(calls), len(ids["marked-to-stay"]))

			c.step(2 * 365 * 24 * time.Hour)
			_, err := d.Forget(background)
			must(t, err)
			gone(t, engine, where, "marked-to-stay")
			if n := counts(t, s); n["2026-12 booked"] == 0 {
				t.Errorf("counts: got %v, want those of December", n)
			}
		})
	}
}

func TestWhatOneDidNotWipeTheNextDoes(t *testing.T) {
	for engine := range holding {
		t.Run(engine, func(t *testing.T) {
			where, s := somewhere(t, engine)
			d, _ := diary(t, s)
			ada := book(t, d, noon.Add(time.Hour), "marked-to-go")
			// As if the process had ended after the commit.
			must(t, s.change(background, func(x *tx) error {
				if err := x.Remove(ada.ID); err != nil {
					return err
				}
				x.removed = false
				return nil
			}))
			opened(t, func() (*Store, error) { return again(engine, where) })
			gone(t, engine, where, "marked-to-go")
		})
	}
}

// A command ends right after it has erased something, and the server goes on.
func TestClosingWipesFirst(t *testing.T) {
	for _, e := range engines {
		t.Run(e.says, func(t *testing.T) {
			where, server := somewhere(t, e.says)
			command, err := again(e.says, where)
			must(t, err)
			d, _ := diary(t, command)
			atTheServer, _ := diary(t, server)
			for i := range 5 {
				ada := book(t, atTheServer, noon.Add(time.Duration(i+1)*time.Hour), fmt.Sprintf("marked-to-go-%d", i))
				_, err = d.Erase(background, booking.ByID(ada.ID))
				must(t, err)
			}
			must(t, command.Close())
			if names := holding[e.says](t, where, "marked-to-go"); len(names) > 0 {
				t.Errorf("it still stands in %v", names)
			}
		})
	}
}
