package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/web"
	"leadpath/static"
)

type exportCommand struct {
	Dir     string `arg:"" name:"dir" help:"The folder to write to: a new or an empty one, or that of an earlier export, of which only what changed is written."`
	BaseURL string `name:"base-url" default:"http://127.0.0.1:8080" placeholder:"URL" help:"The address of the site as visitors see it; what is made for each visitor is linked there."`
	Content string `placeholder:"FOLDER" help:"The content folder (default: the embedded content)."`
	Cards   bool   `negatable:"" default:"true" help:"Draw the pictures that social networks show of articles (default: yes)."`
	At      string `placeholder:"TIME" help:"The site as it will be then (RFC 3339, or a date)."`
}

// Run writes the reading part as files.
func (cmd exportCommand) Run(c *console) error {
	catalog, err := loadCatalog()
	if err != nil {
		return err
	}
	read, report := source{cmd.Content}.load(catalog)
	if err := report.Faults.Err(); err != nil {
		return fmt.Errorf("content %s: %w", cmd.Content, err)
	}
	now, err := clockAt(cmd.At, read.Zone())
	if err != nil {
		return err
	}
	base, err := baseURL(cmd.BaseURL)
	if err != nil {
		return err
	}
	diary := &booking.Diary{Now: now, Hours: func() *booking.Hours { return read.Hours }}
	site, err := web.New(&web.Server{BaseURL: base, Catalog: catalog, Now: now, Diary: diary}, static.FS)
	if err != nil {
		return err
	}
	defer site.Drain()
	begun := time.Now()
	done, err := cmd.write(c, site, read)
	if err != nil {
		return fmt.Errorf("export to %s: %w", cmd.Dir, cause(err))
	}
	_, err = fmt.Fprintf(c.stdout, "%d files written, %d as they were, %d removed, in %s\n", done.Written, done.Kept, done.Removed, time.Since(begun).Round(10*time.Millisecond))
	return err
}

func (cmd exportCommand) write(c *console, site *web.Server, read *web.Content) (web.Exported, error) {
	if err := os.MkdirAll(cmd.Dir, 0o755); err != nil {
		return web.Exported{}, err
	}
	folder, err := os.OpenRoot(cmd.Dir)
	if err != nil {
		return web.Exported{}, err
	}
	done, err := site.Export(c, read, folder, cmd.Cards)
	return done, errors.Join(err, folder.Close())
}
