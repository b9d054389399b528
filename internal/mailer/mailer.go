// Package mailer writes the e-mails about a call, each with its calendar file,
// and sends them until they are gone.
//
// What is to be said waits in an outbox as a booking.Mail. A Postman takes it
// from there when it is due; a Writer makes a Message of it, in its
// recipient's language and for their clock; a Sender hands that to a mail
// server or lays it into a folder. A mail that did not get through is tried
// again with growing pauses, and is to the last byte the same each time, so
// that mail programs know it again.
package mailer

import (
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/locale"
)

// A Writer writes messages. It keeps nothing, so any number of goroutines can
// use it at once.
type Writer struct {
	Words   *locale.Catalog
	BaseURL string // of the site, without a slash at its end
	Key     booking.Key
	Hours   func() *booking.Hours // those of the content that is served now
	Owner   func() Owner          // as the content that is served now has it
}

// An Owner is who offers the calls.
type Owner struct {
	Sender  string            // the e-mail address that every mail comes from
	Address string            // where the owner's mails go; empty: to Sender
	Brand   map[string]string // the owner's brand in each language
	Lang    string            // of the owner's mails; unknown: the site's first
}

// inbox is where the owner's mails go.
func (o Owner) inbox() string {
	if o.Address != "" {
		return o.Address
	}
	return o.Sender
}

// A Message is a mail as it leaves.
type Message struct {
	Mail     booking.Mail
	From, To string // the envelope: e-mail addresses in ASCII
	Text     []byte // RFC 5322 with MIME: 7 bit, lines end in CRLF
}

// A view is what the parts of one message are written from.
type view struct {
	*locale.Locale
	w     *Writer
	hours *booking.Hours
	owner Owner
	mail  *booking.Mail
	call  *booking.Call  // nil in a mail about a call that is erased
	zone  *time.Location // the recipient's
	other *time.Location // of the other side
}

// about gathers what a mail is written from.
func (w *Writer) about(m *booking.Mail, c *booking.Call) *view {
	x := &view{w: w, hours: w.Hours(), owner: w.Owner(), mail: m, call: c}
	x.zone, x.other = x.hours.Zone, x.hours.Zone
	lang := x.owner.Lang
	if c != nil {
		x.other = zoneOf(c, x.hours.Zone)
	}
	if m.To == booking.ToVisitor {
		x.zone, x.other = x.other, x.zone
		lang = c.Lang
	}
	if x.Locale = w.Words.In(lang); x.Locale == nil {
		x.Locale = w.Words.Default()
	}
	return x
}

// zoneOf gives a visitor's zone, the owner's where this machine lacks it.
func zoneOf(c *booking.Call, owners *time.Location) *time.Location {
	if zone, ok := locale.Location(c.Zone); ok {
		return zone
	}
	return owners
}

func (x *view) toOwner() bool { return x.mail.To == booking.ToOwner }

func (x *view) erased() bool { return x.mail.Kind == booking.MailErased }

func (x *view) brand() string { return x.owner.Brand[x.Code] }

// own gives the address of the visitor's page, or of the page to confirm.
func (x *view) own(p booking.Purpose) string {
	return x.w.BaseURL + x.Path("own", x.w.Key.Link(p, x.call.ID))
}
