package mailer

import (
	"strings"

	"leadpath/internal/booking"
	"leadpath/internal/locale"
)

// A letter is what a mail says. Its text part and its HTML part are made of
// it, so that both say the same.
type letter struct {
	lang, subject string
	greeting      string // may be empty
	lead          string
	facts         []fact
	way           way
	notes         []string
	brand, home   string
}

// A fact is a line of the record, or several under one label.
type fact struct {
	label string
	lines []string
	typed bool // by a visitor, who may have written it in any direction
}

// A way leads to a page; without an address there is none.
type way struct{ label, address string }

// letter writes what a mail says.
func (x *view) letter() *letter {
	l := &letter{lang: x.Code, brand: x.brand(), home: x.w.BaseURL + x.Path("home")}
	if x.toOwner() {
		x.fillOwners(l)
	} else {
		x.fillVisitors(l)
	}
	return l
}

func (x *view) fillVisitors(l *letter) {
	l.subject = x.T("mail.subject.visitor", "Title", x.T("mail.title.visitor."+string(x.mail.Kind)), "When", x.start())
	l.greeting = x.greeting()
	l.lead = x.T("mail.lead.visitor."+string(x.mail.Kind), "Was", x.moment(x.mail.Was))
	l.facts = x.facts()
	if x.mail.Kind == booking.MailConfirm {
		l.way = way{x.T("mail.link.confirm"), x.own(booking.ForConfirm)}
		l.notes = []string{x.T("mail.confirm.by", "By", x.moment(x.call.Erase))}
		return
	}
	l.way = way{x.T("mail.link.own"), x.own(booking.ForManage)}
	can := x.T("mail.own.booked")
	if x.mail.Kind == booking.MailCancelled {
		can = x.T("mail.own.cancelled", "By", x.moment(x.takeBackBy()))
	}
	l.notes = []string{can, x.T("mail.erase", "Date", x.Date(locale.DateOf(x.eraseBy(), x.zone)))}
}

func (x *view) fillOwners(l *letter) {
	title := x.T("mail.title.owner." + string(x.mail.Kind))
	l.lead = x.T("mail.lead.owner."+string(x.mail.Kind), "Was", x.moment(x.mail.Was))
	l.facts = x.facts()
	if x.erased() {
		l.subject = x.T("mail.subject.visitor", "Title", title, "When", x.start())
		return
	}
	l.subject = x.T("mail.subject.owner", "Title", title, "Name", x.call.Name, "When", x.start())
	l.notes = []string{x.T("mail.reply", "Name", x.call.Name)}
}

// greeting greets by name, without guessing what else to call somebody. Who
// asks to confirm is not known yet, and a name that a mail program would make
// a link of is somebody's advertisement: neither is said.
func (x *view) greeting() string {
	if x.mail.Kind == booking.MailConfirm || strings.ContainsAny(x.call.Name, ":/@") || strings.Contains(strings.ToLower(x.call.Name), "www.") {
		return x.T("mail.greeting.nameless")
	}
	return x.T("mail.greeting", "Name", x.call.Name)
}

// facts are the record of the call, as the recipient needs it. What visitors
// wrote is not sent back to the address they gave: it may be another's.
func (x *view) facts() []fact {
	list := []fact{{label: x.T("mail.label.when"), lines: x.when()}}
	if place := x.place(); place != "" && x.mail.Kind != booking.MailCancelled && x.mail.Kind != booking.MailConfirm {
		list = append(list, fact{label: x.T("mail.label.where"), lines: []string{place}})
	}
	if x.toOwner() && !x.erased() {
		return append(list, x.visitor()...)
	}
	return list
}

// visitor tells the owner who comes.
func (x *view) visitor() (list []fact) {
	c := x.call
	for _, f := range []fact{
		{x.T("mail.label.name"), []string{c.Name}, true},
		{x.T("mail.label.email"), []string{c.Email}, true},
		{x.T("mail.label.phone"), []string{c.Phone}, true},
		{x.T("mail.label.topic"), []string{x.topic()}, false},
		{x.T("mail.label.message"), strings.Split(strings.TrimSpace(c.Message), "\n"), true},
		{x.T("mail.label.language"), []string{x.language()}, false},
	} {
		if f.lines[0] != "" {
			list = append(list, f)
		}
	}
	return list
}

// topic is what the call is about, by its key where it has no word.
func (x *view) topic() string {
	if x.call.Topic == "" || !x.Has("call.topic."+x.call.Topic) {
		return x.call.Topic
	}
	return x.T("call.topic." + x.call.Topic)
}

func (x *view) language() string {
	if l := x.w.Words.In(x.call.Lang); l != nil {
		return l.Name
	}
	return x.call.Lang
}

// place says where the call takes place: a meeting room that only its guests
// know, or a telephone.
func (x *view) place() string {
	switch {
	case x.erased():
		return ""
	case x.hours.Place != "phone":
		return strings.ReplaceAll(x.hours.Place, "{room}", x.w.Key.Room(x.call.ID))
	case x.call.Phone == "":
		return ""
	case x.toOwner():
		return x.T("mail.place.owner", "Phone", x.call.Phone)
	}
	return x.T("mail.place.visitor", "Phone", x.call.Phone)
}
