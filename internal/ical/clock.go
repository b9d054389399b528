package ical

import (
	"bytes"
	"time"
)

const day = 24 * 60 * 60 // seconds

// A clock is what a date or a time says (RFC 5545, 3.3.4 and 3.3.5): the face
// of a clock somewhere.
type clock struct {
	wall int64 // seconds from 1970 on that face
	date bool  // a whole day, in the owner's zone
	zone *zone // whose face; floating times and days have the owner's
	// floats is set where the text names no zone.
	floats bool
}

// instant is in unix seconds.
func (c clock) instant() int64 { return c.zone.instant(c.wall) }

// face reads 20261231, 20261231T235959 or the same with Z. A second may be 60.
func face(text []byte) (wall int64, date, utc, ok bool) {
	if utc = len(text) == 16 && (text[15] == 'Z' || text[15] == 'z'); utc {
		text = text[:15]
	}
	date = len(text) == 8
	if !date && (len(text) != 15 || text[8] != 'T' && text[8] != 't') {
		return 0, false, false, false
	}
	year, month, dayOfMonth := digits(text[:4]), digits(text[4:6]), digits(text[6:8])
	if year < 1 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysIn(year, month) {
		return 0, false, false, false
	}
	wall = dayNumber(year, month, dayOfMonth) * day
	if date {
		return wall, true, false, true
	}
	hour, minute, second := digits(text[9:11]), digits(text[11:13]), digits(text[13:15])
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60 {
		return 0, false, false, false
	}
	return wall + int64(hour*3600+minute*60+second), false, utc, true
}

// digits gives the number that octets write, -1 for anything else.
func digits(text []byte) (n int) {
	if len(text) == 0 || len(text) > 9 {
		return -1
	}
	for _, c := range text {
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// dayNumber counts days from 1970 on.
func dayNumber(year, month, dayOfMonth int) int64 {
	return time.Date(year, time.Month(month), dayOfMonth, 0, 0, 0, 0, time.UTC).Unix() / day
}

// dateOf is dayNumber's way back.
func dateOf(number int64) (year, month, dayOfMonth int) {
	y, m, d := time.Unix(number*day, 0).UTC().Date()
	return y, int(m), d
}

func daysIn(year, month int) int {
	switch {
	case month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0):
		return 29
	case month == 2:
		return 28
	case month == 4 || month == 6 || month == 9 || month == 11:
		return 30
	}
	return 31
}

// floorDiv divides towards the past.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// A length is how long an event lasts: days by the calendar, and seconds
// (RFC 5545, 3.3.6).
type length struct{ days, seconds int64 }

// after gives where an event ends that begins at a time, in unix seconds.
func (l length) after(c clock) int64 {
	if l.days == 0 {
		return c.instant() + l.seconds
	}
	return c.zone.instant(c.wall+l.days*day) + l.seconds
}

// most is how many seconds it can be.
func (l length) most() int64 { return (l.days+1)*day + l.seconds }

// duration reads a DURATION. Weeks beside other units, which the RFC forbids,
// count too.
func duration(text []byte) (l length, ok bool) {
	sign := int64(1)
	if len(text) > 0 && (text[0] == '+' || text[0] == '-') {
		if text[0] == '-' {
			sign = -1
		}
		text = text[1:]
	}
	if len(text) < 2 || text[0] != 'P' && text[0] != 'p' {
		return l, false
	}
	inTime := false
	for text = text[1:]; len(text) > 0; {
		if text[0] == 'T' || text[0] == 't' {
			inTime, text = true, text[1:]
			continue
		}
		end := bytes.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
		if end <= 0 {
			return l, false
		}
		n := int64(digits(text[:end]))
		if n < 0 || !l.add(text[end], inTime, n*sign) {
			return l, false
		}
		text, ok = text[end+1:], true
	}
	return l, ok
}

func (l *length) add(unit byte, inTime bool, n int64) bool {
	switch {
	case !inTime && (unit == 'W' || unit == 'w'):
		l.days += n * 7
	case !inTime && (unit == 'D' || unit == 'd'):
		l.days += n
	case inTime && (unit == 'H' || unit == 'h'):
		l.seconds += n * 3600
	case inTime && (unit == 'M' || unit == 'm'):
		l.seconds += n * 60
	case inTime && (unit == 'S' || unit == 's'):
		l.seconds += n
	default:
		return false
	}
	return l.days < 4e6 && l.days > -4e6 && l.seconds < 4e11 && l.seconds > -4e11
}
