package main

import (
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"strings"
	"time"

	"leadpath/internal/locale"
	"leadpath/internal/web"
	"leadpath/static"
)

type serveCommand struct {
	Addr    string `default:"127.0.0.1:8080" help:"The address to listen on."`
	BaseURL string `name:"base-url" placeholder:"URL" help:"The address of the site as visitors see it (default: the one it really listens on)."`
	Data    string `default:"data" help:"The folder for what must outlive the program; one serve at a time."`
	Content string `placeholder:"FOLDER" help:"The content folder, read again as its files change (default: the embedded content)."`
	At      string `placeholder:"TIME" help:"A preview: the whole site as it will be then (RFC 3339, or a date); nothing is written."`
}

// Run serves until the context ends.
func (cmd serveCommand) Run(c *console) error {
	logs := newLogWriter(c.stderr)
	defer logs.Close()
	log := slog.New(newLogHandler(logs))
	catalog, err := loadCatalog()
	if err != nil {
		return err
	}
	content := source{cmd.Content}
	var changes *watcher
	if cmd.Content != "" {
		if changes, err = newWatcher(cmd.Content); err != nil {
			return err
		}
	}
	read, report := content.load(catalog)
	if err := report.Faults.Err(); err != nil {
		return fmt.Errorf("content %s: %w", cmd.Content, err)
	}
	now, err := cmd.clock(read.Zone())
	if err != nil {
		return err
	}
	if cmd.At == "" {
		release, err := claimData(cmd.Data)
		if err != nil {
			return err
		}
		defer release()
	}
	listener, err := net.Listen("tcp", cmd.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", cmd.Addr, err)
	}
	base, err := cmd.base(listener)
	if err != nil {
		_ = listener.Close()
		return err
	}
	site, err := web.New(&web.Server{BaseURL: base, Catalog: catalog, Now: now, Log: log}, static.FS)
	if err != nil {
		return err
	}
	if err := site.Show(read); err != nil {
		return err
	}
	if changes != nil {
		defer changes.run(func() func() { return reload(site, content, catalog, log) })()
	}
	log.Info("serving", "url", base)
	logs.Flush()
	return serve(c, listener, site, log)
}

// clock is the real one, or stands still for a preview.
func (cmd serveCommand) clock(zone *time.Location) (func() time.Time, error) {
	if cmd.At == "" {
		return time.Now, nil
	}
	moment, err := parseMoment(cmd.At, zone)
	if err != nil {
		return nil, fmt.Errorf("--at: %w", err)
	}
	return func() time.Time { return moment }, nil
}

// base gives the site's address without a slash at the end.
func (cmd serveCommand) base(listener net.Listener) (string, error) {
	if cmd.BaseURL == "" {
		return "http://" + listener.Addr().String(), nil
	}
	u, err := url.Parse(cmd.BaseURL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("--base-url %q is no address like https://www.example.org", cmd.BaseURL)
	}
	return u.Scheme + "://" + u.Host, nil
}

// reload reads the content again and gives what shows it; broken content is
// named in the log, and the last good one goes on.
func reload(site *web.Server, content source, catalog *locale.Catalog, log *slog.Logger) (show func()) {
	read, report := content.load(catalog)
	return func() {
		err := report.Faults.Err()
		if err == nil {
			err = site.Show(read)
		}
		if err != nil {
			site.Keep()
			log.Error("content is broken, the last good version goes on", "fault", err.Error())
			return
		}
		log.Info("content read again")
	}
}
