package ical_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"leadpath/internal/ical"
)

// Every name of the table leads to a zone that Go knows, and to its offset.
func TestEveryWindowsZoneIsKnown(t *testing.T) {
	table, err := os.ReadFile("windows/zones.tsv")
	if err != nil {
		t.Fatal(err)
	}
	names := 0
	for line := range strings.Lines(string(table)) {
		windows, iana, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(windows, "#") {
			continue
		}
		names++
		loc, err := time.LoadLocation(iana)
		if err != nil {
			t.Fatalf("%s: %v", windows, err)
		}
		start := time.Date(2026, 7, 2, 9, 0, 0, 0, loc).UTC()
		busy, err := ical.ReadBusy(strings.NewReader(calendarOf(eventOf("DTSTART;TZID="+windows+":20260702T090000\nDURATION:PT1H\n"))), want2026(t))
		if err != nil || len(busy.Doubts) > 0 || len(busy.Spans) != 1 || !busy.Spans[0].Start.Equal(start) {
			t.Errorf("%s: got %v, %v, want the start %v", windows, busy, err, start)
		}
	}
	if names < 139 {
		t.Errorf("got %d names, want at least the 139 of CLDR", names)
	}
}
