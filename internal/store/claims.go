package store

import (
	"time"

	"leadpath/internal/booking"
)

// What decides who gets a time is that a piece of five minutes, and a seat of
// a day, are primary keys: no two transactions commit the same.
//
// That on PostgreSQL no two wait for each other in a circle follows from the
// order in which a transaction takes what others may wait for: the lock of its
// person, its form, pieces in ascending order, a seat, then what it gives up,
// then a count. Whoever waits for a piece or a seat holds only what comes
// earlier in that order, and whoever has deleted one asks for nothing but a
// count any more. Sweep deletes pieces of the past alone, which nobody claims.
// Should two meet after all (two sweeps at once), PostgreSQL ends one, and it
// is run again.

// pieceSeconds is a piece's length.
const pieceSeconds = 300

// Claim takes the time from start to until for a call; false where another
// call has any of it. What the call holds already counts as free.
func (t *tx) Claim(id string, start, until time.Time) (bool, error) {
	first, end := pieces(start, until)
	n, err := t.exec(`
		WITH RECURSIVE wanted (piece) AS (
			SELECT CAST($2 AS BIGINT) UNION ALL SELECT piece + 1 FROM wanted WHERE piece + 1 < $3
		)
		INSERT INTO pieces (piece, call) SELECT piece, $1 FROM wanted WHERE TRUE ORDER BY piece
		ON CONFLICT (piece) DO NOTHING`, id, first, end)
	if err != nil || n == end-first {
		return err == nil, err
	}
	n, err = number(t, `SELECT count(*) FROM pieces WHERE call = $1 AND piece >= $2 AND piece < $3`, id, first, end)
	return n == end-first, err
}

// pieces gives the pieces that have a part of the time from start to until:
// from the first up to, but without, the end.
func pieces(start, until time.Time) (first, end int64) {
	return seconds(start) / pieceSeconds, (seconds(until) + pieceSeconds - 1) / pieceSeconds
}

// Seat takes the lowest free seat of a day below most for a call; false where
// all are taken. A seat it has that day stays. With most 0 the day has no end
// of seats, and none is taken: those who come at once would wait for each
// other to no purpose.
func (t *tx) Seat(id, day string, most int) (bool, error) {
	if most == 0 {
		return true, nil
	}
	sits, err := number(t, `SELECT count(*) FROM seats WHERE day = $1 AND call = $2`, day, id)
	for err == nil && sits == 0 {
		var free int64
		if free, err = t.freeSeat(day); err != nil || free >= int64(most) {
			return false, err
		}
		// On PostgreSQL this waits for whoever takes the same seat, and looks
		// for the next one where they got it.
		sits, err = t.exec(`INSERT INTO seats (day, seat, call) VALUES ($1, $2, $3) ON CONFLICT (day, seat) DO NOTHING`, day, free, id)
	}
	return err == nil, err
}

func (t *tx) freeSeat(day string) (free int64, err error) {
	err = rows(t, func(scan func(...any) error) error {
		var seat int64
		err := scan(&seat)
		if seat == free {
			free++
		}
		return err
	}, `SELECT seat FROM seats WHERE day = $1 ORDER BY seat`, day)
	return free, err
}

// Release gives up what a call holds outside of start to until and day; two
// zero times and no day mean everything.
func (t *tx) Release(id string, start, until time.Time, day string) error {
	first, end := pieces(start, until)
	if _, err := t.exec(`DELETE FROM pieces WHERE call = $1 AND (piece < $2 OR piece >= $3)`, id, first, end); err != nil {
		return err
	}
	_, err := t.exec(`DELETE FROM seats WHERE call = $1 AND day <> $2`, id, day)
	return err
}

// A claimed is what a call holds once a transaction is committed.
type claimed struct {
	id    string
	holds bool
	added bool // the call is new: it held nothing before
	booking.Held
}

// holds notes what a call will hold, for those who keep it at hand.
func (t *tx) holds(c *booking.Call, added bool) {
	t.claims = append(t.claims, claimed{c.ID, c.State == booking.Booked, added, c.Holds()})
}
