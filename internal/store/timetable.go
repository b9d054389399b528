package store

import (
	"slices"
	"time"

	"leadpath/internal/booking"
)

// A timetable is what booked calls hold, in order of their starts, and whose
// it is. It is never changed; what becomes of it is another one.
type timetable struct {
	times []booking.Held
	ids   []string
}

// between gives the part of a timetable from one moment to another.
func (t timetable) between(from, to time.Time) []booking.Held {
	first, _ := slices.BinarySearchFunc(t.times, from, func(h booking.Held, from time.Time) int {
		if h.Until.After(from) {
			return 1
		}
		return -1
	})
	end, _ := slices.BinarySearchFunc(t.times, to, func(h booking.Held, to time.Time) int {
		if h.Start.After(to) {
			return 1
		}
		return -1
	})
	return t.times[first:max(first, end):max(first, end)]
}

// with gives a timetable after changes, of which the last about a call counts.
func (t timetable) with(changes []claimed) timetable {
	last := make(map[string]claimed, len(changes))
	for _, c := range changes {
		last[c.id] = c
	}
	var come []claimed
	for _, c := range last {
		if c.holds {
			come = append(come, c)
		}
	}
	slices.SortFunc(come, func(a, b claimed) int { return a.Start.Compare(b.Start) })
	next := timetable{make([]booking.Held, 0, len(t.times)+len(come)), make([]string, 0, len(t.times)+len(come))}
	for i, held := range t.times {
		for len(come) > 0 && come[0].Start.Before(held.Start) {
			next, come = next.and(come[0]), come[1:]
		}
		if _, changed := last[t.ids[i]]; !changed {
			next.times, next.ids = append(next.times, held), append(next.ids, t.ids[i])
		}
	}
	for _, c := range come {
		next = next.and(c)
	}
	return next
}

func (t timetable) and(c claimed) timetable {
	return timetable{append(t.times, c.Held), append(t.ids, c.id)}
}
