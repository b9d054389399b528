package main

import (
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"leadpath/internal/library"
	"leadpath/internal/mailer"
	"leadpath/internal/web"
	"leadpath/static"
)

type serveCommand struct {
	Addr    string `default:"127.0.0.1:8080" help:"The address to listen on."`
	BaseURL string `name:"base-url" placeholder:"URL" help:"The address of the site as visitors see it (default: the one it really listens on)."`
	Data    string `default:"data" help:"The folder for what must outlive the program; one serve at a time."`
	Content string `placeholder:"FOLDER" help:"The content folder, read again as its files change (default: the embedded content)."`
	At      string `placeholder:"TIME" help:"A preview: the whole site as it will be then (RFC 3339, or a date); nothing is booked, sent or written."`

	Dev bool `help:"For authors: the versions of each text side by side under /dev/, drafts too, and pages that load anew at every save; only on an --addr of this machine alone."`

	DatabaseURL string `name:"database-url" placeholder:"URL" help:"A PostgreSQL database in place of the embedded one: postgres://… Several instances may use it, all with one --secret-file."`
	SecretFile  string `placeholder:"FILE" help:"What the links of calls are made with (default: the file secret in the data folder, made at the first start)."`
	SmtpURL     string `name:"smtp-url" placeholder:"URL" help:"The mail server: smtps://user:password@host:465, or smtp://… with STARTTLS (default: every mail is kept as a file in the folder mail of the data folder)."`
	OwnerEmail  string `placeholder:"ADDRESS" help:"Where the owner's mails go (default: the address in owner.toml, which is always the sender)."`
	calendarFlags
	TrustedProxies string `placeholder:"NETWORKS" help:"Networks whose forwarded addresses count, such as 127.0.0.1/32, with spaces or commas between (default: none)."`
}

// Validate refuses what can be seen to be wrong before anything starts.
func (cmd serveCommand) Validate() error {
	if _, err := networks(cmd.TrustedProxies); err != nil {
		return fmt.Errorf("--trusted-proxies: %w", err)
	}
	if cmd.SmtpURL != "" {
		if _, err := mailer.ParseSMTP(cmd.SmtpURL); err != nil {
			return fmt.Errorf("--smtp-url: %w", err)
		}
	}
	if cmd.Dev && !loopback(cmd.Addr) {
		return fmt.Errorf("--dev shows drafts to whoever asks, and --addr %s may be asked from elsewhere; use 127.0.0.1:8080 or the like", cmd.Addr)
	}
	return cmd.calendarFlags.Validate()
}

// loopback reports whether an address to listen on is one of this machine
// alone.
func loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.IsLoopback()
}

// networks reads a list of networks; a single address is one too.
func networks(list string) (found []string, err error) {
	for _, text := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		if address, err := netip.ParseAddr(text); err == nil {
			text = netip.PrefixFrom(address, address.BitLen()).String()
		}
		if _, err := netip.ParsePrefix(text); err != nil {
			return nil, fmt.Errorf("%q is no network such as 10.0.0.0/8", text)
		}
		found = append(found, text)
	}
	return found, nil
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
	var watch *watcher
	if cmd.Content != "" {
		if watch, err = newWatcher(cmd.Content); err != nil {
			return err
		}
	}
	reader := web.NewReader(catalog)
	reader.Thorough = cmd.Dev
	read, report, err := content.readFirst(reader)
	if err != nil {
		return err
	}
	now, err := clockAt(cmd.At, read.Zone())
	if err != nil {
		return err
	}
	o, err := cmd.openOffice(c, now, log)
	if err != nil {
		return err
	}
	defer o.close()
	listener, err := openDoor(cmd.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", cmd.Addr, err)
	}
	site, err := cmd.openSite(o, &web.Server{Catalog: catalog, Now: now, Log: log, Dev: cmd.Dev}, listener, read)
	if err != nil {
		_ = listener.Close()
		return err
	}
	site.Judge(report)
	if watch != nil {
		defer watch.run(func(news library.Changes) func() { return reload(site, content, reader, news, log) })()
	}
	o.open()
	log.Info("serving", "url", site.BaseURL)
	logs.Flush()
	return serve(c, listener, site, log)
}

// readFirst reads the content before anything is served.
func (s source) readFirst(reader *web.Reader) (*web.Content, library.Report, error) {
	percent := debug.SetGCPercent(300) // while everything is made, under memoryLimit
	defer debug.SetGCPercent(percent)
	read, report := s.read(reader, library.Changes{All: true})
	if err := report.Faults.Err(); err != nil {
		return nil, report, fmt.Errorf("content %s: %w", s.folder, err)
	}
	return read, report, nil
}

// openSite makes the server and shows the content. The owner's calendars come
// before that, since pages are made from then on.
func (cmd serveCommand) openSite(o *office, site *web.Server, listener net.Listener, read *web.Content) (*web.Server, error) {
	base, err := cmd.base(listener)
	if err != nil {
		return nil, err
	}
	site.BaseURL = base
	site.TrustedProxies, _ = networks(cmd.TrustedProxies) // Validate has seen them
	if site, err = web.New(o.equip(site), static.FS); err != nil {
		return nil, err
	}
	o.watchCalendars(cmd.calendarFlags, cmd.OwnerEmail, read)
	return site, site.Show(read)
}

// clockAt is the real one, or stands still at the moment of --at.
func clockAt(at string, zone *time.Location) (func() time.Time, error) {
	if at == "" {
		return time.Now, nil
	}
	moment, err := parseMoment(at, zone)
	if err != nil {
		return nil, badFlag{fmt.Errorf("--at: %w", err)}
	}
	return func() time.Time { return moment }, nil
}

// base gives the site's address without a slash at the end.
func (cmd serveCommand) base(listener net.Listener) (string, error) {
	if cmd.BaseURL == "" {
		return "http://" + listener.Addr().String(), nil
	}
	return baseURL(cmd.BaseURL)
}

// baseURL reads the site's address.
func baseURL(text string) (string, error) {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return "", badFlag{fmt.Errorf("--base-url %q is no address like https://www.example.org", text)}
	}
	return u.Scheme + "://" + u.Host, nil
}

// reload reads the content again and gives what shows it; broken content is
// named in the log, and the last good one goes on.
func reload(site *web.Server, content source, reader *web.Reader, news library.Changes, log *slog.Logger) (show func()) {
	read, report := content.read(reader, news)
	return func() {
		err := report.Faults.Err()
		if err == nil {
			err = site.Show(read)
		}
		site.Judge(report)
		if err != nil {
			site.Keep()
			log.Error("content is broken, the last good version goes on", "fault", err.Error())
			return
		}
		log.Info("content read again")
	}
}
