package booking

import (
	"cmp"
	"slices"
	"time"
)

// Held is the time that a call holds: from Start to End it is spoken, and
// until Until nobody else begins, which is End and the buffer of the day the
// call was booked.
type Held struct{ Start, End, Until time.Time }

// A Reason is why a start is offered to nobody, or Free.
type Reason string

// The reasons, in the order in which the first that holds is named; Free
// holds where no other does. Busy, Unread and, where it is the owner's calendar
// to which a start is too close, TooClose are followed by the number of the
// calendar, as in “busy 2”; of several the first is named.
const (
	TooSoon  Reason = "notice"
	TooFar   Reason = "horizon"
	Spoken   Reason = "call"   // another call is spoken then
	Busy     Reason = "busy"   // the owner is, by a calendar
	TooClose Reason = "buffer" // to another call, or to a busy time
	DayFull  Reason = "cap"    // its day has as many calls as the owner takes
	Unread   Reason = "unread" // a calendar could not be read for too long
	Free     Reason = "free"
)

// A Verdict says of a start why it is not offered, or that it is.
type Verdict struct {
	Start  time.Time // in UTC
	Reason Reason
}

// Judge gives every start from one moment to another, both included, that
// fits its period, in order of time.
func (h *Hours) Judge(from, to, now time.Time, taken Taken) []Verdict {
	starts := h.starts(ceil(from), floor(to))
	list := make([]Verdict, 0, len(starts))
	j := h.newJudge(starts, now, taken)
	for _, s := range starts {
		list = append(list, Verdict{moment(s.at), j.reason(s)})
	}
	return list
}

// Openings gives the starts that are free, in UTC and in order of time.
func (h *Hours) Openings(from, to, now time.Time, taken Taken) []time.Time {
	earliest, latest := h.reach(now)
	starts := h.starts(max(ceil(from), earliest), min(floor(to), latest))
	list := make([]time.Time, 0, len(starts))
	j := h.newJudge(starts, now, taken)
	for _, s := range starts {
		if j.reason(s) == Free {
			list = append(list, moment(s.at))
		}
	}
	return list
}

// Verdict judges one start; ok is false where the hours never give it.
func (h *Hours) Verdict(start, now time.Time, taken Taken) (reason Reason, ok bool) {
	list := h.Judge(start, start, now, taken)
	if len(list) == 0 {
		return "", false
	}
	return list[0].Reason, true
}

// reach gives the first and the last second in which a call may begin.
func (h *Hours) reach(now time.Time) (earliest, latest int64) {
	return ceil(now) + int64(h.Notice)*60*60, floor(now) + int64(h.Horizon)*daySeconds
}

// A judge knows what speaks against starts. It must be asked in their order
// of time.
type judge struct {
	earliest, latest int64
	length, buffer   int64
	spoken, kept     int // how many of the calls begin before a start's end, and before its buffer's
	calls            []call
	full             []int64 // days that take no more calls, in order
	calendars        []reading
}

// A call is a Held in unix seconds. Its end and its until are the latest
// among it and those that begin before it, so that one look tells whether any
// of them lasts until a start.
type call struct{ start, end, until int64 }

func (h *Hours) newJudge(starts []start, now time.Time, taken Taken) *judge {
	j := &judge{length: int64(h.Minutes) * 60, buffer: int64(h.Buffer) * 60}
	j.earliest, j.latest = h.reach(now)
	if len(starts) == 0 {
		return j
	}
	j.calendars = h.newReadings(taken.Calendars, starts[0].at, now)
	if len(taken.Calls) > 0 {
		j.takeCalls(h, starts, taken.Calls)
	}
	return j
}

func (j *judge) takeCalls(h *Hours, starts []start, held []Held) {
	j.calls = make([]call, 0, len(held))
	for _, c := range held {
		end := ceil(c.End)
		j.calls = append(j.calls, call{floor(c.Start), end, max(ceil(c.Until), end+j.buffer)})
	}
	slices.SortFunc(j.calls, func(a, b call) int { return cmp.Compare(a.start, b.start) })
	if h.Daily > 0 {
		j.full = h.fullDays(j.calls, starts)
	}
	for i := 1; i < len(j.calls); i++ {
		c, before := &j.calls[i], j.calls[i-1]
		c.end, c.until = max(c.end, before.end), max(c.until, before.until)
	}
}

// fullDays gives the days with as many calls as the owner takes, as far as
// there are starts on them.
func (h *Hours) fullDays(calls []call, starts []start) (full []int64) {
	first, last := starts[0].at-margin, starts[len(starts)-1].at+margin
	clock := clockOf(h.Zone, first, last)
	days := make([]int64, 0, len(calls))
	for _, c := range calls {
		if c.start >= first && c.start <= last {
			days = append(days, clock.day(c.start))
		}
	}
	slices.Sort(days)
	for i := h.Daily - 1; i < len(days); i++ {
		if day := days[i]; days[i-(h.Daily-1)] == day && (len(full) == 0 || full[len(full)-1] != day) {
			full = append(full, day)
		}
	}
	return full
}

func (j *judge) reason(s start) Reason {
	switch {
	case s.at < j.earliest:
		return TooSoon
	case s.at > j.latest:
		return TooFar
	}
	for end := s.at + j.length; j.spoken < len(j.calls) && j.calls[j.spoken].start < end; j.spoken++ {
	}
	for end := s.at + j.length + j.buffer; j.kept < len(j.calls) && j.calls[j.kept].start < end; j.kept++ {
	}
	for len(j.full) > 0 && j.full[0] < s.day {
		j.full = j.full[1:]
	}
	busy, near := j.calendar(s.at)
	switch {
	case j.spoken > 0 && j.calls[j.spoken-1].end > s.at:
		return Spoken
	case busy != "":
		return busy
	case j.kept > 0 && j.calls[j.kept-1].until > s.at:
		return TooClose
	case near != "":
		return near
	case len(j.full) > 0 && j.full[0] == s.day:
		return DayFull
	}
	for i := range j.calendars {
		if c := &j.calendars[i]; s.at >= c.unread {
			return c.isUnread
		}
	}
	return Free
}

// calendar names the first calendar by which the owner is busy at a start,
// and the first to which it is too close.
func (j *judge) calendar(at int64) (busy, near Reason) {
	for i := range j.calendars {
		c := &j.calendars[i]
		if at < c.quiet {
			continue
		}
		isBusy, isNear := c.against(at)
		if isBusy && busy == "" {
			busy = c.isBusy
		}
		if isNear && near == "" {
			near = c.isNear
		}
	}
	return busy, near
}

// floor and ceil give the whole second before and after a moment.
func floor(t time.Time) int64 { return t.Unix() }

func ceil(t time.Time) int64 {
	if t.Nanosecond() > 0 {
		return t.Unix() + 1
	}
	return t.Unix()
}

func moment(second int64) time.Time { return time.Unix(second, 0).UTC() }
