package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	sqlite3 "modernc.org/sqlite/lib"
)

// applicationID marks a file as one of ours (its bytes read “Lead”).
const applicationID = 0x4c656164

// recent refuses a SQLite that can lose what it has committed: before 3.51.3 a
// reset of the write-ahead log could meet a checkpoint (promise R12).
func recent(ctx context.Context) error {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	var version string
	if err := db.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&version); err != nil {
		return err
	}
	return judgeVersion(version)
}

func judgeVersion(version string) error {
	var major, minor, patch int
	if _, err := fmt.Sscanf(version, "%d.%d.%d", &major, &minor, &patch); err != nil {
		return fmt.Errorf("SQLite has the version %q, which is none: %w", version, err)
	}
	if major*1_000_000+minor*1_000+patch < 3_051_003 {
		return fmt.Errorf("SQLite %s can lose what it has committed; 3.51.3 or later is needed", version)
	}
	return nil
}

// examine looks at a file before anybody writes to it. It changes no byte.
func examine(ctx context.Context, file string, known int) error {
	db, err := sql.Open("sqlite", address(file, "?mode=ro&_pragma=busy_timeout(5000)&_pragma=query_only(1)"))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	var id, schema int
	var verdict string
	err = errors.Join(
		db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id),
		db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&schema),
		db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&verdict),
	)
	const refused = "; it was left as it is: restore it from a backup, or name another place"
	switch {
	case isSQLite(err, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY):
		return fmt.Errorf("database %s cannot be read: %s", file, oneLine(err))
	case err != nil:
		return fmt.Errorf("database %s is damaged (%s)%s", file, oneLine(err), refused)
	case id != applicationID:
		return fmt.Errorf("database %s is none of leadpath's (application id %#x)%s", file, id, refused)
	case schema > known:
		return fmt.Errorf("database %s was written by a newer leadpath (schema %d, this one knows %d); it was left as it is: use the newer program, or restore it from a backup", file, schema, known)
	case verdict != "ok":
		return fmt.Errorf("database %s is damaged (%s)%s", file, strings.Join(strings.Fields(verdict), " "), refused)
	}
	return nil
}

// oneLine gives the first line of an error.
func oneLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// present makes a database where there is none, whole and at once: a file that
// is there but has nothing in it has lost it.
func present(ctx context.Context, file string, list []migration) error {
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := os.Stat(file + "-wal"); err == nil {
		return fmt.Errorf("database %s is missing, but its %s-wal is there; restore both from a backup", file, filepath.Base(file))
	}
	if err := makeFile(ctx, file, list); err != nil {
		return fmt.Errorf("database %s cannot be made: %w", file, err)
	}
	return nil
}

func makeFile(ctx context.Context, file string, list []migration) error {
	removeUnfinished(file)
	half, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+unfinished+"*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(half.Name()) }()
	defer func() { _ = half.Close() }()
	if err := draft(ctx, half.Name(), list); err != nil {
		return err
	}
	if err := half.Sync(); err != nil {
		return err
	}
	// Of two that make it at once the first counts.
	if err := os.Link(half.Name(), file); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(filepath.Dir(file))
}

// unfinished is in the names of databases that are being made.
const unfinished = ".new-"

// removeUnfinished removes what was left by one who was killed in making it.
func removeUnfinished(file string) {
	names, _ := filepath.Glob(file + unfinished + "*")
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) > time.Minute {
			_ = os.Remove(name)
		}
	}
}

// draft makes the schema in a file that is nobody's yet and is synced whole.
func draft(ctx context.Context, file string, list []migration) error {
	db, err := sql.Open("sqlite", address(file, "?mode=rw&_pragma=synchronous(OFF)&_pragma=journal_mode(WAL)"))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	c, err := connect(ctx, db)
	if err != nil {
		return err
	}
	return errors.Join(c.upgrade(ctx, list), c.Close(), db.Close())
}

func syncFolder(folder string) error {
	dir, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// upgrade runs the migrations that the schema lacks.
func (c *conn) upgrade(ctx context.Context, list []migration) error {
	return c.within("BEGIN IMMEDIATE", func() error {
		schema, err := number(c, "PRAGMA user_version") // as it is since nobody else writes
		if err != nil {
			return err
		}
		return migrate(list, int(schema), func(statement string) error {
			_, err := c.ExecContext(ctx, statement)
			return err
		})
	})
}
