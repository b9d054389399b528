package booking_test

import (
	"os"
	"testing"
	"testing/fstest"

	"leadpath/internal/booking"
	"leadpath/internal/problem"
)

// long asks for the larger counts of the promises.
func long() bool { return os.Getenv("LONG") != "" }

// load reads a call.toml of this text.
func load(text string) (*booking.Hours, problem.List) {
	return booking.Load(fstest.MapFS{booking.File: &fstest.MapFile{Data: []byte(text), Mode: 0o644}})
}

// hoursOf reads a call.toml that must have no fault.
func hoursOf(t testing.TB, text string) *booking.Hours {
	t.Helper()
	h, faults := load(text)
	if err := faults.Err(); err != nil {
		t.Fatalf("Load: got the fault %v, want none, in\n%s", err, text)
	}
	return h
}
