package mailer

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// A mailServer takes mails as a real one does, and answers as a test wants.
type mailServer struct {
	user, password string
	answer         func(step string) error // nil: yes

	mu  sync.Mutex
	got []delivery
}

type delivery struct {
	from string
	to   []string
	text []byte
}

// deliveries gives what was taken so far.
func (s *mailServer) deliveries() []delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]delivery{}, s.got...)
}

func (s *mailServer) says(step string) error {
	if s.answer == nil {
		return nil
	}
	return s.answer(step)
}

type session struct {
	s    *mailServer
	mail delivery
}

func (x *session) Reset()        { x.mail = delivery{} }
func (x *session) Logout() error { return nil }

func (x *session) AuthMechanisms() []string {
	if x.s.user == "" {
		return nil
	}
	return []string{sasl.Plain}
}

func (x *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != x.s.user || password != x.s.password {
			return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "not you"}
		}
		return nil
	}), nil
}

func (x *session) Mail(from string, _ *smtp.MailOptions) error {
	x.mail.from = from
	return x.s.says("sender")
}

func (x *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	x.mail.to = append(x.mail.to, to)
	return x.s.says("recipient")
}

func (x *session) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := x.s.says("end"); err != nil {
		return err
	}
	x.mail.text = text
	x.s.mu.Lock()
	defer x.s.mu.Unlock()
	x.s.got = append(x.s.got, x.mail)
	return nil
}

// start lets a server listen and gives its host and port. With wrapped it
// speaks TLS from the first byte, and offers STARTTLS otherwise.
func (s *mailServer) start(t testing.TB, certificate *tls.Certificate, wrapped bool) string {
	t.Helper()
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{s: s}, nil }))
	server.Domain, server.AllowInsecureAuth = "test.example", certificate == nil
	listener := listen(t)
	address := listener.Addr().String()
	if certificate != nil {
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*certificate}}
	}
	if wrapped {
		listener = tls.NewListener(listener, server.TLSConfig)
	}
	server.ErrorLog = quiet{}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return address
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

func listen(t testing.TB) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return listener
}

// certificate gives one for 127.0.0.1, and who vouches for it.
func certificate(t testing.TB) (*tls.Certificate, *x509.CertPool) {
	t.Helper()
	server := httptest.NewTLSServer(nil)
	defer server.Close()
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	return &server.TLS.Certificates[0], roots
}

// serveRaw lets do talk to everybody who calls, by their number from 0, and
// gives host and port.
func serveRaw(t testing.TB, do func(n int, conn net.Conn)) string {
	t.Helper()
	listener := listen(t)
	go func() {
		for n := 0; ; n++ {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				do(n, conn)
			}()
		}
	}()
	return listener.Addr().String()
}

// A recorder is a careless mail server: it takes any of several line ends
// around a dot for the end of a message.
type recorder struct {
	mu       sync.Mutex
	messages [][]byte
	commands []string
}

var ends = [][]byte{[]byte("\n.\n"), []byte("\r.\r"), []byte("\r\n.\r"), []byte("\r\n.\r\n"), []byte("\n.\r\n")}

func (r *recorder) talk(_ int, conn net.Conn) {
	lines := bufio.NewReader(conn)
	say := func(s string) { _, _ = io.WriteString(conn, s+"\r\n") }
	say("220 careless.example")
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			continue // what is left of an end
		}
		verb, _, _ := strings.Cut(line, ":")
		r.mu.Lock()
		r.commands = append(r.commands, verb)
		r.mu.Unlock()
		switch {
		case line == "DATA":
			say("354 go on")
			if !r.record(lines) {
				return
			}
			say("250 taken")
		case line == "QUIT":
			say("221 bye")
			return
		default:
			say("250 yes")
		}
	}
}

// record takes a message in; false where the line broke.
func (r *recorder) record(lines *bufio.Reader) bool {
	text := []byte("\r\n")
	for {
		c, err := lines.ReadByte()
		if err != nil {
			return false
		}
		text = append(text, c)
		for _, end := range ends {
			if bytes.HasSuffix(text, end) {
				r.mu.Lock()
				defer r.mu.Unlock()
				r.messages = append(r.messages, text[2:])
				return true
			}
		}
	}
}

func (r *recorder) taken() (messages [][]byte, commands []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	messages, commands = r.messages, r.commands
	r.messages, r.commands = nil, nil
	return messages, commands
}
