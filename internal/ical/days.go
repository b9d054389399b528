package ical

import "slices"

// gather finds the days of a period that follow the rule.
func (c *calculation) gather(first, next int64) {
	c.days = c.days[:0]
	for number := first; number < next; {
		year, month, dayOfMonth := dateOf(number)
		m := ofMonth{year: year, month: month, days: daysIn(year, month)}
		end := min(number+int64(m.days-dayOfMonth+1), next)
		if c.rule.months == 0 || c.rule.months>>month&1 == 1 {
			for ; number < end; number++ {
				c.work++
				if c.rule.allows(m, dayOfMonth, number) {
					c.days = append(c.days, number)
				}
				dayOfMonth++
			}
		}
		number = end
	}
}

// An ofMonth is a month, and how many days it has.
type ofMonth struct{ year, month, days int }

// allows tells whether a day follows every part of the rule but BYMONTH.
func (r *rule) allows(m ofMonth, dayOfMonth int, number int64) bool {
	if r.monthDays|r.monthDaysBack != 0 && r.monthDays>>dayOfMonth&1 == 0 && r.monthDaysBack>>(m.days-dayOfMonth+1)&1 == 0 {
		return false
	}
	weekday := weekdayOf(number)
	if (r.weekdays != 0 || r.numbered) && r.weekdays>>weekday&1 == 0 && !(r.numbered && r.isNth(m, dayOfMonth, number, weekday)) {
		return false
	}
	if len(r.yearDays) > 0 && !r.isYearDay(m.year, number) {
		return false
	}
	return r.weeks|r.weeksBack == 0 || r.isWeek(m.year, number)
}

// isNth tells whether a day is the second Monday, or such, of its month; of
// its year in a yearly rule without months (RFC 5545, 3.3.10).
func (r *rule) isNth(m ofMonth, dayOfMonth int, number int64, weekday int) bool {
	before, behind := dayOfMonth-1, m.days-dayOfMonth
	if r.frequency == yearly && r.months == 0 {
		before, behind = int(number-dayNumber(m.year, 1, 1)), int(dayNumber(m.year+1, 1, 1)-1-number)
	}
	return r.nth[weekday]>>(before/7+1)&1 == 1 || r.nthBack[weekday]>>(behind/7+1)&1 == 1
}

func (r *rule) isYearDay(year int, number int64) bool {
	before, behind := int(number-dayNumber(year, 1, 1)), int(dayNumber(year+1, 1, 1)-1-number)
	_, forward := slices.BinarySearch(r.yearDays, before+1)
	_, backward := slices.BinarySearch(r.yearDays, -behind-1)
	return forward || backward
}

// isWeek tells whether a day's week is one of BYWEEKNO. The first week of a
// year is the first that has four days in it, and weeks begin on WKST.
func (r *rule) isWeek(year int, number int64) bool {
	if number >= r.firstWeek(year+1) {
		year++
	} else if number < r.firstWeek(year) {
		year--
	}
	begin, end := r.firstWeek(year), r.firstWeek(year+1)
	return r.weeks>>((number-begin)/7+1)&1 == 1 || r.weeksBack>>((end-1-number)/7+1)&1 == 1
}

// firstWeek gives the day on which the first week of a year begins.
func (r *rule) firstWeek(year int) int64 {
	fourth := dayNumber(year, 1, 4)
	return fourth - int64((weekdayOf(fourth)-r.weekStart+7)%7)
}
