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

// wantReminders checks that booked calls of the day after tomorrow have each
// reminder waiting for either side, as the call stands, and others none.
func wantReminders(t testing.TB, db *sql.DB) {
	t.Helper()
	calls := 0
	eachRow(t, db, `
		SELECT calls.id, calls.state, (SELECT count(DISTINCT outbox.kind || outbox.recipient) FROM outbox WHERE outbox.call = calls.id AND expires <> 0
			AND sent = 0 AND gave_up = 0 AND outbox.starts = calls.starts AND outbox.sequence = calls.sequence AND due IN (calls.starts - 86400, calls.starts - 3600)),
			(SELECT count(*) FROM outbox WHERE outbox.call = calls.id AND expires <> 0)
		FROM calls`, func(scan func(...any) error) error {
		var id, state string
		var right, all, want int
		err := scan(&id, &state, &right, &all)
		if calls++; state == "booked" {
			want = 4
		}
		if right != want || all != want {
			t.Errorf("the call %s, which is %s, has %d reminders, %d of them right, want %d", id, state, all, right, want)
		}
		return err
	})
	eachRow(t, db, `SELECT call FROM outbox WHERE expires <> 0 AND NOT EXISTS (SELECT 1 FROM calls WHERE calls.id = outbox.call)`, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		t.Errorf("there is a reminder of the call %s, which is erased", id)
		return err
	})
	if calls == 0 {
		t.Error("there are no calls whose reminders could be looked at")
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
