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
