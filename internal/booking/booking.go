// Package booking offers openings for an intro call, takes one, moves or
// cancels it, and forgets it in time.
//
// The owner's hours make openings: a pure function of the hours, what calls
// hold, and the moment. A visitor fills in the form of one opening and sends
// it. Book judges what was typed and claims the time in one transaction with
// the mails about it, so that of two visitors one gets the call and the other
// other openings, however many instances serve. What looks automatic claims
// nothing until its sender presses a button behind a mailed link. By a secret
// link the visitor moves the call, cancels it, takes that back, or has it
// erased; some days after the call everything about it is erased anyway, and
// counts alone stay. A day and an hour before it begins, those who have the
// call are reminded of it.
//
// All times are UTC unless a zone is named, to the second.
package booking

import (
	"errors"
	"fmt"
	"time"
)

// What a visitor can run into. A Store that cannot answer returns errors that
// are ErrStore.
var (
	ErrNotFound  = errors.New("no such call")
	ErrTaken     = errors.New("the opening is not offered, or not any more")
	ErrBegun     = errors.New("the call has begun")
	ErrCancelled = errors.New("the call is cancelled")
	ErrUnsure    = errors.New("erasing was not confirmed")
	ErrPreview   = errors.New("a preview books nothing")
	ErrStore     = errors.New("the store does not answer")
)

// A TooManyError says that a limit was reached, and when to come back.
type TooManyError struct{ Wait time.Duration }

// Error names the wait.
func (e *TooManyError) Error() string { return fmt.Sprintf("too many for now, again in %v", e.Wait) }

// A State is where a call stands.
type State string

// A call is booked or cancelled; an unconfirmed one claims no time yet.
const (
	Booked      State = "booked"
	Cancelled   State = "cancelled"
	Unconfirmed State = "unconfirmed"
)

// A Call is an appointment for an intro call.
type Call struct {
	ID    string // 128 random bits in hexadecimal; the owner's name for it
	State State
	Visitor
	Start    time.Time
	End      time.Time
	Until    time.Time // the end of the time it holds: End and the buffer after it
	Sequence int       // of its calendar entry (RFC 5545, 3.8.7.4)
	Made     time.Time
	Changed  time.Time // when it was last booked, moved, cancelled or taken back
	Erase    time.Time // by when everything about it is erased, as the visitor was told
	// What links and forms are found by: hashes, as a look into the store
	// shall open nothing (promise S1).
	Form    Hash // of the form it came by
	Manage  Hash // of the link to the visitor's page
	Confirm Hash // of the link by which an unconfirmed call is booked
	Person  Hash // of the e-mail address, for the limits
}

// A Visitor is what somebody typed to book a call.
type Visitor struct {
	Name, Email string
	Phone       string // only where the place is the telephone
	Topic       string // a key, or empty
	Message     string
	Zone        string // an IANA name
	Lang        string // a language of the site
}

// Holds gives the time that the call holds.
func (c *Call) Holds() Held { return Held{Start: c.Start, End: c.End, Until: c.Until} }

// A Mail is what one e-mail about a call is to say. Its text is written when
// it is sent, so the outbox holds no more about a visitor than the call does.
type Mail struct {
	ID       string // 128 random bits in hexadecimal; its Message-ID is made of it
	Call     string // the call's ID
	To       Recipient
	Kind     Kind
	Sequence int // of the calendar entry as this mail has it
	Step     int // counts the mails about a call to one recipient, from 1
	Start    time.Time
	End      time.Time
	Was      time.Time // the start before a move
	Made     time.Time // when what it is about happened
	Due      time.Time // not before then it is sent, or sent again
	Expires  time.Time // of no use from then on; zero: it stays of use
	Lease    time.Time // until when who took it from the outbox may send it
	Fate     Fate
}

// A Recipient is whom a mail goes to.
type Recipient string

// Mails go to the visitor or to the owner.
const (
	ToVisitor Recipient = "visitor"
	ToOwner   Recipient = "owner"
)

// A Kind is what a mail is about.
type Kind string

// The kinds of mails. Erased goes to the owner alone, and says no more than
// which time is free again.
const (
	MailBooked    Kind = "booked"
	MailMoved     Kind = "moved"
	MailCancelled Kind = "cancelled"
	MailTakenBack Kind = "taken-back"
	MailConfirm   Kind = "confirm"
	MailErased    Kind = "erased"
	// Those that wait for the call to come near; see remind.go.
	MailReminderDay  Kind = "reminder-day"
	MailReminderHour Kind = "reminder-hour"
)

// A Fate is what became of a mail.
type Fate struct {
	Tries int
	Sent  time.Time // zero: not yet
	// Given up: when, and the server's code; a mail that a later one about
	// the same call made pointless has the code 0, and so has a reminder for
	// which it is too late.
	GaveUp time.Time
	Code   int
}
