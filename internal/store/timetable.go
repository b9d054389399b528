package store

import (
	"cmp"
	"crypto/sha256"
	"slices"
	"time"

	"leadpath/internal/booking"
)

// A timetable is what booked calls hold, in order of their starts, and whose
// it is. It is never changed: what becomes of it is another one, which shares
// all parts with it but those that are otherwise. So a change costs as little
// among a hundred thousand calls as among a hundred, in time and in garbage.
type timetable struct{ parts []part }

// A part is never empty and has mostInPart entries at most.
type part []entry

const mostInPart = 128

// An entry is a Held in seconds, and the call's mark: 32 bytes.
type entry struct {
	mark       mark
	start      int64
	end, until uint32 // after the start
}

// A mark stands for a call's ID in less space.
type mark [16]byte

func markOf(id string) mark {
	sum := sha256.Sum256([]byte(id))
	return mark(sum[:16])
}

func entryOf(id string, h booking.Held) entry {
	return newEntry(id, seconds(h.Start), seconds(h.End), seconds(h.Until))
}

func newEntry(id string, start, end, until int64) entry {
	return entry{markOf(id), start, uint32(end - start), uint32(until - start)}
}

func (e entry) held() booking.Held {
	return booking.Held{Start: moment(e.start), End: moment(e.start + int64(e.end)), Until: moment(e.free())}
}

// free is when others may begin.
func (e entry) free() int64 { return e.start + int64(e.until) }

// timetableOf makes one of entries in order.
func timetableOf(entries []entry) (t timetable) {
	for p := range slices.Chunk(entries, mostInPart/2) { // with room for more
		t.parts = append(t.parts, slices.Clone(part(p)))
	}
	return t
}

// between gives the part of a timetable from one moment to another.
func (t timetable) between(from, to time.Time) []booking.Held {
	first, n := t.reach(from.Unix(), to.Unix())
	if n == 0 {
		return nil
	}
	list := make([]booking.Held, 0, n)
	t.each(from.Unix(), to.Unix(), first, func(e entry) { list = append(list, e.held()) })
	return list
}

// reach gives the part in which what lasts longer than from begins, and how
// many entries there are from there to to.
func (t timetable) reach(from, to int64) (first, n int) {
	first, _ = slices.BinarySearchFunc(t.parts, from, func(p part, from int64) int { return cmp.Compare(p[len(p)-1].free(), from+1) })
	t.each(from, to, first, func(entry) { n++ })
	return first, n
}

func (t timetable) each(from, to int64, first int, do func(entry)) {
	for _, p := range t.parts[first:] {
		for _, e := range p {
			if e.start > to {
				return
			}
			if e.free() > from {
				do(e)
			}
		}
	}
}

// with gives a timetable after changes, of which the last about a call counts.
func (t timetable) with(changes []claimed) timetable {
	last := make(map[mark]claimed, len(changes))
	known := make(map[mark]bool, len(changes)) // may stand in the timetable with another time
	for _, c := range changes {
		m := markOf(c.id)
		last[m] = c
		known[m] = known[m] || !c.added
	}
	next := t.without(func(e entry) bool { return known[e.mark] })
	for _, c := range last {
		if c.holds {
			next.put(entryOf(c.id, c.Held))
		}
	}
	return next
}

// without gives a timetable of its own parts, or those of t, without some
// entries.
func (t timetable) without(gone func(entry) bool) (next timetable) {
	next.parts = make([]part, 0, len(t.parts)+1)
	for _, p := range t.parts {
		if slices.ContainsFunc(p, gone) {
			p = slices.DeleteFunc(slices.Clone(p), gone)
		}
		if len(p) > 0 {
			next.parts = append(next.parts, p)
		}
	}
	return next
}

// put adds an entry to a timetable that nobody else has yet; one of the same
// call with the same start is replaced.
func (t *timetable) put(e entry) {
	if len(t.parts) == 0 {
		t.parts = append(t.parts, part{e})
		return
	}
	i, _ := slices.BinarySearchFunc(t.parts, e.start, func(p part, start int64) int { return cmp.Compare(p[len(p)-1].start, start) })
	i = min(i, len(t.parts)-1)
	p := t.parts[i]
	at, _ := slices.BinarySearchFunc(p, e.start, func(other entry, start int64) int { return cmp.Compare(other.start, start) })
	if at < len(p) && p[at].mark == e.mark {
		p = slices.Clone(p)
		p[at] = e
		t.parts[i] = p
		return
	}
	p = slices.Insert(slices.Clip(p), at, e)
	if len(p) <= mostInPart {
		t.parts[i] = p
		return
	}
	half := len(p) / 2
	t.parts[i] = slices.Clone(p[:half])
	t.parts = slices.Insert(t.parts, i+1, slices.Clone(p[half:]))
}
