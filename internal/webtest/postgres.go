package webtest

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // sql.Open("pgx", …)
)

// Postgres gives the address of a PostgreSQL with a schema of the test's own,
// for a role that has no right but to that schema. One server serves all tests
// of a test binary. LEADPATH_TEST_POSTGRES names a running one instead, by an
// address whose role may make roles and schemas.
func Postgres(t testing.TB) string {
	t.Helper()
	owner := PostgresOwner(t)
	db, err := sql.Open("pgx", owner)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	schema := fmt.Sprintf("test_%d_%d", os.Getpid(), schemas.Add(1))
	execute(t, db, "CREATE SCHEMA "+schema+" AUTHORIZATION "+plainRole)
	if os.Getenv("LEADPATH_TEST_POSTGRES") != "" { // which stays
		t.Cleanup(func() {
			db, _ := sql.Open("pgx", owner)
			defer func() { _ = db.Close() }()
			execute(t, db, "DROP SCHEMA "+schema+" CASCADE")
		})
	}
	address, err := url.Parse(owner)
	if err != nil {
		t.Fatal(err)
	}
	query := address.Query()
	query.Set("user", plainRole)
	query.Set("search_path", schema)
	address.User, address.RawQuery = nil, query.Encode()
	return address.String()
}

// plainRole has no right but to its schemas.
const plainRole = "leadpath_test"

var schemas atomic.Int64

func execute(t testing.TB, db *sql.DB, statement string) {
	t.Helper()
	if _, err := db.ExecContext(context.Background(), statement); err != nil {
		t.Fatalf("PostgreSQL: %s: %v", statement, err)
	}
}

// PostgresOwner gives the address of the same server for a role that may
// everything.
func PostgresOwner(t testing.TB) string {
	t.Helper()
	address, err := server()
	if err != nil {
		t.Fatalf("PostgreSQL does not start: %v", err)
	}
	return address
}

var server = sync.OnceValues(func() (address string, err error) {
	if address = os.Getenv("LEADPATH_TEST_POSTGRES"); address == "" {
		if address, err = startPostgres(); err != nil {
			return "", err
		}
	}
	db, err := sql.Open("pgx", address)
	if err != nil {
		return "", err
	}
	defer func() { _ = db.Close() }()
	for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		if err = db.Ping(); err == nil || time.Since(began) > patience {
			break
		}
	}
	if err != nil {
		return "", err
	}
	_, err = db.Exec("DO $$ BEGIN CREATE ROLE " + plainRole + " LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
	return address, err
})

// startPostgres makes a server that ends when this process does, in whatever
// way, and takes its folder with it: a shell waits for its input to end. It
// listens to a socket alone, whose path must be short.
func startPostgres() (address string, err error) {
	programs, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(programs) == 0 {
		return "", fmt.Errorf("there is none; run `apt-get install postgresql`, or `make tools`")
	}
	folder, err := os.MkdirTemp("/tmp", "pg")
	if err != nil {
		return "", err
	}
	identity, err := unprivileged(folder)
	if err != nil {
		return "", err
	}
	script := exec.Command("sh", "-c", serverScript, "sh", filepath.Dir(newest(programs)), folder)
	script.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: identity}
	script.Dir = folder
	if untilWeEnd, err = script.StdinPipe(); err != nil {
		return "", err
	}
	return "postgres:///postgres?user=postgres&host=" + folder, script.Start()
}

// untilWeEnd is the shell's input: kept, lest it be closed as garbage.
var untilWeEnd io.Closer

const serverScript = `
"$1/initdb" -D "$2/db" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$2/log" 2>&1
"$1/postgres" -D "$2/db" -k "$2" -c listen_addresses= -c max_connections=400 \
	-c fsync=off -c synchronous_commit=off -c full_page_writes=off >>"$2/log" 2>&1 &
read -r _
kill -QUIT $!
wait
rm -rf "$2"
`

// unprivileged gives a folder to the user postgres where we are root, since
// the server refuses to be.
func unprivileged(folder string) (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	account, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, err := strconv.Atoi(account.Uid)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.Atoi(account.Gid)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, os.Chown(folder, uid, gid)
}

// newest gives the program of the highest version.
func newest(programs []string) (best string) {
	highest := -1
	for _, program := range programs {
		if version, _ := strconv.Atoi(strings.Split(program, "/")[4]); version > highest {
			best, highest = program, version
		}
	}
	return best
}
