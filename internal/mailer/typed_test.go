package mailer

import (
	"bytes"
	"errors"
	"mime"
	"net/mail"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	goical "github.com/emersion/go-ical"
	"golang.org/x/net/html"

	"leadpath/internal/booking"
	"leadpath/internal/webtest"
)

// typed is a call of which every field is as somebody typed it, past all that
// booking judges.
func typed(v booking.Visitor) *booking.Call {
	c := ada("en")
	v.Lang = "en"
	c.Visitor = v
	return c
}

// everyMailOf writes every mail about a call; none where the address is no
// address, and then the error does not repeat it.
func everyMailOf(t testing.TB, w *Writer, c *booking.Call, do func(m *booking.Mail, msg *Message)) {
	t.Helper()
	for to, list := range kinds {
		for _, kind := range list {
			m := mailOf(c, to, kind)
			msg, err := w.Write(m, c)
			switch {
			case err == nil:
				do(m, msg)
			case !errors.Is(err, errUnsendable) || len(c.Email) > 3 && strings.Contains(err.Error(), c.Email):
				t.Fatalf("Write: got %v, want no error but errUnsendable, without the address", err)
			}
		}
	}
}

// wantHeaders wants the names of all headers to be those of a fixed list, one
// recipient, and what was typed where it belongs (promise S10).
func wantHeaders(t testing.TB, c *booking.Call, m *booking.Mail, msg *Message) {
	t.Helper()
	head, _, _ := bytes.Cut(msg.Text, []byte("\r\n\r\n"))
	var names []string
	for _, line := range strings.Split(strings.ReplaceAll(string(head), "\r\n ", " "), "\r\n") {
		name, _, _ := strings.Cut(line, ":")
		names = append(names, name)
	}
	slices.Sort(names)
	want := []string{"Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"}
	if m.To == booking.ToOwner && m.Kind != booking.MailErased {
		want = []string{"Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Reply-To", "Subject", "To"}
	}
	if !slices.Equal(names, want) {
		t.Fatalf("got the headers %q, want %q\n%s", names, want, head)
	}
	r := receive(t, msg.Text)
	if to := must(r.header.AddressList("To")); len(to) != 1 || to[0].Address != msg.To {
		t.Errorf("got the recipients %v, want %s alone", to, msg.To)
	}
	if m.To == booking.ToVisitor || m.Kind == booking.MailErased {
		return
	}
	address := must(ascii(c.Email))
	if reply := must(r.header.AddressList("Reply-To")); len(reply) != 1 || reply[0].Address != address {
		t.Errorf("got Reply-To %v, want %s alone", reply, address)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(r.header.Get("Subject"))
	if err != nil || !strings.Contains(subject, ": "+oneLine(c.Name)+", ") {
		t.Errorf("got the subject %q (%v), want the name %q in it", subject, err, oneLine(c.Name))
	}
}

// wantTyped wants what was typed in every part of the owner's mail, and
// nothing else of it but text (promise S8).
func wantTyped(t testing.TB, c *booking.Call, msg *Message) {
	t.Helper()
	r := receive(t, msg.Text)
	root, err := html.Parse(strings.NewReader(r.html))
	if err != nil {
		t.Fatal(err)
	}
	elements, said := content(root)
	for _, name := range elements {
		if !slices.Contains([]string{"html", "head", "meta", "title", "style", "body", "main", "p", "dl", "dt", "dd", "a", "br"}, name) {
			t.Errorf("got the element %q in\n%s\nwant those of the letter", name, r.html)
		}
	}
	for label, value := range map[string]string{"Name": oneLine(c.Name), "Telephone": oneLine(c.Phone)} {
		if value == "" {
			continue
		}
		if !strings.Contains(r.text, label+"\r\n  "+value+"\r\n") {
			t.Errorf("got the text\n%q\nwant the %s %q in it", r.text, label, value)
		}
		if !strings.Contains(said, value) {
			t.Errorf("got the HTML\n%s\nwant %q in it", r.html, value)
		}
	}
	if hasFile(&msg.Mail) {
		wantTypedEntry(t, c, r.ics)
	}
}

// content gives the elements of a page and all its text.
func content(n *html.Node) (elements []string, text string) {
	switch n.Type {
	case html.ElementNode:
		elements = append(elements, n.Data)
		for _, a := range n.Attr {
			if !slices.Contains([]string{"lang", "charset", "name", "content", "class", "href", "dir"}, a.Key) {
				elements = append(elements, "attribute "+a.Key)
			}
		}
	case html.TextNode:
		text = n.Data
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		more, said := content(child)
		elements, text = append(elements, more...), text+said
	}
	return elements, text
}

func wantTypedEntry(t testing.TB, c *booking.Call, ics []byte) {
	t.Helper()
	calendar, err := goical.NewDecoder(bytes.NewReader(ics)).Decode()
	if err != nil || len(calendar.Children) != 1 || len(calendar.Children[0].Children) != 0 || calendar.Children[0].Name != "VEVENT" {
		t.Fatalf("go-ical: got %v and %+v, want one event\n%s", err, calendar, ics)
	}
	props := calendar.Children[0].Props
	if got, err := props.Text("SUMMARY"); err != nil || got != "Intro call: "+oneLine(c.Name) {
		t.Errorf("SUMMARY: got %q (%v), want the name %q", got, err, oneLine(c.Name))
	}
	if got := len(props.Values("ATTENDEE")); got != 2 {
		t.Errorf("ATTENDEE: got %d, want the owner and the visitor", got)
	}
}

// wantLines wants what every mail server takes whole (promise S11).
func wantLines(t testing.TB, text []byte) {
	t.Helper()
	for _, line := range bytes.SplitAfter(text, []byte("\n")) {
		body, ended := bytes.CutSuffix(line, []byte("\r\n"))
		if len(line) > 0 && !ended || bytes.ContainsAny(body, "\r\n\x00") || len(body) > 998 {
			t.Errorf("got the line %q of %d octets, want CRLF at its end alone and 998 at most", line, len(body))
		}
	}
	if at := bytes.IndexFunc(text, func(r rune) bool { return r > '~' || r == utf8.RuneError }); at >= 0 {
		t.Errorf("got %q, want 7 bit", text[at:min(at+20, len(text))])
	}
}

// S8, S10: 200 attacks in every field.
func TestWhatIsTypedStaysText(t *testing.T) {
	w := writer(t, "en")
	w.Hours().Place = "phone"
	for _, attack := range webtest.Attacks() {
		c := typed(booking.Visitor{Name: attack, Email: "ada@example.org", Phone: attack, Topic: attack, Message: attack, Zone: attack})
		everyMailOf(t, w, c, func(m *booking.Mail, msg *Message) {
			wantLines(t, msg.Text)
			wantHeaders(t, c, m, msg)
			if m.To == booking.ToOwner && m.Kind != booking.MailErased {
				wantTyped(t, c, msg)
			}
		})
		c.Email = attack + "@example.org"
		everyMailOf(t, w, c, func(m *booking.Mail, msg *Message) { wantHeaders(t, c, m, msg) })
	}
}

func FuzzNothingTypedReachesAHeader(f *testing.F) {
	for _, s := range append(webtest.Attacks()[:20], "Ada", "=?utf-8?q?Bcc:?=", "=?", "Żółć 🧭", strings.Repeat("ü", 300), strings.Repeat("a", 2000), "\xff\xfe", "  a \t b  ", "a@b@c", "\u00a0") {
		f.Add(s, "ada@example.org", s, s)
		f.Add("Ada", s, "", s)
	}
	w := writer(f, "en")
	f.Fuzz(func(t *testing.T, name, email, phone, message string) {
		c := typed(booking.Visitor{Name: name, Email: email, Phone: phone, Topic: phone, Message: message, Zone: phone})
		everyMailOf(t, w, c, func(m *booking.Mail, msg *Message) {
			wantLines(t, msg.Text)
			wantHeaders(t, c, m, msg)
			if m.To == booking.ToOwner && m.Kind != booking.MailErased {
				wantTyped(t, c, msg)
			}
		})
	})
}

// S11: a server that ends a message at careless line ends gets one message
// for each, and no command from within it.
func FuzzACarelessServerGetsOneMessage(f *testing.F) {
	for _, end := range ends {
		f.Add("Ada"+string(end)+"MAIL FROM:<eve@example.org>\r\n", "a"+string(end)+"RCPT TO:<x@example.org>"+string(end)+string(end))
	}
	f.Add(".", "\n.")
	f.Add("..", "\r.\r\n..\n.a")
	server := &recorder{}
	s, w := sender(f, "smtp", "", serveRaw(f, server.talk), false), writer(f, "en")
	f.Fuzz(func(t *testing.T, name, message string) {
		c := typed(booking.Visitor{Name: name, Email: "ada@example.org", Message: message, Zone: "Europe/Lisbon"})
		msg, err := w.Write(mailOf(c, booking.ToOwner, booking.MailBooked), c)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Send(t.Context(), msg); err != nil {
			t.Fatalf("Send: %v", err)
		}
		messages, commands := server.taken()
		if want := []string{"EHLO example.org", "MAIL FROM", "RCPT TO", "DATA", "QUIT"}; !slices.Equal(commands, want) || len(messages) != 1 {
			t.Fatalf("got the commands %q and %d messages, want %q and one", commands, len(messages), want)
		}
		got := bytes.ReplaceAll(messages[0], []byte("\r\n.."), []byte("\r\n."))
		if want := append(bytes.Clone(msg.Text), ".\r"...); !bytes.Equal(got, want) {
			t.Errorf("got\n%q\nwant\n%q", got, want)
		}
	})
}

func TestAddressesAreWrittenAsServersTakeThem(t *testing.T) {
	for address, want := range map[string]string{
		"ada@example.org":                        "ada@example.org",
		"Ada.L+x@MÜLLER.example":                 "Ada.L+x@xn--mller-kva.example",
		"o'neil@example.org":                     "o'neil@example.org",
		"ada":                                    "",
		"ada@":                                   "",
		"@example.org":                           "",
		"a b@example.org":                        "",
		"ada@example.org>":                       "",
		"ada@example.org\r\nBcc: x":              "",
		"\"ada\"@example.org":                    "",
		"äda@example.org":                        "",
		"ada@[127.0.0.1]":                        "",
		"a,b@example.org":                        "",
		strings.Repeat("a", 65) + "@example.org": "",
	} {
		got, err := ascii(address)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("ascii(%q): got %q, %v, want %q", address, got, err, want)
		}
		if err == nil {
			if parsed, err := mail.ParseAddress("<" + got + ">"); err != nil || parsed.Address != got {
				t.Errorf("%q parsed back: got %v, %v", got, parsed, err)
			}
		}
	}
}
