package ical

import (
	"bytes"
	"maps"
	"slices"
	"strings"
)

// A named zone is one that events of a calendar name.
type named struct {
	zone  *zone // which is filled in later
	line  int   // where it was named first
	known bool
}

// A definition is a VTIMEZONE (RFC 5545, 3.6.5).
type definition struct {
	line        int
	name        string
	observances []*observance
}

// An observance is a part of it, from when on clocks have an offset.
type observance struct {
	from, to int64 // offsets, in seconds east of UTC
	begins   int64 // on the face of the clock before
	has      uint8
	rules    []*rule
	added    []int64 // faces
}

const (
	hasFrom = 1 << iota
	hasTo
	hasBegin
	hasAll = hasFrom | hasTo | hasBegin

	mostObservances = 500 // in one zone
)

// zone gives the zone of a name. Where it is not known yet, the event that is
// open waits.
func (r *reader) zone(name string, line int) *zone {
	if z := r.atlas.zone(name); z != nil {
		return z
	}
	n := r.named[name]
	if n == nil {
		n = &named{line: line}
		if len(r.named) >= mostZones {
			r.doubt(line, "more than %d zones; the owner's was taken", mostZones)
			return r.atlas.owner
		}
		n.zone = r.atlas.number(&zone{})
		r.named[name] = n
		r.know(n, name)
	}
	if !n.known {
		r.event.waits = true
	}
	return n.zone
}

// know fills a zone in where the text has defined it.
func (r *reader) know(n *named, name string) {
	if d := r.calendar.defined[strings.Trim(name, `"' `)]; d != nil {
		if z := r.build(d); z != nil {
			n.become(z)
			n.known = true
		}
	}
}

// become fills the zone in, and leaves it its number.
func (n *named) become(z *zone) {
	number := n.zone.number
	*n.zone = *z
	n.zone.number = number
}

// endCalendar settles what waited for zones. Those that nobody defined are
// taken for the owner's.
func (r *reader) endCalendar() error {
	for _, name := range slices.SortedFunc(maps.Keys(r.named), func(a, b string) int { return r.named[a].line - r.named[b].line }) {
		n := r.named[name]
		if r.know(n, name); !n.known {
			n.become(r.atlas.owner)
			r.doubt(n.line, "the zone %.60q is not known; the owner's was taken", name)
		}
	}
	waiting := r.waiting
	r.calendar = calendar{}
	for _, e := range waiting {
		if err := r.settle(e); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) endZone() {
	d := r.defining
	if r.atlas.zone(d.name) != nil {
		return // its rules are known better
	}
	if len(r.calendar.defined) >= mostZones/10 {
		r.doubt(d.line, "more than %d zones; this one was left out", mostZones/10)
		return
	}
	r.calendar.defined[d.name] = d
}

func (r *reader) endObservance(line int) {
	o, d := r.observed, r.defining
	if o.has != hasAll || len(d.observances) >= mostObservances {
		r.doubt(line, "a part of a zone cannot be understood; it was left out")
		return
	}
	d.observances = append(d.observances, o)
}

func (r *reader) takeOfZone(p property) {
	o, ok := r.observed, true
	switch string(p.name) {
	case "TZOFFSETFROM":
		o.from, ok = offset(p.value)
		o.has |= hasFrom
	case "TZOFFSETTO":
		o.to, ok = offset(p.value)
		o.has |= hasTo
	case "DTSTART":
		o.begins, _, _, ok = face(p.value)
		o.has |= hasBegin
	case "RRULE":
		rule, err := parseRule(p.value)
		if ok = err == nil && len(o.rules) < 5; ok {
			o.rules = append(o.rules, rule)
		}
	case "RDATE":
		ok = o.dates(p.value)
	}
	if !ok {
		r.doubt(p.line, "%s %.40q of a zone cannot be read; it was left out", p.name, p.value)
	}
}

func (o *observance) dates(value []byte) bool {
	for one := range bytes.SplitSeq(value, []byte(",")) {
		wall, _, _, ok := face(bytes.TrimSpace(one))
		if !ok || len(o.added) >= mostObservances {
			return false
		}
		o.added = append(o.added, wall)
	}
	return true
}

// offset reads +0100 or -053000 (RFC 5545, 3.3.14).
func offset(text []byte) (seconds int64, ok bool) {
	if len(text) != 5 && len(text) != 7 || text[0] != '+' && text[0] != '-' {
		return 0, false
	}
	hours, minutes, rest := digits(text[1:3]), digits(text[3:5]), 0
	if len(text) == 7 {
		rest = digits(text[5:])
	}
	if hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || rest < 0 || rest > 59 {
		return 0, false
	}
	seconds = int64(hours*3600 + minutes*60 + rest)
	if text[0] == '-' {
		seconds = -seconds
	}
	return seconds, true
}

// build makes a zone of what was defined; nil where nothing was.
func (r *reader) build(d *definition) *zone {
	var changes []change
	first := change{at: 1 << 62}
	for _, o := range d.observances {
		begin := len(changes)
		r.follow(o, &changes)
		for _, c := range changes[begin:] {
			if c.at < first.at {
				first = change{c.at, o.from}
			}
		}
	}
	if len(changes) == 0 {
		return nil
	}
	return ownZone(changes, first.offset, r.atlas.low)
}

// follow adds when an observance begins, as far as it matters: each of its
// rules is followed from two years before the times that matter, or before
// its end.
func (r *reader) follow(o *observance, changes *[]change) {
	add := func(wall int64) bool {
		*changes = append(*changes, change{wall - o.from, o.to})
		return wall < r.atlas.high && len(*changes) < mostZones
	}
	add(o.begins)
	for _, wall := range o.added {
		add(wall)
	}
	for _, rule := range o.rules {
		from := r.atlas.low
		until, date, utc, ok := face(rule.until)
		if date {
			until += day - 1
		}
		if ok {
			from = min(from, until)
		}
		work, _ := rule.each(o.begins, from-around, r.atlas.high, func(wall int64) bool {
			at := wall
			if utc {
				at -= o.from
			}
			return !(ok && at > until) && add(wall)
		})
		r.worked += work
	}
}
