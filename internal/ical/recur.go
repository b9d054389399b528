package ical

import (
	"iter"
	"math/bits"
	"slices"
)

// mostWork is how many periods and days are looked at for one rule. A rule by
// the day has worked that much after five hundred years.
const mostWork = 200_000

// A calculation goes through what a rule gives, in order of time.
type calculation struct {
	rule  *rule
	start int64 // the face that begins the first occurrence
	days  []int64
	work  int
	yield func(wall int64) bool // false: no more
}

// each yields the faces at which a rule's occurrences begin: the first, which
// counts whether it follows the rule or not (RFC 5545, 3.8.5.3), and then the
// others, but of a rule without COUNT only what is in a period that ends after
// from. It reports how much it worked, and false where it was too much.
func (r *rule) each(start, from, to int64, yield func(wall int64) bool) (work int, ok bool) {
	complete := *r
	complete.derive(start)
	if len(complete.times) == 0 {
		return 0, false
	}
	left := r.count
	c := calculation{rule: &complete, start: start}
	c.yield = func(wall int64) bool {
		left--
		return yield(wall) && left != 0
	}
	if !c.yield(start) {
		return 1, true
	}
	ok = c.run(complete.firstPeriod(start, from), to)
	return c.work, ok
}

// derive takes from the start what a rule does not say.
func (r *rule) derive(start int64) {
	number := floorDiv(start, day)
	_, month, dayOfMonth := dateOf(number)
	if r.weeks|r.weeksBack|r.monthDays|r.monthDaysBack|r.weekdays == 0 && !r.numbered && len(r.yearDays) == 0 {
		switch {
		case r.frequency == weekly:
			r.weekdays = 1 << weekdayOf(number)
		case r.frequency <= monthly:
			r.monthDays = 1 << dayOfMonth
		}
		if r.frequency == yearly && r.months == 0 {
			r.months = 1 << month
		}
	}
	if r.weeks|r.weeksBack != 0 && r.weekdays == 0 && !r.numbered && r.monthDays|r.monthDaysBack == 0 && len(r.yearDays) == 0 {
		r.weekdays = 1 << weekdayOf(number)
	}
	if r.frequency >= weekly || r.weeks|r.weeksBack != 0 {
		r.forgetNumbers()
	}
	r.deriveTimes(int(start - number*day))
}

// forgetNumbers makes of 2MO any Monday, where RFC 5545 allows no number.
func (r *rule) forgetNumbers() {
	for weekday := range r.nth {
		if r.nth[weekday]|r.nthBack[weekday] != 0 {
			r.weekdays |= 1 << weekday
		}
	}
	r.numbered = false
}

func (r *rule) deriveTimes(ofDay int) {
	hours, minutes, seconds := r.hours, r.minutes, r.seconds
	switch {
	case r.frequency == hourly:
		hours = 1
	case hours == 0:
		hours = 1 << (ofDay / 3600)
	}
	if minutes == 0 {
		minutes = 1 << (ofDay / 60 % 60)
	}
	if seconds == 0 {
		seconds = 1 << (ofDay % 60)
	}
	r.times = nil
	if bits.OnesCount64(hours)*bits.OnesCount64(minutes)*bits.OnesCount64(seconds) > mostTimes {
		return
	}
	for h := range ones(hours) {
		for m := range ones(minutes) {
			for s := range ones(seconds) {
				r.times = append(r.times, h*3600+m*60+s)
			}
		}
	}
}

// ones gives the places of a set's bits.
func ones(set uint64) iter.Seq[int64] {
	return func(yield func(int64) bool) {
		for ; set != 0; set &= set - 1 {
			if !yield(int64(bits.TrailingZeros64(set))) {
				return
			}
		}
	}
}

func weekdayOf(number int64) int { return int(number + 4 - 7*floorDiv(number+4, 7)) } // 1970 began on a Thursday

// firstPeriod gives which period is the first to look at.
func (r *rule) firstPeriod(start, from int64) int64 {
	if r.count > 0 || from <= start {
		return 0
	}
	periods := r.periodOf(from) - r.periodOf(start)
	return floorDiv(periods, r.interval) * r.interval
}

// periodOf numbers the years, months, weeks, days or hours.
func (r *rule) periodOf(wall int64) int64 {
	number := floorDiv(wall, day)
	switch year, month, _ := dateOf(number); r.frequency {
	case yearly:
		return int64(year)
	case monthly:
		return int64(year)*12 + int64(month-1)
	case weekly:
		return floorDiv(number+4-int64(r.weekStart), 7)
	case daily:
		return number
	}
	return floorDiv(wall, 3600)
}

// daysOf gives the first day of a period and the first after it.
func (r *rule) daysOf(period int64) (first, next int64) {
	switch r.frequency {
	case yearly:
		return dayNumber(int(period), 1, 1), dayNumber(int(period)+1, 1, 1)
	case monthly:
		year, month := int(floorDiv(period, 12)), int(period-12*floorDiv(period, 12))+1
		first = dayNumber(year, month, 1)
		return first, first + int64(daysIn(year, month))
	case weekly:
		first = period*7 - 4 + int64(r.weekStart)
		return first, first + 7
	case daily:
		return period, period + 1
	}
	first = floorDiv(period, 24)
	return first, first + 1
}

// run goes through the periods until one begins after a face.
func (c *calculation) run(skip, to int64) (ok bool) {
	begin := c.rule.periodOf(c.start)
	for period := begin + skip; ; period += c.rule.interval {
		first, next := c.rule.daysOf(period)
		if c.work++; c.work > mostWork {
			return false
		}
		if first*day > to {
			return true
		}
		hour := int64(0)
		if c.rule.frequency == hourly {
			hour = period - first*24
			if c.rule.hours != 0 && c.rule.hours>>hour&1 == 0 {
				continue
			}
		}
		c.gather(first, next)
		if !c.periodFaces(hour * 3600) {
			return c.work <= mostWork
		}
	}
}

// periodFaces yields what a period has.
func (c *calculation) periodFaces(offset int64) bool {
	times := c.rule.times
	all := len(c.days) * len(times)
	if len(c.rule.positions) == 0 {
		for i := range all {
			if !c.emit(i, offset) {
				return false
			}
		}
		return true
	}
	for _, i := range c.chosen(all) {
		if !c.emit(i, offset) {
			return false
		}
	}
	return true
}

// chosen gives what BYSETPOS takes of a period's occurrences, in order.
func (c *calculation) chosen(all int) (list []int) {
	c.work += len(c.rule.positions)
	for _, position := range c.rule.positions {
		if position < 0 {
			position += all + 1
		}
		if 1 <= position && position <= all {
			list = append(list, position-1)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// emit yields a period's occurrence after the start.
func (c *calculation) emit(i int, offset int64) bool {
	c.work++
	times := c.rule.times
	wall := c.days[i/len(times)]*day + times[i%len(times)] + offset
	return c.work <= mostWork && (wall <= c.start || c.yield(wall))
}
