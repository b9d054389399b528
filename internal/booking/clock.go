package booking

import (
	"math"
	"time"

	"leadpath/internal/locale"
)

// margin is more than a clock was ever away from UTC, and more than a change
// ever moved one, so that what lies further away concerns no day.
const margin = 50 * 60 * 60

// A clock is the owner's, in the stretches between its changes.
type clock []stretch

// A stretch is a time in which a clock goes evenly. The offset leads from
// unix seconds to the face: seconds from 1 January 1970 as the clock shows
// them. The end is not within.
type stretch struct{ from, to, offset int64 }

// clockOf gives the clock of a zone from one second to another.
func clockOf(zone *time.Location, from, to int64) clock {
	c := make(clock, 0, 4)
	for t := time.Unix(from, 0).In(zone); ; {
		_, offset := t.Zone()
		begin, _ := t.ZoneBounds()
		end := locale.ChangeAfter(t)
		s := stretch{math.MinInt64 / 2, math.MaxInt64 / 2, int64(offset)}
		if !begin.IsZero() {
			s.from = begin.Unix()
		}
		if !end.IsZero() {
			s.to = end.Unix()
		}
		if c = append(c, s); s.to > to {
			return c
		}
		t = end
	}
}

// since gives the clock from the stretch of a second on.
func (c clock) since(second int64) clock {
	for len(c) > 1 && c[0].to <= second {
		c = c[1:]
	}
	return c
}

// day gives the day that the clock shows in a second.
func (c clock) day(second int64) int64 { return dayAt(second + c.since(second)[0].offset) }

// first gives the first second at which the clock shows a face, and the clock
// from that stretch on.
func (c clock) first(face int64) (second int64, rest clock, ok bool) {
	for i, s := range c {
		if second := face - s.offset; second >= s.from && second < s.to {
			return second, c[i:], true
		}
	}
	return 0, nil, false
}

// stays reports whether all that the clock shows from one second to another
// lies between two faces. It begins in the clock's first stretch.
func (c clock) stays(from, to, low, high int64) bool {
	for _, s := range c {
		end := min(to, s.to)
		if from+s.offset < low || end+s.offset > high {
			return false
		}
		if from = end; from == to {
			return true
		}
	}
	return false
}

// A start is a second at which a call could begin, with the owner's day.
type start struct{ at, day int64 }

// starts gives every start from one second to another, both included, that
// fits its period, in order of time: faces of the owner's clock, each at the
// first time it is shown, if the clock shows nothing but that day's period
// while the call lasts.
func (h *Hours) starts(from, to int64) []start {
	if from > to {
		return nil
	}
	c := clockOf(h.Zone, from-3*margin, to+3*margin)
	// A clock that is put back over midnight has shown some of the next day.
	first, last := c.day(from), c.day(to)+1
	w := walk{from: from, to: to, length: int64(h.Minutes) * 60}
	w.found = make([]start, 0, h.aWeek()*min(1+(to-from)/(7*daySeconds), 60))
	for day := first; day <= last; day++ {
		if periods := h.periods(day); len(periods) > 0 {
			c = c.since(day*daySeconds - margin)
			w.through(c, day, periods)
		}
	}
	return w.found // first times come in the order of their faces
}

// aWeek gives how many starts a week without dates has.
func (h *Hours) aWeek() (n int64) {
	for _, periods := range h.weekly {
		for _, p := range periods {
			n += (p.to - p.from) / (int64(h.Minutes) * 60)
		}
	}
	return n
}

// A walk collects starts, day by day.
type walk struct {
	from, to, length int64
	found            []start
}

// through goes through a day, on a clock that begins with the stretch before it.
func (w *walk) through(c clock, day int64, periods []period) {
	midnight := day * daySeconds
	even := c[0].to >= midnight+margin
	for _, p := range periods {
		low, high := midnight+p.from, midnight+p.to
		if even {
			w.evenly(c[0].offset, day, low, high)
			continue
		}
		for face := low; face < high; face += w.length {
			second, rest, ok := c.first(face)
			if ok && second >= w.from && second <= w.to && rest.stays(second, second+w.length, low, high) {
				w.found = append(w.found, start{second, day})
			}
		}
	}
}

// evenly goes through a period of a day without any change near.
func (w *walk) evenly(offset, day, low, high int64) {
	for second, end := low-offset, high-offset; second+w.length <= end; second += w.length {
		if second >= w.from && second <= w.to {
			w.found = append(w.found, start{second, day})
		}
	}
}
