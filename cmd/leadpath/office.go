package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/locale"
	"leadpath/internal/mailer"
	"leadpath/internal/store"
	"leadpath/internal/web"
)

// An office is what serve needs beside the pages: the store of calls, the
// diary, the postman, and what erases in time. That of a preview only offers.
type office struct {
	diary   *booking.Diary
	store   *store.Store // nil in a preview
	writer  *mailer.Writer
	sender  mailer.Sender
	data    string
	log     *slog.Logger
	server  *web.Server
	first   *booking.Hours // of the content that is shown first
	release func()         // of the data folder
	workers sync.WaitGroup
	stop    context.CancelFunc
	ctx     context.Context
}

// openOffice claims the data folder and opens the store.
func (cmd serveCommand) openOffice(ctx context.Context, now func() time.Time, log *slog.Logger) (*office, error) {
	o := &office{data: cmd.Data, log: log, release: func() {}, diary: &booking.Diary{Now: now}}
	o.ctx, o.stop = context.WithCancel(context.WithoutCancel(ctx))
	if cmd.At != "" {
		return o, nil
	}
	release, err := claimData(cmd.Data)
	if err != nil {
		return nil, err
	}
	o.release = release
	if err := o.furnish(ctx, cmd); err != nil {
		release()
		return nil, err
	}
	return o, nil
}

// furnish opens what must outlive the program.
func (o *office) furnish(ctx context.Context, cmd serveCommand) (err error) {
	o.diary.Key, err = loadSecret(cmp.Or(cmd.SecretFile, filepath.Join(cmd.Data, secretFile)))
	if err != nil {
		return err
	}
	if cmd.DatabaseURL == "" {
		if err := writable(filepath.Join(cmd.Data, databaseFile)); err != nil {
			return err
		}
	}
	if o.store, err = openStore(ctx, cmd.Data, cmd.DatabaseURL); err != nil {
		return err
	}
	o.diary.Store = o.store
	o.writer = &mailer.Writer{Key: o.diary.Key, Hours: o.hours, Owner: func() mailer.Owner { return o.owner(cmd.OwnerEmail) }}
	if cmd.SmtpURL != "" {
		o.sender, err = mailer.ParseSMTP(cmd.SmtpURL)
		return err
	}
	o.sender = &mailer.Folder{Dir: filepath.Join(cmd.Data, mailFolder), Now: o.diary.Now}
	return nil
}

// hours are those of the content that is shown, and before any is, of the
// first.
func (o *office) hours() *booking.Hours {
	if shown := o.server.Hours(); shown != nil {
		return shown
	}
	return o.first
}

// owner is who mails come from, as the content has it now.
func (o *office) owner(inbox string) mailer.Owner {
	owner := mailer.Owner{Address: inbox, Brand: map[string]string{}}
	for _, l := range locale.Languages {
		said := o.server.Content().Owner(l.Code)
		owner.Sender, owner.Lang, owner.Brand[l.Code] = said.Mail, said.Language, said.Brand
	}
	return owner
}

// equip gives the server what it books with.
func (o *office) equip(s *web.Server) *web.Server {
	o.server = s
	o.diary.Hours = o.hours
	s.Diary = o.diary
	if o.store != nil {
		o.writer.Words, o.writer.BaseURL = s.Catalog, s.BaseURL
		s.CalendarFile, s.StoreReady = o.writer.Calendar, o.store.Ready
	}
	return s
}

// open lets the postman and the eraser begin. They need the site to be there.
func (o *office) open() {
	if o.store == nil {
		return
	}
	if folder, ok := o.sender.(*mailer.Folder); ok {
		o.log.Info("no mail server is named; every mail is kept as a file", "folder", folder.Dir)
	}
	postman := mailer.NewPostman(o.store, o.writer, o.sender, o.log, o.diary.Now)
	o.diary.Queued = postman.Wake
	o.work("postman", postman.Run)
	wake := make(chan struct{}, 1)
	o.diary.Erased = func() {
		select {
		case wake <- struct{}{}:
		default: // somebody has rung already
		}
	}
	o.work("eraser", func(ctx context.Context) { forget(ctx, o.diary, o.data, wake, o.log) })
}

// restartAfter is how long a worker that panicked stays away.
const restartAfter = time.Second

// work runs a worker until the office closes; one that panics begins anew
// (promise R28).
func (o *office) work(name string, run func(context.Context)) {
	o.workers.Go(func() {
		for o.ctx.Err() == nil {
			o.shift(name, run)
		}
	})
}

func (o *office) shift(name string, run func(context.Context)) {
	defer func() {
		if failure := recover(); failure != nil {
			o.log.Error("worker panicked", "worker", name, "panic", fmt.Sprint(failure), "stack", string(debug.Stack()))
			time.Sleep(restartAfter)
		}
	}()
	run(o.ctx)
}

// close ends the workers, who finish the mails in hand, then the store.
func (o *office) close() {
	o.stop()
	o.workers.Wait()
	if o.store != nil {
		if err := o.store.Close(); err != nil {
			o.log.Error("the store did not close well", "error", err)
		}
	}
	o.release()
}
