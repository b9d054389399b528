package templates

import (
	"leadpath/internal/booking"
	"leadpath/internal/locale"
	"leadpath/templates/parts"
)

// formID is the id of the form, for the buttons that stand outside of it.
const formID = "booking"

// Title names the form; where it was not taken, it begins with that word.
func (v FormView) Title(l *locale.Locale) string {
	title := l.T("form.title", "Moment", clockIn(l, v.Zone).moment(v.Start))
	if len(v.Faults) > 0 || v.Trouble != NoTrouble {
		return l.T("call.error", "Title", title)
	}
	return title
}

// Lead says what the form is for.
func (v FormView) Lead(l *locale.Locale) string { return l.T("form.lead") }

// block is the title block: how long, by which clocks, for how much.
func (v FormView) block(p Page) []parts.Cell {
	cells := []parts.Cell{{Label: p.T("call.when.length"), Words: lasts(p.Locale, v.Start, v.End)}}
	cells = append(cells, clockCells(clockIn(p.Locale, v.Zone), v.OwnersZone, v.Start)...)
	return append(cells,
		parts.Cell{Label: p.T("form.cost"), Words: p.T("form.cost.none")},
		parts.Cell{Label: p.T("form.time"), Words: p.T("form.time.other"), Address: v.Calendar})
}

// field gives one field with what is wrong with it.
func (v FormView) field(p Page, f parts.Field) parts.Field {
	for _, fault := range v.Faults {
		if fault.Field == f.Name {
			f.Error = said(p, fault)
		}
	}
	return f
}

// most is how long the fields may be, in characters.
var most = map[string]int{"name": booking.MaxName, "email": booking.MaxEmail, "phone": booking.MaxPhone, "message": booking.MaxMessage}

// said gives the words of a fault.
func said(p Page, f booking.Fault) string {
	return p.T(f.Word, "Most", p.Number(most[f.Field]))
}

func (v FormView) name(p Page) parts.Field {
	return v.field(p, parts.Field{Name: "name", Label: p.T("form.name"), Type: "text", Value: v.Sent.Name, Purpose: "name", Needed: true})
}

func (v FormView) email(p Page) parts.Field {
	return v.field(p, parts.Field{Name: "email", Label: p.T("form.email"), Hint: p.T("form.email.hint"), Type: "email", Value: v.Sent.Email, Purpose: "email", Needed: true})
}

func (v FormView) phone(p Page) parts.Field {
	return v.field(p, parts.Field{Name: "phone", Label: p.T("form.phone"), Hint: p.T("form.phone.hint"), Type: "tel", Value: v.Sent.Phone, Purpose: "tel", Needed: true})
}

func (v FormView) topic(p Page) parts.Field {
	return v.field(p, parts.Field{Name: "topic", Label: p.T("form.topic")})
}

func (v FormView) message(p Page) parts.Field {
	key := "form.message.hint"
	if v.Result {
		key = "form.message.result"
	}
	return v.field(p, parts.Field{Name: "message", Label: p.T("form.message"), Hint: p.T(key), Value: v.Sent.Message})
}

func (v FormView) timezone(p Page) parts.Field {
	return v.field(p, parts.Field{Name: "timezone", Label: p.T("form.timezone"), Hint: p.T("form.timezone.hint"), Needed: true})
}

func (v FormView) consent(p Page) parts.Field {
	return v.field(p, parts.Field{Name: "consent", Value: "yes", Needed: true})
}

// zone is the one chosen: what was sent, or else that of the times shown.
func (v FormView) zone() string {
	if v.Sent.Zone != "" {
		return v.Sent.Zone
	}
	return v.Zone
}

// amiss are the fields that something is wrong with, in their order.
func (v FormView) amiss(p Page) []parts.Field {
	var list []parts.Field
	for _, f := range v.Faults {
		list = append(list, parts.Field{Name: f.Field, Error: said(p, f)})
	}
	return list
}

// trouble says what to do about the trouble of the form.
func (v FormView) trouble(p Page) string {
	switch v.Trouble {
	case TroubleMany, TroubleDown:
		return p.T("form.trouble."+string(v.Trouble), "Wait", wait(p.Locale, v.Wait))
	case TroubleGone:
		if len(v.Others) == 0 {
			return p.T("form.trouble.none")
		}
	}
	return p.T("form.trouble." + string(v.Trouble))
}

// books reports whether sending the form can book, as far as is known.
func (v FormView) books() bool { return v.Trouble != TroubleGone && v.Trouble != TroubleShow }

// submit is what the button says.
func (v FormView) submit(p Page) string {
	key := "form.submit"
	if v.Trouble == TroubleGone {
		key = "form.submit.again"
	}
	return p.T(key, "Time", clockIn(p.Locale, v.Zone).time(v.Start))
}

// topicName gives the words of a topic; one that has none says its key in call.toml.
func topicName(l *locale.Locale, topic string) string {
	if key := "call.topic." + topic; l.Has(key) {
		return l.T(key)
	}
	return topic
}

// privacy is where the privacy notice is, or nothing where there is none.
func privacy(p Page) string {
	address := p.Path("privacy")
	for _, item := range p.Legal {
		if item.Address == address {
			return address
		}
	}
	return ""
}
