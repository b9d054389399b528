package calendars

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

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
