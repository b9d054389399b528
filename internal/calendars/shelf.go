package calendars

import (
	"context"
	"encoding/json"
	"fmt"
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
