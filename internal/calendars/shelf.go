package calendars

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// A Shelf keeps copies where every instance finds them, each under the key of
// its source with a version that rises with every change. What it keeps, the
// state and the busy times of a copy, are bytes to it.
type Shelf interface {
	// Versions gives the version of each copy.
	Versions(ctx context.Context) (map[string]int64, error)
	// Kept gives a copy; version 0 where there is none.
	Kept(ctx context.Context, key string) (version int64, state, spans []byte, err error)
	// Lease gives the sole right to read a source, until now+length, to whoever
	// knows the copy's version (0: none yet) while nobody else has it. A lease
	// that lasts longer than twice length was given by a clock that was wrong,
	// and counts for nothing.
	Lease(ctx context.Context, key string, version int64, now time.Time, length time.Duration) (bool, error)
	// Keep puts a copy in the place of that of a version, and ends the lease;
	// false, and nothing is done, where it has another version by now. Spans of
	// nil leave the busy times as they are.
	Keep(ctx context.Context, key string, version int64, now time.Time, state, spans []byte) (bool, error)
	// Forget removes the copies that were kept last before a moment.
	Forget(ctx context.Context, before time.Time) error
}

// load gives the copy on a shelf; version 0 where there is none. One that
// cannot be read counts as none, in the version that it has.
func load(ctx context.Context, shelf Shelf, key string) (version int64, c Copy, err error) {
	version, state, spans, err := shelf.Kept(ctx, key)
	if err != nil || len(state) == 0 {
		return version, Copy{Key: key}, err
	}
	if err = json.Unmarshal(state, &c); err == nil {
		c.Spans, err = unpacked(spans)
	}
	if err != nil {
		return version, Copy{Key: key}, fmt.Errorf("%w: %w", errUnknown, err)
	}
	return version, c, nil
}

const errUnknown = failure("a kept copy cannot be read, and counts as none")

// keep puts a copy on a shelf, without its busy times where they are those of
// last.
func keep(ctx context.Context, shelf Shelf, version int64, now time.Time, c Copy, sameSpans bool) (bool, error) {
	state, err := json.Marshal(c)
	if err != nil {
		return false, err
	}
	var spans []byte
	if !sameSpans {
		spans = packed(c.Spans)
	}
	return shelf.Keep(ctx, c.Key, version, now, state, spans)
}

// look takes from the shelf what others have read. Where it does not answer,
// what is at hand goes on counting, and is read by each instance for itself.
func (k *Keeper) look(ctx context.Context) {
	if k.Shelf == nil || len(k.entries) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, noting)
	defer cancel()
	versions, err := k.Shelf.Versions(ctx)
	for _, e := range k.entries {
		if err == nil {
			err = k.take(ctx, e, versions[e.source.Key()])
		}
	}
	k.complain(ctx, &k.blind, "the busy calendars' copies cannot be read from the store; those at hand count", err)
}

// complain writes an error of the shelf into the log, unless it is in the log
// already.
func (k *Keeper) complain(ctx context.Context, known *atomic.Bool, says string, err error) {
	if errors.Is(ctx.Err(), context.Canceled) {
		return
	}
	if !known.Swap(err != nil) && err != nil {
		k.Log.Error(says, "error", err)
	}
}

// take takes a copy of another version than that at hand.
func (k *Keeper) take(ctx context.Context, e *entry, version int64) error {
	if e.at(version) {
		return nil
	}
	version, c, err := load(ctx, k.Shelf, e.source.Key())
	if errors.Is(err, errUnknown) {
		k.Log.Error("a busy calendar's copy in the store cannot be read, and counts as none", "calendar", e.source.Name(), "error", err)
	} else if err != nil {
		return err
	}
	k.put(e, version, c, false)
	return nil
}

// at tells whether an entry has the copy of a version. On a shelf that has none
// any more its own is to be put soon.
func (e *entry) at(version int64) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if version == 0 && e.version > 0 {
		e.version, e.since = 0, time.Time{}
	}
	return version == e.version
}

// put notes a copy, unless a newer one is known. One that was never read is
// read soon.
func (k *Keeper) put(e *entry, version int64, c Copy, mine bool) {
	e.mu.Lock()
	if version >= e.version {
		e.version, e.copy, e.validate, e.since = version, c, mine, time.Now()
		if c.Tried.IsZero() {
			e.since = time.Time{}
		}
	}
	e.mu.Unlock()
	k.publish()
}

// forget removes copies of sources that nobody names any more. Instances may
// have different lists while they are started anew one by one, and an owner may
// mistype one: so only what nobody has touched for long.
func (k *Keeper) forget(ctx context.Context) {
	if k.Shelf == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, noting)
	defer cancel()
	_ = k.Shelf.Forget(ctx, k.Now().Add(-keepFor)) // it is tried again tomorrow
}
