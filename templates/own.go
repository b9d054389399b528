package templates

import (
	"slices"

	"github.com/a-h/templ"

	"leadpath/internal/booking"
	"leadpath/internal/locale"
	"leadpath/templates/parts"
)

// heading says how the call stands.
func (v OwnView) heading(l *locale.Locale) string {
	key := v.key("title")
	return l.T(key)
}

// Title says how the call stands; where something was not done, it begins
// with that word.
func (v OwnView) Title(l *locale.Locale) string {
	title := v.heading(l)
	if v.Trouble != NoTrouble {
		return l.T("call.error", "Title", title)
	}
	return title
}

// Lead says when the call is, and what else is true of it.
func (v OwnView) Lead(l *locale.Locale) string {
	key := v.key("lead")
	return l.T(key, "Moment", v.clock(l).moment(v.Call.Start))
}

// key is that of what is said about the call as it stands.
func (v OwnView) key(what string) string {
	state := string(v.Call.State)
	if v.Confirm && v.Call.State != booking.Unconfirmed {
		state = "confirmed"
	}
	return "own." + state + "." + what
}

func (v OwnView) clock(l *locale.Locale) clock { return clockIn(l, v.Call.Zone) }

// block is the title block: by which clocks, how long, and until when the
// call is known here.
func (v OwnView) block(p Page) []parts.Cell {
	c := v.clock(p.Locale)
	cells := append(clockCells(c, v.OwnersZone, v.Call.Start), parts.Cell{Label: p.T("call.when.length"), Words: lasts(p.Locale, v.Call.Start, v.Call.End)})
	if !v.Confirm {
		cells = append(cells, parts.Cell{Label: p.T("own.erase.by"), Words: c.date(v.EraseBy)})
	}
	return cells
}

// trouble says what to do about what was not done.
func (v OwnView) trouble(p Page) string {
	switch v.Trouble {
	case TroubleMany, TroubleDown:
		return p.T("own.trouble."+string(v.Trouble), "Wait", wait(p.Locale, v.Wait))
	case TroubleGone:
		if len(v.Others) == 0 {
			return p.T("own.trouble.none")
		}
	}
	return p.T("own.trouble." + string(v.Trouble))
}

// sure is the box that must be ticked before everything is erased.
func (v OwnView) sure(p Page) parts.Field {
	f := parts.Field{Name: "sure", Value: "yes", Needed: true}
	if v.Trouble == TroubleSure {
		f.Error = p.T("call.trouble.sure")
	}
	return f
}

// A fact is a line of what is kept about a call.
type fact struct{ label, words string }

// sent lists what the visitor typed; what was left empty is left out.
func (v OwnView) sent(p Page) []fact {
	var list []fact
	add := func(key, words string) {
		if words != "" {
			list = append(list, fact{p.T(key), words})
		}
	}
	add("form.name", v.Call.Name)
	add("form.email", v.Call.Email)
	add("form.phone", v.Call.Phone)
	if v.Call.Topic != "" {
		add("form.topic.said", topicName(p.Locale, v.Call.Topic))
	}
	add("form.message.said", v.Call.Message)
	add("form.timezone", p.City(v.clock(p.Locale).name))
	return list
}

// letters are the mails to the visitor, in order: those that were sent, and
// those that will be.
func (v OwnView) letters() []booking.Mail {
	var list []booking.Mail
	for _, m := range v.Mails {
		if m.To == booking.ToVisitor {
			list = append(list, m)
		}
	}
	return list
}

// fate says what became of a mail.
func (v OwnView) fate(p Page, m booking.Mail) string {
	c, f := v.clock(p.Locale), m.Fate
	switch {
	case !f.Sent.IsZero():
		return p.T("own.mail.sent", "Moment", c.moment(f.Sent))
	case m.Kind.Reminds() && v.tooLate(m):
		return p.T("own.mail.missed")
	case m.Kind.Reminds() && f.Tries == 0 && m.Due.After(v.Now):
		return p.T("own.mail.comes", "Moment", c.moment(m.Due))
	case !f.GaveUp.IsZero() && f.Code == 0:
		return p.T("own.mail.pointless")
	case !f.GaveUp.IsZero():
		return p.T("own.mail.failed", "Moment", c.moment(f.GaveUp), "Code", f.Code)
	case f.Tries > 0:
		return p.T("own.mail.again")
	}
	return p.T("own.mail.waits")
}

// tooLate reports whether the time passed for which a reminder was of use; no
// mail server need have been against it.
func (v OwnView) tooLate(m booking.Mail) bool {
	if m.Fate.GaveUp.IsZero() {
		return !m.Expires.After(v.Now)
	}
	return m.Fate.Code == 0
}

// last says what became of the last mail about what happened to the call,
// which is the one that counts; nothing where there was none.
func (v OwnView) last(p Page) string {
	letters := slices.DeleteFunc(v.letters(), func(m booking.Mail) bool { return m.Kind.Reminds() })
	if len(letters) == 0 {
		return ""
	}
	f := letters[len(letters)-1].Fate
	switch {
	case !f.Sent.IsZero():
		return p.T("own.told.sent", "Email", v.Call.Email)
	case !f.GaveUp.IsZero():
		return p.T("own.told.failed", "Email", v.Call.Email)
	}
	return p.T("own.told.waits", "Email", v.Call.Email)
}

// hook is the data- attribute of a form by what it does.
func hook(do string) templ.OrderedAttributes {
	return templ.OrderedAttributes{templ.KV[string, any]("data-"+do, true)}
}
