package mailer

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"leadpath/internal/booking"
)

// A cutter is a mail server that hangs up once, at one step of the dialogue,
// and keeps every message it got to the end of.
type cutter struct {
	step     string
	mu       sync.Mutex
	messages [][]byte
	cuts     int
}

// cutsAt is true at the step where the line is to be cut, the first time.
func (c *cutter) cutsAt(step string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if step != c.step || c.cuts > 0 {
		return false
	}
	c.cuts++
	return true
}

func (c *cutter) kept() (messages [][]byte, cuts int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.messages, c.cuts
}

func (c *cutter) talk(_ int, conn net.Conn) {
	lines := bufio.NewReader(conn)
	if c.cutsAt("call") {
		return
	}
	_, _ = io.WriteString(conn, "220 test.example\r\n")
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		verb, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		if c.cutsAt(verb) {
			return
		}
		answer := map[string]string{"DATA": "354 go on\r\n", "QUIT": "221 bye\r\n"}[verb]
		if answer == "" {
			answer = "250 yes\r\n"
		}
		_, _ = io.WriteString(conn, answer)
		if verb == "DATA" && !c.read(lines, conn) {
			return
		}
	}
}

// read reads a message; false where the line was cut.
func (c *cutter) read(lines *bufio.Reader, conn net.Conn) bool {
	var message []byte
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil || len(message) > 200 && c.cutsAt("message") {
			return false
		}
		if string(line) == ".\r\n" {
			break
		}
		message = append(message, bytes.TrimPrefix(line, []byte("."))...)
	}
	c.mu.Lock()
	c.messages = append(c.messages, message)
	c.mu.Unlock()
	if c.cutsAt("dot") {
		return false
	}
	_, _ = io.WriteString(conn, "250 taken\r\n")
	return true
}

// R14: wherever the line is cut, the mail arrives; twice only where nothing
// but the last answer was lost, and then to the byte the same, with
// Message-ID, UID and SEQUENCE.
func TestALineThatIsCutLosesNoMail(t *testing.T) {
	for step, want := range map[string]int{"call": 1, "EHLO": 1, "MAIL": 1, "RCPT": 1, "DATA": 1, "message": 1, "dot": 2, "QUIT": 1} {
		t.Run(step, func(t *testing.T) {
			server, b := &cutter{step: step}, &box{}
			s := sender(t, "smtp", "", serveRaw(t, server.talk), false)
			p := NewPostman(b, writer(t, "en"), s, slog.New(slog.DiscardHandler), time.Now)
			p.Pause, p.Idle = func(int) time.Duration { return time.Millisecond }, 10*time.Millisecond
			w := b.add(fresh(1, booking.ToVisitor, booking.MailBooked))
			ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
			defer stop()
			go func() {
				for ctx.Err() == nil && b.fate(w).Sent.IsZero() {
					time.Sleep(5 * time.Millisecond)
				}
				stop()
			}()
			p.Run(ctx)
			messages, cuts := server.kept()
			if fate := b.fate(w); fate.Sent.IsZero() || cuts != 1 {
				t.Fatalf("got the fate %+v after %d cuts, want it sent after one", fate, cuts)
			}
			if len(messages) != want {
				t.Fatalf("got %d messages, want %d", len(messages), want)
			}
			for _, message := range messages {
				if !bytes.Equal(message, messages[0]) {
					t.Errorf("got\n%s\nafter\n%s\nwant the same", message, messages[0])
				}
				if receive(t, message).header.Get("Message-Id") != "<"+w.mail.ID+"@example.org>" {
					t.Errorf("got\n%s\nwant the Message-ID made of %s", message, w.mail.ID)
				}
			}
		})
	}
}
