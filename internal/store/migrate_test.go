package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"modernc.org/sqlite"

	"leadpath/internal/webtest"
)

// next is a migration that some day may come.
var next = migration{`ALTER TABLE counts ADD COLUMN more BIGINT NOT NULL DEFAULT 0`, `CREATE TABLE more (n BIGINT NOT NULL)`, `INSERT INTO more (n) VALUES (1)`}

// after gives the migrations up to the next, with the note that it ran.
func after(list []migration, note string) []migration {
	return append(slices.Clone(list), append(slices.Clone(next), note))
}

// dying gives migrations of which the n-th statement is the end of whoever
// runs them; false where there are not as many.
func dying(list []migration, n int, death string) (dies []migration, ok bool) {
	for _, m := range list {
		if n >= 0 && n <= len(m) && !ok {
			m, ok = slices.Insert(slices.Clone(m), n, death), true
		}
		n -= len(m) + 1
		dies = append(dies, m)
	}
	return dies, ok
}

// The notes of the next migration.
var (
	noteSQLite   = fmt.Sprintf(`PRAGMA user_version = %d`, len(migrations("sqlite"))+1)
	notePostgres = fmt.Sprintf(`UPDATE schema SET version = %d`, len(migrations("postgres"))+1)
)

// statementsIn gives how many places there are to die in migrations that ran.
func statementsIn(list []migration) (n int) {
	for _, m := range list {
		n += len(m) + 1
	}
	return n
}

// The child of the next test is this binary, told to die.
func init() {
	n, err := strconv.Atoi(os.Getenv("LEADPATH_TEST_DIE"))
	if err != nil {
		return
	}
	sqlite.MustRegisterScalarFunction("die", 0, func(*sqlite.FunctionContext, []driver.Value) (driver.Value, error) {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		time.Sleep(time.Hour)
		return nil, nil
	})
	list, _ := dying(after(migrations("sqlite"), noteSQLite), n, "SELECT die()")
	_, err = openSQLite(context.Background(), os.Getenv("LEADPATH_TEST_FILE"), list)
	println("did not die:", err)
	os.Exit(1)
}

// R26
func TestAMigrationKilledAtAnyStatementIsDoneOrNotBegun(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) {
		list := migrations("sqlite")
		for _, from := range []string{"nothing", "the schema before"} {
			for n := 0; ; n++ {
				if _, ok := dying(after(list, noteSQLite), n, ""); !ok {
					break
				}
				if from != "nothing" && n < statementsIn(list) {
					continue // which ran before
				}
				file := filepath.Join(t.TempDir(), "leadpath.db")
				if from != "nothing" {
					useOnce(t, func() (*Store, error) { return OpenSQLite(background, file) }, 0)
				}
				child := exec.Command(os.Args[0])
				child.Env = append(os.Environ(), "LEADPATH_TEST_DIE="+strconv.Itoa(n), "LEADPATH_TEST_FILE="+file)
				if out, err := child.CombinedOutput(); child.ProcessState.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
					t.Fatalf("the child was to die at statement %d: %v\n%s", n, err, out)
				}
				before := 0
				if from != "nothing" {
					before = 1
				}
				useOnce(t, func() (*Store, error) { return openSQLite(background, file, after(list, noteSQLite)) }, before)
			}
		}
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		list := migrations("postgres")
		for _, from := range []string{"nothing", "the schema before"} {
			for n := 0; ; n++ {
				dies, ok := dying(after(list, notePostgres), n, "SELECT pg_terminate_backend(pg_backend_pid())")
				if !ok {
					break
				}
				if from != "nothing" && n < statementsIn(list) || from == "nothing" && n%5 > 0 && long(0, 1) == 0 {
					continue
				}
				url := webtest.Postgres(t)
				before := 0
				if from != "nothing" {
					useOnce(t, func() (*Store, error) { return OpenPostgres(background, url) }, 0)
					before = 1
				}
				if _, err := openPostgres(background, url, dies); err == nil {
					t.Fatalf("statement %d was to end it", n)
				}
				useOnce(t, func() (*Store, error) { return openPostgres(background, url, after(list, notePostgres)) }, before)
			}
		}
	})
}

// useOnce opens a store, looks for the calls it must have, books one and
// closes it.
func useOnce(t *testing.T, open func() (*Store, error), has int) {
	t.Helper()
	s, err := open()
	must(t, err)
	calls, _ := everything(t, s)
	want(t, "calls", len(calls), has)
	d, _ := diary(t, s)
	book(t, d, noon.Add(time.Duration(has+1)*time.Hour), "Ada")
	must(t, s.Close())
}

func TestANewerSchemaIsRefusedOnPostgreSQLToo(t *testing.T) {
	url := webtest.Postgres(t)
	useOnce(t, func() (*Store, error) {
		return openPostgres(background, url, after(migrations("postgres"), notePostgres))
	}, 0)
	if s, err := OpenPostgres(background, url); err == nil {
		t.Error("an older program opened it")
		_ = s.Close()
	}
}

func TestTwoThatMakeADatabaseAtOnceMakeOne(t *testing.T) {
	for _, e := range engines {
		t.Run(e.says, func(t *testing.T) {
			open := e.make(t)
			got := tally(together(8, func(int) error {
				s, err := open()
				if err == nil {
					err = s.Close()
				}
				return err
			}))
			want(t, "opened", got, map[string]int{"done": 8})
		})
	}
}

// The last statement of each migration notes its number.
func TestEachMigrationNotesItself(t *testing.T) {
	for database, notes := range map[string]func(n int) string{
		"sqlite": func(n int) string { return "PRAGMA user_version = " + strconv.Itoa(n) + ";" },
		"postgres": func(n int) string {
			if n == 1 {
				return "INSERT INTO schema (version) VALUES (1);"
			}
			return "UPDATE schema SET version = " + strconv.Itoa(n) + ";"
		},
	} {
		list := migrations(database)
		if len(list) == 0 {
			t.Errorf("%s has no migrations", database)
		}
		for i, m := range list {
			want(t, database+" "+strconv.Itoa(i+1), m[len(m)-1], notes(i+1))
		}
	}
}
