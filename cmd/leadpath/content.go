package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"leadpath/content"
	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/internal/web"
	"leadpath/locales"
)

// A source is where content is read from: a folder, or what is embedded.
type source struct {
	folder string // empty: embedded
}

// load reads the content once.
func (s source) load(catalog *locale.Catalog) (*web.Content, library.Report) {
	return s.read(web.NewReader(catalog), library.Changes{All: true})
}

// read reads the content, of files that did not change what is known of them.
// A folder is opened anew each time, so that one which was put in another's
// place is seen; nothing outside it is read. Should the program itself fail
// over a text, that is a fault like any other: whoever serves keeps the last
// good version.
func (s source) read(reader *web.Reader, changes library.Changes) (read *web.Content, report library.Report) {
	defer func() {
		if failure := recover(); failure != nil {
			reader.Forget()
			read, report = nil, library.Report{}
			report.Faults.Add(".", 1, "the program failed over this content (%v); undo the last change and report it", failure)
		}
	}()
	if s.folder == "" {
		return reader.Read(content.FS, changes)
	}
	root, err := os.OpenRoot(s.folder)
	if err != nil {
		reader.Forget()
		report.Faults.Add(".", 1, "the content folder cannot be read (%v); name one that can", errors.Unwrap(err))
		return nil, report
	}
	defer func() { _ = root.Close() }()
	return reader.Read(root.FS(), changes)
}

// newJudge makes a reader that judges what it reads: prose, and what versions
// of a text state.
func newJudge(catalog *locale.Catalog) *web.Reader {
	reader := web.NewReader(catalog)
	reader.Thorough = true
	return reader
}

// loadCatalog reads the embedded words.
func loadCatalog() (*locale.Catalog, error) {
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	return catalog, nil
}

// folderHere is the content folder for commands that work on it: the one
// named, else “content” here if it stands, else the embedded one.
func folderHere(named string) source {
	if named != "" {
		return source{named}
	}
	if info, err := fs.Stat(os.DirFS("."), "content"); err == nil && info.IsDir() {
		return source{"content"}
	}
	return source{}
}

// parseMoment reads a time of a flag: RFC 3339, or a date, which begins at
// midnight in the owner's zone.
func parseMoment(text string, zone *time.Location) (time.Time, error) {
	if moment, err := time.Parse(time.RFC3339, text); err == nil {
		return moment, nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is neither a time like 2026-06-09T10:00:00Z nor a date like 2026-06-09", text)
	}
	return locale.Date{Year: day.Year(), Month: int(day.Month()), Day: day.Day()}.Begins(zone), nil
}
