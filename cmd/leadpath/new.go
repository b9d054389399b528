package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/library"
	"leadpath/internal/locale"
)

// newCommand begins texts.
type newCommand struct {
	Article newArticleCommand `cmd:"" help:"Write the pair of files of a new article: drafts of today with everything in them that is required."`
}

type newArticleCommand struct {
	Key     string `arg:"" help:"The name of the files, in a-z, 0-9 and hyphens, such as two-year-line."`
	Content string `placeholder:"FOLDER" help:"The content folder (default: content here)."`
}

// Run writes both halves, or none, and prints where they are. Nothing is ever
// written in another file's place.
func (cmd newArticleCommand) Run(c *console) error {
	here := folderHere(cmd.Content)
	if here.folder == "" {
		return errors.New("new article: there is no folder content here, and what is embedded cannot be written; name a folder with --content")
	}
	catalog, err := loadCatalog()
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(here.folder)
	if err != nil {
		return fmt.Errorf("new article: the content folder %s cannot be read: %w", here.folder, cause(err))
	}
	defer func() { _ = root.Close() }()
	halves, err := library.NewArticle(root.FS(), catalog, cmd.Key, todayIn(root))
	if err != nil {
		return fmt.Errorf("new article in %s: %w", here.folder, err)
	}
	if err := writeAll(root, halves); err != nil {
		return err
	}
	for _, half := range halves {
		if _, err := fmt.Fprintln(c.stdout, filepath.Join(here.folder, half.File)); err != nil {
			return err
		}
	}
	return nil
}

// todayIn gives the day that it is for the owner; where their hours have
// faults, the day in the zone that hours have by default.
func todayIn(root *os.Root) locale.Date {
	hours, _ := booking.Load(root.FS())
	if hours == nil {
		hours = booking.Standard()
	}
	year, month, day := time.Now().In(hours.Zone).Date()
	return locale.Date{Year: year, Month: int(month), Day: day}
}

// writeAll writes all halves of a text, or none.
func writeAll(root *os.Root, halves []library.Draft) error {
	for i, half := range halves {
		if err := writeNew(root, half); err != nil {
			for _, written := range halves[:i] {
				_ = root.Remove(written.File)
			}
			return fmt.Errorf("new article: %s cannot be written: %w", filepath.Join(root.Name(), half.File), cause(err))
		}
	}
	return nil
}

// writeNew writes a file that was not there before, whole or not at all.
func writeNew(root *os.Root, half library.Draft) error {
	folder := filepath.Dir(half.File)
	if err := root.Mkdir(folder, 0o755); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	file, err := root.OpenFile(half.File, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = file.WriteString(half.Text)
	if err = errors.Join(err, file.Close()); err != nil {
		_ = root.Remove(half.File)
	}
	return err
}
