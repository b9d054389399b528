package store

import (
	"context"
	"errors"
	"sync"
	"time"

	"leadpath/internal/booking"
)

// health is whether the store can write, as far as that is known.
type health struct {
	mu      sync.Mutex
	err     error     // why not
	probed  time.Time // when it was last tried
	probing bool
}

// note takes the outcome of a change. Only booking.ErrStore is bad, and only
// what was really written is good.
func (h *health) note(err error, wrote bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case errors.Is(err, booking.ErrStore):
		h.err = err
	case err == nil && wrote:
		h.err = nil
	}
}

// probeEvery is the least time between two trials.
const probeEvery = time.Second

// Ready tells whether calls can be booked; the error says why not and is
// booking.ErrStore. It answers at once. While nothing can be written it has
// somebody try again, once a second at most, so that it finds out by itself
// when there is space, or a server, again.
func (s *Store) Ready(ctx context.Context) error {
	h := &s.health
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.probing && time.Since(h.probed) >= probeEvery {
		h.probing, h.probed = true, time.Now()
		go s.probe(context.WithoutCancel(ctx), h.err != nil)
	}
	return h.err
}

// probe looks whether the store answers and, where it failed to write, tries
// that.
func (s *Store) probe(ctx context.Context, failing bool) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err := s.ping(ctx)
	if err == nil && failing {
		if err = s.change(ctx, fill); err == nil {
			err = s.change(ctx, empty)
		}
	}
	s.health.mu.Lock()
	defer s.health.mu.Unlock()
	s.health.probing = false
	if err != nil || failing {
		s.health.err = err
	}
}

// fill writes as much as some bookings would, empty takes it away.
func fill(t *tx) error {
	_, err := t.exec(`INSERT INTO probe (one, bytes) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET bytes = excluded.bytes`, make([]byte, 1<<16))
	return err
}

func empty(t *tx) error {
	_, err := t.exec(`DELETE FROM probe`)
	return err
}
