package main

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"net"
	"net/mail"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-ical"
	"github.com/emersion/go-smtp"
)

// A postbox is a mail server that keeps what it took, in order.
type postbox struct {
	url string // for --smtp-url
	// reached, if set, is told of every step of every mail, and answers it.
	reached func(step string) error

	mu       sync.Mutex
	got      []letter
	reminded []letter
}

// A letter is a mail as its recipient sees it, with the calendar file in it.
type letter struct {
	to, id   string // id: its Message-ID
	method   string
	uid      string
	sequence int
	start    string // RFC 3339, UTC
	reminds  bool
}

// newPostbox listens until the test ends.
func newPostbox(t testing.TB) *postbox {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &postbox{url: "smtp://" + listener.Addr().String()}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) {
		return &delivery{postbox: p}, p.says("greeting")
	}))
	server.Domain, server.ErrorLog = "postbox.example", silent{}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return p
}

type silent struct{}

func (silent) Printf(string, ...any) {}
func (silent) Println(...any)        {}

func (p *postbox) says(step string) error {
	if p.reached == nil {
		return nil
	}
	return p.reached(step)
}

// reminders gives the reminders that were taken so far.
func (p *postbox) reminders() []letter {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]letter(nil), p.reminded...)
}

// letters gives what was taken so far, but for reminders, which come when it
// is their time.
func (p *postbox) letters() []letter {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]letter(nil), p.got...)
}

// waitFor waits until so many letters were taken.
func (p *postbox) waitFor(t testing.TB, n int) []letter {
	t.Helper()
	for until := time.Now().Add(60 * time.Second); len(p.letters()) < n; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatalf("got %d letters in a minute, want %d: %+v", len(p.letters()), n, p.letters())
		}
	}
	return p.letters()
}

// A delivery is one mail on its way in.
type delivery struct {
	postbox *postbox
	to      string
}

func (d *delivery) Reset()        { d.to = "" }
func (d *delivery) Logout() error { return nil }

func (d *delivery) Mail(string, *smtp.MailOptions) error { return d.postbox.says("sender") }

func (d *delivery) Rcpt(to string, _ *smtp.RcptOptions) error {
	d.to = to
	return d.postbox.says("recipient")
}

func (d *delivery) Data(r io.Reader) error {
	if err := d.postbox.says("begin"); err != nil {
		return err
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	got, err := readLetter(d.to, text)
	if err != nil {
		return err
	}
	d.postbox.mu.Lock()
	if got.reminds {
		d.postbox.reminded = append(d.postbox.reminded, got)
	} else {
		d.postbox.got = append(d.postbox.got, got)
	}
	d.postbox.mu.Unlock()
	return d.postbox.says("end")
}

// reminding is in the subjects of reminders alone.
var reminding = regexp.MustCompile(`^(Reminder|Erinnerung) |(begins soon|beginnt bald): `)

// readLetter reads a mail and the calendar file that programs act on.
func readLetter(to string, text []byte) (letter, error) {
	message, err := mail.ReadMessage(bytes.NewReader(text))
	if err != nil {
		return letter{}, err
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject"))
	if err != nil {
		return letter{}, err
	}
	l := letter{to: to, id: message.Header.Get("Message-ID"), reminds: reminding.MatchString(subject)}
	file, err := calendarIn(message.Header.Get("Content-Type"), message.Body)
	if err != nil || file == nil {
		return l, err
	}
	l.method, l.uid, l.sequence, l.start, err = readCalendar(file)
	return l, err
}

// calendarIn finds the first calendar file among the parts of a mail.
func calendarIn(contentType string, body io.Reader) ([]byte, error) {
	kind, parameters, err := mime.ParseMediaType(contentType)
	if err != nil || !strings.HasPrefix(kind, "multipart/") {
		return nil, err
	}
	parts := multipart.NewReader(body, parameters["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if strings.HasPrefix(part.Header.Get("Content-Type"), "text/calendar") {
			return io.ReadAll(base64.NewDecoder(base64.StdEncoding, part))
		}
		if found, err := calendarIn(part.Header.Get("Content-Type"), part); err != nil || found != nil {
			return found, err
		}
	}
}

// readCalendar reads what a calendar program goes by.
func readCalendar(file []byte) (method, uid string, sequence int, start string, err error) {
	calendar, err := ical.NewDecoder(bytes.NewReader(file)).Decode()
	if err != nil {
		return "", "", 0, "", err
	}
	event := calendar.Events()[0]
	sequence, err = strconv.Atoi(event.Props.Get(ical.PropSequence).Value)
	if err != nil {
		return "", "", 0, "", err
	}
	begins, err := event.DateTimeStart(time.UTC)
	return calendar.Props.Get(ical.PropMethod).Value, event.Props.Get(ical.PropUID).Value, sequence, begins.UTC().Format(time.RFC3339), err
}
