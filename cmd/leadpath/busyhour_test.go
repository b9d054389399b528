package main

import (
	"database/sql"
	"testing"
	"time"
)

// busyFrom gives a calendar of an owner who is busy for an hour.
func busyFrom(t testing.TB, start string) (file string) {
	return calendarFile(t, "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:morning\nDTSTART:"+
		moment(t, start).Format("20060102T150405Z")+"\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n")
}

// wantFreeFrom checks that nobody was given that hour or the buffer after it,
// whatever happened to those who read the calendar.
func wantFreeFrom(t *testing.T, db *sql.DB, start string) {
	t.Helper()
	var n int
	if err := db.QueryRowContext(t.Context(), `SELECT COUNT(*) FROM calls WHERE starts < $1`, moment(t, start).Add(75*time.Minute).Unix()).Scan(&n); err != nil {
		t.Fatal(err)
	}
	if n > 0 {
		t.Errorf("%d calls were given the owner's busy hour, want none", n)
	}
}

func moment(t testing.TB, text string) time.Time {
	t.Helper()
	m, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return m.UTC()
}
