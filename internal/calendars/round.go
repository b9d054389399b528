package calendars

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// readDue begins to read the sources whose pause is over, or all.
func (k *Keeper) readDue(ctx context.Context, all bool) {
	var first sync.WaitGroup
	for _, e := range k.entries {
		if !e.begin(all, k.Every) {
			continue
		}
		first.Add(1)
		k.reading.Go(func() {
			defer first.Done()
			defer e.end()
			k.readOne(ctx, e)
		})
	}
	k.whole.Do(func() {
		k.reading.Go(func() { first.Wait(); close(k.ready) })
	})
}

// begin takes a source into hand, if it is time.
func (e *entry) begin(now bool, every time.Duration) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.reading || !now && !e.since.IsZero() && time.Since(e.since) < pause(e.copy.Failures, every) {
		return false
	}
	e.reading = true
	return true
}

func (e *entry) end() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.reading = false
}

// pause gives how long to wait after so many failures in a row: as long as
// ever after none; then a fifth of that, twice as long each time, up to three
// times of it: from one minute to fifteen.
func pause(failures int, every time.Duration) time.Duration {
	if failures == 0 {
		return every
	}
	return min(every/5<<min(failures-1, 8), longest(every))
}

func longest(every time.Duration) time.Duration { return 3 * every }

// readOne reads a source if nobody else does, and notes what came of it.
func (k *Keeper) readOne(ctx context.Context, e *entry) {
	e.mu.Lock()
	version, last, validate := e.version, e.copy, e.validate
	e.mu.Unlock()
	if k.Shelf != nil && !k.lease(ctx, e, version) {
		return
	}
	o := k.read(ctx, e.source, last, validate)
	if ctx.Err() != nil { // the end came: somebody else may read at once
		k.note(ctx, e, version, last, true)
		return
	}
	k.tell(e, last, o)
	k.note(ctx, e, version, o.Copy, slices.Equal(last.Spans, o.Copy.Spans))
}

// lease asks whether this instance is to read. All are where the shelf does not
// answer.
func (k *Keeper) lease(ctx context.Context, e *entry, version int64) bool {
	ctx, cancel := context.WithTimeout(ctx, noting)
	defer cancel()
	mine, err := k.Shelf.Lease(ctx, e.source.Key(), version, k.Now(), leaseTime)
	k.complain(ctx, &k.deaf, "who reads the busy calendars cannot be agreed on in the store; each instance reads them", err)
	return mine || err != nil
}

// note puts a copy on the shelf. Where that does not answer it counts here all
// the same; where somebody else was faster, theirs does.
func (k *Keeper) note(ctx context.Context, e *entry, version int64, c Copy, sameSpans bool) {
	if k.Shelf == nil {
		k.put(e, 0, c, true)
		return
	}
	patience := noting
	if ctx.Err() != nil {
		patience = parting
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	kept, err := keep(ctx, k.Shelf, version, k.Now(), c, sameSpans && version > 0)
	switch {
	case err != nil:
		k.put(e, version, c, true)
	case kept:
		k.put(e, version+1, c, true)
	}
}

// An Outcome is what became of reading a source.
type Outcome struct {
	Copy Copy     // that counts now
	Read *Reading // what was read, believed or not; nil: nothing
	Err  error    // why nothing was read, or it is not believed; it shows nothing secret
}

// A shrinking is why what was read is not believed.
type shrinking struct {
	since time.Time
	until time.Time
}

func (s shrinking) Error() string {
	return fmt.Sprintf("it has fewer than half of its coming events since %s, which is not believed before %s",
		s.since.UTC().Format(time.RFC3339), s.until.UTC().Format(time.RFC3339))
}

// read reads a source once and judges it beside its last copy.
func (k *Keeper) read(ctx context.Context, s Source, last Copy, validate bool) Outcome {
	last = last.notAfter(k.Now())
	known := &last
	if !validate {
		known = nil
	}
	reading, err := k.Reader.Read(ctx, s, k.Zone(), known)
	now := k.Now().UTC()
	if err != nil {
		return Outcome{Copy: last.failing(now, last.Failures+1), Err: err}
	}
	counts, believed := Judge(last, reading.Copy, now, k.Stale())
	if !believed {
		err = shrinking{counts.Shrunk, counts.Shrunk.Add(k.Stale())}
		return Outcome{counts.failing(now, 0), reading, err}
	}
	counts.Failing, counts.Failures, counts.Shrunk = time.Time{}, 0, time.Time{}
	return Outcome{counts, reading, nil}
}

// failing notes that a copy could not be read or believed again.
func (c Copy) failing(now time.Time, failures int) Copy {
	if c.Failing.IsZero() {
		c.Failing = now
	}
	c.Tried, c.Failures = now, failures
	return c
}

// tell writes into the log that a source began to fail, each hour that it still
// does, and that it is well again.
func (k *Keeper) tell(e *entry, last Copy, o Outcome) {
	log := k.Log.With("calendar", e.source.Name(), "place", k.place(e))
	hours := func(c Copy) int64 { return int64(c.Tried.Sub(c.Failing) / time.Hour) }
	switch {
	case o.Err == nil && !last.Failing.IsZero():
		log.Info("a busy calendar can be read again", "failed since", last.Failing)
	case o.Err != nil && (last.Failing.IsZero() || hours(o.Copy) != hours(last)):
		log.Warn("a busy calendar cannot be read; its last copy counts", "cause", o.Err, "copy of", o.Copy.Read, "failed since", o.Copy.Failing)
	}
	if o.Err == nil && !o.Read.Same {
		k.tellDoubts(e, o.Read)
	}
}

const mostTold = 3

// tellDoubts writes into the log what was not understood, once.
func (k *Keeper) tellDoubts(e *entry, r *Reading) {
	says, n := "", len(r.Doubts)+r.More
	for _, d := range r.Doubts[:min(mostTold, len(r.Doubts))] {
		says += fmt.Sprintf("line %d: %s; ", d.Line, d.Text)
	}
	if e.doubts != fmt.Sprint(n, says) && n > 0 {
		k.Log.Warn("a busy calendar is not understood in full", "calendar", e.source.Name(), "place", k.place(e), "doubts", n, "first", says)
	}
	e.doubts = fmt.Sprint(n, says)
}

// place gives a source's place in the owner's list, from 1.
func (k *Keeper) place(e *entry) int { return slices.Index(k.entries, e) + 1 }

// Refresh reads every source once, now, and gives what became of each, in
// their order, beside the copies on the shelf; what it reads it keeps nowhere.
// It is for the command line. The error is that of a shelf that does not
// answer; nothing is judged beside an older copy then.
func (k *Keeper) Refresh(ctx context.Context) ([]Outcome, error) {
	all, errs := make([]Outcome, len(k.Sources)), make([]error, len(k.Sources))
	var reading sync.WaitGroup
	for i, s := range k.Sources {
		reading.Go(func() {
			last := Copy{Key: s.Key()}
			if k.Shelf != nil {
				if _, last, errs[i] = load(ctx, k.Shelf, s.Key()); errs[i] != nil {
					last = Copy{Key: s.Key()}
				}
			}
			all[i] = k.read(ctx, s, last, false)
		})
	}
	reading.Wait()
	return all, errors.Join(errs...)
}
