package booking

import (
	"slices"
	"time"

	"leadpath/internal/locale"
	"leadpath/internal/problem"
)

// Hours are the owner's rules for calls, as content/call.toml gives them
// (surface.md, “The owner's hours”). They never change; who reads the file
// again gets others.
type Hours struct {
	Zone    *time.Location // on whose clock the weekly hours and dates are
	Minutes int            // a call's length
	Buffer  int            // minutes kept free around calls
	Notice  int            // hours from now to the first start, elapsed
	Horizon int            // days from now to the last start, of 24 hours each
	Daily   int            // calls on one day of the owner's at most; 0: no limit
	Undo    int            // hours in which a cancelled call can be taken back
	Erase   int            // days after the call until everything about it is erased
	Stale   int            // hours after which a busy calendar's copy is too old
	Unread  string         // “close” or “offer”: what holds for days of a copy too old
	Place   string         // an https address, in which {room} stands for a call's own, or “phone”
	Topics  []string       // keys; their words are call.topic.KEY

	weekly [7][]period
	dates  map[int64][]period // by day, see dayAt
	ranges []dateRange        // in order of time, none touching another's days
	at     problem.Positions
}

// A period is a part of a day on the owner's clock, in seconds from midnight;
// its end is not within.
type period struct{ from, to int64 }

// A dateRange gives the periods for each day from its first to its last.
type dateRange struct {
	first, last int64
	periods     []period
}

// Standard gives what holds for all that call.toml leaves out: hours without
// any period, in UTC.
func Standard() *Hours {
	return &Hours{
		Zone: time.UTC, Minutes: 15, Buffer: 15, Notice: 24, Horizon: 28, Daily: 6, Undo: 24, Erase: 90, Stale: 24, Unread: "close",
		Place: "https://meet.example.org/{room}", Topics: []string{"choice", "standard", "hours", "other"},
	}
}

// Line gives the line of call.toml on which a key stands, such as topics.0.
func (h *Hours) Line(key string) int { return h.at.Line(key) }

// Day gives the owner's day on which a moment falls.
func (h *Hours) Day(t time.Time) locale.Date { return locale.DateOf(t, h.Zone) }

// dayAt gives the day of a face: days, and seconds, from 1 January 1970 as a
// clock and its calendar show them.
func dayAt(face int64) int64 {
	day := face / daySeconds
	if face%daySeconds < 0 {
		day--
	}
	return day
}

const daySeconds = 24 * 60 * 60

// periods gives the owner's hours on a day: those of its date, of the range it
// lies in, or of its weekday.
func (h *Hours) periods(day int64) []period {
	if periods, ok := h.dates[day]; ok {
		return periods
	}
	i, _ := slices.BinarySearchFunc(h.ranges, day, func(r dateRange, day int64) int { return int(r.last - day) })
	if i < len(h.ranges) && h.ranges[i].first <= day {
		return h.ranges[i].periods
	}
	const thursday = int64(time.Thursday) // 1 January 1970
	return h.weekly[((day+thursday)%7+7)%7]
}
