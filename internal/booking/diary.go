package booking

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"slices"
	"time"
)

// A Diary is the owner's, with everything that can happen in it.
type Diary struct {
	Store Store         // nil in a preview, which offers openings and books nothing
	Hours func() *Hours // those of the content that is served now
	Now   func() time.Time
	Key   Key
	// Calendars gives the owner's busy times as they are known now; nil: the
	// owner names no calendar.
	Calendars func() []*Calendar
	// Queued, if set, is told when there is mail to send, and Erased when a
	// call was erased at its visitor's wish, whose kept mails go with it.
	Queued, Erased func()
}

// The limits for one person, by their e-mail address (promise S19).
const (
	mostOpen  = 3 // calls
	mostMails = 5 // an hour
)

// quickest is how long a person needs at least for the form; confirmWithin is
// how long an unconfirmed call waits for its button to be pressed.
const (
	quickest      = 3 * time.Second
	confirmWithin = 24 * time.Hour
)

// now is the moment to the second, as the store keeps it.
func (d *Diary) now() time.Time { return d.Now().UTC().Truncate(time.Second) }

// Openings gives the starts that visitors are offered within [from, to].
func (d *Diary) Openings(ctx context.Context, from, to time.Time) ([]time.Time, error) {
	held, err := d.held(ctx, from, to)
	if err != nil {
		return nil, err
	}
	return d.Hours().Openings(from, to, d.now(), d.taken(held)), nil
}

// Verdicts says of every start within [from, to] why it is not offered, or
// that it is.
func (d *Diary) Verdicts(ctx context.Context, from, to time.Time) ([]Verdict, error) {
	held, err := d.held(ctx, from, to)
	if err != nil {
		return nil, err
	}
	return d.Hours().Judge(from, to, d.now(), d.taken(held)), nil
}

// Horizon gives the last moment at which an opening can start now.
func (d *Diary) Horizon() time.Time {
	return d.now().Add(time.Duration(d.Hours().Horizon) * 24 * time.Hour)
}

// Offers reports whether one start is offered.
func (d *Diary) Offers(ctx context.Context, start time.Time) (bool, error) {
	held, err := d.held(ctx, start, start)
	if err != nil {
		return false, err
	}
	return d.offers(start, held), nil
}

func (d *Diary) offers(start time.Time, held []Held) bool {
	reason, ok := d.Hours().Verdict(start, d.now(), d.taken(held))
	return ok && reason == Free
}

// taken adds what the owner's calendars say to what calls hold.
func (d *Diary) taken(held []Held) Taken { return Taken{held, d.calendars()} }

func (d *Diary) calendars() []*Calendar {
	if d.Calendars == nil {
		return nil
	}
	return d.Calendars()
}

// busy reports whether the owner's calendars speak against a call's time.
func (d *Diary) busy(c *Call) bool {
	return slices.ContainsFunc(d.calendars(), func(o *Calendar) bool { return o.keeps(floor(c.Start), ceil(c.End)) })
}

// held gives what calls hold on the days around [from, to], those of which
// the daily limit speaks included.
func (d *Diary) held(ctx context.Context, from, to time.Time) ([]Held, error) {
	if d.Store == nil {
		return nil, nil
	}
	return d.Store.Held(ctx, from.Add(-around), to.Add(around))
}

// around is enough for a day of the owner's and the longest call before it.
const around = 50 * time.Hour

// Nearest gives up to most openings around a moment, in order of time.
func (d *Diary) Nearest(ctx context.Context, start time.Time, most int) ([]time.Time, error) {
	list, err := d.Openings(ctx, d.now(), d.Horizon())
	if err != nil {
		return nil, err
	}
	return nearest(list, start, most), nil
}

func nearest(list []time.Time, start time.Time, most int) []time.Time {
	at, _ := slices.BinarySearchFunc(list, start, time.Time.Compare)
	from, to := at, at
	for to-from < most && (from > 0 || to < len(list)) {
		if to == len(list) || from > 0 && start.Sub(list[from-1]) <= list[to].Sub(start) {
			from--
		} else {
			to++
		}
	}
	return list[from:to]
}

// NewForm gives the hidden value of a new form.
func (d *Diary) NewForm() string {
	var random [16]byte
	_, _ = rand.Read(random[:]) // never fails (crypto/rand)
	return d.Key.form(random, d.Now())
}

// newID gives 128 random bits in hexadecimal.
func newID() string {
	var random [16]byte
	_, _ = rand.Read(random[:])
	return hex.EncodeToString(random[:])
}

// EraseBy gives the moment by which everything about a call is erased: what
// its visitor was told, or earlier where the owner keeps calls shorter now.
func (d *Diary) EraseBy(c *Call) time.Time {
	now := c.End.Add(d.keeps())
	if c.State != Unconfirmed && now.Before(c.Erase) {
		return now
	}
	return c.Erase
}

func (d *Diary) keeps() time.Duration { return time.Duration(d.Hours().Erase) * 24 * time.Hour }

// TakeBackBy gives the moment until which a cancelled call can be taken back.
func (d *Diary) TakeBackBy(c *Call) time.Time {
	by := c.Changed.Add(time.Duration(d.Hours().Undo) * time.Hour)
	if c.Start.Before(by) {
		return c.Start
	}
	return by
}

// Forget erases the calls that are due and gives how many there were.
func (d *Diary) Forget(ctx context.Context) (erased int, err error) {
	err = d.Store.Change(ctx, func(tx Tx) error {
		erased, err = tx.Sweep(d.now(), confirmWithin, d.keeps())
		return err
	})
	return erased, err
}

// change runs a transaction on one call, which nobody else changes meanwhile.
// What it makes of the call is put back, with its mails; false leaves it as
// it was.
func (d *Diary) change(ctx context.Context, ref Ref, do func(tx Tx, c *Call) (changed bool, err error)) (c *Call, err error) {
	if d.Store == nil {
		return nil, ErrPreview
	}
	err = d.Store.Change(ctx, func(tx Tx) error {
		if c, err = ref(tx); err != nil {
			return err
		}
		if err = tx.Lock(c.Person); err != nil {
			return err
		}
		if c, err = ref(tx); err != nil { // as it is since nobody else changes it
			return err
		}
		changed, err := do(tx, c)
		if err != nil || !changed {
			return err
		}
		return tx.Put(c)
	})
	if err != nil {
		return nil, err
	}
	d.queued()
	return c, nil
}

func (d *Diary) queued() {
	if d.Queued != nil {
		d.Queued()
	}
}

func (d *Diary) erased() {
	if d.Erased != nil {
		d.Erased()
	}
}
