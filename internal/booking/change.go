package booking

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
)

// Move gives a call another opening, in one step: until it has the new time
// it keeps the old one. Its own time, buffer and seat count as free. Errors:
// ErrCancelled, ErrBegun, ErrTaken, *TooManyError. To where it stands already
// nothing happens.
func (d *Diary) Move(ctx context.Context, ref Ref, start time.Time) (*Call, error) {
	return d.change(ctx, ref, func(tx Tx, c *Call) (bool, error) {
		if err := d.movable(c); err != nil || c.Start.Equal(start) {
			return false, err
		}
		held, err := tx.Held(start.Add(-around), start.Add(around))
		if err != nil {
			return false, err
		}
		if !d.offers(start, without(held, c.Holds())) {
			return false, ErrTaken
		}
		if err := d.limited(tx, c.Person, false); err != nil {
			return false, err
		}
		was := c.Start
		d.setStart(c, start)
		c.Sequence++
		c.Changed = d.now()
		return true, d.take(tx, c, MailMoved, was)
	})
}

// movable says why a call cannot be moved or cancelled any more.
func (d *Diary) movable(c *Call) error {
	switch {
	case c.State != Booked:
		return ErrCancelled
	case !d.now().Before(c.Start):
		return ErrBegun
	}
	return nil
}

// OpeningsFor gives the starts to which a call can be moved within [from, to].
func (d *Diary) OpeningsFor(ctx context.Context, c *Call, from, to time.Time) ([]time.Time, error) {
	held, err := d.held(ctx, from, to)
	if err != nil {
		return nil, err
	}
	return d.Hours().Openings(from, to, d.now(), d.taken(without(held, c.Holds()))), nil
}

// NearestFor gives up to most starts around a moment to which a call can be
// moved, in order of time.
func (d *Diary) NearestFor(ctx context.Context, c *Call, start time.Time, most int) ([]time.Time, error) {
	list, err := d.OpeningsFor(ctx, c, d.now(), d.Horizon())
	if err != nil {
		return nil, err
	}
	return nearest(list, start, most), nil
}

// StillFree reports whether the time of a cancelled call is free of other
// calls and of what the owner's calendars say.
func (d *Diary) StillFree(ctx context.Context, c *Call) (bool, error) {
	if d.busy(c) {
		return false, nil
	}
	held, err := d.held(ctx, c.Start, c.Start)
	if err != nil {
		return false, err
	}
	h, sameDay := d.Hours(), 0
	for _, other := range held {
		if other.Start.Before(c.Until) && c.Start.Before(other.Until) {
			return false, nil
		}
		if h.Day(other.Start) == h.Day(c.Start) {
			sameDay++
		}
	}
	return h.Daily == 0 || sameDay < h.Daily, nil
}

// without takes what one call holds out of a list; no two hold the same.
func without(list []Held, own Held) []Held {
	others := make([]Held, 0, len(list))
	for _, h := range list {
		if !h.Start.Equal(own.Start) {
			others = append(others, h)
		}
	}
	return others
}

// Cancel gives a call's time free. One that is cancelled already stays so;
// ErrBegun where it is too late, *TooManyError.
func (d *Diary) Cancel(ctx context.Context, ref Ref) (*Call, error) {
	return d.cancel(ctx, ref, true)
}

// CancelForOwner cancels a call at the owner's word, who has no limits.
func (d *Diary) CancelForOwner(ctx context.Context, ref Ref) (*Call, error) {
	return d.cancel(ctx, ref, false)
}

func (d *Diary) cancel(ctx context.Context, ref Ref, limits bool) (*Call, error) {
	return d.change(ctx, ref, func(tx Tx, c *Call) (bool, error) {
		switch {
		case c.State == Cancelled:
			return false, nil
		case c.State == Unconfirmed:
			return false, ErrNotFound
		case !d.now().Before(c.Start):
			return false, ErrBegun
		}
		if limits {
			if err := d.limited(tx, c.Person, false); err != nil {
				return false, err
			}
		}
		c.State, c.Changed = Cancelled, d.now()
		c.Sequence++
		if err := tx.Release(c.ID, time.Time{}, time.Time{}, ""); err != nil {
			return false, err
		}
		if err := d.writeBoth(tx, c, MailCancelled, time.Time{}); err != nil {
			return false, err
		}
		if err := tx.Unremind(c.ID); err != nil {
			return false, err
		}
		return true, d.count(tx, "cancelled")
	})
}

// TakeBack books a cancelled call again at its time. Notice and hours do not
// count, other calls and the owner's busy times do: ErrTaken. ErrBegun where
// it is too late. One that is booked stays so.
func (d *Diary) TakeBack(ctx context.Context, ref Ref) (*Call, error) {
	return d.change(ctx, ref, func(tx Tx, c *Call) (bool, error) {
		switch {
		case c.State != Cancelled:
			return false, nil
		case !d.now().Before(d.TakeBackBy(c)):
			return false, ErrBegun
		case d.busy(c):
			return false, ErrTaken
		}
		if err := d.limited(tx, c.Person, true); err != nil {
			return false, err
		}
		c.State, c.Changed = Booked, d.now()
		c.Sequence++
		return true, d.take(tx, c, MailTakenBack, time.Time{})
	})
}

// Erase forgets a call at its visitor's wish, with everything about it, and
// gives the moment it did. Of a coming call the owner hears that its time is
// free again, and no more.
func (d *Diary) Erase(ctx context.Context, ref Ref) (time.Time, error) {
	now := d.now()
	_, err := d.change(ctx, ref, func(tx Tx, c *Call) (bool, error) { return false, d.erase(tx, c) })
	if err != nil {
		return time.Time{}, err
	}
	d.erased()
	return now, nil
}

func (d *Diary) erase(tx Tx, c *Call) error {
	told, err := d.ownerMustHear(tx, c)
	if err != nil {
		return err
	}
	if err := tx.Remove(c.ID); err != nil {
		return err
	}
	if told {
		c.Sequence++ // also of a cancelled one: its mail may be leaving just now
		if err := tx.Queue(d.mail(c, ToOwner, MailErased, time.Time{}), c.Person); err != nil {
			return err
		}
	}
	return d.count(tx, "erased")
}

// ownerMustHear reports whether the owner would wait for a call that is
// erased: a booked one that has not begun, or a cancelled one of which the
// owner's mail has not left yet and goes with the call.
func (d *Diary) ownerMustHear(tx Tx, c *Call) (bool, error) {
	if !d.now().Before(c.Start) || c.State == Unconfirmed {
		return false, nil
	}
	if c.State == Booked {
		return true, nil
	}
	mails, err := tx.Mails(c.ID)
	if err != nil {
		return false, err
	}
	for _, m := range mails {
		if m.To == ToOwner && !m.Kind.Reminds() && m.Fate.Sent.IsZero() {
			return true, nil
		}
	}
	return false, nil
}

// EraseAddress forgets every call of an e-mail address and gives their IDs.
func (d *Diary) EraseAddress(ctx context.Context, email string) (ids []string, err error) {
	err = d.Store.Change(ctx, func(tx Tx) error {
		ids = nil
		calls, err := tx.Calls(time.Time{})
		if err != nil {
			return err
		}
		calls = slices.DeleteFunc(calls, func(c *Call) bool { return !strings.EqualFold(c.Email, email) })
		for _, c := range calls {
			if err := tx.Lock(c.Person); err != nil {
				return err
			}
		}
		for _, c := range calls {
			switch c, err := tx.ByID(c.ID); { // as it is since nobody else changes it
			case errors.Is(err, ErrNotFound):
				continue
			case err != nil:
				return err
			default:
				if err := d.erase(tx, c); err != nil {
					return err
				}
				ids = append(ids, c.ID)
			}
		}
		return nil
	})
	d.queued()
	return ids, err
}
