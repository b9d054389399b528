package ical_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"leadpath/internal/ical"
)

const layout = "20060102T150405Z"

// want2026 is what the tests want of a calendar: the year 2026 in UTC, for an
// owner in Berlin.
func want2026(t testing.TB) ical.Want {
	t.Helper()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return ical.Want{
		Zone: berlin, Owner: "owner@example.org",
		From: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC),
		Ours: func(uid string) bool { return uid == "ours,1@leadpath" },
	}
}

// text gives spans a line each.
func text(spans []ical.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Start.Format(layout) + "/" + s.End.Format(layout) + "\n")
	}
	return b.String()
}

// said gives the values of a property that stands in a text for the test
// alone, whatever its line ends.
func said(text []byte, name string) (values []string) {
	for line := range bytes.SplitSeq(bytes.ReplaceAll(text, []byte("\r"), []byte("\n")), []byte("\n")) {
		if value, ok := bytes.CutPrefix(line, []byte(name+":")); ok {
			values = append(values, string(value))
		}
	}
	return values
}

// Each file says in X-WHY what it shows, in X-FOLLOWS whose documentation its
// shape follows, in X-BUSY what is to be found, and in X-DOUBT what a doubt
// has to say.
func TestAwkwardCalendarsAreReadRightly(t *testing.T) {
	files, err := filepath.Glob("testdata/busy/*.ics")
	if err != nil || len(files) < 60 {
		t.Fatalf("got %d files (%v), want at least 60", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".ics"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			why := said(data, "X-WHY")
			if len(why) != 1 || why[0] == "" {
				t.Fatalf("%s does not say why it is there", file)
			}
			busy, err := ical.ReadBusy(bytes.NewReader(data), want2026(t))
			if err != nil {
				t.Fatalf("%s: %v", why[0], err)
			}
			if got, want := text(busy.Spans), strings.Join(append(said(data, "X-BUSY"), ""), "\n"); got != want {
				t.Errorf("%s: got\n%swant\n%s", why[0], got, want)
			}
			wantDoubts(t, busy.Doubts, said(data, "X-DOUBT"))
		})
	}
}

func wantDoubts(t *testing.T, got []ical.Doubt, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got the doubts %v, want %d of them: %q", got, len(want), want)
	}
	for i, doubt := range got {
		if !strings.Contains(doubt.Text, want[i]) {
			t.Errorf("got the doubt %q, want %q in it", doubt.Text, want[i])
		}
	}
}

func TestARuleIsFollowedToItsFiveThousandthOccurrence(t *testing.T) {
	busy, err := ical.ReadBusy(strings.NewReader(calendarOf(eventOf("DTSTART:20260101T000000Z\nDURATION:PT30M\nRRULE:FREQ=HOURLY\n"))), want2026(t))
	if err != nil || len(busy.Spans) != 5000 {
		t.Fatalf("got %d busy times (%v), want 5000", len(busy.Spans), err)
	}
	wantDoubts(t, busy.Doubts, []string{"more than 5000 occurrences"})
}

// West of Greenwich a day begins after midnight in UTC, so that the date of
// UNTIL is what counts.
func TestWholeDaysEndByTheDateOfUntil(t *testing.T) {
	want := want2026(t)
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	want.Zone = zone
	busy, err := ical.ReadBusy(strings.NewReader(calendarOf(eventOf("DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=DAILY;UNTIL=20260303T000000Z\n"))), want)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := text(busy.Spans), "20260302T050000Z/20260303T050000Z\n20260303T050000Z/20260304T050000Z\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
