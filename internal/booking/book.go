package booking

import (
	"context"
	"errors"
	"sync"
	"time"
)

// A Request is a form as it was sent.
type Request struct {
	Form    string    // its hidden value
	Trap    string    // a field that people do not see
	Start   time.Time // zero where the address names no time
	Visitor           // as typed
	Consent bool      // the privacy notice was read
}

// Book takes an opening. A form that looks automatic gives an unconfirmed
// call; one that was accepted before gives the call it was accepted for.
//
// Errors, in the order in which they are judged: *TooManyError for the
// person; ErrNotFound without a start; ErrTaken; Faults. Nothing is kept of a
// form that fails.
func (d *Diary) Book(ctx context.Context, r Request) (*Call, error) {
	return d.BookUnless(ctx, r, func() error { return nil })
}

// BookUnless does so unless limit gives an error, which is asked first, once,
// and not of a form that was accepted before.
func (d *Diary) BookUnless(ctx context.Context, r Request, limit func() error) (*Call, error) {
	if d.Store == nil {
		return nil, ErrPreview
	}
	r.Visitor = r.cleaned()
	address, faults := d.judge(&r)
	person := d.Key.person(address)
	limit = sync.OnceValue(limit)
	copied, err := d.refused(ctx, r, func(tx Reader) error {
		if err := limit(); err != nil {
			return err
		}
		return d.admit(tx, r, person, address != "")
	})
	if copied != nil || err != nil {
		return copied, err
	}
	if len(faults) > 0 {
		return nil, faults
	}
	c := d.newCall(r, person)
	if d.looksAutomatic(r) {
		return d.keep(ctx, c)
	}
	return d.book(ctx, c)
}

// refused says why a form is not admitted, or gives the call that it was
// accepted for before. Its copy may be accepted, on this instance or another,
// while it is judged, and finds its own call in its way then: it gets that
// (promise R5).
func (d *Diary) refused(ctx context.Context, r Request, admit func(Reader) error) (copied *Call, err error) {
	refusal := d.Store.View(ctx, func(tx Reader) error {
		if copied, err = tx.ByForm(d.formHash(r)); err == nil || !errors.Is(err, ErrNotFound) {
			return err
		}
		return admit(tx)
	})
	if refusal == nil || errors.Is(refusal, ErrStore) {
		return copied, refusal
	}
	if copied, err = d.repeated(ctx, r); errors.Is(err, ErrNotFound) {
		return nil, refusal
	}
	return copied, err
}

// repeated gives the call that a form was accepted for before, or ErrNotFound.
func (d *Diary) repeated(ctx context.Context, r Request) (c *Call, err error) {
	err = d.Store.View(ctx, func(tx Reader) error {
		c, err = tx.ByForm(d.formHash(r))
		return err
	})
	return c, err
}

// admit judges the limits of the person and whether the opening is offered.
func (d *Diary) admit(tx Reader, r Request, person Hash, known bool) error {
	if known {
		if err := d.limited(tx, person, true); err != nil {
			return err
		}
	}
	if r.Start.IsZero() {
		return ErrNotFound
	}
	held, err := tx.Held(r.Start.Add(-around), r.Start.Add(around))
	if err != nil {
		return err
	}
	if !d.offers(r.Start, held) {
		return ErrTaken
	}
	return nil
}

// newCall makes a booked call of a form that has no faults.
func (d *Diary) newCall(r Request, person Hash) *Call {
	c := &Call{ID: newID(), State: Booked, Visitor: r.Visitor, Made: d.now(), Changed: d.now(), Form: d.formHash(r), Person: person}
	c.Manage, c.Confirm = HashOf(d.Key.Link(ForManage, c.ID)), HashOf(d.Key.Link(ForConfirm, c.ID))
	d.setStart(c, r.Start)
	return c
}

// setStart gives a call its time by the hours of now.
func (d *Diary) setStart(c *Call, start time.Time) {
	h := d.Hours()
	c.Start = start.UTC()
	c.End = c.Start.Add(time.Duration(h.Minutes) * time.Minute)
	c.Until = c.End.Add(time.Duration(h.Buffer) * time.Minute)
	c.Erase = c.End.Add(d.keeps())
}

// formHash is what a form is known by. One without a value of ours is known
// by what was typed.
func (d *Diary) formHash(r Request) Hash {
	if _, ok := d.Key.formMade(r.Form); ok {
		return HashOf(r.Form)
	}
	v := r.Visitor
	typed := ""
	for _, field := range []string{r.Start.UTC().Format(time.RFC3339), v.Name, v.Email, v.Phone, v.Topic, v.Message, v.Zone} {
		typed += field + "\x00"
	}
	return HashOf(string(d.Key.sum(ForForm, typed)))
}

// looksAutomatic by surface.md: the hidden field filled, the form sent faster
// than people do, or its hidden value not ours.
func (d *Diary) looksAutomatic(r Request) bool {
	made, ok := d.Key.formMade(r.Form)
	return !ok || r.Trap != "" || d.Now().Sub(made) < quickest
}

// book commits a call, its claims and its mails at once.
func (d *Diary) book(ctx context.Context, c *Call) (*Call, error) {
	return d.add(ctx, c, func(tx Tx) error { return d.take(tx, c, MailBooked, time.Time{}) })
}

// keep commits a call that its sender must confirm. It claims nothing.
func (d *Diary) keep(ctx context.Context, c *Call) (*Call, error) {
	c.State, c.Erase = Unconfirmed, c.Made.Add(confirmWithin)
	if c.Start.Before(c.Erase) {
		c.Erase = c.Start
	}
	return d.add(ctx, c, func(tx Tx) error {
		if err := tx.Queue(d.mail(c, ToVisitor, MailConfirm, time.Time{}), c.Person); err != nil {
			return err
		}
		return d.count(tx, "unconfirmed")
	})
}

// add puts a new call into the store; of copies of one form the first counts.
func (d *Diary) add(ctx context.Context, c *Call, then func(Tx) error) (*Call, error) {
	got := c
	err := d.Store.Change(ctx, func(tx Tx) error {
		got = c
		if err := tx.Lock(c.Person); err != nil {
			return err
		}
		// Copies of one form have one person, so they come one by one.
		switch before, err := tx.ByForm(c.Form); {
		case err == nil:
			got = before
			return nil
		case !errors.Is(err, ErrNotFound):
			return err
		}
		if err := d.limited(tx, c.Person, true); err != nil {
			return err
		}
		added, err := tx.Add(c)
		if err != nil {
			return err
		}
		if !added { // a form sent with two addresses at once
			got, err = tx.ByForm(c.Form)
			return err
		}
		return then(tx)
	})
	if err != nil {
		return nil, err
	}
	d.queued()
	return got, nil
}

// ConfirmCall books an unconfirmed call, if its opening is still offered
// (else ErrTaken). One that is booked already stays as it is.
func (d *Diary) ConfirmCall(ctx context.Context, ref Ref) (*Call, error) {
	return d.change(ctx, ref, func(tx Tx, c *Call) (bool, error) {
		if c.State != Unconfirmed {
			return false, nil
		}
		held, err := tx.Held(c.Start.Add(-around), c.Start.Add(around))
		if err != nil {
			return false, err
		}
		if !d.offers(c.Start, held) || !d.now().Before(d.EraseBy(c)) {
			return false, ErrTaken
		}
		if err := d.limited(tx, c.Person, false); err != nil {
			return false, err
		}
		c.State, c.Changed = Booked, d.now()
		d.setStart(c, c.Start)
		return true, d.take(tx, c, MailBooked, time.Time{})
	})
}
