package web_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"

	"leadpath/internal/booking"
	"leadpath/internal/mailer"
)

// letters writes every mail that waits or was sent, as its recipient reads it.
func (p *practice) letters(t testing.TB) (all []string) {
	t.Helper()
	brand := map[string]string{"en": "Leadpath", "de": "Leadpath"}
	writer := &mailer.Writer{
		Words: p.Catalog, BaseURL: p.Server.BaseURL, Key: p.Server.Diary.Key, Hours: p.Server.Hours,
		Owner: func() mailer.Owner { return mailer.Owner{Sender: "owner@example.org", Brand: brand, Lang: "en"} },
	}
	for _, c := range p.calls(t) {
		_, mails, err := p.Server.Diary.Find(t.Context(), booking.ByID(c.ID))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range mails {
			message, err := writer.Write(&m, c)
			if err != nil {
				t.Fatalf("write the mail %s to the %s: %v", m.Kind, m.To, err)
			}
			all = append(all, readLetter(t, message.Text))
		}
	}
	return all
}

// readLetter gives the fields and every part of a mail without its coding.
func readLetter(t testing.TB, text []byte) string {
	t.Helper()
	letter, err := mail.ReadMessage(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for name, values := range letter.Header {
		fmt.Fprintf(&all, "%s: %s\n", name, strings.Join(values, "; "))
	}
	readPart(t, &all, letter.Header.Get("Content-Type"), letter.Header.Get("Content-Transfer-Encoding"), letter.Body)
	return strings.ReplaceAll(strings.ReplaceAll(all.String(), "\r\n", "\n"), "\n ", "")
}

func readPart(t testing.TB, all *strings.Builder, kind, coding string, body io.Reader) {
	t.Helper()
	media, parameters, err := mime.ParseMediaType(kind)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(media, "multipart/") {
		for parts := multipart.NewReader(body, parameters["boundary"]); ; {
			part, err := parts.NextRawPart()
			if err == io.EOF {
				return
			} else if err != nil {
				t.Fatal(err)
			}
			readPart(t, all, part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part)
		}
	}
	switch strings.ToLower(coding) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	if _, err := io.Copy(all, body); err != nil {
		t.Fatal(err)
	}
	all.WriteString("\n")
}
