package booking

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// Taken is what speaks against openings beside the hours.
type Taken struct {
	Calls     []Held
	Calendars []*Calendar // the owner's, in the order in which reasons number them
}

// A Calendar is when one of the owner's calendars keeps them busy, as far as
// that is known. It never changes. NewCalendar makes one.
type Calendar struct {
	busy    []engaged // in order of time, none touching another
	read    time.Time
	through int64
}

// An engaged time in unix seconds; its end is not within.
type engaged struct{ start, end int64 }

// A Span is a time from Start to End, which is not within.
type Span struct{ Start, End time.Time }

// NewCalendar takes the busy times of a calendar, in any order, the moment at
// which it was last read well (zero: never), and the one up to which its busy
// times are known.
func NewCalendar(busy []Span, read, through time.Time) *Calendar {
	list := make([]engaged, 0, len(busy))
	for _, b := range busy {
		if b.Start.Before(b.End) {
			list = append(list, engaged{floor(b.Start), ceil(b.End)})
		}
	}
	slices.SortFunc(list, func(a, b engaged) int { return cmp.Compare(a.start, b.start) })
	c := &Calendar{read: read, through: floor(through)}
	for _, s := range list {
		if last := len(c.busy) - 1; last >= 0 && s.start <= c.busy[last].end {
			c.busy[last].end = max(c.busy[last].end, s.end)
		} else {
			c.busy = append(c.busy, s)
		}
	}
	return c
}

// unread gives the moment from which on a calendar says nothing that counts:
// now where its copy is older than the owner wants.
func (h *Hours) unread(c *Calendar, now time.Time) (from int64) {
	switch {
	case h.Unread == "offer":
		return forEver
	case c.read.IsZero(), now.Sub(c.read) > time.Duration(h.Stale)*time.Hour:
		return floor(now)
	}
	return c.through
}

// forEver is later than any start.
const forEver = 1<<63 - 1

// keeps reports whether a calendar keeps its owner busy at any time between
// two moments.
func (c *Calendar) keeps(start, end int64) bool {
	at, _ := slices.BinarySearchFunc(c.busy, start, func(s engaged, t int64) int {
		if s.end <= t {
			return -1
		}
		return 1
	})
	return at < len(c.busy) && c.busy[at].start < end
}

// A reading is a calendar as a judge asks it, in order of time.
type reading struct {
	busy           []engaged // what is left of it
	quiet          int64     // it says nothing against starts before
	unread         int64
	length, buffer int64
	// What is said of a start: with the calendar's number.
	isBusy, isNear, isUnread Reason
}

func (h *Hours) newReadings(list []*Calendar, first int64, now time.Time) []reading {
	readings := make([]reading, len(list))
	for i, c := range list {
		number := Reason(" " + strconv.Itoa(i+1))
		r := reading{busy: c.busy, unread: h.unread(c, now), length: int64(h.Minutes) * 60, buffer: int64(h.Buffer) * 60,
			isBusy: Busy + number, isNear: TooClose + number, isUnread: Unread + number}
		skip, _ := slices.BinarySearchFunc(r.busy, first-r.buffer, func(s engaged, t int64) int { return cmp.Compare(s.end, t) })
		r.busy = r.busy[skip:]
		readings[i] = r
	}
	return readings
}

// against says whether the owner is busy when a call would be spoken, or so
// near to it that no buffer is left.
func (r *reading) against(at int64) (busy, near bool) {
	for len(r.busy) > 0 && r.busy[0].end <= at-r.buffer {
		r.busy = r.busy[1:]
	}
	end := at + r.length
	if len(r.busy) == 0 {
		r.quiet = forEver
	} else {
		r.quiet = r.busy[0].start - r.length - r.buffer + 1
	}
	for _, s := range r.busy {
		if s.start >= end+r.buffer {
			break
		}
		near = true
		if s.start < end && s.end > at {
			return true, true
		}
	}
	return false, near
}
