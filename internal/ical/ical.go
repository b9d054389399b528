// Package ical reads and writes calendar text (RFC 5545); knows no product type.
//
// What is written is one event as its organiser sends it to others (iTIP,
// RFC 5546): a request or a cancellation. Times are UTC, so that no rules of
// zones need to be told.
//
// What is read is when the owner of a calendar is busy: a text goes by line by
// line (lines.go, property.go), its components open and close (reader.go), an
// event is kept until it ends (event.go), becomes the times of its series
// (series.go, recur.go) in its zone (zone.go, ownzone.go), and in the end what
// replaces an occurrence takes its place (replace.go).
package ical

import (
	"strconv"
	"time"
)

// A Method says what a calendar text asks of whom it is sent to (RFC 5546, 1.4).
type Method string

// Request puts an event into a calendar or replaces it, Cancel takes it out.
const (
	Request Method = "REQUEST"
	Cancel  Method = "CANCEL"
)

// An Event is an entry in a calendar. Its texts can be anything: what a
// calendar text cannot hold is left out, and line ends become line feeds.
type Event struct {
	UID          string    // the same for every text about one event
	Sequence     int       // rises with every change (RFC 5545, 3.8.7.4)
	Stamp        time.Time // when the organiser decided what this text says
	Start, End   time.Time // to the second
	Summary      string
	Description  string   // may be empty, as those below
	Location     string   // where it is, in words
	URL          string   // a page about it
	Organizer    Person   // who sends the text
	Participants []Person // whom it is sent to, and who else is there
}

// A Person takes part in an event.
type Person struct {
	Name    string // may be empty
	Address string // e-mail address in ASCII
	Chairs  bool   // leads the event
}

// product names the program that writes (RFC 5545, 3.7.3).
const product = "-//Leadpath//Leadpath//EN"

// Text gives the calendar text with which a method is sent: lines of at most
// 75 octets that end in CRLF. RFC 5546, 3.2.2 and 3.2.5 say what stands in it.
func (e *Event) Text(method Method) []byte {
	var w writer
	w.line("BEGIN:VCALENDAR")
	w.line("VERSION:2.0")
	w.line("PRODID:" + product)
	w.line("METHOD:" + string(method))
	w.line("BEGIN:VEVENT")
	w.line("UID:" + text(e.UID))
	w.line("SEQUENCE:" + strconv.Itoa(e.Sequence))
	w.line("DTSTAMP:" + moment(e.Stamp))
	w.line("DTSTART:" + moment(e.Start))
	w.line("DTEND:" + moment(e.End))
	w.about(e)
	w.state(method)
	w.line("ORGANIZER" + common(e.Organizer))
	for _, p := range e.Participants {
		w.line("ATTENDEE" + role(p) + common(p))
	}
	w.line("END:VEVENT")
	w.line("END:VCALENDAR")
	return w.out
}

func (w *writer) about(e *Event) {
	for _, property := range []struct{ name, value string }{
		{"SUMMARY:", text(e.Summary)},
		{"DESCRIPTION:", text(e.Description)},
		{"LOCATION:", text(e.Location)},
		{"URL:", uri(e.URL)},
	} {
		if property.value != "" {
			w.line(property.name + property.value)
		}
	}
}

func (w *writer) state(method Method) {
	if method == Cancel {
		w.line("STATUS:CANCELLED")
		return
	}
	w.line("STATUS:CONFIRMED")
	w.line("TRANSP:OPAQUE")
}

// role tells that a participant has accepted and that no answer is awaited.
func role(p Person) string {
	part := "REQ-PARTICIPANT"
	if p.Chairs {
		part = "CHAIR"
	}
	return ";CUTYPE=INDIVIDUAL;ROLE=" + part + ";PARTSTAT=ACCEPTED;RSVP=FALSE"
}

// common is a name as a parameter, and the address.
func common(p Person) string {
	if p.Name == "" {
		return ":" + mailto(p.Address)
	}
	return ";CN=" + parameter(p.Name) + ":" + mailto(p.Address)
}

// moment writes a time in UTC (RFC 5545, 3.3.5, form 2).
func moment(t time.Time) string { return t.UTC().Format("20060102T150405Z") }
