package mailer

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"leadpath/internal/booking"
	"leadpath/internal/webtest"
)

// sender gives one for a server on this machine, as ParseSMTP would make it
// for one elsewhere where far is set.
func sender(t testing.TB, scheme, login, address string, far bool) *SMTP {
	t.Helper()
	s, err := ParseSMTP(scheme + "://" + login + address)
	if err != nil {
		t.Fatal(err)
	}
	s.near = s.near && !far
	return s
}

func written(t testing.TB) *Message {
	t.Helper()
	c := ada("de")
	return must(writer(t, "en").Write(mailOf(c, booking.ToOwner, booking.MailBooked), c))
}

func TestARealServerGetsTheMessageAsItWasWritten(t *testing.T) {
	cert, roots := certificate(t)
	for _, test := range []struct {
		says, scheme, login string
		tls, wrapped, far   bool
	}{
		{"on this machine, without TLS", "smtp", "", false, false, false},
		{"on this machine, with a password", "smtp", "ada:secret@", false, false, false},
		{"by STARTTLS", "smtp", "ada:secret@", true, false, true},
		{"by TLS from the first byte", "smtps", "ada:secret@", true, true, true},
	} {
		t.Run(test.says, func(t *testing.T) {
			server, withTLS := &mailServer{}, cert
			if test.login != "" {
				server.user, server.password = "ada", "secret"
			}
			if !test.tls {
				withTLS = nil
			}
			s := sender(t, test.scheme, test.login, server.start(t, withTLS, test.wrapped), test.far)
			s.roots = roots
			m := written(t)
			if err := s.Send(t.Context(), m); err != nil {
				t.Fatalf("Send: %v", err)
			}
			got := server.deliveries()
			if len(got) != 1 || got[0].from != "owner@example.org" || len(got[0].to) != 1 || got[0].to[0] != "inbox@example.net" {
				t.Fatalf("got %d deliveries %v, want one from owner@example.org to inbox@example.net", len(got), got)
			}
			if !bytes.Equal(got[0].text, m.Text) {
				t.Errorf("got the message\n%s\nwant\n%s", got[0].text, m.Text)
			}
		})
	}
}

// R13: what goes wrong is told apart, and nothing is said of whom it was for.
func TestFailuresAreJudged(t *testing.T) {
	cert, roots := certificate(t)
	says := func(step string, code int) func(string) error {
		return func(at string) error {
			if at == step {
				return &smtp.SMTPError{Code: code, Message: "inbox@example.net is not welcome"}
			}
			return nil
		}
	}
	raw := func(greeting string) string {
		return serveRaw(t, func(_ int, conn net.Conn) { _, _ = io.WriteString(conn, greeting); _, _ = io.Copy(io.Discard, conn) })
	}
	for _, test := range []struct {
		says string
		s    *SMTP
		want Failure
	}{
		{"absent", sender(t, "smtp", "", webtest.Deaf(t), false), Failure{Step: "connect"}},
		{"busy at the door", sender(t, "smtp", "", raw("421 later\r\n"), false), Failure{Step: "connect", Code: 421}},
		{"closed for everybody", sender(t, "smtp", "", raw("554 no inbox@example.net here\r\n"), false), Failure{Step: "connect", Code: 554}},
		{"speaks something else", sender(t, "smtp", "", raw("inbox@example.net\r\n"), false), Failure{Step: "connect"}},
		{"greylisting", sender(t, "smtp", "", (&mailServer{answer: says("recipient", 451)}).start(t, nil, false), false), Failure{Step: "recipient", Code: 451}},
		{"going down", sender(t, "smtp", "", (&mailServer{answer: says("sender", 421)}).start(t, nil, false), false), Failure{Step: "sender", Code: 421}},
		{"no such mailbox", sender(t, "smtp", "", (&mailServer{answer: says("recipient", 550)}).start(t, nil, false), false), Failure{Step: "recipient", Code: 550, Final: true}},
		{"refused for what it says", sender(t, "smtp", "", (&mailServer{answer: says("end", 554)}).start(t, nil, false), false), Failure{Step: "end", Code: 554, Final: true}},
		{"disk full", sender(t, "smtp", "", (&mailServer{answer: says("end", 452)}).start(t, nil, false), false), Failure{Step: "end", Code: 452}},
		{"wants a password first", sender(t, "smtp", "", (&mailServer{answer: says("sender", 530)}).start(t, nil, false), false), Failure{Step: "sender", Code: 530}},
		{"another password", sender(t, "smtp", "ada:wrong@", (&mailServer{user: "ada", password: "secret"}).start(t, nil, false), false), Failure{Step: "connect", Code: 535}},
		{"no AUTH offered", sender(t, "smtp", "ada:secret@", (&mailServer{}).start(t, nil, false), false), Failure{Step: "connect"}},
		{"no TLS offered", sender(t, "smtp", "", (&mailServer{}).start(t, nil, false), true), Failure{Step: "connect"}},
		{"a certificate nobody vouches for", sender(t, "smtp", "", (&mailServer{}).start(t, cert, false), true), Failure{Step: "connect"}},
		{"the same from the first byte", sender(t, "smtps", "", (&mailServer{}).start(t, cert, true), true), Failure{Step: "connect"}},
		{"no TLS where it was promised", &SMTP{host: "127.0.0.1", port: port(t, (&mailServer{}).start(t, nil, false)), wrapped: true, roots: roots}, Failure{Step: "connect"}},
	} {
		t.Run(test.says, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			err := test.s.Send(ctx, written(t))
			var got *Failure
			if !errors.As(err, &got) || got.Step != test.want.Step || got.Code != test.want.Code || got.Final != test.want.Final {
				t.Fatalf("Send: got %#v, want %+v", err, test.want)
			}
			for _, word := range []string{"inbox", "secret", "wrong", "welcome"} {
				if strings.Contains(err.Error(), word) {
					t.Errorf("Send: got %q, want no %q in it", err, word)
				}
			}
		})
	}
}

func port(t testing.TB, address string) string {
	t.Helper()
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// R13: a server that drips costs no more than the time of one mail, and
// nothing once the program ends.
func TestASlowServerIsLeftInTime(t *testing.T) {
	for _, scheme := range []string{"smtp", "smtps"} {
		for says, leave := range map[string]func(context.Context) (context.Context, context.CancelFunc){
			"the time is up": func(ctx context.Context) (context.Context, context.CancelFunc) {
				return context.WithTimeout(ctx, 200*time.Millisecond)
			},
			"the program ends": func(ctx context.Context) (context.Context, context.CancelFunc) {
				ctx, cancel := context.WithCancel(ctx)
				time.AfterFunc(200*time.Millisecond, cancel)
				return ctx, cancel
			},
		} {
			t.Run(scheme+", "+says, func(t *testing.T) {
				address, called, gone := drip(t)
				ctx, cancel := leave(t.Context())
				defer cancel()
				began := time.Now()
				if err := sender(t, scheme, "", address, false).Send(ctx, written(t)); err == nil || time.Since(began) > 10*time.Second {
					t.Errorf("Send: got %v after %v, want an error after 200ms", err, time.Since(began))
				}
				if !called.Load() {
					return // this machine was too busy to get that far
				}
				select {
				case <-gone:
				case <-time.After(5 * time.Second):
					t.Error("the line is still open, want it cut")
				}
			})
		}
	}
}

// drip serves a byte at a time, and says when somebody called and when the
// line was cut.
func drip(t *testing.T) (address string, called *atomic.Bool, gone chan struct{}) {
	called, gone = new(atomic.Bool), make(chan struct{})
	return serveRaw(t, func(_ int, conn net.Conn) {
		defer close(gone)
		called.Store(true)
		for {
			if _, err := io.WriteString(conn, "2"); err != nil {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	}), called, gone
}
