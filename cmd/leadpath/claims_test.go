package main

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"
	"time"
)

// openDatabase looks into the store of a server from outside.
func openDatabase(t testing.TB, data string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(data, databaseFile)+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// wantClaims checks that booked calls hold exactly the pieces of five minutes
// from their start to the end of the buffer behind them, and nobody else any.
func wantClaims(t testing.TB, db *sql.DB, buffer time.Duration) {
	t.Helper()
	want := map[int64]string{}
	eachRow(t, db, `SELECT id, starts, ends FROM calls WHERE state = 'booked'`, func(scan func(...any) error) error {
		var id string
		var starts, ends int64
		err := scan(&id, &starts, &ends)
		for piece := starts / 300; piece < (ends+int64(buffer.Seconds()))/300; piece++ {
			if other, ok := want[piece]; ok {
				t.Errorf("the calls %s and %s overlap at %v", id, other, time.Unix(300*piece, 0).UTC())
			}
			want[piece] = id
		}
		return err
	})
	eachRow(t, db, `SELECT piece, call FROM pieces`, func(scan func(...any) error) error {
		var piece int64
		var id string
		err := scan(&piece, &id)
		if want[piece] != id {
			t.Errorf("%v is claimed for %q, want for %q", time.Unix(300*piece, 0).UTC(), id, want[piece])
		}
		delete(want, piece)
		return err
	})
	if len(want) > 0 {
		t.Errorf("got %d pieces of booked calls that nobody claims, want none: %v", len(want), want)
	}
}

func eachRow(t testing.TB, db *sql.DB, query string, read func(scan func(...any) error) error) {
	t.Helper()
	rows, err := db.QueryContext(context.Background(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := read(rows.Scan); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}
