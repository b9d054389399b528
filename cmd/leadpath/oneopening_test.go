package main

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"leadpath/internal/webtest"
)

// Two instances serve one database, and forty people want the same time.
//
// R1
func TestOfFortyVisitorsOneGetsTheOpening(t *testing.T) {
	t.Parallel()
	const visitors = 40
	content := withHours(t, wideHours)
	shared := []string{"--database-url", webtest.Postgres(t), "--secret-file", filepath.Join(t.TempDir(), "secret")}
	instances := []*running{bookable(t, content, shared...), bookable(t, content, shared...)}
	starts := offered(t, content)
	forms := instances[0].hidden(t, starts[0], visitors+times(25, 500)) // one is good until it is accepted
	for round := range times(25, 500) {
		start := starts[2*round] // a call keeps the next one free
		answers := make([]answer, visitors)
		failures := make([]error, visitors)
		atOnce(visitors, func(i int) {
			answers[i], failures[i] = instances[i%2].ask("/en/call/"+start, filled(forms[i], emailOf(round, i)), newAddress())
		})
		winner := -1
		for i, a := range answers {
			switch {
			case failures[i] != nil:
				t.Fatalf("round %d, visitor %d: %v", round, i, failures[i])
			case a.status == http.StatusSeeOther && winner < 0:
				winner = i
				wantBooked(t, instances[i%2], a, "booked", start)
				wantBooked(t, instances[1-i%2], a, "booked", start)
			default:
				wantOthers(t, a, start, emailOf(round, i))
			}
		}
		if t.Failed() || winner < 0 {
			t.Fatalf("round %d for %s: got the winner %d, want one and 39 times 409 with the form kept and other openings", round, start, winner)
		}
		forms[winner], forms = forms[len(forms)-1], forms[:len(forms)-1]
	}
	if calls := exported(t, "--database-url", shared[1]); len(calls) != times(25, 500) {
		t.Errorf("got %d calls in the store, want one a round", len(calls))
	}
}

func emailOf(round, visitor int) string { return fmt.Sprintf("v%d-%d@example.org", round, visitor) }

// wantOthers checks what is said to whom somebody forestalled.
func wantOthers(t testing.TB, a answer, start, email string) {
	t.Helper()
	wantKept(t, a, http.StatusConflict, email)
	if !strings.Contains(a.body, `data-error="start"`) {
		t.Error("the page of an opening that has gone has no data-error for the start")
	}
	others := strings.Count(a.body, `data-slot="`)
	if others == 0 || strings.Contains(a.body, `data-slot="`+start+`"`) {
		t.Errorf("got %d other openings, want some, and not the one that has gone", others)
	}
}
