package calendars

import (
	"sort"
	"time"

	"leadpath/internal/ical"
)

// Judge gives the copy that counts once next was read after last (promise R16);
// believed tells whether that is next. It is not where it has fewer than half
// of last's spans that are not over, or none while last has five or more, both
// counted up to where both tell: an export that broke looks like that, and
// would open all that time.
//
// Then last goes on counting and keeps its Read, and Shrunk tells since when.
// Once that has been so for as long as stale, a next that still says so is
// believed. Two clocks run meanwhile, and that of age, which began with Read,
// ends first, as nothing is read as it shrinks but after it was whole: last is
// too old then, and what the owner chose for that case holds until next is
// read and taken. So what next leaves out opens at that moment and not before,
// stale hours after the log began to say so. A calendar that cannot be read
// when both clocks have ended stays as it is: last, and too old.
//
// A next with as much as before ends the matter: the clock begins anew should
// it shrink again. A Shrunk of a clock that was ahead counts as now.
func Judge(last, next Copy, now time.Time, stale time.Duration) (counts Copy, believed bool) {
	last = last.notAfter(now)
	if last.Read.IsZero() || !shrank(last, next, now) {
		return next, true
	}
	if last.Shrunk.IsZero() {
		last.Shrunk = now
	}
	if now.Sub(last.Shrunk) >= stale {
		return next, true
	}
	return last, false
}

const fewest = 5

func shrank(last, next Copy, now time.Time) bool {
	through := last.Through
	if next.Through.Before(through) {
		through = next.Through
	}
	had, has := coming(last.Spans, now, through), coming(next.Spans, now, through)
	return 2*has < had || has == 0 && had >= fewest
}

// coming counts the spans that are not over and begin before a moment.
func coming(spans []ical.Span, now, through time.Time) (n int) {
	begun := sort.Search(len(spans), func(i int) bool { return !spans[i].Start.Before(through) })
	for _, s := range spans[:begun] {
		if s.End.After(now) {
			n++
		}
	}
	return n
}
