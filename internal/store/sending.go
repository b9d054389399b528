package store

import (
	"context"
	"errors"
	"time"

	"leadpath/internal/booking"
)

// Take leases the mail that is due first, until now+lease, to whoever takes
// it; nil where none is due. The call is nil where it is erased. Of the mails
// about one call to one recipient only the first that is neither sent nor
// given up is ever taken, so that they arrive in order. Those that expire have
// a time of their own: they wait for no other and none for them, and once it
// is over they are not taken any more. They are not given up for that at once,
// as the clock may have been set ahead and be set back (promise R19). A lease
// that ran out by ended, which is now or before, is lost: the mail is there
// for others.
func (s *Store) Take(ctx context.Context, now, ended time.Time, lease time.Duration) (m *booking.Mail, c *booking.Call, err error) {
	err = s.write(ctx, func(t *tx) error {
		m, c = nil, nil
		list, err := mails(t, s.take(), seconds(now.Add(lease)), seconds(now), seconds(ended))
		if err != nil || len(list) == 0 {
			return err
		}
		m = &list[0]
		if c, err = t.ByID(m.Call); errors.Is(err, booking.ErrNotFound) {
			return nil
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return m, c, nil
}

// The two differ in that on PostgreSQL takers pass over what another is just
// taking.
const (
	takeSQLite = `
		UPDATE outbox SET lease_until = $1, tries = tries + 1 WHERE id = (
			SELECT id FROM outbox AS m WHERE sent = 0 AND gave_up = 0 AND due <= $2 AND lease_until <= $3 AND (expires = 0 OR expires > $2)
			AND (expires <> 0 OR NOT EXISTS (SELECT 1 FROM outbox AS e
				WHERE e.call = m.call AND e.recipient = m.recipient AND e.step < m.step AND e.expires = 0 AND e.sent = 0 AND e.gave_up = 0))
			ORDER BY due, made, id LIMIT 1
		) RETURNING *`
	takePostgres = `
		UPDATE outbox SET lease_until = $1, tries = tries + 1 WHERE id = (
			SELECT id FROM outbox AS m WHERE sent = 0 AND gave_up = 0 AND due <= $2 AND lease_until <= $3 AND (expires = 0 OR expires > $2)
			AND (expires <> 0 OR NOT EXISTS (SELECT 1 FROM outbox AS e
				WHERE e.call = m.call AND e.recipient = m.recipient AND e.step < m.step AND e.expires = 0 AND e.sent = 0 AND e.gave_up = 0))
			ORDER BY due, made, id LIMIT 1 FOR UPDATE SKIP LOCKED
		) RETURNING *`
)

// Sent notes that a mail was sent. It changes nothing where the lease was
// lost. A mail of a call that is erased is removed.
func (s *Store) Sent(ctx context.Context, m *booking.Mail, at time.Time) error {
	return s.write(ctx, func(t *tx) error {
		if _, err := t.exec(`UPDATE outbox SET sent = $3, lease_until = 0 WHERE id = $1 AND lease_until = $2`, m.ID, seconds(m.Lease), seconds(at)); err != nil {
			return err
		}
		return t.dropDone(m)
	})
}

// GiveUp notes that a mail will not be sent, and the mail server's code. It
// changes nothing where the lease was lost. A mail of a call that is erased
// is removed.
func (s *Store) GiveUp(ctx context.Context, m *booking.Mail, at time.Time, code int) error {
	return s.write(ctx, func(t *tx) error {
		if _, err := t.exec(`UPDATE outbox SET gave_up = $3, code = $4, lease_until = 0 WHERE id = $1 AND lease_until = $2`,
			m.ID, seconds(m.Lease), seconds(at), code); err != nil {
			return err
		}
		return t.dropDone(m)
	})
}

// dropDone removes a mail that is done with if nothing else is left of its call.
func (t *tx) dropDone(m *booking.Mail) error {
	_, err := t.exec(`
		DELETE FROM outbox WHERE id = $1 AND (sent <> 0 OR gave_up <> 0)
		AND NOT EXISTS (SELECT 1 FROM calls WHERE calls.id = outbox.call)`, m.ID)
	return err
}

// Later puts a mail off after a temporary failure. Where a later mail about
// the same call to the same recipient waits, this one is given up with code 0
// instead, as of the moment that one was made, since it says all. Mails that
// expire neither are nor make others superfluous. It changes nothing where the
// lease was lost.
func (s *Store) Later(ctx context.Context, m *booking.Mail, due time.Time, code int) error {
	return s.write(ctx, func(t *tx) error {
		if _, err := t.exec(`
			UPDATE outbox SET lease_until = 0, code = 0, gave_up = (SELECT MIN(made) FROM outbox AS l
				WHERE l.call = outbox.call AND l.recipient = outbox.recipient AND l.step > outbox.step AND l.expires = 0 AND l.sent = 0 AND l.gave_up = 0)
			WHERE id = $1 AND lease_until = $2 AND expires = 0 AND EXISTS (SELECT 1 FROM outbox AS l
				WHERE l.call = outbox.call AND l.recipient = outbox.recipient AND l.step > outbox.step AND l.expires = 0 AND l.sent = 0 AND l.gave_up = 0)`,
			m.ID, seconds(m.Lease)); err != nil {
			return err
		}
		_, err := t.exec(`UPDATE outbox SET lease_until = 0, due = $3, code = $4 WHERE id = $1 AND lease_until = $2`,
			m.ID, seconds(m.Lease), seconds(due), code)
		return err
	})
}

// NextDue gives when Take will have something, as seen from now, or somewhat
// earlier; the zero time where nothing waits.
func (s *Store) NextDue(ctx context.Context, now time.Time) (next time.Time, err error) {
	err = s.view(ctx, func(r session) error {
		next = time.Time{}
		// What is due is little. What is not, each coming call has some of, so
		// that only the first of it is looked at.
		for _, query := range []string{`
			SELECT COALESCE(MIN(CASE WHEN due > lease_until THEN due ELSE lease_until END), 0) FROM outbox AS m
			WHERE sent = 0 AND gave_up = 0 AND due <= $1 AND (expires = 0 OR expires > $1)
			AND (expires <> 0 OR NOT EXISTS (SELECT 1 FROM outbox AS e
				WHERE e.call = m.call AND e.recipient = m.recipient AND e.step < m.step AND e.expires = 0 AND e.sent = 0 AND e.gave_up = 0))`,
			`SELECT due FROM outbox WHERE sent = 0 AND gave_up = 0 AND due > $1 ORDER BY due LIMIT 1`,
		} {
			at, err := number(r, query, seconds(now))
			if err != nil {
				return err
			}
			if due := moment(at); next.IsZero() || at != 0 && due.Before(next) {
				next = due
			}
		}
		return nil
	})
	return next, err
}
