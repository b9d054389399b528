package templates_test

import (
	"time"

	"github.com/a-h/templ"

	"leadpath/internal/booking"
	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/templates"
)

// The moments of the examples: a call on a Tuesday, and times near it.
var (
	nine    = time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	later   = nine.Add(30 * time.Minute)
	nextDay = nine.Add(26 * time.Hour)
	made    = nine.Add(-80 * time.Hour)
)

// long is a name without a place to break it, as some are.
const long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

var ada = booking.Visitor{
	Name: "Ada Lovelace", Email: "ada@example.org", Phone: "+44 20 7946 0000", Topic: "choice", Zone: "Europe/Lisbon", Lang: "en",
	Message: "Result: both, by a narrow margin.\n\nIs it worth starting <before> the first course & exam?",
}

func page(l *locale.Locale, all []*locale.Locale, kind, title, description string) templates.Page {
	p := templates.Page{
		Surroundings: &templates.Surroundings{
			Locale: l, Kind: kind, Base: "https://www.leadpath.example", Icon: "/icon.svg", Drawn: new(templates.Drawn),
			Owner: &library.Owner{Brand: "The AI Auditor", Mail: "owner@example.org", Is: "a training partner", IsNot: "not a certification body"},
		},
		Title: title, Description: description, Address: "/" + l.Code + "/example", Hidden: true,
	}
	for _, key := range library.LegalPages {
		p.Legal = append(p.Legal, templates.MenuItem{Name: key, Address: l.Path(key)})
	}
	for _, other := range all {
		if other != l {
			p.Other = append(p.Other, templates.Translation{Locale: other, Address: "/" + other.Code + "/example"})
		}
	}
	return p
}

// An example is a page about a booking in one state.
type example struct {
	name, kind string
	view       interface {
		Title(*locale.Locale) string
		Lead(*locale.Locale) string
	}
	draw func(p templates.Page) templ.Component
	// what must be found on it, as often as said
	hooks map[string]int
}

func form(name string, v templates.FormView, hooks map[string]int) example {
	return example{name, "form", v, func(p templates.Page) templ.Component { return templates.BookingForm(p, v) }, hooks}
}

func own(name string, v templates.OwnView, hooks map[string]int) example {
	return example{name, "own", v, func(p templates.Page) templ.Component { return templates.Own(p, v) }, hooks}
}

func move(name string, v templates.MoveView, hooks map[string]int) example {
	return example{name, "move", v, func(p templates.Page) templ.Component { return templates.Move(p, v) }, hooks}
}

var nearby = []templates.OtherOpening{{Start: later, Address: "/en/call/2026-12-01T09:30:00Z"}, {Start: nextDay, Address: "/en/call/2026-12-02T11:00:00Z"}}

func formView(catalog *locale.Catalog) templates.FormView {
	return templates.FormView{
		Start: nine, End: nine.Add(15 * time.Minute), Zone: "Europe/Lisbon", OwnersZone: "Europe/Berlin", Erase: 90,
		Action: "/en/call/2026-12-01T09:00:00Z?zone=Europe/Lisbon", Hidden: "0123456789abcdef", Calendar: "/en/call?zone=Europe/Lisbon",
		Switches: []templates.Switch{{Locale: catalog.In("de"), Action: "/de/gespraech/2026-12-01T09:00:00Z"}}, Topics: []string{"choice", "standard", "hours", "other"},
	}
}

func ownView(state booking.State) templates.OwnView {
	v := templates.OwnView{
		Call:       &booking.Call{State: state, Visitor: ada, Start: nine, End: nine.Add(15 * time.Minute), Made: made, Changed: made},
		OwnersZone: "Europe/Berlin", Address: "https://www.leadpath.example/en/call/b/abcdefghijklmnopqrstuvwxyz234567", Action: "/en/call/b/abcdefghijklmnopqrstuvwxyz234567",
		ICS: "/en/call/b/abcdefghijklmnopqrstuvwxyz234567.ics", EraseBy: nine.Add(90 * 24 * time.Hour), Calendar: "/en/call",
		Room:  "https://meet.example.org/abcdefghijklmnopqrstuvwxyz234567",
		Mails: []booking.Mail{{To: booking.ToVisitor, Kind: booking.MailBooked, Fate: booking.Fate{Tries: 1, Sent: made.Add(3 * time.Second)}}, {To: booking.ToOwner, Kind: booking.MailBooked}},
		Now:   made.Add(time.Minute),
	}
	if state == booking.Booked {
		v.Move, v.CanCancel = v.Action+"/move?zone=Europe/Lisbon", true
	}
	return v
}

// reminders are those of the visitor, as they wait.
func reminders() []booking.Mail {
	return []booking.Mail{
		{To: booking.ToVisitor, Kind: booking.MailReminderDay, Due: nine.Add(-24 * time.Hour), Expires: nine.Add(-time.Hour)},
		{To: booking.ToVisitor, Kind: booking.MailReminderHour, Due: nine.Add(-time.Hour), Expires: nine},
	}
}

// examples are the pages of booking in every state.
func examples(catalog *locale.Catalog) []example {
	with := func(change func(*templates.FormView)) templates.FormView {
		v := formView(catalog)
		change(&v)
		return v
	}
	mine := func(state booking.State, change func(*templates.OwnView)) templates.OwnView {
		v := ownView(state)
		change(&v)
		return v
	}
	moving := func(change func(*templates.MoveView)) templates.MoveView {
		v := templates.MoveView{
			Call: ownView(booking.Booked).Call, Start: nextDay, End: nextDay.Add(15 * time.Minute), OwnersZone: "Europe/Berlin",
			Action: "/en/call/b/abcdefghijklmnopqrstuvwxyz234567/move/2026-12-02T11:00:00Z", Own: "/en/call/b/abcdefghijklmnopqrstuvwxyz234567", Calendar: "/en/call/b/abcdefghijklmnopqrstuvwxyz234567/move",
		}
		change(&v)
		return v
	}
	asked, receipt := templates.ConfirmView{Start: nine, Zone: "Europe/Lisbon", Email: ada.Email, Until: made.Add(24 * time.Hour)}, templates.ErasedView{At: made, Zone: "Europe/Lisbon", Calendar: "/en/call"}
	empty := map[string]int{`<form[^>]* data-booking`: 1, `data-error=`: 0, `role="alert"`: 0, `data-switch`: 1, `name="website"`: 1, `aria-invalid`: 0}
	return []example{
		form("a new form", formView(catalog), empty),
		form("a form of a telephone call with the questionnaire’s result", with(func(v *templates.FormView) {
			v.Phone, v.Result, v.Sent = true, true, booking.Visitor{Message: ada.Message}
		}), map[string]int{`name="phone"`: 1, `autocomplete="tel"`: 1}),
		form("a form where visitor and owner have one clock", with(func(v *templates.FormView) { v.Zone = "Europe/Paris" }), empty),
		form("a form in a zone on another day", with(func(v *templates.FormView) { v.Zone = "Pacific/Auckland"; v.Start = v.Start.Add(3 * time.Hour) }), empty),
		form("a form with one fault", with(func(v *templates.FormView) {
			v.Sent, v.Consent, v.Sent.Email = ada, true, "ada@"
			v.Faults = booking.Faults{{Field: "email", Word: "fault.email.wrong"}}
		}), map[string]int{`data-error="email"`: 1, `data-error=`: 1, `role="alert"`: 1, `href="#email"`: 1, `aria-invalid="true"`: 1, `value="ada@"`: 1, `<input[^>]* checked[ >]`: 1}),
		form("a form with every fault", with(func(v *templates.FormView) {
			v.Phone, v.Sent = true, booking.Visitor{Name: long + long, Email: long, Phone: "call me", Topic: "weather", Message: ada.Message, Zone: "Mars/Base"}
			v.Faults = booking.Faults{
				{Field: "name", Word: "fault.name.long"}, {Field: "email", Word: "fault.email.long"}, {Field: "phone", Word: "fault.phone.wrong"}, {Field: "topic", Word: "fault.topic.unknown"},
				{Field: "message", Word: "fault.message.long"}, {Field: "timezone", Word: "fault.timezone.unknown"}, {Field: "consent", Word: "fault.consent.missing"},
			}
		}), map[string]int{`data-error=`: 7, `aria-invalid="true"`: 7, `href="#[a-z]+"[^>]*>[^<]+</a></li>`: 7, `value="Mars/Base"`: 1}),
		form("a form with nothing filled in", with(func(v *templates.FormView) {
			v.Faults = booking.Faults{{Field: "name", Word: "fault.name.missing"}, {Field: "email", Word: "fault.email.missing"}, {Field: "consent", Word: "fault.consent.missing"}}
		}), map[string]int{`data-error=`: 3}),
		form("a form whose time has gone", with(func(v *templates.FormView) {
			v.Sent, v.Consent, v.Trouble, v.Others = ada, true, templates.TroubleGone, nearby
		}), map[string]int{`data-error="start"`: 1, `<a[^>]* data-slot="2026-12-01T09:30:00Z"`: 1, `<a[^>]* data-slot=`: 2, `<button[^>]* data-switch formaction=`: 3, `<button[^>]* form="booking"`: 2, `value="ada@example.org"`: 1}),
		form("a form whose time has gone, and no other is free", with(func(v *templates.FormView) { v.Sent, v.Trouble = ada, templates.TroubleGone }),
			map[string]int{`data-error="start"`: 1, `data-slot=`: 0, `role="alert"[^§]*mailto:owner@example.org[^§]*<h1`: 1}),
		form("a form sent too often", with(func(v *templates.FormView) { v.Sent, v.Trouble, v.Wait = ada, templates.TroubleMany, 61*time.Second }), map[string]int{`role="alert"`: 1, `data-error=`: 0}),
		form("a form that was sent while the store was down", with(func(v *templates.FormView) { v.Sent, v.Trouble, v.Wait = ada, templates.TroubleDown, 5*time.Second }), map[string]int{`role="alert"`: 1}),
		form("a form in a preview", with(func(v *templates.FormView) { v.Trouble = templates.TroubleShow }), map[string]int{`role="alert"`: 1}),
		{"a time that is not offered", "form", formView(catalog), func(p templates.Page) templ.Component {
			return templates.NotOffered(p, with(func(v *templates.FormView) { v.Others = nearby }))
		}, map[string]int{`<a[^>]* data-slot=`: 2, `<button`: 0}},
		{"a form that must be confirmed by mail", "confirm", asked, func(p templates.Page) templ.Component { return templates.ConfirmByMail(p, asked) }, map[string]int{`data-confirm`: 1}},

		own("a booked call", ownView(booking.Booked), map[string]int{
			`data-booked="2026-12-01T09:00:00Z"`: 1, `data-state="booked"`: 1, `<a[^>]* data-manage`: 1, `<a[^>]* data-ics`: 1, `<a[^>]* data-move`: 1,
			`<form[^>]* data-cancel`: 1, `<form[^>]* data-undo`: 0, `<form[^>]* data-book[ >]`: 0, `<form[^>]* data-erase`: 1, `name="sure" value="yes"`: 1, `<button`: 2, `value="cancel"`: 1, `value="erase"`: 1,
		}),
		own("a booked call by telephone, of somebody with a long name", mine(booking.Booked, func(v *templates.OwnView) {
			v.Room, v.Call = "", &booking.Call{State: booking.Booked, Visitor: ada, Start: nine, End: later}
			v.Call.Name, v.Call.Topic, v.Call.Message = long, "", ""
			v.Mails = []booking.Mail{{To: booking.ToVisitor, Kind: booking.MailBooked}}
		}), map[string]int{`\+44.20.7946.0000`: 2}),
		own("a booked call of which neither room nor number is known", mine(booking.Booked, func(v *templates.OwnView) {
			v.Room, v.Call = "", &booking.Call{State: booking.Booked, Visitor: booking.Visitor{Name: "Ada", Email: ada.Email}, Start: nine, End: later}
		}), map[string]int{`<form[^>]* data-cancel`: 1}),
		own("a booked call whose mails were moved about", mine(booking.Booked, func(v *templates.OwnView) {
			for _, m := range []booking.Mail{
				{Kind: booking.MailConfirm, Fate: booking.Fate{Sent: made}}, {Kind: booking.MailBooked, Fate: booking.Fate{GaveUp: made}}, {Kind: booking.MailCancelled, Fate: booking.Fate{Tries: 3}},
				{Kind: booking.MailTakenBack}, {Kind: booking.MailMoved, Fate: booking.Fate{Tries: 9, GaveUp: made, Code: 550}},
			} {
				m.To = booking.ToVisitor
				v.Mails = append(v.Mails, m)
			}
		}), map[string]int{`550`: 1}),
		own("a call with reminders to come", mine(booking.Booked, func(v *templates.OwnView) { v.Mails = append(v.Mails, reminders()...) }),
			map[string]int{`(day before the call|Tag vor dem Gespräch)</b> <span>(will be sent on|wird gesendet am) (Monday|Montag)[^<]*09:00`: 1, `(hour before the call|Stunde vor dem Gespräch)</b> <span>(will be sent on|wird gesendet am) (Tuesday|Dienstag)[^<]*08:00`: 1}),
		own("a call half an hour before it begins, of which one reminder was missed", mine(booking.Booked, func(v *templates.OwnView) {
			v.Now, v.Mails = nine.Add(-30*time.Minute), append(v.Mails, reminders()...)
		}), map[string]int{`(day before the call|Tag vor dem Gespräch)</b> <span>(could not be sent in time|konnte nicht rechtzeitig)`: 1, `(hour before the call|Stunde vor dem Gespräch)</b> <span>(on its way|unterwegs)`: 1}),
		own("a call whose reminders were sent, or given up", mine(booking.Booked, func(v *templates.OwnView) {
			v.Now = nine
			for i, m := range reminders() {
				m.Fate = []booking.Fate{{Tries: 1, Sent: m.Due}, {Tries: 9, GaveUp: m.Expires, Code: 451}}[i]
				v.Mails = append(v.Mails, m)
			}
			v.Mails = append(v.Mails, reminders()[0])
			v.Mails[len(v.Mails)-1].Fate = booking.Fate{GaveUp: nine}
		}), map[string]int{`(day before the call|Tag vor dem Gespräch)</b> <span>(sent on|gesendet am) (Monday|Montag)`: 1, `451`: 1, `could not be sent in time|konnte nicht rechtzeitig`: 1, `replaces it|ersetzt`: 0}),
		own("a call that has begun", mine(booking.Booked, func(v *templates.OwnView) { v.Move, v.CanCancel = "", false }), map[string]int{`data-move`: 0, `data-cancel`: 0, `<form[^>]* data-erase`: 1}),
		own("a call that cannot be cancelled any more", mine(booking.Booked, func(v *templates.OwnView) { v.Move, v.CanCancel, v.Trouble = "", false, templates.TroublePast }), map[string]int{`role="alert"`: 1}),
		own("erasing that was not confirmed", mine(booking.Booked, func(v *templates.OwnView) { v.Trouble = templates.TroubleSure }), map[string]int{`data-error="sure"`: 1, `data-error=`: 1, `href="#sure"`: 1, `role="alert"`: 1}),
		own("too much for now", mine(booking.Booked, func(v *templates.OwnView) { v.Trouble, v.Wait = templates.TroubleMany, 40*time.Minute }), map[string]int{`role="alert"`: 1, `<form[^>]* data-cancel`: 1}),
		own("a page of a call while the store is down", mine(booking.Booked, func(v *templates.OwnView) { v.Trouble, v.Wait = templates.TroubleDown, 5*time.Second }), map[string]int{`role="alert"`: 1}),
		own("a cancelled call that can be taken back", mine(booking.Cancelled, func(v *templates.OwnView) { v.TakeBackBy = nine.Add(-time.Hour) }), map[string]int{
			`data-state="cancelled"`: 1, `<form[^>]* data-undo`: 1, `<form[^>]* data-cancel`: 0, `<a[^>]* data-move`: 0, `<a[^>]* data-manage`: 1, `<a[^>]* data-ics`: 1, `<form[^>]* data-erase`: 1, `value="undo"`: 1,
		}),
		own("a cancelled call that cannot be taken back", mine(booking.Cancelled, func(v *templates.OwnView) { v.Others = nearby }), map[string]int{`<form[^>]* data-undo`: 0, `<a[^>]* data-slot=`: 2}),
		own("a cancelled call whose time has gone", mine(booking.Cancelled, func(v *templates.OwnView) {
			v.TakeBackBy, v.Trouble, v.Others = nine.Add(-time.Hour), templates.TroubleGone, nearby
		}), map[string]int{`data-error="start"`: 1, `<a[^>]* data-slot=`: 2}),
		own("a cancelled call that was to be moved", mine(booking.Cancelled, func(v *templates.OwnView) { v.Trouble = templates.TroubleLate }), map[string]int{`role="alert"`: 1}),
		own("a call to be confirmed", mine(booking.Unconfirmed, func(v *templates.OwnView) { v.Confirm, v.EraseBy = true, made.Add(24*time.Hour) }), map[string]int{
			`data-state="unconfirmed"`: 1, `<form[^>]* data-book[ >]`: 1, `value="book"`: 1, `<button`: 1, `<form`: 1, `data-manage`: 0, `ada@example.org`: 0, `Lovelace`: 0,
		}),
		own("a call to be confirmed whose time has gone", mine(booking.Unconfirmed, func(v *templates.OwnView) { v.Confirm, v.Trouble, v.Others = true, templates.TroubleGone, nearby }), map[string]int{`data-error="start"`: 1, `data-slot=`: 2}),
		own("a call to be confirmed whose time has gone, and no other is free", mine(booking.Unconfirmed, func(v *templates.OwnView) { v.Confirm, v.Trouble = true, templates.TroubleGone }), map[string]int{`data-error="start"`: 1, `data-slot=`: 0}),
		own("a call that was confirmed before", mine(booking.Booked, func(v *templates.OwnView) { v.Confirm = true }), map[string]int{`data-state="booked"`: 1, `<form`: 0, `data-manage`: 0, `ada@example.org`: 0}),

		move("an opening to move to", moving(func(*templates.MoveView) {}), map[string]int{`<form[^>]* data-move`: 1, `<button`: 1, `role="alert"`: 0}),
		move("an opening to move to that has gone", moving(func(v *templates.MoveView) { v.Trouble, v.Others = templates.TroubleGone, nearby }), map[string]int{`data-error="start"`: 1, `<a[^>]* data-slot=`: 2, `<form`: 0}),
		move("an opening to move to that has gone, and no other is free", moving(func(v *templates.MoveView) { v.Trouble = templates.TroubleGone }), map[string]int{`data-error="start"`: 1, `data-slot=`: 0}),
		move("moving a cancelled call", moving(func(v *templates.MoveView) { v.Trouble = templates.TroubleLate }), map[string]int{`role="alert"`: 1, `<form`: 0}),
		move("moving a call that has begun", moving(func(v *templates.MoveView) { v.Trouble = templates.TroublePast }), map[string]int{`role="alert"`: 1, `<form`: 0}),
		move("moving too often", moving(func(v *templates.MoveView) { v.Trouble, v.Wait = templates.TroubleMany, 2*time.Hour }), map[string]int{`role="alert"`: 1, `<form[^>]* data-move`: 1}),
		move("moving while the store is down", moving(func(v *templates.MoveView) { v.Trouble, v.Wait = templates.TroubleDown, time.Minute }), map[string]int{`role="alert"`: 1, `<form[^>]* data-move`: 1}),
		{"the receipt of erasing", "erased", receipt, func(p templates.Page) templ.Component { return templates.Erased(p, receipt) }, map[string]int{`data-erased="2026-11-28T01:00:00Z"`: 1}},
	}
}
