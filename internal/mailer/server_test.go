package mailer

import (
	"errors"
	"strings"
	"testing"
)

func TestMailServersAreNamedByURL(t *testing.T) {
	for _, test := range []struct {
		says, url string
		want      SMTP
	}{
		{"TLS from the start", "smtps://ada:se%40cret%3A@mail.example.org:2465", SMTP{host: "mail.example.org", port: "2465", user: "ada", password: "se@cret:", wrapped: true}},
		{"its port may be left out", "smtps://mail.example.org", SMTP{host: "mail.example.org", port: "465", wrapped: true}},
		{"STARTTLS, and a slash at the end", "smtp://mail.example.org/", SMTP{host: "mail.example.org", port: "587"}},
		{"no TLS on this machine", "smtp://localhost:25", SMTP{host: "localhost", port: "25", near: true}},
		{"nor by its number", "smtp://127.0.0.2:25", SMTP{host: "127.0.0.2", port: "25", near: true}},
		{"nor by the newer one", "smtp://[::1]:25", SMTP{host: "::1", port: "25", near: true}},
		{"an address as user", "smtps://ada%40example.org:x@mail.example.org", SMTP{host: "mail.example.org", port: "465", user: "ada@example.org", password: "x", wrapped: true}},
	} {
		t.Run(test.says, func(t *testing.T) {
			if got, err := ParseSMTP(test.url); err != nil || *got != test.want {
				t.Errorf("ParseSMTP(%q): got %+v, %v, want %+v", test.url, got, err, test.want)
			}
		})
	}
}

func TestFaultyURLsAreRefusedWithoutTheirPassword(t *testing.T) {
	for url, want := range map[string]error{
		"":                                         errServerScheme,
		"mail.example.org:465":                     errServerScheme,
		"https://ada:secret@mail.example.org":      errServerScheme,
		"SMTPS+x://ada:secret@mail.example.org":    errServerScheme,
		"smtps://":                                 errServerForm,
		"smtps://ada:secret@":                      errServerForm,
		"smtps:ada:secret":                         errServerForm,
		"smtps://ada:sec%ret@mail.example.org":     errServerForm,
		"smtps://ada:12#secret@mail.example.org":   errServerRest,
		"smtps://ada:1/secret@mail.example.org":    errServerRest,
		"smtps://ada:1?secret@mail.example.org":    errServerRest,
		"smtps://mail.example.org/?":               errServerRest,
		"smtps://ada:secret@mail.example.org/path": errServerRest,
		"smtps://ada:sec#ret@mail.example.org":     errServerForm,
		"smtps://ada:secret@mail.example.org:0":    errServerPort,
		"smtps://ada:secret@mail.example.org:1e9":  errServerForm,
		"smtps://mail.example.org:70000":           errServerPort,
		"smtps://ada@mail.example.org":             errServerUser,
		"smtps://:secret@mail.example.org":         errServerUser,
	} {
		got, err := ParseSMTP(url)
		if got != nil || !errors.Is(err, want) {
			t.Errorf("ParseSMTP(%q): got %v, %v, want %v", url, got, err, want)
		}
		if err != nil && (strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "ada")) {
			t.Errorf("ParseSMTP(%q): got %q, want nothing of the URL in it", url, err)
		}
	}
}
