package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"
)

// What visitors of a storm did and what they were told, and a judge who knows
// nothing else and says what cannot have been so.

// An outcome is what an answer says about a deed.
type outcomeOf string

const (
	done    outcomeOf = "done"    // it happened
	refused outcomeOf = "refused" // nothing happened
	gone    outcomeOf = "gone"    // there is no such call
	unknown outcomeOf = "unknown" // no answer came: it happened wholly or not at all
)

// A deed is one request about a call: book, move, cancel, undo, erase or look.
type deed struct {
	do           string
	start        string // to where it was booked or moved
	outcome      outcomeOf
	seen         sight // what a look showed
	began, ended time.Duration
}

// A visit is everything about one call, in order. Each has an e-mail address
// of its own.
type visit struct {
	email string
	form  string
	own   string // the path of the visitor's page, once it is known
	deeds []deed
}

// A history is what happened to all of them.
type history struct {
	mu     sync.Mutex
	visits []*visit
	faults []string // what was wrong with a single answer
}

func (h *history) fault(format string, args ...any) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.faults = append(h.faults, fmt.Sprintf(format, args...))
}

// An ending is what is there when all is quiet.
type ending struct {
	rows    map[string]row // by e-mail address
	letters []letter       // in order of arrival
	owner   string         // whose letters are not a visitor's
}

// A row is a call as the store, its page and its calendar file show it.
type row struct {
	id, state, start string
	page             sight
	file             letter // what the calendar file says
}

// holding is how long a call keeps its time: 15 minutes and the buffer.
const holding = 30 * time.Minute

// absent is the sight of a call that is not there.
var absent = sight{}

// after gives what a call may be after a deed, of what it may have been.
func after(before []sight, d deed) (states []sight) {
	for _, s := range before {
		become, possible := become(s, d)
		stays := d.outcome == unknown || d.outcome == refused && !(d.do == "book" && s != absent) || d.outcome == gone && s == absent
		if stays {
			states = append(states, s)
		}
		if possible && (d.outcome == done || d.outcome == unknown) {
			states = append(states, become)
		}
	}
	slices.SortFunc(states, func(a, b sight) int { return cmp.Or(cmp.Compare(a.state, b.state), cmp.Compare(a.start, b.start)) })
	return slices.Compact(states)
}

// become gives what a deed makes of a call; false where it cannot succeed.
func become(s sight, d deed) (sight, bool) {
	switch {
	case d.do == "look":
		return s, s == d.seen
	case d.do == "book" && s == absent:
		return sight{"booked", d.start}, true
	case d.do == "book": // the same form once more
		return s, true
	case s == absent:
		return s, false
	case d.do == "move":
		return sight{"booked", d.start}, s.state == "booked"
	case d.do == "cancel":
		return sight{"cancelled", s.start}, true
	case d.do == "undo":
		return sight{"booked", s.start}, true
	}
	return absent, d.do == "erase"
}

// A hold is a time that somebody certainly had, from one moment to another.
type hold struct {
	visit    int
	from, to time.Duration
}

const forEver = 1000 * time.Hour

// follow goes through a visit and gives what its call may be at the end, and
// what it certainly held on the way.
func (v *visit) follow(number int, holds map[string][]hold) (states []sight, fault string) {
	states = []sight{absent}
	for i, d := range v.deeds {
		before := states
		if states = after(states, d); len(states) == 0 {
			return nil, fmt.Sprintf("lost: the call of %s was %v, and then %+v", v.email, before, d)
		}
		if len(states) == 1 && states[0].state == "booked" {
			until := forEver
			if i+1 < len(v.deeds) {
				until = v.deeds[i+1].began
			}
			holds[states[0].start] = append(holds[states[0].start], hold{number, d.ended, until})
		}
	}
	return states, ""
}

// judge says what cannot have been so.
func judge(h *history, end ending) (faults []string) {
	faults = slices.Clone(h.faults)
	holds := map[string][]hold{}
	known := map[string]bool{}
	for i, v := range h.visits {
		known[v.email] = true
		states, fault := v.follow(i, holds)
		if fault != "" {
			faults = append(faults, fault)
			continue
		}
		r := end.rows[v.email]
		if !slices.Contains(states, sight{r.state, r.start}) {
			faults = append(faults, fmt.Sprintf("lost: the call of %s may be %v, and the store has %+v", v.email, states, r))
		}
	}
	for _, email := range slices.Sorted(maps.Keys(end.rows)) {
		if !known[email] {
			faults = append(faults, "made up: nobody booked the call of "+email)
		}
	}
	faults = append(faults, doubled(h, holds)...)
	faults = append(faults, overlapping(end)...)
	return append(faults, letterFaults(end)...)
}

// doubled finds times that two had at once.
func doubled(h *history, holds map[string][]hold) (faults []string) {
	starts := slices.Sorted(maps.Keys(holds))
	for i, start := range starts {
		for _, other := range starts[i:] {
			if momentOf(other).Sub(momentOf(start)) >= holding {
				break
			}
			both := slices.Clone(holds[start])
			if other != start {
				both = append(both, holds[other]...)
			}
			slices.SortFunc(both, func(a, b hold) int { return cmp.Compare(a.from, b.from) })
			var last hold
			for n, now := range both {
				if n > 0 && now.from < last.to && now.visit != last.visit {
					faults = append(faults, fmt.Sprintf("doubled: %s and %s had %s and %s at once", h.visits[last.visit].email, h.visits[now.visit].email, start, other))
				}
				if now.to > last.to || n == 0 {
					last = now
				}
			}
		}
	}
	return faults
}

// overlapping compares what is there at the end with itself.
func overlapping(end ending) (faults []string) {
	taken := map[time.Time]string{}
	for email, r := range end.rows {
		if r.page != (sight{r.state, r.start}) {
			faults = append(faults, fmt.Sprintf("half-written: the page of %s shows %+v, the store has %+v", email, r.page, r))
		}
		if r.state != "booked" {
			continue
		}
		for at := range holding / (5 * time.Minute) {
			piece := momentOf(r.start).Add(at * 5 * time.Minute)
			if other, ok := taken[piece]; ok {
				faults = append(faults, fmt.Sprintf("doubled: the store has %s and %s at %v", other, email, piece))
			}
			taken[piece] = email
		}
	}
	return faults
}

func momentOf(start string) time.Time {
	t, _ := time.Parse(time.RFC3339, start)
	return t
}
