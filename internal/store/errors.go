package store

import (
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"leadpath/internal/booking"
)

// fail wraps booking.ErrStore where an error means that the database cannot
// answer now. Who claims something for a call that was erased meanwhile finds
// none; only calls are referred to. What is wrong with a statement stays as it
// is.
func fail(err error) error {
	if isPostgres(err, "23503") {
		return booking.ErrNotFound
	}
	if err == nil || errors.Is(err, booking.ErrStore) || !cannotAnswer(err) {
		return err
	}
	return fmt.Errorf("%w: %w", booking.ErrStore, err)
}

// cannotAnswer tells what passes from faults of the program. Errors without a
// code are of the connection, or of time that ran out.
func cannotAnswer(err error) bool {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return slices.Contains(sqlitePasses, e.Code()&0xff)
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return slices.Contains(postgresPasses, e.Code) || len(e.Code) == 5 && slices.Contains(postgresPasses, e.Code[:2])
	}
	return true
}

// sqlitePasses are primary result codes of SQLite (sqlite.org/rescode.html).
var sqlitePasses = []int{
	sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_INTERRUPT,
	sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM,
	sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB,
}

// postgresPasses are classes and codes of PostgreSQL (its manual, appendix A).
var postgresPasses = []string{
	"08",    // the connection
	"28",    // who we are is not believed
	"3D",    // the database is not there
	"40",    // rolled back, deadlocks included
	"53",    // no disk, memory or connections
	"57",    // the operator intervened, or the time ran out
	"58",    // input and output
	"XX",    // the database is damaged
	"25006", // it only reads
	"55P03", // locked
}

// isSQLite reports whether an error has one of SQLite's primary codes.
func isSQLite(err error, codes ...int) bool {
	e, ok := errors.AsType[*sqlite.Error](err)
	return ok && slices.Contains(codes, e.Code()&0xff)
}

// isPostgres reports whether an error has one of PostgreSQL's codes.
func isPostgres(err error, codes ...string) bool {
	e, ok := errors.AsType[*pgconn.PgError](err)
	return ok && slices.Contains(codes, e.Code)
}
