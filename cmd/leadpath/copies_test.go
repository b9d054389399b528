package main

import (
	"net/http"
	"path/filepath"
	"testing"

	"leadpath/internal/webtest"
)

// A double click, a reload, a proxy that repeats: the same form many times at
// once, all from one address, is answered before any limit.
//
// R5
func TestFiftyCopiesOfAFormAreOneCall(t *testing.T) {
	t.Parallel()
	content, post := withHours(t, wideHours), newPostbox(t)
	s := bookable(t, content, "--smtp-url", post.url)
	wantOneCall(t, content, post, []string{"--data", s.data()}, s)
}

// R5, with the copies sent to two instances
func TestCopiesSentToTwoInstancesAreOneCall(t *testing.T) {
	t.Parallel()
	content, post := withHours(t, wideHours), newPostbox(t)
	database := []string{"--database-url", webtest.Postgres(t)}
	arguments := append(database, "--secret-file", filepath.Join(t.TempDir(), "secret"), "--smtp-url", post.url)
	wantOneCall(t, content, post, database, bookable(t, content, arguments...), bookable(t, content, arguments...))
}

func wantOneCall(t *testing.T, content string, post *postbox, store []string, instances ...*running) {
	t.Helper()
	starts := offered(t, content)
	for round, hidden := range instances[0].hidden(t, starts[0], times(5, 50)) {
		start, form, address := starts[2*round], filled(hidden, emailOf(round, 0)), newAddress()
		answers := make([]answer, 50)
		failures := make([]error, len(answers))
		atOnce(len(answers), func(i int) {
			answers[i], failures[i] = instances[i%len(instances)].ask("/en/call/"+start, form, address)
		})
		way := answers[0].header.Get("Location")
		for i, a := range answers {
			if failures[i] != nil || a.status != http.StatusSeeOther || a.header.Get("Location") != way {
				t.Errorf("copy %d: got %d (%v) and the way to %q, want 303 and the same way as the first, %q", i, a.status, failures[i], a.header.Get("Location"), way)
			}
		}
		if t.Failed() {
			return
		}
		wantBooked(t, instances[0], answers[0], "booked", start)
		if calls := exported(t, store...); len(calls) != round+1 {
			t.Errorf("got %d calls after round %d, want one a round", len(calls), round)
		}
		ids := map[string]bool{}
		for _, l := range post.waitFor(t, 2*round+2) {
			ids[l.id] = true
		}
		if len(ids) != 2*round+2 || len(post.letters()) != len(ids) {
			t.Errorf("got %d letters with %d Message-IDs after round %d, want one set of two a round", len(post.letters()), len(ids), round)
		}
	}
}
