package store

import (
	"time"

	"leadpath/internal/booking"
)

// What is removed leaves the database at once, and its bytes soon after: see
// wipe of either engine. Copies that the operator makes, PostgreSQL's own log
// of changes among them, live as long as the operator lets them.

// Remove erases a call with its claims and its mails, sent or not.
func (t *tx) Remove(id string) error {
	if _, err := t.exec(`DELETE FROM calls WHERE id = $1`, id); err != nil {
		return err
	}
	return t.removeRest(id)
}

// removeRest removes what is about a call that is gone. Pieces and seats went
// with it.
func (t *tx) removeRest(id string) error {
	t.claims = append(t.claims, claimed{id: id})
	t.removed = true
	if _, err := t.exec(`DELETE FROM outbox WHERE call = $1`, id); err != nil {
		return err
	}
	// So that the bytes are wiped even if this process ends before.
	_, err := t.exec(`INSERT INTO unwiped (one) VALUES (1) ON CONFLICT (one) DO NOTHING`)
	return err
}

// Sweep erases the calls due: unconfirmed ones made more than unconfirmed
// before now or begun before now, and others of which Erase or End+keep lies
// before now. It gives how many there were, and forgets what Written was told
// more than a day ago. A call that is confirmed meanwhile stays. Reminders that
// have been of no use for two days are given up, as of when that began.
func (t *tx) Sweep(now time.Time, unconfirmed, keep time.Duration) (int, error) {
	ids, err := t.sweepCalls(now, unconfirmed, keep)
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		if err := t.removeRest(id); err != nil {
			return 0, err
		}
	}
	if _, err = t.exec(`DELETE FROM written WHERE at < $1`, seconds(now.Add(-24*time.Hour))); err != nil {
		return 0, err
	}
	_, err = t.exec(`UPDATE outbox SET gave_up = expires, lease_until = 0 WHERE sent = 0 AND gave_up = 0 AND due < $1 AND expires <> 0 AND expires < $1`,
		seconds(now.Add(-48*time.Hour)))
	return len(ids), err
}

func (t *tx) sweepCalls(now time.Time, unconfirmed, keep time.Duration) (ids []string, err error) {
	err = rows(t, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		ids = append(ids, id)
		return err
	}, `
		DELETE FROM calls WHERE (state = $1 AND (made < $2 OR starts < $3)) OR (state <> $1 AND (erase_by < $3 OR ends < $4))
		RETURNING id`, string(booking.Unconfirmed), seconds(now.Add(-unconfirmed)), seconds(now), seconds(now.Add(-keep)))
	return ids, err
}

// Count adds one to what is kept when everything else is forgotten. It is
// counted in parts, as many would wait for one row, each until the other's
// commit.
func (t *tx) Count(month, what string) error {
	_, err := t.exec(`
		INSERT INTO counts (month, what, part, n) VALUES ($1, $2, $3, 1)
		ON CONFLICT (month, what, part) DO UPDATE SET n = counts.n + 1`, month, what, t.part)
	return err
}
