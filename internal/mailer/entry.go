package mailer

import (
	"strings"

	"leadpath/internal/booking"
	"leadpath/internal/ical"
)

// method is what a mail's calendar file asks of the recipient's calendar. A
// mail to confirm a call has none, and so have reminders: the entry is there
// already, and a REQUEST with the same SEQUENCE says nothing (RFC 5546, 2.1.4)
// but makes some programs show it twice, or ask again whether to take it.
func method(k booking.Kind) ical.Method {
	switch k {
	case booking.MailConfirm, booking.MailReminderDay, booking.MailReminderHour:
		return ""
	case booking.MailCancelled, booking.MailErased:
		return ical.Cancel
	}
	return ical.Request
}

// Calendar gives the calendar file of a call as it stands, for its visitor to
// download in a language of the site: the one that the last mail brought.
func (w *Writer) Calendar(c *booking.Call, lang string) ([]byte, error) {
	m := booking.Mail{
		Call: c.ID, To: booking.ToVisitor, Kind: booking.MailBooked,
		Sequence: c.Sequence, Start: c.Start, End: c.End, Made: c.Changed,
	}
	if c.State == booking.Cancelled {
		m.Kind = booking.MailCancelled
	}
	copied := *c
	copied.Lang = lang
	x := w.about(&m, &copied)
	if err := x.toASCII(); err != nil {
		return nil, err
	}
	return x.entry().Text(method(m.Kind)), nil
}

// entry is the call as the recipient's calendar shows it. The organiser is
// the sender, since calendars follow only changes that come from there (RFC
// 5546, 2.1.1). The secret link to the visitor's page is not in it: calendars
// are shared.
func (x *view) entry() *ical.Event {
	e := &ical.Event{
		UID: x.mail.Call, Sequence: x.mail.Sequence, Stamp: x.mail.Made, Start: x.mail.Start, End: x.mail.End,
		Organizer: ical.Person{Name: x.brand(), Address: x.owner.Sender},
	}
	switch {
	case x.erased():
		e.Summary = x.T("mail.entry.erased")
		e.Participants = []ical.Person{x.chair()}
		return e
	case x.toOwner():
		e.Summary = x.T("mail.entry.owner", "Name", x.call.Name)
		e.Description = described(x.visitor())
		e.Participants = []ical.Person{x.chair(), x.guest()}
	default:
		e.Summary = x.T("mail.entry.visitor", "Brand", x.brand())
		e.Description = x.T("mail.entry.change")
		e.Participants = []ical.Person{x.guest()}
	}
	e.Location = x.place()
	if isLink(e.Location) {
		e.URL = e.Location
	}
	return e
}

// chair is the owner, by the address that their calendar knows.
func (x *view) chair() ical.Person {
	return ical.Person{Name: x.brand(), Address: x.owner.inbox(), Chairs: true}
}

func (x *view) guest() ical.Person { return ical.Person{Name: x.call.Name, Address: x.call.Email} }

// described writes facts a line each.
func described(list []fact) string {
	var lines []string
	for _, f := range list {
		lines = append(lines, f.label+": "+strings.Join(f.lines, "\n"))
	}
	return strings.Join(lines, "\n")
}
