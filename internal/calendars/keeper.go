package calendars

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

// A Keeper keeps the copies of some sources fresh. NewKeeper makes one; its
// fields can be changed until Run or Refresh is called.
type Keeper struct {
	Sources []Source
	Reader  *Reader
	Shelf   Shelf // nil: copies are kept in memory alone, and nothing is written
	Log     *slog.Logger

	Zone  func() *time.Location // of whole days and floating times
	Stale func() time.Duration  // for how long a copy that shrank is not believed
	Now   func() time.Time

	// Every is how long after a reading the next one comes.
	Every time.Duration
	// Look is how often the shelf is looked at for what others have read.
	Look time.Duration
	// Changed, if set, is told each time Copies gives others.
	Changed func()

	entries []*entry // of Sources
	copies  atomic.Pointer[[]Copy]
	ready   chan struct{}
	once    sync.Once // for entries
	whole   sync.Once // for the first round
	reading sync.WaitGroup
	blind   atomic.Bool // the shelf could not be looked at
	deaf    atomic.Bool // it could not be told anything
}

const (
	leaseTime = time.Minute      // longer than mostTime and what follows it
	noting    = 10 * time.Second // for a word with the shelf
	parting   = 2 * time.Second  // for the last one
	keepFor   = 30 * 24 * time.Hour
)

// NewKeeper gives a keeper with the house's pauses.
func NewKeeper(sources []Source, reader *Reader, shelf Shelf, log *slog.Logger) *Keeper {
	return &Keeper{
		Sources: sources, Reader: reader, Shelf: shelf, Log: log, Now: reader.now,
		Zone: func() *time.Location { return time.UTC }, Stale: func() time.Duration { return 24 * time.Hour },
		Every: 5 * time.Minute, Look: 2 * time.Second, ready: make(chan struct{}),
	}
}

// An entry is a source with the copy that counts.
type entry struct {
	source Source

	mu       sync.Mutex
	copy     Copy
	version  int64     // on the shelf
	since    time.Time // when copy was noted, by the clock that nobody sets; zero: read it soon
	reading  bool
	validate bool   // copy is of this program's reading: the server may be asked whether it changed
	doubts   string // what was last said of the doubts
}

// Copies gives the copies that count, in the order of the sources; a Copy with
// a zero Read where there never was a good one. It takes no time, and nobody
// may change what it gives.
func (k *Keeper) Copies() []Copy {
	if all := k.copies.Load(); all != nil {
		return *all
	}
	return k.none()
}

func (k *Keeper) none() []Copy {
	all := make([]Copy, len(k.Sources))
	for i, s := range k.Sources {
		all[i].Key = s.Key()
	}
	return all
}

// Ready is closed once every source has a copy or was tried.
func (k *Keeper) Ready() <-chan struct{} { return k.ready }

// Run keeps the copies fresh until ctx ends. First it takes those on the shelf.
//
// Each source is read once in Every, by one instance for all: the one that gets
// the lease first. The pauses are measured by a clock that nobody sets; only
// once, at the start, it counts how long ago a copy was read.
func (k *Keeper) Run(ctx context.Context) {
	defer k.reading.Wait()
	k.open(ctx)
	clock, forget := steady{now: k.Now}, time.Now().Add(time.Hour)
	for timer := time.NewTimer(0); ; timer.Reset(k.Look) {
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
		k.look(ctx)
		k.readDue(ctx, clock.jumped())
		if time.Now().After(forget) {
			k.forget(ctx)
			forget = time.Now().Add(24 * time.Hour)
		}
	}
}

// open makes the entries, once.
func (k *Keeper) open(ctx context.Context) {
	k.once.Do(func() {
		for _, s := range k.Sources {
			k.entries = append(k.entries, &entry{source: s, copy: Copy{Key: s.Key()}})
		}
		k.look(ctx)
		for _, e := range k.entries {
			e.since = k.ago(e.copy.Tried)
		}
		k.publish()
	})
}

// ago gives when something was by the clock that nobody sets, if that was
// lately.
func (k *Keeper) ago(at time.Time) time.Time {
	if past := k.Now().Sub(at); past >= 0 && past < longest(k.Every) {
		return time.Now().Add(-past)
	}
	return time.Time{}
}

func (k *Keeper) publish() {
	all := make([]Copy, len(k.entries))
	for i, e := range k.entries {
		e.mu.Lock()
		all[i] = e.copy
		e.mu.Unlock()
	}
	k.copies.Store(&all)
	if k.Changed != nil {
		k.Changed()
	}
}

// steady watches over a clock that may be set.
type steady struct {
	now  func() time.Time
	last time.Time // by now
	at   time.Time // by the clock that nobody sets
}

// jumped tells whether the clock was set by more than a minute since it was
// asked last. Ages are wrong then until all is read again.
func (s *steady) jumped() bool {
	now, at := s.now().Round(0), time.Now()
	by := now.Sub(s.last) - at.Sub(s.at)
	first := s.at.IsZero()
	s.last, s.at = now, at
	return !first && by.Abs() > time.Minute
}
