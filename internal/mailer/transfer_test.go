package mailer

import (
	"encoding/base64"
	"io"
	"mime/quotedprintable"
	"slices"
	"testing"
)

// decoded undoes a transfer encoding, which must be declared.
func decoded(t testing.TB, encoding []string, body io.Reader) []byte {
	t.Helper()
	switch {
	case slices.Equal(encoding, []string{"quoted-printable"}):
		body = quotedprintable.NewReader(body)
	case slices.Equal(encoding, []string{"base64"}):
		body = base64.NewDecoder(base64.StdEncoding, body)
	default:
		t.Fatalf("got the transfer encoding %q, want one that makes 7 bit", encoding)
	}
	content, err := io.ReadAll(body)
	if err != nil {
		t.Fatalf("decode %s: %v", encoding, err)
	}
	return content
}
