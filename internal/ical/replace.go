package ical

import (
	"cmp"
	"slices"
)

// How an EXDATE or a RECURRENCE-ID names an occurrence.
const (
	byInstant = iota // unix seconds
	byFace           // what the clocks of its own zone show, where no zone is named
	byDay            // the day in its own zone, of a timed series
	byDate           // the day of a series of whole days
)

// A mark names an occurrence of a series.
type mark struct {
	uid uint64
	at  int64
	by  int8
}

type marks []mark

func (m mark) compare(n mark) int {
	return cmp.Or(cmp.Compare(m.uid, n.uid), cmp.Compare(m.by, n.by), cmp.Compare(m.at, n.at))
}

// add marks what a time or a date names.
func (m *marks) add(uid uint64, c clock) {
	number := floorDiv(c.wall, day)
	one := mark{uid: uid, by: byInstant}
	switch {
	case c.date:
		one.by, one.at = byDay, number
	case c.floats:
		one.by, one.at = byFace, c.wall
	default:
		one.at = c.instant()
	}
	*m = append(*m, one, mark{uid: uid, by: byDate, at: number})
}

func (m marks) sort() { slices.SortFunc(m, mark.compare) }

// has tells whether an occurrence in a zone is marked, once marks are sorted.
func (m marks) has(uid uint64, o occurrence, z *zone) bool {
	wall := z.wall(o.start)
	number := floorDiv(wall, day)
	if o.date {
		return m.is(mark{uid: uid, by: byDate, at: number})
	}
	return m.is(mark{uid: uid, by: byInstant, at: o.start}) || m.is(mark{uid: uid, by: byFace, at: wall}) || m.is(mark{uid: uid, by: byDay, at: number})
}

func (m marks) is(one mark) bool {
	_, found := slices.BinarySearchFunc(m, one, mark.compare)
	return found
}

// names tells whether a series has marks at all.
func (m marks) names(uid uint64) bool {
	at, _ := slices.BinarySearchFunc(m, uid, func(m mark, uid uint64) int { return cmp.Compare(m.uid, uid) })
	return at < len(m) && m[at].uid == uid
}

// A shift moves what comes of a series from a time on (RFC 5545, 3.2.13).
type shift struct {
	uid   uint64
	at    int64 // unix seconds
	by    int64 // seconds on the clock
	lasts length
	free  bool
}

// mostShift is how far a series can be moved, so that what is moved into the
// times wanted is known.
const mostShift = 7 * day

// replaces notes what an event with a RECURRENCE-ID takes the place of.
func (r *reader) replaces(e *event, free bool) {
	uid, at := r.hash(e.uid), e.replaces.instant()
	if uid == 0 {
		return
	}
	r.replaced.add(uid, *e.replaces)
	if !e.later {
		return
	}
	s := shift{uid: uid, at: at, free: free}
	if !free && e.start != nil {
		s.by, s.lasts = e.start.wall-e.start.zone.wall(at), r.lasts(e)
	}
	if s.by > mostShift || s.by < -mostShift {
		r.doubt(e.line, "a series moves by more than %d days; only one occurrence was moved", mostShift/day)
		return
	}
	r.shifts = append(r.shifts, s)
}

// replace takes out of the series what is replaced, in whatever order it was
// read, and shifts what is shifted.
func (r *reader) replace() {
	if len(r.replaced) == 0 {
		return
	}
	r.replaced.sort()
	slices.SortStableFunc(r.shifts, shift.compare)
	kept := r.found[:0]
	for _, o := range r.found {
		if o.zone == 0 || o.uid == 0 || !r.replaced.names(o.uid) || !r.replaced.has(o.uid, o, r.atlas.zoneOf(o)) && r.shift(&o) {
			kept = append(kept, o)
		}
	}
	r.found = kept
}

func (s shift) compare(t shift) int {
	return cmp.Or(cmp.Compare(s.uid, t.uid), cmp.Compare(s.at, t.at))
}

// shift moves an occurrence as the last shift before it says, and reports
// false where that leaves nothing.
func (r *reader) shift(o *occurrence) bool {
	next, _ := slices.BinarySearchFunc(r.shifts, shift{uid: o.uid, at: o.start + 1}, shift.compare)
	if next == 0 || r.shifts[next-1].uid != o.uid {
		return true
	}
	s, z := r.shifts[next-1], r.atlas.zoneOf(*o)
	start := clock{wall: z.wall(o.start) + s.by, zone: z}
	o.start, o.end = start.instant(), s.lasts.after(start)
	return !s.free
}
