package ical

import (
	"bytes"
	"strings"
)

// An event is what is kept of a VEVENT, or a VFREEBUSY, while it is read.
type event struct {
	line         int
	freeBusy     bool // it is a VFREEBUSY
	uid          string
	start, end   *clock
	lasts        *length
	rules        []ruleText
	added        []period
	excepted     []clock
	replaces     *clock // RECURRENCE-ID
	later        bool   // and what comes after that (RANGE=THISANDFUTURE)
	cancelled    bool
	declined     bool
	transparent  bool
	transparency bool // TRANSP is said
	microsoft    string
	intended     string
	waits        bool // for a zone that is not known yet
}

// A ruleText is a rule that is not understood yet.
type ruleText struct {
	text []byte
	line int
}

// A period is a beginning, and where it is said how long it lasts that.
type period struct {
	start clock
	lasts *length
}

// mostDates is how many single dates an event may have.
const mostDates = 20_000

func (r *reader) takeOfEvent(p property) {
	switch e := r.event; string(p.name) {
	case "UID":
		e.uid = p.text()
	case "DTSTART":
		e.start = r.clockOf(p, e.start)
	case "DTEND":
		e.end = r.clockOf(p, e.end)
	case "RECURRENCE-ID":
		e.replaces = r.clockOf(p, e.replaces)
		e.later = strings.EqualFold(p.parameter("RANGE"), "THISANDFUTURE")
	case "DURATION":
		r.takeDuration(p)
	case "RRULE":
		if len(e.rules) < 10 {
			e.rules = append(e.rules, ruleText{bytes.Clone(p.value), p.line})
		} else {
			r.doubt(p.line, "more than ten rules; this one was left out")
		}
	case "EXRULE":
		r.doubt(p.line, "EXRULE is of old and not understood; what it takes out counts")
	case "RDATE":
		e.added = append(e.added, r.periods(p)...)
	case "FREEBUSY":
		if !strings.EqualFold(p.parameter("FBTYPE"), "FREE") {
			e.added = append(e.added, r.periods(p)...)
		}
	case "EXDATE":
		for _, one := range r.periods(p) {
			e.excepted = append(e.excepted, one.start)
		}
	default:
		r.takeState(p)
	}
}

// takeState takes what tells whether an event counts.
func (r *reader) takeState(p property) {
	switch e := r.event; string(p.name) {
	case "STATUS":
		e.cancelled = p.is("CANCELLED") || p.is("CANCELED")
	case "TRANSP":
		e.transparent, e.transparency = p.is("TRANSPARENT"), true
		if !e.transparent && !p.is("OPAQUE") {
			r.doubt(p.line, "TRANSP %.40q is not known; the event counts", p.value)
		}
	case "X-MICROSOFT-CDO-BUSYSTATUS":
		e.microsoft = r.microsoft(p)
	case "X-MICROSOFT-CDO-INTENDEDSTATUS":
		e.intended = r.microsoft(p)
	case "ATTENDEE":
		if strings.EqualFold(p.parameter("PARTSTAT"), "DECLINED") && (r.isOwner(mailed(string(p.value))) || r.isOwner(p.parameter("EMAIL"))) {
			e.declined = true
		}
	}
}

// mailed gives the address of a mailto: URI.
func mailed(uri string) string {
	if len(uri) > 7 && strings.EqualFold(uri[:7], "mailto:") {
		return uri[7:]
	}
	return uri
}

// microsoft reads how Outlook shows a time ([MS-OXCICAL], 2.1.3.1.1.20.31).
func (r *reader) microsoft(p property) string {
	switch status := strings.ToUpper(string(p.value)); status {
	case "FREE", "WORKINGELSEWHERE":
		return "free"
	case "BUSY", "TENTATIVE", "OOF", "OUTOFOFFICE":
		return "busy"
	default:
		r.doubt(p.line, "%s %.40q is not known; the event counts", p.name, status)
		return "busy"
	}
}

// free tells that an event takes nobody's time.
func (e *event) free() bool {
	switch {
	case e.cancelled || e.declined:
		return true
	case e.microsoft != "":
		return e.microsoft == "free"
	case e.transparency:
		return e.transparent
	}
	return e.intended == "free"
}

func (r *reader) takeDuration(p property) {
	if l, ok := duration(p.value); ok {
		r.event.lasts = &l
	} else {
		r.doubt(p.line, "DURATION %.40q cannot be read; it was left out", p.value)
	}
}

// clockOf reads a property that is one time. What cannot be read leaves the
// earlier one.
func (r *reader) clockOf(p property, earlier *clock) *clock {
	c, ok := r.clock(p, p.value)
	if !ok {
		r.doubt(p.line, "%s %.40q cannot be read; it was left out", p.name, p.value)
		return earlier
	}
	return &c
}

func (r *reader) clock(p property, value []byte) (c clock, ok bool) {
	wall, date, utc, ok := face(bytes.TrimSpace(value))
	c = clock{wall: wall, date: date, zone: r.atlas.owner}
	switch {
	case !ok || date:
	case utc:
		c.zone = r.atlas.utc
	default:
		name := p.parameter("TZID")
		if c.floats = name == ""; !c.floats {
			c.zone = r.zone(name, p.line)
		}
	}
	return c, ok
}

// periods reads a list of dates, times or periods (RFC 5545, 3.8.5.2).
func (r *reader) periods(p property) (list []period) {
	for one := range bytes.SplitSeq(p.value, []byte(",")) {
		if len(r.event.added)+len(r.event.excepted)+len(list) >= mostDates {
			r.doubt(p.line, "%s goes on beyond %d dates; they were left out", p.name, mostDates)
			break
		}
		if one = bytes.TrimSpace(one); len(one) == 0 {
			continue
		}
		if found, ok := r.period(p, one); ok {
			list = append(list, found)
		} else {
			r.doubt(p.line, "%s %.40q cannot be read; it was left out", p.name, one)
		}
	}
	return list
}

func (r *reader) period(p property, text []byte) (one period, ok bool) {
	first, last, is := bytes.Cut(text, []byte("/"))
	one.start, ok = r.clock(p, first)
	if !ok || !is {
		return one, ok
	}
	if l, ok := duration(last); ok {
		one.lasts = &l
		return one, true
	}
	end, ok := r.clock(p, last)
	if !ok {
		return one, false
	}
	one.lasts = &length{seconds: end.wall - one.start.wall}
	if !r.event.waits {
		one.lasts.seconds = end.instant() - one.start.instant()
	}
	return one, one.lasts.seconds >= 0
}
