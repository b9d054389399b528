package mailer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"leadpath/internal/booking"
)

// A Folder keeps messages as files in place of sending them: where no mail
// server is named, so that the owner can read and send them by hand. Each is
// named CALL-STEP-RECIPIENT-KIND.eml, by the call's ID and the step among the
// mails about it to that recipient. Nobody but the owner of the process can
// read them.
type Folder struct {
	Dir string
	Now func() time.Time
}

// keptErased is how long a mail about an erased call is kept; it names nobody.
const keptErased = 90 * 24 * time.Hour

const temporary = ".writing-"

// fileName holds what a kept mail is about.
var fileName = regexp.MustCompile(`^([0-9a-f]{32})-(\d+)-(visitor|owner)-([a-z-]+)\.eml$`)

// Send writes a message, durably and whole or not at all. The same mail
// written again replaces itself.
func (f *Folder) Send(ctx context.Context, m *Message) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := os.MkdirAll(f.Dir, 0o700); err != nil {
		return fmt.Errorf("keep mail: %w", err)
	}
	name := fmt.Sprintf("%s-%d-%s-%s.eml", m.Mail.Call, m.Mail.Step, m.Mail.To, m.Mail.Kind)
	if !fileName.MatchString(name) {
		return errors.New("keep mail: its call, recipient or kind makes no file name")
	}
	if err := f.write(name, m.Text); err != nil {
		return fmt.Errorf("keep mail: %w", err)
	}
	return nil
}

func (f *Folder) write(name string, text []byte) (err error) {
	file, err := os.CreateTemp(f.Dir, temporary+"*") // 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name())
		}
	}()
	_, err = file.Write(text)
	if err == nil {
		err = file.Sync()
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	if err = os.Rename(file.Name(), filepath.Join(f.Dir, name)); err != nil {
		return err
	}
	return f.sync()
}

// sync makes names durable, those that went and those that came.
func (f *Folder) sync() error {
	dir, err := os.Open(f.Dir)
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}

// Forget removes the mails about calls that exist says are erased, and those
// that tell the owner of an erased call after 90 days. What a crash left
// half-written goes after an hour. Files that are not ours stay. An error of
// one file does not keep the others.
func (f *Folder) Forget(ctx context.Context, exists func(call string) (bool, error)) error {
	list, err := os.ReadDir(f.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("forget kept mails: %w", err)
	}
	var faults []error
	for _, entry := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		due, err := f.due(entry, exists)
		if err == nil && due {
			err = os.Remove(filepath.Join(f.Dir, entry.Name()))
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			faults = append(faults, fmt.Errorf("forget kept mails: %w", err))
		}
	}
	if err := f.sync(); err != nil {
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}

// due reports whether a file is to be removed.
func (f *Folder) due(entry fs.DirEntry, exists func(call string) (bool, error)) (bool, error) {
	if strings.HasPrefix(entry.Name(), temporary) {
		return f.older(entry, time.Hour)
	}
	parts := fileName.FindStringSubmatch(entry.Name())
	switch {
	case parts == nil:
		return false, nil
	case booking.Kind(parts[4]) == booking.MailErased:
		return f.older(entry, keptErased)
	}
	there, err := exists(parts[1])
	return err == nil && !there, err
}

func (f *Folder) older(entry fs.DirEntry, age time.Duration) (bool, error) {
	info, err := entry.Info()
	return err == nil && f.Now().Sub(info.ModTime()) > age, err
}
