package mailer

import "time"

// A leap is by how much a clock was set ahead of late. A lease that another
// gave by the time before it seems to have ended then, and its mail would be
// sent twice (promise R19).
type leap struct {
	wall, steady time.Time // of the last look; steady is a clock that nobody sets
	ahead        time.Duration
	until        time.Time // it counts, by the steady clock
}

// noLeap is what clocks may differ by without anybody having set one.
const noLeap = 5 * time.Second

// before gives the time at now by the clock as it was before it was set ahead
// within the last settle; else now. It is asked every few seconds.
func (l *leap) before(now time.Time, settle time.Duration) time.Time {
	wall, steady := now.Round(0), time.Now() // Round: by the face of the clock
	if steady.After(l.until) {
		l.ahead = 0
	}
	if by := wall.Sub(l.wall) - steady.Sub(l.steady); !l.wall.IsZero() && by.Abs() > noLeap {
		l.ahead = max(0, l.ahead+by)
		l.until = steady.Add(settle)
	}
	l.wall, l.steady = wall, steady
	return now.Add(-l.ahead)
}
