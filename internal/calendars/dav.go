package calendars

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"leadpath/internal/ical"
)

// What is asked of a CalDAV server (RFC 4791) is one PROPFIND after another
// until calendars are found, and then the text of each one's events. The
// answers are read as they come: a library was tried that keeps them, decoded,
// in memory, and gives up a calendar for one event that it does not understand.

// query asks for all events that touch a time (RFC 4791, 7.8).
const query = `<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="%s" end="%s"/></C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>`

// readDAV reads all calendars that an address leads to as one.
func (v *visit) readDAV(ctx context.Context, next Copy, want ical.Want) (*Reading, error) {
	calendars, err := v.find(ctx)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	text, in := io.Pipe()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = in.CloseWithError(v.copyAll(ctx, calendars, want, in)) // with nil: the end of the text
	}()
	busy, err := readAny(text, want)
	_ = text.Close()
	cancel()
	<-ended // who still uses the visit
	if err != nil {
		return nil, unreadable(err)
	}
	return next.of(busy), nil
}

// readAny reads calendar text; a calendar without events is none.
func readAny(text io.Reader, want ical.Want) (*ical.Busy, error) {
	all := bufio.NewReader(text)
	if _, err := all.Peek(1); err == io.EOF {
		return &ical.Busy{}, nil
	}
	return ical.ReadBusy(all, want)
}

// copyAll writes the text of all events of some calendars. Servers reckon
// floating times in zones of their own, hence a day more at either end.
func (v *visit) copyAll(ctx context.Context, calendars []*url.URL, want ical.Want, w io.Writer) error {
	const day, form = 24 * time.Hour, "20060102T150405Z"
	body := fmt.Sprintf(query, want.From.Add(-day).UTC().Format(form), want.To.Add(day).UTC().Format(form))
	for _, at := range calendars {
		err := v.multistatus(ctx, "REPORT", at, "1", body, func(_ *url.URL, a *answer) error { return a.copyTo(w) })
		if err != nil {
			return err
		}
	}
	return nil
}

// copyTo writes the text of one answer. An event that is kept back, or a list
// that is not whole (RFC 4791, 7.8: 507), is no good reading.
func (a *answer) copyTo(w io.Writer) error {
	if a.Status != "" && !isOK(a.Status) {
		return failure("the server keeps something back")
	}
	for _, s := range a.Props {
		if s.Prop.Data != nil && isOK(s.Status) {
			_, err := io.WriteString(w, strings.TrimSpace(*s.Prop.Data)+"\r\n")
			return err
		}
	}
	return failure("the server keeps an event back")
}

// multistatus asks and hands over each part of the answer as it comes
// (RFC 4918, 13).
func (v *visit) multistatus(ctx context.Context, method string, at *url.URL, depth, body string, each func(at *url.URL, a *answer) error) error {
	header := http.Header{"Depth": {depth}, "Content-Type": {"application/xml; charset=utf-8"}}
	response, at, err := v.ask(ctx, call{method, header, body}, at)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	switch {
	case response.StatusCode == http.StatusOK, response.StatusCode == http.StatusMethodNotAllowed, response.StatusCode == http.StatusNotImplemented:
		return failure("what answers speaks no CalDAV")
	case response.StatusCode != http.StatusMultiStatus:
		return status(response.StatusCode)
	}
	err = readAnswers(response.Body, func(a *answer) error { return each(at, a) })
	if v.broke != nil {
		return plain(v.broke)
	}
	return err
}
