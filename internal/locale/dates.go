package locale

import (
	"fmt"
	"time"
)

// A Date is a day in the calendar, without a zone.
type Date struct {
	Year, Month, Day int
}

// String gives the date as in RFC 3339: 2026-06-09.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// IsZero reports whether no date was given.
func (d Date) IsZero() bool { return d == Date{} }

// Valid reports whether the date stands in the calendar.
func (d Date) Valid() bool {
	t := time.Date(d.Year, time.Month(d.Month), d.Day, 12, 0, 0, 0, time.UTC)
	return d.Year > 0 && d.Year < 10000 && int(t.Month()) == d.Month && t.Day() == d.Day
}

// Compare is negative where d lies before e, zero where they are one day.
func (d Date) Compare(e Date) int {
	return (d.Year-e.Year)*10000 + (d.Month-e.Month)*100 + d.Day - e.Day
}

// Add gives the date some days later, or earlier.
func (d Date) Add(days int) Date {
	year, month, day := time.Date(d.Year, time.Month(d.Month), d.Day+days, 0, 0, 0, 0, time.UTC).Date()
	return Date{year, int(month), day}
}

// Begins gives the first moment of the date in zone: midnight, the earlier one
// where clocks put back make it come twice, or where a change of clocks takes
// midnight away the moment of that change.
func (d Date) Begins(zone *time.Location) time.Time {
	wall := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	// time.Date in zone would choose either of two midnights, and either side
	// of a gap. No clock is a day away from UTC.
	for t := wall.Add(-24 * time.Hour).In(zone); ; {
		_, offset := t.Zone()
		midnight := wall.Add(-time.Duration(offset) * time.Second).In(zone)
		if midnight.Before(t) {
			return t // the clocks were put forward into the day
		}
		change := ChangeAfter(t)
		if change.IsZero() || midnight.Before(change) {
			return midnight
		}
		t = change
	}
}

// ChangeAfter gives the moment after t from which the clock of its zone may be
// another; zero where it goes on for ever. On 31 December of leap years from
// 2040 on, time.ZoneBounds ends a day where it began, or before: who asks it
// alone does not get past that day.
func ChangeAfter(t time.Time) time.Time {
	_, change := t.ZoneBounds()
	for later := t; !change.IsZero() && !change.After(t); _, change = later.ZoneBounds() {
		later = later.Add(12 * time.Hour)
	}
	return change
}

// DateOf gives the day that a moment falls on in zone.
func DateOf(t time.Time, zone *time.Location) Date {
	year, month, day := t.In(zone).Date()
	return Date{year, int(month), day}
}

// months are the keys of their names.
var months = [...]string{
	"date.month.01", "date.month.02", "date.month.03", "date.month.04", "date.month.05", "date.month.06",
	"date.month.07", "date.month.08", "date.month.09", "date.month.10", "date.month.11", "date.month.12",
}

// MonthName names a month, 1 to 12.
func (l *Locale) MonthName(month int) string { return l.T(months[month-1]) }

// Month writes a month of a year, 1 to 12: June 2026, Juni 2026.
func (l *Locale) Month(year, month int) string {
	return l.T("date.month-year", "Month", l.MonthName(month), "Year", year)
}

// Date writes a date in the language's way: 9 June 2026, 9. Juni 2026.
func (l *Locale) Date(d Date) string {
	return l.T("date.long", "Day", d.Day, "Month", l.MonthName(d.Month), "Year", d.Year)
}
