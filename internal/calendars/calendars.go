// Package calendars reads the owner's busy calendars over HTTP, CalDAV and from
// files, and keeps the last good copy fresh.
//
// An owner names calendars (ParseSources). A Reader reads one of them once:
// within ten seconds and sixteen MiB, and over the network only from where the
// owner sent it or what anybody may reach (visit.go, networks.go). What comes
// of it is a Copy: when the owner is busy, and nothing of what an event is
// about or who is there. A Keeper reads all of them again and again, one
// instance for all, and keeps the copies on a Shelf, where every instance finds
// them.
//
// A calendar that cannot be read, or that suddenly says much less than before
// (Judge), keeps its last good copy. That one grows old then, which Read tells;
// what follows from age is for others to say.
//
// Addresses of calendars are secrets. No error and no line of the log shows
// more of one than Source.Name.
package calendars

import (
	"encoding/binary"
	"errors"
	"time"

	"leadpath/internal/ical"
)

// A Copy is what was last read of a calendar. Its times are UTC.
type Copy struct {
	Key      string      // of its source
	Zone     string      // in which whole days and floating times were taken
	Spans    []ical.Span `json:"-"` // when the owner is busy: not merged, in order of Start, then End
	Through  time.Time   // up to when it tells
	Read     time.Time   // when it was last known to be what the calendar says; zero: never
	ETag     string      // by these the server knows what it answered (RFC 9110, 8.8)
	Modified string
	Tried    time.Time // when it was last read, well or not
	Failing  time.Time // since when it cannot be read or believed; zero: it can
	Failures int       // how often it could not be read, one after the other
	Shrunk   time.Time // when it was first seen to say much less; see Judge
}

// Age tells how long ago a copy was known to be right. A clock that was set
// back makes none younger than new.
func (c *Copy) Age(now time.Time) time.Duration { return max(0, now.Sub(c.Read)) }

// notAfter takes back what a clock has noted that was ahead of now: else a copy
// would pass for new until the clock is there again.
func (c Copy) notAfter(now time.Time) Copy {
	for _, t := range []*time.Time{&c.Read, &c.Tried, &c.Failing, &c.Shrunk} {
		if t.After(now) {
			*t = now
		}
	}
	return c
}

// packed writes spans as they are kept: of each, how many seconds after the
// last one it begins, and how many it takes.
func packed(spans []ical.Span) []byte {
	data, at := make([]byte, 0, 6*len(spans)), int64(0)
	for _, s := range spans {
		data = binary.AppendVarint(data, s.Start.Unix()-at)
		data = binary.AppendVarint(data, s.End.Unix()-s.Start.Unix())
		at = s.Start.Unix()
	}
	return data
}

var errPacked = errors.New("the busy times of a calendar's copy cannot be read")

// unpacked reads what packed has written.
func unpacked(data []byte) (spans []ical.Span, err error) {
	for at := int64(0); len(data) > 0; {
		after, n := binary.Varint(data)
		takes, m := binary.Varint(data[max(0, n):])
		if n <= 0 || m <= 0 {
			return nil, errPacked
		}
		at += after
		spans = append(spans, ical.Span{Start: time.Unix(at, 0).UTC(), End: time.Unix(at+takes, 0).UTC()})
		data = data[n+m:]
	}
	return spans, nil
}
