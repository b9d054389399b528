package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/locale"
	"leadpath/internal/mailer"
	"leadpath/internal/store"
	"leadpath/internal/web"
)

// A desk has calls of visitors in a store of its own, and shows what is
// answered to forms to a camera that only knows addresses.
type desk struct {
	site   http.Handler
	folder string
	store  *store.Store
	diary  *booking.Diary
	forms  []func() (address string, fields url.Values)
	guests int
	posts  int
}

// openDesk gives a server that is not made yet a diary.
func openDesk(s *web.Server) (*desk, error) {
	folder, err := os.MkdirTemp("", "leadpath-*")
	if err != nil {
		return nil, err
	}
	kept, err := store.OpenSQLite(context.Background(), filepath.Join(folder, "leadpath.db"))
	if err != nil {
		return nil, err
	}
	key := sha256.Sum256([]byte(folder))
	s.Now = time.Now
	s.Diary = &booking.Diary{Store: kept, Hours: s.Hours, Now: s.Now, Key: key[:]}
	writer := &mailer.Writer{Words: s.Catalog, BaseURL: s.BaseURL, Key: key[:], Hours: s.Hours, Owner: func() mailer.Owner {
		return mailer.Owner{Sender: "owner@example.org", Brand: map[string]string{}, Lang: locale.Languages[0].Code}
	}}
	s.CalendarFile, s.StoreReady = writer.Calendar, kept.Ready
	return &desk{folder: folder, store: kept, diary: s.Diary}, nil
}

func (d *desk) close() {
	_ = d.store.Close()
	_ = os.RemoveAll(d.folder)
}

// ServeHTTP answers /sent/N with what the site answers to a form, and
// anything else as the site does.
func (d *desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var n int
	if _, err := fmt.Sscanf(r.URL.Path, "/sent/%d", &n); err != nil || n >= len(d.forms) {
		d.site.ServeHTTP(w, r)
		return
	}
	address, fields := d.forms[n]()
	post := httptest.NewRequest(http.MethodPost, address, strings.NewReader(fields.Encode()))
	post.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	d.posts++
	post.RemoteAddr = fmt.Sprintf("10.0.%d.%d:1", d.posts>>8, d.posts&255) // limits count clients
	d.site.ServeHTTP(w, post)
}

// sent gives the path at which the answer to a form is shown.
func (d *desk) sent(address string, fields url.Values) string {
	return d.made(func() (string, url.Values) { return address, fields })
}

// made does so with a form that is made for each shot.
func (d *desk) made(form func() (address string, fields url.Values)) string {
	d.forms = append(d.forms, form)
	return fmt.Sprintf("/sent/%d", len(d.forms)-1)
}

// book books the first free time after so many days for somebody new and
// gives the call and the secret of its page.
func (d *desk) book(l *locale.Locale, days int) (*booking.Call, string, error) {
	ctx := context.Background()
	list, err := d.diary.Nearest(ctx, time.Now().AddDate(0, 0, days), 1)
	if err != nil || len(list) == 0 {
		return nil, "", fmt.Errorf("no opening in %d days: %w", days, err)
	}
	d.guests++
	early := *d.diary
	early.Now = func() time.Time { return time.Now().Add(-time.Minute) } // when the form was opened
	c, err := d.diary.Book(ctx, booking.Request{Form: early.NewForm(), Start: list[0], Consent: true, Visitor: booking.Visitor{
		Name: "Ada Lovelace-Donaudampfschifffahrt", Email: fmt.Sprintf("ada%d@example.org", d.guests), Topic: "choice",
		Message: "Result: both.\nIs it worth starting before the first course?", Zone: "Europe/Lisbon", Lang: l.Code,
	}})
	if err != nil {
		return nil, "", err
	}
	return c, d.diary.Key.Link(booking.ForManage, c.ID), nil
}

// addCalls adds the form of a free time and what follows it.
func (d *desk) addCalls(l *locale.Locale, add func(kind, address string)) error {
	booked, own, err := d.book(l, 4)
	if err != nil {
		return err
	}
	gone, cancelled, err := d.book(l, 8)
	if err == nil {
		_, err = d.diary.Cancel(context.Background(), booking.ByID(gone.ID))
	}
	if err != nil {
		return err
	}
	free, err := d.diary.Nearest(context.Background(), time.Now().AddDate(0, 0, 9), 1)
	if err != nil || len(free) == 0 {
		return fmt.Errorf("no opening to show a form of: %w", err)
	}
	opening := func(start time.Time) string { return l.Path("opening", start.Format(time.RFC3339)) }
	typed := url.Values{"name": {"Ada"}, "email": {"ada@example"}, "message": {"What now?"}, "timezone": {"Europe/Lisbon"}}
	quick := url.Values{"name": {"Ada"}, "email": {"ada@example.org"}, "timezone": {"Europe/Lisbon"}, "consent": {"yes"}}
	add("form", opening(free[0]))
	add("form-faults", d.sent(opening(free[0]), typed))
	add("form-gone", d.sent(opening(booked.Start), typed))
	add("form-confirm", d.sent(opening(free[0]), quick))
	add("own", l.Path("own", own))
	add("own-unsure", d.sent(l.Path("own", own), url.Values{"do": {"erase"}}))
	add("own-cancelled", l.Path("own", cancelled))
	add("move", l.Path("move", own))
	add("moveto", l.Path("moveto", own, free[0].Format(time.RFC3339)))
	add("erased", d.made(func() (string, url.Values) {
		_, leaving, _ := d.book(l, 12) // without one the picture says so
		return l.Path("own", leaving), url.Values{"do": {"erase"}, "sure": {"yes"}}
	}))
	return nil
}
