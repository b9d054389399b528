package store

import (
	"time"

	"leadpath/internal/booking"
)

// ByForm finds the call that came by a form; booking.ErrNotFound.
func (r reader) ByForm(form booking.Hash) (*booking.Call, error) {
	return one(calls(r, `SELECT * FROM calls WHERE form = $1`, form[:]))
}

// ByLink finds a call by its link to manage or to confirm; booking.ErrNotFound.
func (r reader) ByLink(link booking.Hash) (*booking.Call, error) {
	return one(calls(r, `SELECT * FROM calls WHERE manage = $1 OR confirm = $1`, link[:]))
}

// ByID finds a call; booking.ErrNotFound.
func (r reader) ByID(id string) (*booking.Call, error) {
	return one(calls(r, `SELECT * FROM calls WHERE id = $1`, id))
}

// Calls gives the calls that begin at or after a moment, in order of their
// starts; the zero time means all.
func (r reader) Calls(from time.Time) ([]*booking.Call, error) {
	return calls(r, `SELECT * FROM calls WHERE starts >= $1 ORDER BY starts, made, id`, seconds(from))
}

// Open counts the calls of a person that are booked or unconfirmed and end
// after a moment.
func (r reader) Open(person booking.Hash, now time.Time) (int, error) {
	n, err := number(r, `SELECT count(*) FROM calls WHERE person = $1 AND state <> $2 AND ends > $3`,
		person[:], string(booking.Cancelled), seconds(now))
	return int(n), err
}

// Written gives when mails were written to a person after a moment, the
// earliest first, those about erased calls included.
func (r reader) Written(person booking.Hash, since time.Time) (times []time.Time, err error) {
	err = rows(r, func(scan func(...any) error) error {
		var at int64
		err := scan(&at)
		times = append(times, moment(at))
		return err
	}, `SELECT at FROM written WHERE person = $1 AND at > $2 ORDER BY at`, person[:], seconds(since))
	return times, err
}

// calls reads calls in the order of the table's columns, so that a column
// added by a migration is read here or fails every test.
func calls(s session, query string, args ...any) (list []*booking.Call, err error) {
	err = rows(s, func(scan func(...any) error) error {
		c := new(booking.Call)
		var starts, ends, until, made, changed, erase int64
		var form, manage, confirm, person []byte
		err := scan(&c.ID, &c.State, &c.Name, &c.Email, &c.Phone, &c.Topic, &c.Message, &c.Zone, &c.Lang,
			&starts, &ends, &until, &c.Sequence, &made, &changed, &erase, &form, &manage, &confirm, &person)
		c.Start, c.End, c.Until = moment(starts), moment(ends), moment(until)
		c.Made, c.Changed, c.Erase = moment(made), moment(changed), moment(erase)
		copy(c.Form[:], form)
		copy(c.Manage[:], manage)
		copy(c.Confirm[:], confirm)
		copy(c.Person[:], person)
		list = append(list, c)
		return err
	}, query, args...)
	return list, err
}

// one gives the only call of a list.
func one(list []*booking.Call, err error) (*booking.Call, error) {
	switch {
	case err != nil:
		return nil, err
	case len(list) == 0:
		return nil, booking.ErrNotFound
	}
	return list[0], nil
}

// Lock lets no other transaction change calls of a person until this one ends.
func (t *tx) Lock(person booking.Hash) error { return t.engine.lock(t, person) }

// Add adds a call; false where another came by the same form.
func (t *tx) Add(c *booking.Call) (bool, error) {
	n, err := t.exec(`
		INSERT INTO calls (id, state, name, email, phone, topic, message, zone, lang, starts, ends, until, sequence, made, changed, erase_by, form, manage, confirm, person)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
		ON CONFLICT (form) DO NOTHING`, values(c)...)
	if n == 1 {
		t.holds(c, true)
	}
	return n == 1, err
}

// Put replaces a call by its ID; booking.ErrNotFound where it was erased
// meanwhile.
func (t *tx) Put(c *booking.Call) error {
	n, err := t.exec(`
		UPDATE calls SET state = $2, name = $3, email = $4, phone = $5, topic = $6, message = $7, zone = $8, lang = $9, starts = $10, ends = $11, until = $12,
			sequence = $13, made = $14, changed = $15, erase_by = $16, form = $17, manage = $18, confirm = $19, person = $20
		WHERE id = $1`, values(c)...)
	if err == nil && n == 0 {
		return booking.ErrNotFound
	}
	t.holds(c, false)
	return err
}

// values gives a call in the order of the table's columns.
func values(c *booking.Call) []any {
	return []any{c.ID, string(c.State), c.Name, c.Email, c.Phone, c.Topic, c.Message, c.Zone, c.Lang, seconds(c.Start), seconds(c.End), seconds(c.Until),
		c.Sequence, seconds(c.Made), seconds(c.Changed), seconds(c.Erase), c.Form[:], c.Manage[:], c.Confirm[:], c.Person[:]}
}
