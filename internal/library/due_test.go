package library

import (
	"strings"
	"testing"
	"time"
)

// S26: who looks after the site is told 60 days before security.txt runs out,
// and from then on, with the line that says so.
func TestSecurityContactIsLookedAtInTime(t *testing.T) {
	h := newHouse(t)
	h.replace(t, "articles/first.en.md", ", due = 2026-12-01", "")
	h.write("owner.toml", "contact_until = 2027-05-01\n"+h.file("owner.toml"))
	for now, want := range map[string]bool{
		"2027-03-01T22:59:59Z": false, "2027-03-01T23:00:00Z": true, "2027-04-30T00:00:00Z": true, "2028-01-01T00:00:00Z": true,
	} {
		moment, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		got := printed(h.whole(t).Due(moment))
		if strings.HasPrefix(got, "owner.toml:1: security.txt runs out on 2027-05-01; ") != want || !want && got != "" {
			t.Errorf("%s: got %q, want advice: %v", now, got, want)
		}
	}
	t.Run("where the owner names no day it is that of the release", func(t *testing.T) {
		if got := newHouse(t).whole(t).Owner("en").ContactUntil; got != vouchedUntil {
			t.Errorf("got %s, want %s", got, vouchedUntil)
		}
	})
	t.Run("a day that is none is a fault", func(t *testing.T) {
		h := newHouse(t)
		h.write("owner.toml", "contact_until = \"soon\"\n"+h.file("owner.toml"))
		if _, report := h.load(t); !strings.HasPrefix(printed(report.Faults), "owner.toml:1: ") {
			t.Errorf("got %q, want a fault in line 1", printed(report.Faults))
		}
	})
}
