package ical

import (
	"math"
	"slices"
	"sort"
	"time"
)

// A zone tells when its clocks show what: those of a time.Location, or those
// that a calendar text defines by itself.
type zone struct {
	table     []change // ascending; what holds from low to high
	low, high int64    // unix seconds
	loc       *time.Location
	number    uint32 // in its atlas, from 1
}

// A change puts a zone's clocks to another offset.
type change struct{ at, offset int64 } // unix seconds; seconds east of UTC

// around is how far from what is wanted a zone's changes are looked up once.
const around = 2 * 366 * day

// newZone looks up the changes near a span of time, since time.Location is
// slow where rules go on for ever.
func newZone(loc *time.Location, low, high int64) *zone {
	z := &zone{loc: loc, low: low, high: low}
	for at := low; at < high && len(z.table) < 1000; {
		t := time.Unix(at, 0).In(loc)
		_, offset := t.Zone()
		z.table = append(z.table, change{at, int64(offset)})
		_, end := t.ZoneBounds()
		if z.high = high; end.IsZero() {
			break
		}
		at = end.Unix()
		z.high = min(high, at)
	}
	return z
}

// ownZone has the changes that a text defines, and an offset before them.
func ownZone(changes []change, before int64, low int64) *zone {
	slices.SortStableFunc(changes, func(a, b change) int { return int(min(max(a.at-b.at, -1), 1)) })
	table := append([]change{{math.MinInt64, before}}, changes...)
	for len(table) > 1 && table[1].at <= low {
		table = table[1:]
	}
	table[0].at = math.MinInt64
	return &zone{table: slices.Clone(table), low: math.MinInt64, high: math.MaxInt64}
}

func (z *zone) offset(at int64) int64 {
	if z.loc != nil && (at < z.low || at >= z.high) {
		_, offset := time.Unix(at, 0).In(z.loc).Zone()
		return int64(offset)
	}
	next := sort.Search(len(z.table), func(i int) bool { return z.table[i].at > at })
	return z.table[next-1].offset
}

// instant gives when the clocks show a face. What they skip is reckoned with
// the offset before; of what they show twice it is the first (RFC 5545, 3.3.5).
func (z *zone) instant(wall int64) int64 {
	before, after := z.offset(wall-day), z.offset(wall+day)
	if before == after || z.offset(wall-before) == before {
		return wall - before
	}
	if z.offset(wall-after) == after {
		return wall - after
	}
	return wall - before
}

// wall gives what the clocks show.
func (z *zone) wall(at int64) int64 { return at + z.offset(at) }
