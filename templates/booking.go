package templates

import (
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/locale"
)

// A FormView is the form of one opening, new or as it was sent.
type FormView struct {
	Start, End time.Time
	Zone       string // in which the visitor is shown times
	OwnersZone string
	Erase      int    // days after the call until everything is erased
	Action     string // the address the form is posted to
	Hidden     string // its hidden value
	Calendar   string // where other openings are, the answers carried along
	Switches   []Switch
	Phone      bool // the place is the telephone
	Topics     []string
	Result     bool // the message holds a questionnaire's result
	Sent       booking.Visitor
	Consent    bool
	Trap       string
	Faults     booking.Faults
	Trouble    Trouble
	Wait       time.Duration // until it can be tried again, where the trouble says so
	Others     []OtherOpening
}

// A Trouble is what keeps a whole form from being taken.
type Trouble string

// The troubles of forms. Each has a word for the title, call.trouble.X, and
// one that says what to do.
const (
	NoTrouble   Trouble = ""
	TroubleGone Trouble = "gone" // the opening is not offered (any more)
	TroubleMany Trouble = "many" // a limit is reached
	TroubleDown Trouble = "down" // the store does not answer
	TroublePast Trouble = "past" // the call has begun, or the time to take it back is over
	TroubleLate Trouble = "cancelled"
	TroubleSure Trouble = "sure" // erasing was not confirmed
	TroubleShow Trouble = "preview"
)

// about names what a trouble concerns, for data-error; nothing where it
// concerns no part of the page.
func (t Trouble) about() string {
	if t == TroubleGone {
		return "start"
	}
	return ""
}

// A Switch carries what was typed to the form in another language.
type Switch struct {
	Locale *locale.Locale
	Action string
}

// An OtherOpening is a free time near one that is gone: its empty form, and
// the address by which what was typed is carried there.
type OtherOpening struct {
	Start   time.Time
	Address string
}

// An OwnView is the visitor's own page about a call.
type OwnView struct {
	Call       *booking.Call
	Mails      []booking.Mail
	Now        time.Time // by which reminders are still to come
	OwnersZone string
	Address    string // of the page itself, absolute
	ICS, Move  string // addresses; no Move where it is too late
	Action     string // where the buttons post to
	Confirm    bool   // the page is opened by the mailed link to confirm
	Room       string // the address of the meeting, or empty where the visitor is called
	CanCancel  bool
	TakeBackBy time.Time // zero: it cannot be taken back
	EraseBy    time.Time
	Trouble    Trouble
	Wait       time.Duration
	Others     []OtherOpening // to move to, or to book
	Calendar   string         // where all openings are
}

// A MoveView is one opening to which a call can be moved.
type MoveView struct {
	Call       *booking.Call
	Start, End time.Time
	OwnersZone string
	Action     string // the address the button posts to
	Own        string // the way back to the visitor's page
	Calendar   string // other openings to move to
	Trouble    Trouble
	Wait       time.Duration
	Others     []OtherOpening
}

// A ConfirmView says that a form waits for a button behind a mailed link.
type ConfirmView struct {
	Start time.Time
	Zone  string
	Email string
	Until time.Time // when it is forgotten
}

// An ErasedView is the receipt for an erased call.
type ErasedView struct {
	At       time.Time
	Zone     string
	Calendar string // where all openings are
}
