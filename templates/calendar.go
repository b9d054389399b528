package templates

import (
	"context"
	"io"
	"slices"
	"time"

	"github.com/a-h/templ"

	"leadpath/internal/booking"
	"leadpath/internal/locale"
	"leadpath/templates/parts"
)

// zonesPlace is the part of the page where another clock is chosen.
const zonesPlace = "clocks"

// DaysShown is how many days a calendar shows, side by side.
const DaysShown = 7

// A CalendarView is a week of free times as the clock of one place shows
// them, to book one or to move a call there.
type CalendarView struct {
	Title, Lead string
	Hours       *booking.Hours
	Now         time.Time
	Zone        *time.Location // of the clock
	Clock       ClockFrom
	First       locale.Date // the first of the seven days, on that clock
	Starts      []time.Time // those that are free on them, in order
	Slot        string      // the address of a start’s page, {start} in its place
	Action      string      // the address of this page without its query
	Kept        []Hidden    // what the query holds besides the zone
	Earlier     string      // addresses of the weeks before and after; empty: there are none
	Later       string
	Why         Emptiness
	Next        Next          // where no time is free on the days shown
	Result      bool          // a result of the questionnaire comes along
	Moving      *booking.Call // the call that is to be moved; nil: one is to be booked
	Own         string        // its page

	double   bool     // the two clocks differ on the days shown
	warnings []change // what is to be said of how they do
}

// ClockFrom says where the clock of a calendar is from.
type ClockFrom int

// The address names the clock, or names none, or one that nobody knows; then
// it is the owner’s.
const (
	ClockChosen ClockFrom = iota
	ClockOwners
	ClockUnknown
)

// An Emptiness says why a calendar has no free times.
type Emptiness int

// Not empty; none on the days shown; none given out so far ahead; none at all.
const (
	NotEmpty Emptiness = iota
	NoneShown
	NoneYet
	NoneAtAll
)

// A Hidden is what a form carries along.
type Hidden struct{ Name, Value string }

// Next is the next day with a free time after those shown, if there is one;
// First is where the first free times are.
type Next struct {
	Day     locale.Date
	Address string
	First   string
}

// placeOf marks a place in what is drawn once.
const placeOf = "\x01"

// nextSteps and clockForm are pieces that calendars have in common.
type (
	nextSteps struct{ erase int }
	clockForm struct{}
)

// clocks draws the form that asks for another clock, and fills in what is
// this calendar's own: its address, what is carried along, the clock of now.
func clocks(p Page, v CalendarView) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		pieces, err := p.Drawn.Cut(clockForm{}, placeOf, func() templ.Component { return otherClock(p) })
		if err != nil {
			return err
		}
		kept := ""
		for _, h := range v.Kept {
			kept += `<input type="hidden" name="` + templ.EscapeString(h.Name) + `" value="` + templ.EscapeString(h.Value) + `">`
		}
		own := []templ.Component{templ.Raw(templ.EscapeString(v.Action)), templ.Raw(kept), zoneOptions(p, v.here()), templ.NopComponent}
		for i, piece := range pieces {
			if _, err := io.WriteString(w, piece); err != nil {
				return err
			}
			if err := own[i].Render(ctx, w); err != nil {
				return err
			}
		}
		return nil
	})
}

// here and there are the clocks of visitor and owner.
func (v CalendarView) here() string  { return v.Zone.String() }
func (v CalendarView) there() string { return v.Hours.Zone.String() }

// compared gives the view with what its two clocks have to do with each
// other. Of the changes of their difference those are to be told that concern
// the times shown: the last one before them, unless it is as today again by
// then, and those that lie among them.
func (v CalendarView) compared() CalendarView {
	if v.Why != NotEmpty {
		return v
	}
	last := v.Starts[len(v.Starts)-1]
	list := changes(v.Zone, v.Hours.Zone, v.Now, last.Add(time.Second))
	v.double = apartAt(v.Zone, v.Hours.Zone, v.Starts[0]) != 0
	for len(list) > 0 && !list[0].at.After(v.First.Begins(v.Zone)) {
		if last := len(list) == 1 || list[1].at.After(v.First.Begins(v.Zone)); last && list[0].apart != v.apart() {
			break
		}
		list = list[1:]
	}
	for i := range list {
		v.place(&list[i])
		v.double = v.double || list[i].apart != 0
	}
	v.warnings = list
	return v
}

// place finds the first of the times shown that a change concerns.
func (v CalendarView) place(c *change) {
	c.first, _ = slices.BinarySearchFunc(v.Starts, c.at, time.Time.Compare)
	c.day = locale.DateOf(v.Starts[c.first], v.Zone)
	if c.at.After(v.First.Begins(v.Zone)) {
		c.within = c.first > 0 && locale.DateOf(v.Starts[c.first-1], v.Zone) == c.day
		return
	}
	c.first, c.day = -1, locale.DateOf(c.at.Add(12*time.Hour), v.Zone) // one in the evening is of the next day
}

// apart is by how much the visitor’s clock is ahead of the owner’s today.
func (v CalendarView) apart() time.Duration { return apartAt(v.Zone, v.Hours.Zone, v.Now) }

// block is the title block: how long, by which clocks, how soon.
func (v CalendarView) block(p Page) []parts.Cell {
	cells := []parts.Cell{{Label: p.T("call.when.length"), Words: p.N("call.when.minutes", v.Hours.Minutes)}}
	at := v.First.Begins(v.Zone)
	mine := p.T("calendar.clock", "City", p.City(v.here()), "Offset", offsetAt(at, v.Zone))
	if v.here() == v.there() {
		cells = append(cells, parts.Cell{Label: p.T("call.when.clock"), Words: mine})
	} else {
		cells = append(cells,
			parts.Cell{Label: p.T("call.when.yours"), Words: mine},
			parts.Cell{Label: p.T("call.when.ours"), Words: v.ours(p, apartAt(v.Hours.Zone, v.Zone, at))})
	}
	if v.Moving != nil {
		cells[0] = parts.Cell{Label: p.T("own.move.from"), Words: clock{p.Locale, v.Zone, ""}.moment(v.Moving.Start)}
	}
	return append(cells,
		parts.Cell{Label: p.T("calendar.notice"), Words: p.N("calendar.notice.hours", v.Hours.Notice)},
		parts.Cell{Label: p.T("calendar.zone"), Words: p.T("calendar.zone.choose"), Address: "#" + zonesPlace})
}

// ours says how far the owner’s clock is ahead of the visitor’s.
func (v CalendarView) ours(p Page, ahead time.Duration) string {
	city := p.City(v.there())
	switch {
	case ahead > 0:
		return p.T("calendar.clock.later", "City", city, "Difference", difference(p.Locale, ahead))
	case ahead < 0:
		return p.T("calendar.clock.earlier", "City", city, "Difference", difference(p.Locale, -ahead))
	}
	return p.T("calendar.clock.same", "City", city)
}

// notes are what is to be known of the clocks before a time is chosen.
func (v CalendarView) notes(p Page) (notes []string) {
	switch v.Clock {
	case ClockOwners:
		notes = append(notes, p.T("calendar.clock.owners", "City", p.City(v.there())))
	case ClockUnknown:
		notes = append(notes, p.T("calendar.clock.unknown", "City", p.City(v.there())))
	}
	if v.Result {
		notes = append(notes, p.T("calendar.result"))
	}
	return notes
}

// warning says from when on two clocks differ by something else.
func (v CalendarView) warning(p Page, c change) string {
	mine := clock{p.Locale, v.Zone, ""}
	when, now := mine.day(c.day.Begins(v.Zone)), difference(p.Locale, v.apart().Abs())
	if c.within {
		when = mine.moment(c.at)
	}
	if c.apart == v.apart() {
		return p.T("calendar.change.back", "Day", when, "Difference", now)
	}
	return p.T("calendar.change", "Day", when, "Yours", p.City(v.here()), "Ours", p.City(v.there()), "Difference", difference(p.Locale, c.apart.Abs()), "Was", now)
}

// span says from which to which day times are shown.
func (v CalendarView) span(p Page) string {
	last := v.First.Add(DaysShown - 1)
	from := p.Date(v.First)
	if v.First.Year == last.Year {
		from = dayAndMonth(p.Locale, v.First)
	}
	return p.T("calendar.days", "From", from, "To", p.Date(last))
}

func (v CalendarView) horizon() time.Time {
	return v.Now.Add(time.Duration(v.Hours.Horizon) * 24 * time.Hour)
}

// dayAndMonth writes a day without its year.
func dayAndMonth(l *locale.Locale, d locale.Date) string {
	return l.T("calendar.day", "Day", d.Day, "Month", l.MonthName(d.Month))
}

// A change is a moment from which two clocks are apart by something else.
type change struct {
	at     time.Time
	apart  time.Duration
	first  int         // of the times shown that it concerns; -1: all, as it came before them
	day    locale.Date // of the first
	within bool        // there are times on that day before it
}

// changes gives those after one moment and before another, in order of time.
func changes(a, b *time.Location, from, to time.Time) (list []change) {
	apart := apartAt(a, b, from)
	for t := from; ; {
		next, other := locale.ChangeAfter(t.In(a)), locale.ChangeAfter(t.In(b))
		if next.IsZero() || !other.IsZero() && other.Before(next) {
			next = other
		}
		if next.IsZero() || !next.Before(to) {
			return list
		}
		if now := apartAt(a, b, next); now != apart {
			list, apart = append(list, change{at: next, apart: now}), now
		}
		t = next
	}
}

// apartAt gives by how much the clock of a is ahead of that of b.
func apartAt(a, b *time.Location, t time.Time) time.Duration {
	_, mine := t.In(a).Zone()
	_, theirs := t.In(b).Zone()
	return time.Duration(mine-theirs) * time.Second
}

// difference writes by how much two clocks differ: 5 hours 30 minutes.
func difference(l *locale.Locale, d time.Duration) string {
	hours, minutes := int(d/time.Hour), int(d%time.Hour/time.Minute)
	switch {
	case minutes == 0:
		return l.N("calendar.hours", hours)
	case hours == 0:
		return l.N("call.when.minutes", minutes)
	}
	return l.T("calendar.hours.minutes", "Hours", l.N("calendar.hours", hours), "Minutes", l.N("call.when.minutes", minutes))
}

// offsetAt writes how far a clock is from UTC at a moment.
func offsetAt(t time.Time, zone *time.Location) string {
	_, seconds := t.In(zone).Zone()
	return offsetWords(seconds)
}
