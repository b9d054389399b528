package booking

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

var weekdays = map[string]time.Weekday{
	"monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday,
	"friday": time.Friday, "saturday": time.Saturday, "sunday": time.Sunday,
}

// element names an element of a list as problem.Positions does.
func element(key string, i int) string { return key + "." + strconv.Itoa(i) }

func (r *reader) readWeekly(h *Hours) {
	if !r.at.Has("weekly") {
		r.fault("weekly", "the table [weekly] is missing; write the owner’s hours into it")
	}
	for _, name := range slices.Sorted(maps.Keys(r.Weekly)) {
		day, ok := weekdays[name]
		if !ok {
			r.fault("weekly."+name, "%q is no day of the week; write monday to sunday, in small letters", name)
			continue
		}
		h.weekly[day] = r.readPeriods("weekly."+name, r.Weekly[name])
	}
}

func (r *reader) readDates(h *Hours) {
	h.dates = map[int64][]period{}
	var ranges []writtenRange
	for _, key := range slices.Sorted(maps.Keys(r.Dates)) {
		at := "dates." + key
		periods := r.readPeriods(at, r.Dates[key])
		from, to, isRange := strings.Cut(key, "..")
		first, ok := r.readDate(at, from)
		switch last := first; {
		case !ok:
		case !isRange:
			h.dates[first] = periods
		default:
			if last, ok = r.readDate(at, to); ok && last < first {
				r.fault(at, "the range %q ends before it begins; write the earlier day first", key)
			} else if ok {
				ranges = append(ranges, writtenRange{dateRange{first, last, periods}, key, r.at.Line(at)})
			}
		}
	}
	h.ranges = r.apart(ranges)
}

// readDate gives the number of a day.
func (r *reader) readDate(at, date string) (day int64, ok bool) {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		r.fault(at, "%q is no date of the calendar; write 2026-12-05, or \"2026-12-24..2027-01-06\" for several days", date)
		return 0, false
	}
	return dayAt(t.Unix()), true
}

// A writtenRange is a range and where it stands.
type writtenRange struct {
	dateRange
	key  string
	line int
}

// apart puts ranges into order and names each that overlaps one before it.
func (r *reader) apart(ranges []writtenRange) (list []dateRange) {
	slices.SortFunc(ranges, func(a, b writtenRange) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.line, b.line)) })
	for i, furthest := 0, 0; i < len(ranges); i++ {
		list = append(list, ranges[i].dateRange)
		if i > 0 && ranges[i].first <= ranges[furthest].last {
			a, b := ranges[furthest], ranges[i]
			if a.line > b.line {
				a, b = b, a
			}
			r.faults.Add(File, b.line, "the range %q has days of %q on line %d; give each day to one of them", b.key, a.key, a.line)
		}
		if ranges[i].last > ranges[furthest].last {
			furthest = i
		}
	}
	return list
}

// A writtenPeriod is a period and which one of its day it is.
type writtenPeriod struct {
	period
	text  string
	place int
}

// readPeriods gives the periods of one day in order of time.
func (r *reader) readPeriods(at string, texts []string) (list []period) {
	var written []writtenPeriod
	for i, text := range texts {
		if p, wrong := parsePeriod(text); wrong != "" {
			r.fault(element(at, i), "%s", wrong)
		} else {
			written = append(written, writtenPeriod{p, text, i})
		}
	}
	slices.SortStableFunc(written, func(a, b writtenPeriod) int { return cmp.Compare(a.from, b.from) })
	for i, furthest := 0, 0; i < len(written); i++ {
		list = append(list, written[i].period)
		if i > 0 && written[i].from < written[furthest].to {
			a, b := written[furthest], written[i]
			if a.place > b.place {
				a, b = b, a
			}
			r.fault(element(at, b.place), "the period %q overlaps %q; join them or move one", b.text, a.text)
		}
		if written[i].to > written[furthest].to {
			furthest = i
		}
	}
	return list
}

var periodForm = regexp.MustCompile(`^([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})$`)

// parsePeriod reads a period, or says what is wrong with it and what mends it.
func parsePeriod(text string) (p period, wrong string) {
	parts := periodForm.FindStringSubmatch(text)
	if parts == nil {
		return p, fmt.Sprintf("%q is no period; write it as \"09:00-12:00\"", text)
	}
	var n [5]int64
	for i := 1; i < len(n); i++ {
		n[i], _ = strconv.ParseInt(parts[i], 10, 64) // two digits
	}
	from, to := n[1]*60+n[2], n[3]*60+n[4]
	switch {
	case n[2] > 59 || n[4] > 59 || from >= 24*60 || to > 24*60:
		return p, fmt.Sprintf("the period %q has a time that no clock shows; write 00:00 to 23:59, and 24:00 for the end of the day", text)
	case from%5 != 0 || to%5 != 0:
		return p, fmt.Sprintf("the period %q has a time that is no multiple of 5 minutes; write one such as 09:05", text)
	case to <= from:
		return p, fmt.Sprintf("the period %q does not end after it begins; where it passes midnight, end it with 24:00 and write the rest into the next day", text)
	}
	return period{from * 60, to * 60}, ""
}
