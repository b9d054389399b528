package store

import (
	"context"
	"sync"
	"time"

	"leadpath/internal/booking"
)

// Held gives what booked calls hold at any time between two moments, in order
// of their starts. No two overlap, so of those that begin before from only the
// last can reach over it.
func (r reader) Held(from, to time.Time) (list []booking.Held, err error) {
	entries, err := readHeld(r, from, to)
	for _, e := range entries {
		list = append(list, e.held())
	}
	return list, err
}

// forEver is later than any call.
var forEver = time.Unix(1<<40, 0)

func readHeld(s session, from, to time.Time) (list []entry, err error) {
	err = rows(s, func(scan func(...any) error) error {
		var id string
		var starts, ends, until int64
		err := scan(&id, &starts, &ends, &until)
		list = append(list, newEntry(id, starts, ends, until))
		return err
	}, `
		SELECT id, starts, ends, until FROM calls WHERE state = 'booked' AND starts <= $2 AND until > $1
		AND starts >= COALESCE((SELECT MAX(starts) FROM calls WHERE state = 'booked' AND starts <= $1), $1)
		ORDER BY starts`, seconds(from), seconds(to))
	return list, err
}

// heldTimes keeps all coming held times at hand, since they are asked for with
// every page of free times.
//
// It hears of every commit of this Store before that is answered, so it misses
// none. What other processes do is found by fresh, and by age.
type heldTimes struct {
	// fresh reports whether nobody else has changed anything since it was
	// asked last.
	fresh func() bool
	// read reads the held times from a moment on.
	read func(ctx context.Context, from time.Time) (timetable, error)
	// keep is how old a list may become.
	keep time.Duration

	mu      sync.Mutex
	now     *reading  // the list, or nil
	next    *reading  // the list that is being read, or nil
	changes []claimed // commits that the list, or the next, may lack, in their order
	clock   int       // counts what was heard
}

// A reading is a timetable as it was read.
type reading struct {
	timetable
	since time.Time // from when on it is whole
	asOf  time.Time // when reading began
	clock int       // and what had been heard by then
	spoil bool      // something happened meanwhile that no changes tell
	done  chan struct{}
	err   error
}

// A reading begins some days before what was asked for, as people go back a
// page; more changes than these are read and not reckoned.
const (
	leeway      = 7 * 24 * time.Hour
	mostChanges = 4096
)

// Held gives what booked calls hold at any time between two moments, in order
// of their starts. All who ask share the list: it must not be changed, nor
// appended to. It is as new as the last change that was answered here; what
// other processes commit is seen a millisecond later on SQLite, 200 on
// PostgreSQL.
func (s *Store) Held(ctx context.Context, from, to time.Time) ([]booking.Held, error) {
	list, arrived := s.held.have(from)
	for list == nil {
		r, err := s.held.renew(ctx, from)
		if err != nil {
			return nil, err
		}
		// What was heard before somebody asked is in what was read after.
		if r.clock >= arrived && !from.Before(r.since) {
			list = &r.timetable
		} else {
			list, _ = s.held.have(from)
		}
	}
	return list.between(from, to), nil
}

// have gives the list if it is whole from a moment on and nothing is missing,
// and what the clock shows.
func (h *heldTimes) have(from time.Time) (*timetable, int) {
	fresh := h.fresh()
	h.mu.Lock()
	defer h.mu.Unlock()
	if !fresh {
		h.drop()
	}
	if h.now == nil || from.Before(h.now.since) || time.Since(h.now.asOf) > h.keep {
		return nil, h.clock
	}
	if len(h.changes) > 0 {
		changed := *h.now
		changed.timetable, h.changes = h.now.with(h.changes), nil
		h.now = &changed
	}
	return &h.now.timetable, h.clock
}

// renew reads the list, or waits for whoever is reading it.
func (h *heldTimes) renew(ctx context.Context, from time.Time) (*reading, error) {
	h.mu.Lock()
	r := h.next
	if r == nil {
		r = &reading{since: from.Add(-leeway), asOf: time.Now(), clock: h.clock, done: make(chan struct{})}
		h.now, h.next, h.changes = nil, r, nil // what is committed by now is read
		go h.fill(context.WithoutCancel(ctx), r)
	}
	h.mu.Unlock()
	select {
	case <-r.done:
		return r, r.err
	case <-ctx.Done():
		return nil, fail(ctx.Err())
	}
}

func (h *heldTimes) fill(ctx context.Context, r *reading) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	r.timetable, r.err = h.read(ctx, r.since)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.next = nil; r.err == nil && !r.spoil {
		h.now = r
	}
	close(r.done)
}

// tell notes what a commit has changed, before it is answered.
func (h *heldTimes) tell(changes []claimed) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.clock++
	if h.now == nil && h.next == nil {
		return // all is read when somebody asks
	}
	if h.changes = append(h.changes, changes...); len(h.changes) > mostChanges {
		h.drop()
	}
}

// spoil has the list read again.
func (h *heldTimes) spoil() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.drop()
}

func (h *heldTimes) drop() {
	h.clock++
	h.now, h.changes = nil, nil
	if h.next != nil {
		h.next.spoil = true
	}
}
