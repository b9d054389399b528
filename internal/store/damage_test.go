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
)

// kept makes a database with some calls and gives its bytes and what it says.
func kept(t *testing.T) (data []byte, says string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "leadpath.db")
	s, err := OpenSQLite(background, file)
	must(t, err)
	d, _ := diary(t, s)
	for i := range 120 {
		f := form(d, noon.Add(time.Duration(i+1)*time.Hour), fmt.Sprintf("v%d", i))
		f.Message = strings.Repeat("words ", i*10%600)
		call, err := d.Book(background, f)
		must(t, err)
		if i%7 == 0 {
			_, err = d.Cancel(background, booking.ByID(call.ID))
			must(t, err)
		}
	}
	says = whole(t, s)
	must(t, s.Close())
	data, err = os.ReadFile(file)
	must(t, err)
	return data, says
}

// whole gives all that a store says.
func whole(t *testing.T, s *Store) string {
	t.Helper()
	calls, mails := everything(t, s)
	text := ""
	for _, c := range calls {
		text += fmt.Sprintln(*c)
	}
	held, err := s.Held(background, noon, noon.Add(1000*time.Hour))
	must(t, err)
	return text + fmt.Sprintln(mails, held, counts(t, s))
}

const pageSize = 4096

// R10
func TestADamagedDatabaseIsRefusedAndLeftAsItIs(t *testing.T) {
	data, says := kept(t)
	for _, fault := range []struct {
		says   string
		damage func(data []byte) []byte
		names  string // what the error must name
	}{
		{"its header", func(b []byte) []byte { copy(b, "not a database at all"); return b }, "damaged"},
		{"the rest of its first page", func(b []byte) []byte { fillRandomly(b[100:pageSize], 1); return b }, "damaged"},
		{"a page of its trees", func(b []byte) []byte { fillRandomly(b[pageSize:2*pageSize], 2); return b }, "damaged"},
		{"its end is missing", func(b []byte) []byte { return b[:len(b)/2] }, "damaged"},
		{"its end is missing within a page", func(b []byte) []byte { return b[:len(b)-pageSize-100] }, "damaged"},
		{"all but some bytes is missing", func(b []byte) []byte { return b[:50] }, "damaged"},
		{"all is missing", func(b []byte) []byte { return nil }, "none of leadpath's"},
		{"the application id of another", func(b []byte) []byte { copy(b[68:], "abcd"); return b }, "none of leadpath's"},
		{"a newer schema", func(b []byte) []byte { b[63] = 99; return b }, "newer leadpath"},
	} {
		t.Run(fault.says, func(t *testing.T) {
			refused, text := openDamaged(t, fault.damage(bytes.Clone(data)), says)
			if !refused || !strings.Contains(text, fault.names) {
				t.Errorf("open: got %q, want a refusal that says %q", text, fault.names)
			}
		})
	}
	t.Run("pages overwritten at random", func(t *testing.T) {
		refused := 0
		for seed := range uint64(long(20, 200)) {
			b := bytes.Clone(data)
			page := rand.New(rand.NewPCG(seed, 0)).IntN(len(b) / pageSize)
			fillRandomly(b[page*pageSize:(page+1)*pageSize], seed)
			if no, _ := openDamaged(t, b, says); no {
				refused++
			}
		}
		if refused == 0 {
			t.Error("none was refused")
		}
	})
	t.Run("nothing", func(t *testing.T) {
		if refused, text := openDamaged(t, data, says); refused {
			t.Errorf("open what is whole: %s", text)
		}
	})
}

func fillRandomly(b []byte, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1))
	for i := range b {
		b[i] = byte(r.Uint32())
	}
}

// openDamaged opens a database. It is refused, soon and unchanged, or it says
// all that it said.
func openDamaged(t *testing.T, data []byte, says string) (refused bool, text string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "leadpath.db")
	must(t, os.WriteFile(file, data, 0o600))
	began := time.Now()
	s, err := OpenSQLite(background, file)
	if err == nil {
		defer func() { must(t, s.Close()) }()
		if got := whole(t, s); got != says {
			t.Errorf("it was opened, and says something else: got %d bytes, want %d", len(got), len(says))
		}
		return false, ""
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("refused after %v", took)
	}
	if now, _ := os.ReadFile(file); !bytes.Equal(now, data) {
		t.Error("the file was changed")
	}
	if text = err.Error(); strings.Contains(text, "\n") || !strings.Contains(text, file) || !strings.Contains(text, "restore it from a backup") {
		t.Errorf("the error is %q, want one line with the file and a way to mend it", text)
	}
	return true, text
}

func TestALogWithoutItsDatabaseIsNotTakenForNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "leadpath.db")
	must(t, os.WriteFile(file+"-wal", []byte("something"), 0o600))
	if _, err := OpenSQLite(background, file); err == nil || !strings.Contains(err.Error(), "restore") {
		t.Errorf("open: got %v, want a refusal", err)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("a database was made")
	}
}

// R12
func TestASQLiteThatCanLoseACommitIsRefused(t *testing.T) {
	for version, ok := range map[string]bool{"3.51.3": true, "3.51.2": false, "3.50.9": false, "2.99.99": false, "3.52.0": true, "4.0.0": true, "": false} {
		if err := judgeVersion(version); (err == nil) != ok {
			t.Errorf("SQLite %q: got %v, want it taken: %v", version, err, ok)
		}
	}
	must(t, recent(background))
}

// R4, the first half
func TestEveryConnectionSyncsEachCommit(t *testing.T) {
	_, s := somewhere(t, "SQLite")
	q := s.engine.(*sqliteFile)
	conns := []*conn{q.writer.conn, <-q.single}
	for range cap(q.readers) {
		conns = append(conns, <-q.readers)
	}
	for _, c := range conns {
		var journal string
		must(t, c.QueryRowContext(background, "PRAGMA journal_mode").Scan(&journal))
		want(t, "journal_mode", journal, "wal")
		for pragma, value := range map[string]int64{"PRAGMA synchronous": 2, "PRAGMA foreign_keys": 1, "PRAGMA secure_delete": 1} {
			got, err := number(c, pragma)
			must(t, err)
			want(t, pragma, got, value)
		}
	}
	for _, db := range []*sql.DB{q.db, q.writer.db} {
		if open := db.Stats().OpenConnections; open > len(conns) {
			t.Errorf("%d connections are open, %d were asked", open, len(conns))
		}
	}
	q.single <- conns[1]
	for _, c := range conns[2:] {
		q.readers <- c
	}
}
