// Package diarytest gives a site under test a diary with a true store.
package diarytest

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/locale"
	"leadpath/internal/mailer"
	"leadpath/internal/store"
	"leadpath/internal/web"
)

// Keep gives a server that is not made yet a diary with a store of its own,
// which lasts as long as the test.
func Keep(t testing.TB, s *web.Server) {
	t.Helper()
	folder, err := os.MkdirTemp("", "leadpath-*")
	if err != nil {
		t.Fatal(err)
	}
	kept, err := store.OpenSQLite(t.Context(), filepath.Join(folder, "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = kept.Close()
		_ = os.RemoveAll(folder)
	})
	if s.Now == nil {
		s.Now = time.Now
	}
	key := sha256.Sum256([]byte(folder))
	s.Diary = &booking.Diary{Store: kept, Hours: s.Hours, Now: s.Now, Key: key[:]}
	writer := &mailer.Writer{Words: s.Catalog, BaseURL: s.BaseURL, Key: key[:], Hours: s.Hours, Owner: func() mailer.Owner {
		return mailer.Owner{Sender: "owner@example.org", Brand: map[string]string{}, Lang: locale.Languages[0].Code}
	}}
	s.CalendarFile, s.StoreReady = writer.Calendar, kept.Ready
}
