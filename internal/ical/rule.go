package ical

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// How often a rule's periods come (RFC 5545, 3.3.10).
const (
	yearly = iota
	monthly
	weekly
	daily
	hourly
)

var frequencies = map[string]int{"YEARLY": yearly, "MONTHLY": monthly, "WEEKLY": weekly, "DAILY": daily, "HOURLY": hourly}

var weekdays = map[string]int{"SU": 0, "MO": 1, "TU": 2, "WE": 3, "TH": 4, "FR": 5, "SA": 6}

// A rule is a recurrence rule (RFC 5545, 3.3.10). Its sets have a bit for
// each number; those that count from the end have a set of their own.
type rule struct {
	frequency       int
	interval, count int64 // count 0: none
	until           []byte
	weekStart       int    // 0 Sunday
	months          uint64 // 0: every month, and so on
	monthDays       uint64
	monthDaysBack   uint64
	weeks           uint64
	weeksBack       uint64
	weekdays        uint64
	nth, nthBack    [7]uint64 // of each weekday, as in 2MO and -1FR
	numbered        bool      // nth or nthBack has some
	yearDays        []int
	positions       []int
	hours           uint64
	minutes         uint64
	seconds         uint64
	times           []int64 // of a day, in seconds; of an hour where it is hourly
}

// mostTimes is how many times a rule may have in a day.
const mostTimes = 1440

// parseRule reads a rule. One that is too frequent, or has a part that is not
// understood, is an error, since its occurrences cannot be known.
func parseRule(text []byte) (*rule, error) {
	r, seen := &rule{frequency: -1, interval: 1, weekStart: 1}, map[string]bool{}
	for part := range bytes.SplitSeq(text, []byte(";")) {
		if part = bytes.TrimSpace(part); len(part) == 0 {
			continue
		}
		key, value, _ := strings.Cut(strings.ToUpper(strings.ReplaceAll(string(part), " ", "")), "=")
		if seen[key] {
			return nil, fmt.Errorf("it has %.40q twice", key)
		}
		if seen[key] = true; !r.part(key, value) {
			return nil, fmt.Errorf("%.40q is not understood", part)
		}
	}
	if r.frequency < 0 {
		return nil, errors.New("it has no FREQ")
	}
	return r, nil
}

func (r *rule) part(key, value string) (ok bool) {
	switch key {
	case "FREQ":
		r.frequency, ok = frequencies[value]
	case "INTERVAL":
		r.interval, ok = natural(value)
	case "COUNT":
		r.count, ok = natural(value)
	case "UNTIL":
		r.until = []byte(value)
		_, _, _, ok = face(r.until)
	case "WKST":
		r.weekStart, ok = weekdays[value]
	case "BYDAY":
		ok = r.byDay(value)
	case "BYYEARDAY":
		r.yearDays, ok = numbers(value, 1, 366)
	case "BYSETPOS":
		r.positions, ok = numbers(value, 1, 366)
	case "RSCALE":
		ok = value == "GREGORIAN" // RFC 7529
	case "SKIP":
		ok = value == "OMIT"
	default:
		ok = r.set(key, value)
	}
	return ok
}

// set reads a part that is a set of small numbers.
func (r *rule) set(key, value string) (ok bool) {
	switch key {
	case "BYMONTH":
		r.months, _, ok = sets(value, 1, 12, false)
	case "BYMONTHDAY":
		r.monthDays, r.monthDaysBack, ok = sets(value, 1, 31, true)
	case "BYWEEKNO":
		r.weeks, r.weeksBack, ok = sets(value, 1, 53, true)
	case "BYHOUR":
		r.hours, _, ok = sets(value, 0, 23, false)
	case "BYMINUTE":
		r.minutes, _, ok = sets(value, 0, 59, false)
	case "BYSECOND":
		r.seconds, _, ok = sets(value, 0, 60, false)
	}
	return ok
}

func natural(value string) (int64, bool) {
	n, err := strconv.ParseInt(value, 10, 64)
	return n, err == nil && n >= 1 && n <= 1e6
}

// numbers reads a list of numbers from low to high, or from -high to -low.
func numbers(value string, low, high int) (list []int, ok bool) {
	for one := range strings.SplitSeq(value, ",") {
		n, err := strconv.Atoi(one)
		if err != nil || n < -high || n > high || -low < n && n < low || len(list) > 2*366 {
			return nil, false
		}
		list = append(list, n)
	}
	slices.Sort(list)
	return slices.Compact(list), true
}

func sets(value string, low, high int, back bool) (forward, backward uint64, ok bool) {
	list, ok := numbers(value, low, high)
	for _, n := range list {
		switch {
		case n >= low:
			forward |= 1 << n
		case back:
			backward |= 1 << -n
		default:
			return 0, 0, false
		}
	}
	return forward, backward, ok
}

// byDay reads weekdays, with numbers or without.
func (r *rule) byDay(value string) bool {
	for one := range strings.SplitSeq(value, ",") {
		if len(one) < 2 {
			return false
		}
		weekday, ok := weekdays[one[len(one)-2:]]
		if !ok || !r.byNthDay(one[:len(one)-2], weekday) {
			return false
		}
	}
	return true
}

func (r *rule) byNthDay(number string, weekday int) bool {
	if number == "" {
		r.weekdays |= 1 << weekday
		return true
	}
	n, err := strconv.Atoi(number)
	switch {
	case err != nil || n == 0 || n < -53 || n > 53:
		return false
	case n > 0:
		r.nth[weekday] |= 1 << n
	default:
		r.nthBack[weekday] |= 1 << -n
	}
	r.numbered = true
	return true
}
