package calendars

import (
	"context"
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
