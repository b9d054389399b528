package store

import (
	"context"
	"time"
)

// The copies of the owner's busy calendars, as calendars.Shelf asks for. They
// hold no names: times, and what a server calls the version of its file.

// Versions gives the version of each copy by its key.
func (s *Store) Versions(ctx context.Context) (map[string]int64, error) {
	all := map[string]int64{}
	err := s.look(ctx, func(open session) error {
		return rows(open, func(scan func(...any) error) error {
			var key string
			var version int64
			err := scan(&key, &version)
			all[key] = version
			return err
		}, `SELECT key, version FROM calendars`)
	})
	return all, err
}

// Kept gives a copy: what it says of itself, and its busy times. Version 0:
// there is none.
func (s *Store) Kept(ctx context.Context, key string) (version int64, state, spans []byte, err error) {
	err = s.look(ctx, func(open session) error {
		version, state, spans = 0, nil, nil
		return rows(open, func(scan func(...any) error) error {
			return scan(&version, &state, &spans)
		}, `SELECT version, state, spans FROM calendars WHERE key = $1 AND version > 0`, key)
	})
	return version, state, spans, err
}

func (s *Store) look(ctx context.Context, do func(session) error) error {
	err := s.view(ctx, do)
	if ctx.Err() == nil {
		s.health.note(err, false)
	}
	return err
}

// Lease gives the right to read a calendar until now+length to whoever knows
// its copy's version, 0 before the first. One that nobody can have been given
// yet, by a clock that was ahead, does not count.
func (s *Store) Lease(ctx context.Context, key string, version int64, now time.Time, length time.Duration) (mine bool, err error) {
	err = s.write(ctx, func(t *tx) error {
		n, err := t.exec(`
			INSERT INTO calendars (key, version, lease_until, kept, state, spans) VALUES ($1, 0, $3, $4, '', '')
			ON CONFLICT (key) DO UPDATE SET lease_until = excluded.lease_until
			WHERE calendars.version = $2 AND (calendars.lease_until <= $4 OR calendars.lease_until > $5)`,
			key, version, seconds(now.Add(length)), seconds(now), seconds(now.Add(2*length)))
		mine = n > 0
		return err
	})
	return mine, err
}

// Keep puts a copy in the place of the one of a version, and ends the lease;
// false where that is no longer there. Without spans they stay as they are.
func (s *Store) Keep(ctx context.Context, key string, version int64, now time.Time, state, spans []byte) (kept bool, err error) {
	err = s.write(ctx, func(t *tx) error {
		n, err := t.exec(`
			UPDATE calendars SET version = version + 1, lease_until = 0, kept = $3, state = $4
			WHERE key = $1 AND version = $2`, key, version, seconds(now), string(state))
		if kept = n > 0; err != nil || !kept || spans == nil {
			return err
		}
		_, err = t.exec(`UPDATE calendars SET spans = $2 WHERE key = $1`, key, spans)
		return err
	})
	return kept && err == nil, err
}

// Forget removes the copies that were kept last before a moment: of calendars
// that nobody names any more.
func (s *Store) Forget(ctx context.Context, before time.Time) error {
	return s.write(ctx, func(t *tx) error {
		_, err := t.exec(`DELETE FROM calendars WHERE kept < $1 AND lease_until < $1`, seconds(before))
		return err
	})
}
