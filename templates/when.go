package templates

import (
	"strings"
	"time"

	"leadpath/internal/locale"
	"leadpath/templates/parts"
)

// A clock tells times as they are in one place, in the words of a language.
type clock struct {
	*locale.Locale
	zone *time.Location
	name string // of the zone, as IANA has it
}

// clockIn gives the clock of a zone; a name that is none reads as UTC.
func clockIn(l *locale.Locale, zone string) clock {
	place, ok := locale.Location(zone)
	if !ok {
		return clock{l, time.UTC, "Etc/UTC"}
	}
	return clock{l, place, zone}
}

// day writes on which day a moment falls: Tuesday 1 December 2026.
func (c clock) day(t time.Time) string {
	return c.T("call.when.day", "Weekday", c.Weekday(locale.DateOf(t, c.zone)), "Date", c.date(t))
}

// time writes what the clock shows: 10:15, 10:15 Uhr.
func (c clock) time(t time.Time) string {
	return c.T("call.when.time", "Clock", c.Clock(t.In(c.zone)))
}

// moment writes day and time.
func (c clock) moment(t time.Time) string {
	return c.T("call.when.moment", "Day", c.day(t), "Time", c.time(t))
}

// here writes the time and where it is so late.
func (c clock) here(t time.Time) string {
	return c.T("call.when.here", "Time", c.time(t), "City", c.City(c.name))
}

// date writes the date alone.
func (c clock) date(t time.Time) string { return c.Date(locale.DateOf(t, c.zone)) }

// whole writes day and time with the date in one piece, for large letters.
func (c clock) whole(t time.Time) string {
	date := c.date(t)
	return strings.Replace(c.moment(t), date, strings.ReplaceAll(date, " ", "\u00a0"), 1)
}

// shows reports whether two clocks show the same at a moment.
func (c clock) shows(t time.Time, other clock) bool {
	_, mine := t.In(c.zone).Zone()
	_, theirs := t.In(other.zone).Zone()
	return mine == theirs
}

// clockCells give the visitor's time of a moment, and the owner's where it is
// another; then with its day, if that is another too.
func clockCells(mine clock, ownersZone string, t time.Time) []parts.Cell {
	ours := clockIn(mine.Locale, ownersZone)
	if mine.shows(t, ours) {
		return []parts.Cell{{Label: mine.T("call.when.clock"), Words: mine.here(t)}}
	}
	said := ours.here(t)
	if mine.date(t) != ours.date(t) {
		said = mine.T("call.when.moment", "Day", ours.day(t), "Time", said)
	}
	return []parts.Cell{
		{Label: mine.T("call.when.yours"), Words: mine.here(t)},
		{Label: mine.T("call.when.ours"), Words: said},
	}
}

// lasts writes a length in minutes.
func lasts(l *locale.Locale, from, to time.Time) string {
	return l.N("call.when.minutes", int(to.Sub(from)/time.Minute))
}

// wait writes in how long something can be tried again, rounded up.
func wait(l *locale.Locale, d time.Duration) string {
	minutes := int((d + time.Minute - 1) / time.Minute)
	if minutes >= 60 {
		return l.N("call.wait.hours", (minutes+59)/60)
	}
	return l.N("call.wait.minutes", max(minutes, 1))
}

// oursElsewhere writes the owner's time of a moment where it is another than
// the visitor's, else nothing.
func oursElsewhere(mine clock, ownersZone string, t time.Time) string {
	cells := clockCells(mine, ownersZone, t)
	if len(cells) == 1 {
		return ""
	}
	return cells[1].Words
}
