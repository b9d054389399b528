package calendars

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"time"

	"leadpath/internal/ical"
)

// A Reader reads sources, each at one moment. Any number of goroutines may use
// it at once.
type Reader struct {
	Ours  func(uid string) bool // events that never count: those of our own calls; may be nil
	Owner string                // the owner's e-mail address, whose refusals free time; may be empty
	Now   func() time.Time      // nil: the system's clock

	settings *tls.Config   // nil: the system's
	resolver *net.Resolver // nil: the system's
}

// A Reading is what a source said.
type Reading struct {
	Copy
	Doubts []ical.Doubt // what was not understood, and what was made of it
	More   int          // doubts beyond them
	Same   bool         // the server said that nothing has changed, doubts included
}

// A copy tells from a day ago to this far ahead; where less than least of it is
// left the calendar is read anew, changed or not, as its series go on.
const (
	behind = 24 * time.Hour
	ahead  = 400 * 24 * time.Hour
	least  = 370 * 24 * time.Hour
)

// Read reads a source once, whole days and floating times being those of zone.
// With a last copy that is still of use the server is asked whether it has
// changed; one that has not is given again with another Read. The error says
// in plain words what is wrong and shows nothing secret.
//
// A reading ends after 10 seconds and refuses what is longer than 16 MiB.
func (r *Reader) Read(ctx context.Context, s Source, zone *time.Location, last *Copy) (*Reading, error) {
	ctx, cancel := context.WithTimeout(ctx, mostTime)
	defer cancel()
	now := r.now().UTC()
	next := Copy{Key: s.Key(), Zone: zone.String(), Read: now, Tried: now, Through: now.Add(ahead).Truncate(time.Second)}
	want := ical.Want{Zone: zone, From: now.Add(-behind), To: next.Through, Ours: r.Ours, Owner: r.Owner}
	if s.address == nil {
		return readFile(s.file, next, want)
	}
	v := newVisit(s, r.settings, r.resolver)
	defer v.close()
	if s.dav {
		return v.readDAV(ctx, next, want)
	}
	if last == nil || last.Zone != next.Zone || last.Through.Before(now.Add(least)) {
		last = &Copy{}
	}
	return v.readICS(ctx, *last, next, want)
}

func (r *Reader) now() time.Time {
	if r.Now == nil {
		return time.Now()
	}
	return r.Now()
}

// readFile reads an ordinary file; others, a pipe say, may never end.
func readFile(path string, next Copy, want ical.Want) (*Reading, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, plainFile(err)
	}
	defer func() { _ = f.Close() }()
	switch info, err := f.Stat(); {
	case err != nil:
		return nil, plainFile(err)
	case !info.Mode().IsRegular():
		return nil, errNotFile
	case info.Size() > mostText:
		return nil, errBig
	}
	busy, err := ical.ReadBusy(io.LimitReader(f, mostText), want)
	var broke *os.PathError
	if errors.As(err, &broke) {
		return nil, plainFile(err)
	}
	if err != nil {
		return nil, unreadable(err)
	}
	return next.of(busy), nil
}

func (c Copy) of(busy *ical.Busy) *Reading {
	c.Spans = busy.Spans
	return &Reading{Copy: c, Doubts: busy.Doubts, More: busy.More}
}

// readICS gets a calendar's file over HTTP.
func (v *visit) readICS(ctx context.Context, last, next Copy, want ical.Want) (*Reading, error) {
	header := http.Header{"Accept": {"text/calendar, */*;q=0.1"}}
	for name, value := range map[string]string{"If-None-Match": last.ETag, "If-Modified-Since": last.Modified} {
		if value != "" {
			header.Set(name, value)
		}
	}
	answer, _, err := v.ask(ctx, call{method: http.MethodGet, header: header}, v.source.address)
	if err != nil {
		return nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	switch {
	case answer.StatusCode == http.StatusNotModified && (last.ETag != "" || last.Modified != ""):
		last.Read, last.Tried = next.Read, next.Tried
		return &Reading{Copy: last, Same: true}, nil
	case answer.StatusCode != http.StatusOK:
		return nil, status(answer.StatusCode)
	}
	next.ETag, next.Modified = answer.Header.Get("ETag"), answer.Header.Get("Last-Modified")
	return v.readText(answer, next, want)
}

func (v *visit) readText(answer *http.Response, next Copy, want ical.Want) (*Reading, error) {
	text := bufio.NewReader(answer.Body)
	err := looksRight(answer.Header, text)
	if err == nil {
		var busy *ical.Busy
		if busy, err = ical.ReadBusy(text, want); err == nil {
			return next.of(busy), nil
		}
	}
	if v.broke != nil {
		return nil, plain(v.broke)
	}
	return nil, unreadable(err)
}

// looksRight refuses what is no calendar by its type or its first words. Types
// alone tell little: calendars come as text/plain and as bytes.
func looksRight(header http.Header, text *bufio.Reader) error {
	if header.Get("Content-Encoding") != "" {
		return errCoding // the transport has unpacked what it asked for
	}
	kind, _, _ := mime.ParseMediaType(header.Get("Content-Type"))
	if kind == "text/html" || kind == "application/xhtml+xml" {
		return errPage
	}
	begins, _ := text.Peek(512)
	begins = bytes.TrimLeft(bytes.TrimPrefix(begins, []byte("\ufeff")), " \t\r\n")
	if !strings.HasPrefix(strings.ToUpper(string(begins[:min(len(begins), 15)])), "BEGIN:VCALENDAR") {
		return errOther
	}
	return nil
}
