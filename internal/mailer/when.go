package mailer

import (
	"time"

	"leadpath/internal/locale"
)

// when tells from when to when the call of this mail takes, on the
// recipient's clock and, where that one shows another time, on the other
// side's.
func (x *view) when() []string {
	start, end := x.mail.Start, x.mail.End
	here := []string{x.day(start, x.zone) + ", " + x.clock(start, end, x.zone)}
	switch {
	case face(start, x.zone) == face(start, x.other):
		return here
	case locale.DateOf(start, x.zone) == locale.DateOf(start, x.other):
		return append(here, x.clock(start, end, x.other))
	}
	return append(here, x.day(start, x.other)+", "+x.clock(start, end, x.other))
}

// face is what a clock in zone shows.
func face(t time.Time, zone *time.Location) string { return t.In(zone).Format(time.DateTime) }

func (x *view) clock(start, end time.Time, zone *time.Location) string {
	return x.T("mail.clock", "From", x.Clock(start.In(zone)), "To", x.Clock(end.In(zone)), "City", x.city(zone))
}

func (x *view) day(t time.Time, zone *time.Location) string {
	date := locale.DateOf(t, zone)
	return x.T("mail.day", "Weekday", x.Weekday(date), "Date", x.Date(date))
}

// moment names a moment on the recipient's clock.
func (x *view) moment(t time.Time) string {
	return x.T("mail.moment", "Day", x.day(t, x.zone), "Time", x.Clock(t.In(x.zone)), "City", x.city(x.zone))
}

// start names the beginning of the call, for a subject.
func (x *view) start() string {
	return x.T("mail.start", "Day", x.day(x.mail.Start, x.zone), "Time", x.Clock(x.mail.Start.In(x.zone)))
}

// takeBackBy gives until when a cancellation can be taken back.
func (x *view) takeBackBy() time.Time {
	by := x.mail.Made.Add(time.Duration(x.hours.Undo) * time.Hour)
	if x.mail.Start.Before(by) {
		return x.mail.Start
	}
	return by
}

// eraseBy gives by when everything about the call is erased, as if it still
// were at the time that this mail is about.
func (x *view) eraseBy() time.Time {
	keep := min(x.call.Erase.Sub(x.call.End), time.Duration(x.hours.Erase)*24*time.Hour)
	return x.mail.End.Add(keep)
}

// city names a zone by its city.
func (x *view) city(zone *time.Location) string {
	return x.City(zone.String())
}
