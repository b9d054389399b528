package mailer

import (
	"errors"
	"net"
	"net/url"
	"strconv"
)

// What can be wrong with the address of a mail server. None repeats any of
// it, as a password with a sign that is not encoded can come to stand in
// every part of a URL.
var (
	errServerForm   = errors.New("the mail server's URL cannot be read; write smtps://user:password@host:465 or smtp://user:password@host:587, with signs like @ : / ? # % in user and password percent-encoded")
	errServerScheme = errors.New("the mail server's URL begins with neither smtps:// (TLS from the start) nor smtp:// (STARTTLS)")
	errServerUser   = errors.New("the mail server's URL has a user without a password, or a password without a user; write both or none")
	errServerRest   = errors.New("the mail server's URL has something behind host and port; end it there, and percent-encode signs like / ? # in user and password")
	errServerPort   = errors.New("the mail server's URL has a port that is none; write 1 to 65535, or leave it out for 465 (smtps) or 587 (smtp)")
)

// ParseSMTP reads the URL of a mail server, strictly: smtps://… speaks TLS
// from the first byte, smtp://… demands STARTTLS unless the server is this
// machine, where it speaks without. No error shows any of the URL.
func ParseSMTP(address string) (*SMTP, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return nil, errServerForm
	case u.Scheme != "smtps" && u.Scheme != "smtp":
		return nil, errServerScheme
	case u.Hostname() == "" || u.Opaque != "":
		return nil, errServerForm
	case u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return nil, errServerRest
	}
	s := &SMTP{host: u.Hostname(), wrapped: u.Scheme == "smtps"}
	s.near = !s.wrapped && isNear(s.host)
	if s.port, err = portOf(u); err != nil {
		return nil, err
	}
	if u.User != nil {
		s.user = u.User.Username()
		s.password, _ = u.User.Password()
		if s.user == "" || s.password == "" {
			return nil, errServerUser
		}
	}
	return s, nil
}

func portOf(u *url.URL) (string, error) {
	port := u.Port()
	if port == "" {
		return map[string]string{"smtps": "465", "smtp": "587"}[u.Scheme], nil
	}
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
		return "", errServerPort
	}
	return port, nil
}

func isNear(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
