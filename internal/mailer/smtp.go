package mailer

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"time"

	"github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// An SMTP sends by a mail server, one message a connection. ParseSMTP makes
// one.
type SMTP struct {
	host, port     string
	user, password string         // both or none
	wrapped        bool           // TLS from the first byte; else by STARTTLS
	near           bool           // on this machine: no TLS needed
	roots          *x509.CertPool // who vouches for the server; nil: those this machine trusts
}

// farewell is how long the server may take to say goodbye.
const farewell = 2 * time.Second

// Send hands a message over. It is sent once the server has said yes to all
// of it, however the farewell goes. When ctx ends, the line is cut.
func (s *SMTP) Send(ctx context.Context, m *Message) error {
	line, err := new(net.Dialer).DialContext(ctx, "tcp", net.JoinHostPort(s.host, s.port))
	if err != nil {
		return failure("connect", err)
	}
	defer line.Close()
	defer context.AfterFunc(ctx, func() { _ = line.Close() })()
	client, err := s.greet(ctx, line, domain(m.From))
	if err != nil {
		return failure("connect", err)
	}
	if err := deliver(client, m); err != nil {
		return err
	}
	if client.UpdateDeadline(farewell) == nil {
		_ = client.Quit()
	}
	return nil
}

func (s *SMTP) tls() *tls.Config {
	return &tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12, RootCAs: s.roots}
}

// greet brings a line to where messages can be handed over: TLS, EHLO, AUTH.
func (s *SMTP) greet(ctx context.Context, line net.Conn, name string) (*smtp.Client, error) {
	if s.wrapped {
		secure := tls.Client(line, s.tls())
		if err := secure.HandshakeContext(ctx); err != nil {
			return nil, err
		}
		line = secure
	}
	patience := sendingTime
	if end, ok := ctx.Deadline(); ok {
		patience = time.Until(end)
	}
	client, err := mail.NewClient(s.host, append(s.options(),
		mail.WithHELO(name),
		mail.WithTimeout(max(patience, time.Millisecond)),
		mail.WithDialContextFunc(func(context.Context, string, string) (net.Conn, error) { return line, nil }))...)
	if err != nil {
		return nil, err
	}
	return client.DialToSMTPClientWithContext(ctx)
}

func (s *SMTP) options() []mail.Option {
	list := []mail.Option{mail.WithTLSConfig(s.tls()), mail.WithTLSPolicy(mail.TLSMandatory), mail.WithoutSMTPUTF8()}
	plain, login := mail.SMTPAuthPlain, mail.SMTPAuthLogin
	switch {
	case s.wrapped:
		list = append(list, mail.WithSSL())
	case s.near:
		list = append(list, mail.WithTLSPolicy(mail.NoTLS))
		plain, login = mail.SMTPAuthPlainNoEnc, mail.SMTPAuthLoginNoEnc
	}
	if s.user != "" {
		list = append(list, mail.WithUsername(s.user), mail.WithPassword(s.password),
			mail.WithOpportunisticSMTPAuth(mail.SMTPAuthSCRAMSHA256, plain, login, mail.SMTPAuthCramMD5))
	}
	return list
}

// deliver hands one message over.
func deliver(client *smtp.Client, m *Message) error {
	if err := client.Mail("<" + m.From + ">"); err != nil {
		return failure("sender", err)
	}
	if err := client.Rcpt("<" + m.To + ">"); err != nil {
		return failure("recipient", err)
	}
	data, err := client.Data()
	if err != nil {
		return failure("data", err)
	}
	if _, err := data.Write(m.Text); err != nil {
		return failure("data", err) // without the dot at its end it counts as nothing
	}
	if err := data.Close(); err != nil {
		return failure("end", err)
	}
	return nil
}
