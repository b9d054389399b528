package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/mailer"
	"leadpath/internal/store"
	"leadpath/internal/web"
)

// databaseFile is the embedded database in the data folder, mailFolder where
// mails are kept that no server was named for.
const (
	databaseFile = "leadpath.db"
	mailFolder   = "mail"
	secretFile   = "secret"
)

// openStore opens the database that the flags name, and makes the embedded
// one where there is none.
func openStore(ctx context.Context, data, databaseURL string) (*store.Store, error) {
	if databaseURL != "" {
		return store.OpenPostgres(ctx, databaseURL)
	}
	return store.OpenSQLite(ctx, filepath.Join(data, databaseFile))
}

// withDiary gives a command the diary of a store that may be served by others
// meanwhile. Where there is no database yet the diary has no store.
func (w where) withDiary(c *console, do func(*booking.Diary) error) error {
	return w.withContent(c, func(d *booking.Diary, _ *web.Content) error { return do(d) })
}

// withContent gives the content too.
func (w where) withContent(c *console, do func(*booking.Diary, *web.Content) error) error {
	content, err := w.content()
	if err != nil {
		return err
	}
	d := &booking.Diary{Now: time.Now, Hours: func() *booking.Hours { return content.Hours }}
	s, err := w.openExisting(c)
	if err != nil {
		return err
	}
	if s == nil {
		return do(d, content)
	}
	d.Store = s
	return errors.Join(do(d, content), s.Close())
}

// openExisting opens the store, or gives nil where there is none yet.
func (w where) openExisting(ctx context.Context) (*store.Store, error) {
	if w.DatabaseURL == "" {
		if _, err := os.Stat(filepath.Join(w.Data, databaseFile)); errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
	}
	return openStore(ctx, w.Data, w.DatabaseURL)
}

func (w where) content() (*web.Content, error) {
	catalog, err := loadCatalog()
	if err != nil {
		return nil, err
	}
	content, report := source{w.Content}.load(catalog)
	if err := report.Faults.Err(); err != nil {
		return nil, fmt.Errorf("content %s: %w", w.Content, err)
	}
	return content, nil
}

// forgetMails removes kept mails of calls that are erased.
func forgetMails(ctx context.Context, d *booking.Diary, data string) error {
	folder := mailer.Folder{Dir: filepath.Join(data, mailFolder), Now: d.Now}
	return folder.Forget(ctx, func(call string) (bool, error) {
		_, _, err := d.Find(ctx, booking.ByID(call))
		if errors.Is(err, booking.ErrNotFound) {
			return false, nil
		}
		return err == nil, err
	})
}

// forgetEvery is how often what is due is erased.
const forgetEvery = time.Minute

// forget erases what is due until the context ends, and at once when it is
// woken: what somebody had erased is gone from the store then, and its kept
// mails shall not outlive the receipt by a minute.
func forget(ctx context.Context, d *booking.Diary, data string, wake <-chan struct{}, log *slog.Logger) {
	for {
		forgetOnce(ctx, d, data, log)
		select {
		case <-ctx.Done():
			return
		case <-wake:
		case <-time.After(forgetEvery):
		}
	}
}

// forgetOnce survives its own failure: what was not erased now is due a
// minute later still.
func forgetOnce(ctx context.Context, d *booking.Diary, data string, log *slog.Logger) {
	defer func() {
		if failure := recover(); failure != nil {
			log.Error("forgetting panicked", "panic", fmt.Sprint(failure), "stack", string(debug.Stack()))
		}
	}()
	erased, err := d.Forget(ctx)
	if err == nil {
		err = forgetMails(ctx, d, data)
	}
	switch {
	case err != nil && ctx.Err() == nil:
		log.Error("calls that are due were not erased", "error", err)
	case erased > 0:
		log.Info("calls erased", "calls", erased)
	}
}
