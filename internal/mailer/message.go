package mailer

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	netmail "net/mail"
	"regexp"
	"strings"

	"github.com/wneessen/go-mail"

	"leadpath/internal/booking"
)

// Write writes the message of a mail. The call is nil if, and only if, the
// mail says that it was erased. What the mail itself holds is taken from
// there, and not from the call, which may have moved since. Where no mail can
// go to the visitor's address the error is errUnsendable. None names a person.
func (w *Writer) Write(m *booking.Mail, c *booking.Call) (*Message, error) {
	if m.Kind == booking.MailErased {
		c = nil
	}
	x := w.about(m, c)
	if err := x.toASCII(); err != nil {
		return nil, err
	}
	to := x.owner.inbox()
	if !x.toOwner() {
		to = x.call.Email
	}
	msg, err := x.message(to)
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	if _, err := msg.WriteTo(&text); err != nil {
		return nil, fmt.Errorf("write message: %w", err)
	}
	return &Message{Mail: *m, From: x.owner.Sender, To: to, Text: withBoundaries(text.Bytes(), m.ID)}, nil
}

// toASCII turns every address that is written into one for mail servers, and
// cleans what visitors typed, whatever the store holds.
func (x *view) toASCII() (err error) {
	if x.owner.Sender, err = ascii(x.owner.Sender); err != nil {
		return fmt.Errorf("owner's address: %w", err)
	}
	if x.owner.Address, err = ascii(x.owner.inbox()); err != nil {
		return fmt.Errorf("owner's address: %w", err)
	}
	if x.call == nil {
		return nil
	}
	c := *x.call
	c.Name, c.Phone, c.Topic, c.Message = oneLine(c.Name), oneLine(c.Phone), oneLine(c.Topic), lines(c.Message)
	if c.Email, err = ascii(c.Email); err != nil {
		return fmt.Errorf("%w: %w", errUnsendable, err)
	}
	x.call = &c
	return nil
}

// message puts headers and parts together.
func (x *view) message(to string) (*mail.Msg, error) {
	l := x.letter()
	msg := mail.NewMsg(mail.WithNoDefaultUserAgent())
	msg.FromMailAddress(&netmail.Address{Name: oneLine(x.brand()), Address: x.owner.Sender})
	msg.SetAddrHeaderFromMailAddress(mail.HeaderTo, &netmail.Address{Address: to})
	if x.toOwner() && x.call != nil {
		msg.SetAddrHeaderFromMailAddress(mail.HeaderReplyTo, &netmail.Address{Address: x.call.Email})
	}
	msg.SetGenHeader(mail.HeaderSubject, subject(l.subject))
	msg.SetMessageIDWithValue(x.mail.ID + "@" + domain(x.owner.Sender))
	msg.SetDateWithValue(x.mail.Dated().UTC())
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // so that no absence notice answers (RFC 3834, 5)
	msg.SetBodyString(mail.TypeTextPlain, l.plain())
	html, err := l.html()
	if err != nil {
		return nil, err
	}
	msg.AddAlternativeString(mail.TypeTextHTML, html)
	x.attach(msg)
	return msg, nil
}

// attach adds the calendar file twice: for programs that act on it, and for
// people who open it.
func (x *view) attach(msg *mail.Msg) {
	method := method(x.mail.Kind)
	if method == "" {
		return
	}
	file, kind := x.entry().Text(method), "text/calendar; method="+string(method)
	// In base64, as the line ends in it must arrive as they are.
	msg.AddAlternativeString(mail.ContentType(kind), string(file), mail.WithPartEncoding(mail.EncodingB64))
	msg.AttachReadSeeker(x.T("mail.file"), bytes.NewReader(file), mail.WithFileContentType(mail.ContentType(kind+"; charset=UTF-8")))
}

// html writes a letter as the HTML part.
func (l *letter) html() (string, error) {
	var b strings.Builder
	if err := page(l).Render(context.Background(), &b); err != nil {
		return "", fmt.Errorf("write HTML: %w", err)
	}
	return b.String(), nil
}

// drawn is a boundary as the library draws it: 30 random bytes.
var drawn = regexp.MustCompile(`boundary=([0-9a-f]{60})\r\n`)

// withBoundaries replaces the random lines between the parts, which nothing
// else can equal, by ones that are the same at every try. They are made of the
// mail's ID, which nobody knows who can type into a mail.
func withBoundaries(text []byte, id string) []byte {
	for n, found := range drawn.FindAllSubmatch(text, -1) {
		sum := sha256.Sum256(fmt.Appendf(nil, "boundary %d %s", n, id))
		text = bytes.ReplaceAll(text, found[1], []byte(hex.EncodeToString(sum[:30])))
	}
	return text
}
