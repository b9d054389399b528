package mailer

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/locale"
	"leadpath/internal/webtest"
	"leadpath/locales"
)

var update = flag.Bool("update", false, "write the golden files")

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func at(s string) time.Time { return must(time.Parse(time.RFC3339, s)) }

// writer is that of an owner in Berlin who reads in a language.
func writer(t testing.TB, lang string) *Writer {
	t.Helper()
	words, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	hours := &booking.Hours{Zone: must(time.LoadLocation("Europe/Berlin")), Minutes: 15, Undo: 24, Erase: 90, Place: "https://meet.example.org/{room}"}
	owner := Owner{Sender: "owner@example.org", Address: "inbox@example.net", Brand: map[string]string{"en": "The AI Auditor", "de": "Der KI-Auditor"}, Lang: lang}
	return &Writer{
		Words: words, BaseURL: "https://www.example.org", Key: booking.Key("a secret of the test"),
		Hours: func() *booking.Hours { return hours }, Owner: func() Owner { return owner },
	}
}

// ada is a call of somebody in Lisbon.
func ada(lang string) *booking.Call {
	start := at("2026-12-01T09:00:00Z")
	return &booking.Call{
		ID: "0123456789abcdef0123456789abcdef", State: booking.Booked, Sequence: 1,
		Visitor: booking.Visitor{
			Name: "Ada Müller-Lovelace", Email: "ada@müller.example", Topic: "choice",
			Message: "Ich prüfe gern.\n\nWas dann?", Zone: "Europe/Lisbon", Lang: lang,
		},
		Start: start, End: start.Add(15 * time.Minute), Until: start.Add(30 * time.Minute),
		Made: at("2026-11-20T08:30:01Z"), Changed: at("2026-11-20T08:30:01Z"), Erase: start.Add(15*time.Minute + 90*24*time.Hour),
	}
}

func mailOf(c *booking.Call, to booking.Recipient, kind booking.Kind) *booking.Mail {
	m := &booking.Mail{
		ID: "fedcba9876543210fedcba9876543210", Call: c.ID, To: to, Kind: kind, Sequence: c.Sequence, Step: 1,
		Start: c.Start, End: c.End, Made: at("2026-11-21T10:00:00Z"),
	}
	if kind == booking.MailMoved {
		m.Was = at("2026-11-30T23:30:00Z")
	}
	return m
}

// kinds are those of the mails to each recipient.
var kinds = map[booking.Recipient][]booking.Kind{
	booking.ToVisitor: {booking.MailBooked, booking.MailMoved, booking.MailCancelled, booking.MailTakenBack, booking.MailConfirm, booking.MailReminderDay, booking.MailReminderHour},
	booking.ToOwner:   {booking.MailBooked, booking.MailMoved, booking.MailCancelled, booking.MailTakenBack, booking.MailErased, booking.MailReminderDay, booking.MailReminderHour},
}

// everyMail calls do for each mail there is, in each language.
func everyMail(t *testing.T, do func(name string, w *Writer, m *booking.Mail, c *booking.Call)) {
	t.Helper()
	for _, lang := range locale.Languages {
		w := writer(t, lang.Code)
		for to, list := range kinds {
			for _, kind := range list {
				c := ada(lang.Code)
				if kind == booking.MailConfirm {
					c.Erase = at("2026-11-22T10:00:00Z")
				}
				m := mailOf(c, to, kind)
				if kind == booking.MailErased {
					c = nil
				}
				do(string(to)+"-"+string(kind)+"."+lang.Code, w, m, c)
			}
		}
	}
}

// hasFile reports whether a mail brings a calendar file.
func hasFile(m *booking.Mail) bool { return m.Kind != booking.MailConfirm && !m.Kind.Reminds() }

// A received mail is a message as a mail program takes it apart.
type received struct {
	header             mail.Header
	text, html         string
	ics                []byte // the alternative
	icsType            string
	file               []byte // the attachment
	fileName, fileType string
}

// receive reads a message with the standard library, which did not write it.
func receive(t testing.TB, message []byte) received {
	t.Helper()
	msg, err := mail.ReadMessage(bytes.NewReader(message))
	if err != nil {
		t.Fatalf("read message: %v\n%s", err, message)
	}
	r := received{header: msg.Header}
	r.take(t, msg.Header.Get("Content-Type"), map[string][]string(msg.Header), msg.Body)
	return r
}

// take reads a part, or the parts within it.
func (r *received) take(t testing.TB, contentType string, header map[string][]string, body io.Reader) {
	t.Helper()
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatalf("media type %q: %v", contentType, err)
	}
	if strings.HasPrefix(kind, "multipart/") {
		for parts := multipart.NewReader(body, params["boundary"]); ; {
			part, err := parts.NextRawPart()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			r.take(t, part.Header.Get("Content-Type"), part.Header, part)
		}
	}
	content := decoded(t, header["Content-Transfer-Encoding"], body)
	disposition, file, _ := mime.ParseMediaType(strings.Join(header["Content-Disposition"], ""))
	switch {
	case disposition == "attachment":
		r.file, r.fileName, r.fileType = content, file["filename"], contentType
	case kind == "text/plain":
		r.text = string(content)
	case kind == "text/html":
		r.html = string(content)
	case kind == "text/calendar":
		r.ics, r.icsType = content, contentType
	default:
		t.Errorf("got a part of the type %s, want none", kind)
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

// headers are all that a mail has, in the order of the alphabet.
var headers = []string{"Auto-Submitted", "Content-Type", "Date", "From", "Message-Id", "Mime-Version", "Reply-To", "Subject", "To"}

func head(t *testing.T, h mail.Header) string {
	t.Helper()
	decoder, out := new(mime.WordDecoder), ""
	for _, name := range headers {
		for _, value := range h[name] {
			out += name + ": " + must(decoder.DecodeHeader(value)) + "\n"
		}
	}
	return out
}

func TestEveryMailIsAsItWasLookedAt(t *testing.T) {
	everyMail(t, func(name string, w *Writer, m *booking.Mail, c *booking.Call) {
		msg, err := w.Write(m, c)
		if err != nil {
			t.Fatalf("%s: Write: %v", name, err)
		}
		r := receive(t, msg.Text)
		golden(t, name+".txt", []byte(head(t, r.header)+"\n"+strings.ReplaceAll(r.text, "\r\n", "\n")))
		golden(t, name+".html", []byte(strings.ReplaceAll(r.html, "\r\n", "\n")))
		if hasFile(m) {
			golden(t, name+".ics", r.ics)
		}
	})
}

func TestTheCalendarFileComesTwiceAndAlike(t *testing.T) {
	everyMail(t, func(name string, w *Writer, m *booking.Mail, c *booking.Call) {
		r := receive(t, must(w.Write(m, c)).Text)
		if !hasFile(m) {
			if r.ics != nil || r.file != nil {
				t.Errorf("%s: got a calendar file, want none", name)
			}
			return
		}
		if !bytes.Equal(r.ics, r.file) {
			t.Errorf("%s: got the attachment\n%s\nwant it like the part\n%s", name, r.file, r.ics)
		}
		for _, kind := range []string{r.icsType, r.fileType} {
			_, params, err := mime.ParseMediaType(kind)
			if want := "\r\nMETHOD:" + params["method"] + "\r\n"; err != nil || params["method"] == "" || !bytes.Contains(r.ics, []byte(want)) {
				t.Errorf("%s: got the type %q (%v), want the method of\n%s", name, kind, err, r.ics)
			}
		}
		want := map[string]string{"en": "invite.ics", "de": "termin.ics"}[name[len(name)-2:]]
		if r.fileName != want {
			t.Errorf("%s: got the file name %q, want %q", name, r.fileName, want)
		}
	})
}

// What is downloaded is what was mailed, so that no calendar shows it twice.
func TestTheFileToDownloadIsThatOfTheLastMail(t *testing.T) {
	for kind, state := range map[booking.Kind]booking.State{booking.MailBooked: booking.Booked, booking.MailCancelled: booking.Cancelled, booking.MailTakenBack: booking.Booked} {
		for _, lang := range locale.Languages {
			w, c := writer(t, "en"), ada(lang.Code)
			c.State = state
			m := mailOf(c, booking.ToVisitor, kind)
			m.Made = c.Changed
			c.Lang = "en"
			got, err := w.Calendar(c, lang.Code)
			c.Lang = lang.Code
			if want := receive(t, must(w.Write(m, c)).Text).ics; err != nil || !bytes.Equal(got, want) {
				t.Errorf("Calendar of a call after the mail %s in %s: got %v\n%s\nwant\n%s", kind, lang.Code, err, got, want)
			}
		}
	}
}

// A2: the Nu HTML checker finds nothing in any mail, warnings included.
func TestTheHTMLCheckerFindsNothing(t *testing.T) {
	files := map[string]string{}
	everyMail(t, func(name string, w *Writer, m *booking.Mail, c *booking.Call) {
		files[name+".html"] = receive(t, must(w.Write(m, c)).Text).html
	})
	for _, f := range webtest.CheckHTML(t, files) {
		t.Errorf("%s, line %d: got %s %s %q in %q, want nothing", f.File, f.Line, f.Kind, f.Weight, f.Message, f.Extract)
	}
}

func TestAMailIsTheSameAtEveryTry(t *testing.T) {
	everyMail(t, func(name string, w *Writer, m *booking.Mail, c *booking.Call) {
		first, again := must(w.Write(m, c)), must(w.Write(m, c))
		if !bytes.Equal(first.Text, again.Text) {
			t.Errorf("%s: got another message at the second try, want the same\n%s", name, again.Text)
		}
	})
}

// What was queued for one time is not told of another.
func TestALaterMoveChangesNoEarlierMail(t *testing.T) {
	everyMail(t, func(name string, w *Writer, m *booking.Mail, c *booking.Call) {
		if c == nil || m.Kind == booking.MailConfirm {
			return
		}
		before := must(w.Write(m, c))
		week := 7 * 24 * time.Hour
		c.Start, c.End, c.Until, c.Erase = c.Start.Add(week), c.End.Add(week), c.Until.Add(week), c.Erase.Add(week)
		c.Sequence, c.Changed = 5, c.Changed.Add(time.Hour)
		if after := must(w.Write(m, c)); !bytes.Equal(before.Text, after.Text) {
			t.Errorf("%s: got\n%s\nafter a move, want\n%s", name, after.Text, before.Text)
		}
	})
}

// The mail about an erased call says nothing of the person, whatever is left.
func TestOfAnErasedCallNothingIsSaid(t *testing.T) {
	w, c := writer(t, "en"), ada("de")
	msg := must(w.Write(mailOf(c, booking.ToOwner, booking.MailErased), c))
	r := receive(t, msg.Text)
	for _, part := range []string{head(t, r.header), r.text, r.html, string(r.ics)} {
		for _, word := range []string{"Ada", "Lovelace", "ller.example", "prüfe", "Lisbon", "Lead Implementer", w.Key.Room(c.ID), w.Key.Link(booking.ForManage, c.ID)} {
			if strings.Contains(part, word) {
				t.Errorf("got %q in\n%s\nwant nothing about the person", word, part)
			}
		}
	}
}

func TestClocksOfBothSides(t *testing.T) {
	for _, test := range []struct {
		says, zone, start string
		want              []string
	}{
		{"both where they differ", "Europe/Lisbon", "2026-12-01T09:00:00Z", []string{"Tuesday, 1 December 2026, 09:00 to 09:15 in Lisbon", "10:00 to 10:15 in Berlin"}},
		{"one where they show the same", "Europe/Paris", "2026-12-01T09:00:00Z", []string{"Tuesday, 1 December 2026, 10:00 to 10:15 in Paris"}},
		{"the day too where it differs", "America/Los_Angeles", "2026-12-01T05:00:00Z", []string{"Monday, 30 November 2026, 21:00 to 21:15 in Los Angeles", "Tuesday, 1 December 2026, 06:00 to 06:15 in Berlin"}},
		{"the owner's where the zone is unknown", "Mars/Phobos", "2026-12-01T09:00:00Z", []string{"Tuesday, 1 December 2026, 10:00 to 10:15 in Berlin"}},
	} {
		t.Run(test.says, func(t *testing.T) {
			c := ada("en")
			c.Zone, c.Start = test.zone, at(test.start)
			c.End = c.Start.Add(15 * time.Minute)
			got := writer(t, "de").about(mailOf(c, booking.ToVisitor, booking.MailBooked), c).when()
			for i := range got {
				got[i] = strings.ReplaceAll(got[i], "\u00a0", " ")
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("when: got %q, want %q", got, test.want)
			}
		})
	}
}

func TestACallByTelephoneNamesTheNumber(t *testing.T) {
	w, c := writer(t, "en"), ada("de")
	w.Hours().Place, c.Phone = "phone", "+49 30 1234567"
	for to, want := range map[booking.Recipient]string{booking.ToVisitor: "Wir rufen Sie an unter +49 30 1234567", booking.ToOwner: "You call +49 30 1234567"} {
		r := receive(t, must(w.Write(mailOf(c, to, booking.MailBooked), c)).Text)
		if !strings.Contains(r.text, want) || !strings.Contains(r.html, want) || !bytes.Contains(r.ics, []byte("LOCATION:"+want)) {
			t.Errorf("to the %s: got\n%s\n%s\nwant %q in it", to, r.text, r.ics, want)
		}
	}
}

// A form can be sent with anybody's address: what was typed does not go there.
func TestNobodyIsSentWhatAnotherTyped(t *testing.T) {
	w := writer(t, "en")
	for _, name := range []string{"Visit https://spam.example", "www.SPAM.example now", "write spam@spam.example"} {
		for _, kind := range kinds[booking.ToVisitor] {
			c := ada("en")
			c.Name, c.Message = name, "buy at spam.example"
			r := receive(t, must(w.Write(mailOf(c, booking.ToVisitor, kind), c)).Text)
			if all := head(t, r.header) + r.text + r.html; strings.Contains(strings.ToLower(all), "spam") {
				t.Errorf("%s of %q: got\n%s\nwant nothing of it", kind, name, r.text)
			}
		}
	}
	c := ada("en")
	if r := receive(t, must(w.Write(mailOf(c, booking.ToVisitor, booking.MailConfirm), c)).Text); strings.Contains(r.text, "Ada") {
		t.Errorf("confirm: got\n%s\nwant no name, it is not known yet", r.text)
	}
}
