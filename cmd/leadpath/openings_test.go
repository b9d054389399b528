package main

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the kept files of testdata anew")

// The whole of what one week gives: the first starts are too near, the last
// ones too far away, and a date stands in place of its weekday.
const weekOfStarts = `zone = "Europe/Berlin"
minutes = 60
notice = 24
horizon = 7

[weekly]
tuesday  = ["09:00-12:00"]
saturday = ["23:00-24:00"]
sunday   = ["01:00-05:00"]

[dates]
2026-10-27 = ["14:00-16:00"]
`

func openings(t *testing.T, folder string, arguments ...string) result {
	t.Helper()
	return outcome(t, command(t, append([]string{"openings", "--content", folder}, arguments...)...))
}

func TestOpeningsSaysWhy(t *testing.T) {
	folder := shippedContent(t)
	edit(t, folder, "call.toml", weekOfStarts)
	got := openings(t, folder, "--why", "--at", "2026-10-20T08:00:00Z", "--from", "2026-10-20", "--to", "2026-11-01")
	if got.code != exitOK || got.stderr != "" {
		t.Fatalf("got exit code %d and %q on standard error, want 0 and nothing", got.code, got.stderr)
	}
	const kept = "testdata/openings.txt"
	if *update {
		if err := os.WriteFile(kept, []byte(got.stdout), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(kept)
	if err != nil {
		t.Fatal(err)
	}
	if got.stdout != string(want) {
		t.Errorf("got\n%swant\n%s", got.stdout, want)
	}
}

func TestOpeningsAreThoseThatAreFree(t *testing.T) {
	folder := shippedContent(t)
	edit(t, folder, "call.toml", weekOfStarts)
	all := "2026-10-24T21:00:00Z\n2026-10-24T23:00:00Z\n2026-10-25T00:00:00Z\n2026-10-25T02:00:00Z\n2026-10-25T03:00:00Z\n"
	for _, c := range []struct {
		says      string
		arguments []string
		want      string
	}{
		{"from now to the horizon", nil, all},
		{"beyond the horizon there are none", []string{"--to", "2027-01-01"}, all},
		{"both ends are included", []string{"--from", "2026-10-24T23:00:00Z", "--to", "2026-10-25T02:00:00+00:00"}, "2026-10-24T23:00:00Z\n2026-10-25T00:00:00Z\n2026-10-25T02:00:00Z\n"},
		{"a date begins at midnight in the owner’s zone", []string{"--from", "2026-10-25", "--to", "2026-10-25T01:00:00Z"}, "2026-10-24T23:00:00Z\n2026-10-25T00:00:00Z\n"},
		{"why, of what lies between now and the horizon alone", []string{"--why"}, "2026-10-20T08:00:00Z notice\n2026-10-20T09:00:00Z notice\n" + strings.ReplaceAll(all, "\n", " free\n")},
		{"from where nothing is offered any more", []string{"--from", "2027-01-01"}, ""},
	} {
		t.Run(c.says, func(t *testing.T) {
			got := openings(t, folder, append(c.arguments, "--at", "2026-10-20T08:00:00Z")...)
			if got.code != exitOK || got.stdout != c.want || got.stderr != "" {
				t.Errorf("openings %v: got %+v, want 0 and\n%s", c.arguments, got, c.want)
			}
		})
	}
}

// Without flags it speaks of the shipped hours and of now.
func TestOpeningsOfTheShippedHours(t *testing.T) {
	got := outcome(t, command(t, "openings"))
	lines := strings.Fields(got.stdout)
	if got.code != exitOK || len(lines) < 4*24 { // 20 + 12 a week
		t.Fatalf("got exit code %d and %d openings, want those of four weeks", got.code, len(lines))
	}
	first, err := time.Parse(time.RFC3339, lines[0])
	if err != nil || time.Until(first) < 23*time.Hour || time.Until(first) > 8*24*time.Hour || !strings.HasSuffix(lines[0], "Z") {
		t.Errorf("got %s first, want a start in UTC after a day's notice, within a week", lines[0])
	}
}

func TestOpeningsRefusesWhatItCannotRead(t *testing.T) {
	folder := shippedContent(t)
	for _, c := range []struct {
		says      string
		arguments []string
		named     string
	}{
		{"a time that is none", []string{"--at", "soon"}, "--at"},
		{"a day that is none", []string{"--from", "2026-02-30"}, "--from"},
		{"an end that is none", []string{"--to", "tomorrow"}, "--to"},
		{"an end before the beginning", []string{"--from", "2026-12-02", "--to", "2026-12-01"}, "--to"},
	} {
		t.Run(c.says, func(t *testing.T) {
			wantFailure(t, openings(t, folder, c.arguments...), exitUsage, c.named, c.arguments[1], "--help")
		})
	}
	edit(t, folder, "call.toml", "zone = \"UTC\"\nminutes = 7\n[weekly]\n")
	wantFailure(t, openings(t, folder), exitFailed, folder, "call.toml:2", "multiple of 5")
	wantFailure(t, openings(t, "/nowhere/content"), exitFailed, "/nowhere/content")
}
