package main

import (
	"strings"
	"testing"
	"time"
)

// What the judge is for: histories in which something went wrong.
//
// R3
func TestTheJudgeOfStormsRejectsForgedHistories(t *testing.T) {
	if faults := judge(soundHistory()); len(faults) > 0 {
		t.Fatalf("got %q about a history in which nothing is wrong", faults)
	}
	for _, c := range []struct {
		says, want string
		forge      func(h *history, end *ending)
	}{
		{"a confirmed call is not in the store", "lost", func(_ *history, end *ending) { delete(end.rows, "ada@x") }},
		{"a cancelled call is booked", "lost", func(_ *history, end *ending) {
			alter(end, "bob@x", func(r *row) { r.state, r.page.state = "booked", "booked" })
		}},
		{"a move was answered and undone", "lost", func(_ *history, end *ending) {
			alter(end, "ada@x", func(r *row) { r.start, r.page.start, r.file.start = nine, nine, nine })
		}},
		{"the store has a call that nobody booked", "made up", func(_ *history, end *ending) {
			end.rows["kim@x"] = row{"K", "booked", nine, sight{"booked", nine}, letter{uid: "K", start: nine}}
		}},
		{"an erased call is still there", "lost", func(_ *history, end *ending) {
			end.rows["eve@x"] = row{"E", "booked", eleven, sight{"booked", eleven}, letter{uid: "E", start: eleven}}
		}},
		{"a page shows what was before", "lost", func(h *history, _ *ending) {
			h.visits[0].deeds = append(h.visits[0].deeds, deed{do: "look", outcome: done, seen: sight{"booked", nine}, began: 90, ended: 91})
		}},
		{"a form that was accepted is refused", "lost", func(h *history, _ *ending) {
			h.visits[0].deeds = append(h.visits[0].deeds, deed{do: "book", start: nine, outcome: refused, began: 90, ended: 91})
		}},
		{"two had one time at once, one after the other in the store", "doubled", func(h *history, _ *ending) { h.visits[2].deeds[0].start = nine }},
		{"two had times that touch the buffer", "doubled", func(h *history, _ *ending) { h.visits[2].deeds[0].start = quarterPast }},
		{"the store has two calls at once", "doubled", func(h *history, end *ending) {
			h.visits = append(h.visits, &visit{email: "kim@x", deeds: []deed{{do: "book", start: ten, outcome: unknown}}})
			end.rows["kim@x"] = row{"K", "booked", ten, sight{"booked", ten}, letter{uid: "K", start: ten}}
		}},
		{"the page and the store differ", "half-written", func(_ *history, end *ending) { alter(end, "ada@x", func(r *row) { r.page.start = nine }) }},
		{"the calendar file and the store differ", "half-moved", func(_ *history, end *ending) { alter(end, "ada@x", func(r *row) { r.file.start = nine }) }},
		{"the last mail says the old time", "half-moved", func(_ *history, end *ending) { end.letters[2].start, end.letters[4].start = nine, nine }},
		{"a mail was never sent", "no mail to owner@x", func(_ *history, end *ending) { end.letters = append(end.letters[:3:3], end.letters[4:]...) }},
		{"a mail came again as another", "two mails with one SEQUENCE", func(_ *history, end *ending) {
			other := end.letters[2]
			other.id = "<other@x>"
			end.letters = append(end.letters, other)
		}},
		{"a mail was overtaken", "after a later one", func(_ *history, end *ending) { end.letters[0], end.letters[2] = end.letters[2], end.letters[0] }},
		{"the owner was not told of an erased call", "the owner waits", func(_ *history, end *ending) { end.letters = end.letters[:len(end.letters)-1] }},
		{"a mail went to somebody else", "went to bob@x", func(_ *history, end *ending) {
			other := end.letters[2]
			other.to = "bob@x"
			end.letters = append(end.letters, other)
		}},
		{"a page failed", "500", func(h *history, _ *ending) { h.fault("got 500") }},
	} {
		t.Run(c.says, func(t *testing.T) {
			h, end := soundHistory()
			c.forge(h, &end)
			if got := strings.Join(judge(h, end), "\n"); !strings.Contains(got, c.want) {
				t.Errorf("got %q, want a fault with %q", got, c.want)
			}
		})
	}
}

const (
	nine        = "2026-12-01T09:00:00Z"
	quarterPast = "2026-12-01T09:15:00Z"
	ten         = "2026-12-01T10:00:00Z"
	eleven      = "2026-12-01T11:00:00Z"
)

// soundHistory has Ada, who moves without an answer and looks; Bob, who
// cancels; and Eve, who books what Bob has left and is erased.
func soundHistory() (*history, ending) {
	did := func(do, start string, outcome outcomeOf, began time.Duration) deed {
		return deed{do: do, start: start, outcome: outcome, began: began, ended: began + 1}
	}
	h := &history{visits: []*visit{
		{email: "ada@x", deeds: []deed{
			did("book", nine, unknown, 1), did("book", nine, done, 3), did("move", ten, unknown, 60),
			{do: "look", outcome: done, seen: sight{"booked", ten}, began: 70, ended: 71}, did("move", eleven, refused, 73),
		}},
		{email: "bob@x", deeds: []deed{did("book", eleven, done, 5), did("cancel", "", done, 8), did("undo", "", refused, 20)}},
		{email: "eve@x", deeds: []deed{did("book", eleven, done, 10), did("erase", "", unknown, 30), did("erase", "", gone, 40)}},
	}}
	mail := func(to, uid, method string, sequence int, start string) letter {
		return letter{to: to, id: to + uid + method + start, method: method, uid: uid, sequence: sequence, start: start}
	}
	return h, ending{
		owner: "owner@x",
		rows: map[string]row{
			"ada@x": {"A", "booked", ten, sight{"booked", ten}, letter{uid: "A", sequence: 1, start: ten}},
			"bob@x": {"B", "cancelled", eleven, sight{"cancelled", eleven}, letter{uid: "B", sequence: 1, start: eleven}},
		},
		letters: []letter{
			mail("ada@x", "A", "REQUEST", 0, nine), mail("owner@x", "A", "REQUEST", 0, nine),
			mail("ada@x", "A", "REQUEST", 1, ten), mail("owner@x", "A", "REQUEST", 1, ten), mail("ada@x", "A", "REQUEST", 1, ten),
			mail("bob@x", "B", "REQUEST", 0, eleven), mail("bob@x", "B", "CANCEL", 1, eleven),
			mail("owner@x", "B", "REQUEST", 0, eleven), mail("owner@x", "B", "CANCEL", 1, eleven),
			mail("owner@x", "E", "REQUEST", 0, eleven), mail("owner@x", "E", "CANCEL", 1, eleven),
		},
	}
}

func alter(end *ending, email string, do func(*row)) {
	r := end.rows[email]
	do(&r)
	end.rows[email] = r
}
