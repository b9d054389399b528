package booking

import (
	"context"
	"time"
)

// A Store keeps calls and the mails about them. Its errors are ErrNotFound,
// or wrap ErrStore.
type Store interface {
	// Held gives what booked calls hold between two moments, in order of
	// their starts. It is asked for every page of free times, so it is quick.
	Held(ctx context.Context, from, to time.Time) ([]Held, error)
	// Change runs a transaction that can write. It is committed, durably,
	// when do returns nil, else nothing of it happened. Do may be run again
	// where the database asks for it, and runs while others wait: it reckons
	// and touches nothing but tx.
	Change(ctx context.Context, do func(tx Tx) error) error
	// View runs a transaction that reads.
	View(ctx context.Context, do func(tx Reader) error) error
}

// A Reader reads calls within a transaction.
type Reader interface {
	// ByForm, ByLink and ByID find a call; ErrNotFound where there is none.
	// ByLink looks at the links to manage and to confirm.
	ByForm(form Hash) (*Call, error)
	ByLink(link Hash) (*Call, error)
	ByID(id string) (*Call, error)
	// Calls gives the calls that begin at or after a moment, in order of
	// their starts; the zero time means all.
	Calls(from time.Time) ([]*Call, error)
	// Mails gives the mails about a call in order of their making.
	Mails(call string) ([]Mail, error)
	// Held gives what booked calls hold, as Store.Held does.
	Held(from, to time.Time) ([]Held, error)
	// Open counts the calls of a person that are booked or unconfirmed and
	// end after a moment.
	Open(person Hash, now time.Time) (int, error)
	// Written gives when mails were written to a person since a moment, the
	// earliest first, those about erased calls included.
	Written(person Hash, since time.Time) ([]time.Time, error)
}

// A Tx changes calls within a transaction.
type Tx interface {
	Reader
	// Lock lets no other transaction change calls of a person until this one
	// ends. It comes before all other changes.
	Lock(person Hash) error
	// Add adds a call; false where another came by the same form.
	Add(c *Call) (bool, error)
	// Put replaces a call by its ID.
	Put(c *Call) error
	// Remove erases a call with its claims and its mails, sent or not.
	Remove(id string) error
	// Claim takes the time from start to until for a call, in pieces of five
	// minutes, in ascending order; false where another call has any of it.
	// What the call holds already counts as free.
	Claim(id string, start, until time.Time) (bool, error)
	// Seat takes a numbered seat of a day (2026-12-01), below most, for a
	// call; false where all are taken. A seat it has that day stays; most 0
	// means that the day has no end of seats.
	Seat(id, day string, most int) (bool, error)
	// Release gives up what a call holds outside of start to until and day;
	// two zero times and no day mean everything.
	Release(id string, start, until time.Time, day string) error
	// Queue adds a mail to the outbox; its step is given by the store. One to
	// the visitor is noted for Written under person, but for reminders.
	Queue(m Mail, person Hash) error
	// Remind adds reminders of one call to the outbox, four at most, at once.
	Remind(mails []Mail) error
	// Unremind takes the reminders of a call that have not been sent out of
	// the outbox.
	Unremind(call string) error
	// Count adds one to what is kept when everything else is forgotten: how
	// often something happened in a month (2026-12).
	Count(month, what string) error
	// Sweep erases the calls due: unconfirmed ones made before unconfirmed or
	// begun before now, and others of which Erase or End+keep lies before
	// now. It gives how many there were, and forgets what Written was told
	// more than a day ago. Reminders that have long been of no use are given
	// up.
	Sweep(now time.Time, unconfirmed, keep time.Duration) (int, error)
}
