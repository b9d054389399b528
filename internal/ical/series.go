package ical

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// bounds are unix seconds.
type bounds struct{ start, end int64 }

func (b bounds) compare(c bounds) int {
	if b.start != c.start {
		return cmp.Compare(b.start, c.start)
	}
	return cmp.Compare(b.end, c.end)
}

// An occurrence is a time that an event takes, or a part of a series. It has
// no pointers, since there can be many.
type occurrence struct {
	bounds
	uid  uint64 // a hash; 0 for none
	zone uint32 // its number; 0 for what replaces another, and for what cannot be replaced
	date bool
}

// margin is how far beside what is wanted a series is followed, since its
// occurrences can be shifted into it.
const margin = 9 * day

// mostOccurrences is how many a series may have near what is wanted.
const mostOccurrences = 5000

// endEvent takes in an event, now or when its calendar ends.
func (r *reader) endEvent() error {
	e := r.event
	if r.ours(e.uid) {
		return nil
	}
	if !e.waits {
		return r.settle(e)
	}
	r.waiting = append(r.waiting, e)
	r.kept += 400 + 50*(len(e.excepted)+len(e.added))
	for _, one := range e.rules {
		r.kept += len(one.text)
	}
	if r.kept > 4<<20 {
		return fmt.Errorf("%w: too many events before the zones they are in", ErrHostile)
	}
	return nil
}

// freeBusy takes in the periods of a VFREEBUSY.
func (r *reader) freeBusy(e *event) error {
	for _, one := range e.added {
		if one.lasts == nil {
			r.doubt(e.line, "a FREEBUSY has no end; it was left out")
			continue
		}
		if err := r.add(occurrence{bounds: bounds{one.start.instant(), one.lasts.after(one.start)}}); err != nil {
			return err
		}
	}
	return nil
}

// settle makes occurrences of an event.
func (r *reader) settle(e *event) error {
	if e.freeBusy {
		return r.freeBusy(e)
	}
	free := e.free()
	if e.replaces != nil {
		r.replaces(e, free)
	}
	switch {
	case free:
		return nil
	case e.start == nil:
		r.doubt(e.line, "an event has no DTSTART that can be read; it was left out")
		return nil
	}
	lasts := r.lasts(e)
	if e.replaces != nil {
		if len(e.rules) > 0 {
			r.doubt(e.rules[0].line, "a rule for what replaces a single occurrence; it was left out")
		}
		return r.add(occurrence{bounds: bounds{e.start.instant(), lasts.after(*e.start)}})
	}
	return r.series(e, lasts)
}

// lasts gives how long an event takes (RFC 5545, 3.6.1).
func (r *reader) lasts(e *event) (l length) {
	switch {
	case e.end != nil && e.start.date && e.end.date:
		l.days = (e.end.wall - e.start.wall) / day
	case e.end != nil:
		l.seconds = e.end.instant() - e.start.instant()
	case e.lasts != nil:
		l = *e.lasts
	}
	if l.days < 0 || l.seconds < 0 {
		r.doubt(e.line, "an event ends before it begins; it was taken as one without an end")
		l = length{}
	}
	if e.start.date && l == (length{}) {
		l.days = 1
	}
	return l
}

// series adds what an event and its rules give near what is wanted.
func (r *reader) series(e *event, lasts length) error {
	s := &series{reader: r, event: e, lasts: lasts, uid: r.hash(e.uid), found: r.scratch[:0]}
	s.low, s.high = r.want.From.Unix()-lasts.most()-margin, r.want.To.Unix()+margin
	if len(e.rules) == 0 {
		s.add(e.start.wall)
	}
	for _, one := range e.rules {
		s.addRule(one)
	}
	for _, one := range e.added {
		s.addPeriod(one)
	}
	s.except()
	r.scratch = s.found
	for _, o := range s.found {
		if err := r.add(o); err != nil {
			return err
		}
	}
	if r.worked > 500_000+12*r.lines.octets {
		return fmt.Errorf("%w: rules that go on too long", ErrHostile)
	}
	return nil
}

func (r *reader) add(o occurrence) error {
	if o.end <= r.want.From.Unix()-margin || o.start >= r.want.To.Unix()+margin || o.start >= o.end {
		return nil
	}
	if len(r.found) >= mostSpans {
		return fmt.Errorf("%w: more than %d busy times", ErrHostile, mostSpans)
	}
	if len(r.found) == cap(r.found) {
		r.found = slices.Grow(r.found, max(len(r.found), 64)) // fewer pieces left behind
	}
	r.found = append(r.found, o)
	return nil
}

// A series is an event whose occurrences are looked for.
type series struct {
	reader    *reader
	event     *event
	lasts     length
	uid       uint64
	low, high int64 // unix seconds between which a wanted occurrence begins
	found     []occurrence
}

// add takes in an occurrence that begins at a face of the event's clock. It
// reports false when the series has too many.
func (s *series) add(wall int64) bool {
	return s.addPeriod(period{start: clock{wall: wall, zone: s.event.start.zone, date: s.event.start.date}})
}

func (s *series) addPeriod(one period) bool {
	start, lasts := one.start.instant(), s.lasts
	if start < s.low && one.lasts == nil || start > s.high {
		return true
	}
	if one.lasts != nil {
		lasts = *one.lasts
	}
	if len(s.found) == mostOccurrences {
		s.reader.doubt(s.event.line, "more than %d occurrences near the times wanted; the others were left out", mostOccurrences)
		return false
	}
	s.found = append(s.found, occurrence{bounds{start, lasts.after(one.start)}, s.uid, one.start.zone.number, one.start.date})
	return true
}

// addRule follows a rule; of one that cannot be followed the first occurrence
// counts.
func (s *series) addRule(text ruleText) {
	start := *s.event.start
	rule, err := parseRule(text.text)
	if err == nil {
		work, ok := rule.each(start.wall, s.low-2*day, s.high+2*day, func(wall int64) bool {
			start.wall = wall
			return !rule.ended(start) && s.add(wall)
		})
		if s.reader.worked += work; ok {
			return
		}
		err = errTooOften
	}
	s.reader.doubt(text.line, "a rule cannot be followed: %v; at least its first occurrence counts", err)
	s.add(s.event.start.wall)
}

var errTooOften = errors.New("it gives too many times")

// ended tells whether an occurrence comes after UNTIL. A day counts to its
// end; a time in UTC ends whole days by itself or by its date, whichever is
// later, since programs differ there.
func (r *rule) ended(c clock) bool {
	if len(r.until) == 0 {
		return false
	}
	wall, date, utc, _ := face(r.until)
	onDay := floorDiv(c.wall, day) <= floorDiv(wall, day)
	switch {
	case date:
		return !onDay
	case utc:
		return c.instant() > wall && !(c.date && onDay)
	}
	return c.wall > wall && !(c.date && onDay)
}

// except takes out EXDATE, and what was found twice.
func (s *series) except() {
	if order := func(a, b occurrence) int { return a.compare(b.bounds) }; !slices.IsSortedFunc(s.found, order) {
		slices.SortFunc(s.found, order)
	}
	s.found = slices.CompactFunc(s.found, func(a, b occurrence) bool { return a.bounds == b.bounds })
	if len(s.event.excepted) == 0 {
		return
	}
	var out marks
	for _, c := range s.event.excepted {
		out.add(0, c)
	}
	out.sort()
	s.found = slices.DeleteFunc(s.found, func(o occurrence) bool { return out.has(0, o, s.reader.atlas.zoneOf(o)) })
}
