package web

import (
	"errors"
	"sync"
	"time"

	"leadpath/internal/booking"
)

// An outage of the store is told when it begins and when it is over, and not
// as often as somebody runs into it (promise R8).
type outage struct {
	mu       sync.Mutex
	lasts    bool
	told     bool
	lastTold time.Time
}

// tellEvery is the least time between two outages that are told: a store that
// answers every other time makes one of each.
const tellEvery = time.Minute

// storeFailed notes an error of the store.
func (s *Server) storeFailed(err error) {
	o := &s.outage
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.lasts {
		return
	}
	o.lasts, o.told = true, o.lastTold.IsZero() || time.Since(o.lastTold) >= tellEvery
	if o.told {
		o.lastTold = time.Now()
		s.Log.Error("store does not answer", "error", err)
	}
}

// storeWorks notes that something was booked or changed.
func (s *Server) storeWorks() {
	o := &s.outage
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.lasts && o.told {
		s.Log.Info("store answers again")
	}
	o.lasts = false
}

// openingsFailed tells that other openings could not be shown.
func (s *Server) openingsFailed(err error) {
	if errors.Is(err, booking.ErrStore) {
		s.storeFailed(err)
		return
	}
	s.Log.Error("openings not read", "error", err)
}
