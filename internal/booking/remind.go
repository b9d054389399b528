package booking

import (
	"fmt"
	"slices"
	"time"
)

// reminders are what visitor and owner get before a call, the earliest first.
// Each is of use until the next is due, the last until the call begins.
var reminders = []struct {
	kind  Kind
	ahead time.Duration // elapsed time
}{
	{MailReminderDay, 24 * time.Hour},
	{MailReminderHour, time.Hour},
}

var both = []Recipient{ToVisitor, ToOwner}

// Reminds is true of the reminders of a call.
func (k Kind) Reminds() bool { return k == MailReminderDay || k == MailReminderHour }

// Dated gives the moment that a mail speaks from: when what it is about
// happened or, of a reminder, when it was first due. It is the same at every
// try.
func (m *Mail) Dated() time.Time {
	for _, r := range reminders {
		if r.kind == m.Kind {
			return m.Start.Add(-r.ahead)
		}
	}
	return m.Made
}

// Pointless reports whether a mail would tell what is no longer so: the call,
// nil where it is erased, is gone, or a reminder speaks of another time than
// it has now.
func (m *Mail) Pointless(c *Call) bool {
	if c == nil {
		return m.Kind != MailErased
	}
	return m.Kind.Reminds() && (c.State != Booked || c.Sequence != m.Sequence || !c.Start.Equal(m.Start))
}

// remind queues the reminders of a booked call whose time is still to come. Of
// a call that had some before they replace those that wait; one that was sent
// already is not sent again, though the clock was set back meanwhile (promise
// R19).
func (d *Diary) remind(tx Tx, c *Call, had bool) error {
	list := d.reminders(c)
	if had {
		if err := tx.Unremind(c.ID); err != nil {
			return err
		}
		before, err := tx.Mails(c.ID)
		if err != nil {
			return err
		}
		list = slices.DeleteFunc(list, func(m Mail) bool { return slices.ContainsFunc(before, m.repeats) })
	}
	if err := tx.Remind(list); err != nil {
		return fmt.Errorf("queue reminders: %w", err)
	}
	return nil
}

// reminders gives those of a call that are not due yet, the earliest first.
func (d *Diary) reminders(c *Call) (list []Mail) {
	for i, r := range reminders {
		due, expires := c.Start.Add(-r.ahead), c.Start
		if i+1 < len(reminders) {
			expires = c.Start.Add(-reminders[i+1].ahead)
		}
		if !due.After(d.now()) {
			continue
		}
		for _, to := range both {
			m := d.mail(c, to, r.kind, time.Time{})
			m.Due, m.Expires = due, expires
			list = append(list, m)
		}
	}
	return list
}

// repeats reports whether a mail says to the same person what another said.
func (m *Mail) repeats(before Mail) bool {
	return m.To == before.To && m.Kind == before.Kind && m.Start.Equal(before.Start)
}
