package mailer

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"leadpath/internal/booking"
)

func folder(t *testing.T) *Folder {
	t.Helper()
	return &Folder{Dir: filepath.Join(t.TempDir(), "data", "mail"), Now: time.Now}
}

func files(t *testing.T, f *Folder) (names []string) {
	t.Helper()
	for _, entry := range must(os.ReadDir(f.Dir)) {
		names = append(names, entry.Name())
	}
	return names
}

func TestAKeptMailIsAFileThatCanBeFound(t *testing.T) {
	f, m := folder(t), written(t)
	for range 2 { // the second try replaces the first
		if err := f.Send(t.Context(), m); err != nil {
			t.Fatalf("Send: %v", err)
		}
	}
	want := "0123456789abcdef0123456789abcdef-1-owner-booked.eml"
	if got := files(t, f); !slices.Equal(got, []string{want}) {
		t.Fatalf("got the files %q, want %s", got, want)
	}
	if got := must(os.ReadFile(filepath.Join(f.Dir, want))); !bytes.Equal(got, m.Text) {
		t.Errorf("got\n%s\nwant\n%s", got, m.Text)
	}
	for name, want := range map[string]os.FileMode{f.Dir: 0o700 | os.ModeDir, filepath.Join(f.Dir, want): 0o600} {
		if got := must(os.Stat(name)).Mode(); got != want {
			t.Errorf("%s: got the mode %v, want %v", name, got, want)
		}
	}
}

func TestEveryMailHasAFileOfItsOwn(t *testing.T) {
	f, n := folder(t), 0
	everyMail(t, func(name string, w *Writer, m *booking.Mail, c *booking.Call) {
		if n++; c != nil && c.Lang == "de" {
			m.Step = 2
		} else if c == nil && w.Owner().Lang == "de" {
			m.Step = 2
		}
		if err := f.Send(t.Context(), must(w.Write(m, c))); err != nil {
			t.Errorf("%s: Send: %v", name, err)
		}
	})
	if got := files(t, f); len(got) != n {
		t.Errorf("got %d files %q, want %d", len(got), got, n)
	}
}

func TestAMailThatCannotBeKeptLeavesNothing(t *testing.T) {
	f, m := folder(t), written(t)
	if err := f.Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	m.Mail.Call = "../../escaped"
	if err := f.Send(t.Context(), m); err == nil {
		t.Error("Send with a path in place of a call: got no error")
	}
	m.Mail.Call = strings.Repeat("ab", 16)
	blocked := filepath.Join(f.Dir, m.Mail.Call+"-1-owner-booked.eml")
	if err := os.MkdirAll(filepath.Join(blocked, "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := f.Send(t.Context(), m); err == nil {
		t.Error("Send where a folder stands: got no error")
	}
	for _, name := range files(t, f) {
		if strings.HasPrefix(name, temporary) {
			t.Errorf("%s is left, want it removed", name)
		}
	}
}

// R27: kept mails go with their call.
func TestKeptMailsAreForgottenWithTheirCall(t *testing.T) {
	f := folder(t)
	if err := f.Forget(t.Context(), nil); err != nil {
		t.Errorf("Forget without a folder: got %v, want nothing to do", err)
	}
	there, gone, odd := strings.Repeat("1", 32), strings.Repeat("2", 32), strings.Repeat("3", 32)
	ages := map[string]time.Duration{
		there + "-1-visitor-booked.eml":   400 * 24 * time.Hour,
		there + "-2-owner-taken-back.eml": 0,
		gone + "-1-visitor-booked.eml":    0,
		gone + "-12-owner-taken-back.eml": 0,
		gone + "-3-owner-erased.eml":      89 * 24 * time.Hour,
		odd + "-1-owner-erased.eml":       91 * 24 * time.Hour,
		odd + "-1-owner-booked.eml":       0,
		temporary + "123":                 2 * time.Hour,
		temporary + "456":                 time.Minute,
		"notes.txt":                       400 * 24 * time.Hour,
		"letter.eml":                      400 * 24 * time.Hour,
	}
	if err := os.MkdirAll(f.Dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, age := range ages {
		path, when := filepath.Join(f.Dir, name), time.Now().Add(-age)
		if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Chtimes(path, when, when)); err != nil {
			t.Fatal(err)
		}
	}
	noAnswer := errors.New("no answer")
	err := f.Forget(t.Context(), func(call string) (bool, error) {
		if call == odd {
			return false, noAnswer
		}
		return call == there, nil
	})
	if !errors.Is(err, noAnswer) {
		t.Errorf("Forget: got %v, want the error of one call", err)
	}
	want := []string{
		temporary + "456", there + "-1-visitor-booked.eml", there + "-2-owner-taken-back.eml", gone + "-3-owner-erased.eml",
		odd + "-1-owner-booked.eml", "letter.eml", "notes.txt",
	}
	if got := files(t, f); !slices.Equal(got, want) {
		t.Errorf("got left %q, want %q", got, want)
	}
}
