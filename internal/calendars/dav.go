package calendars

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"leadpath/internal/ical"
)

// What is asked of a CalDAV server (RFC 4791) is one PROPFIND after another
// until calendars are found, and then the text of each one's events. The
// answers are read as they come: a library was tried that keeps them, decoded,
// in memory, and gives up a calendar for one event that it does not understand.

// properties are what tells a calendar, or the way to one.
const properties = `<?xml version="1.0" encoding="utf-8"?>
<D:propfind xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop>
<D:resourcetype/><D:current-user-principal/><C:calendar-home-set/><C:supported-calendar-component-set/>
</D:prop></D:propfind>`

// query asks for all events that touch a time (RFC 4791, 7.8).
const query = `<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="%s" end="%s"/></C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>`

const (
	wellKnown    = "/.well-known/caldav" // RFC 6764, 5
	mostCalendar = 100                   // calendars of one source
)

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

// find gives the calendars at an address: itself, those right beneath it, and
// else those of its owner or of who asks (RFC 4791, 6.2.1; RFC 5397, 3).
func (v *visit) find(ctx context.Context) ([]*url.URL, error) {
	start := v.source.address
	here, err := v.look(ctx, start, "0")
	if err != nil && (start.Path == "" || start.Path == "/") {
		start = start.ResolveReference(&url.URL{Path: wellKnown})
		here, err = v.look(ctx, start, "0")
	}
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(here, func(p place) bool { return p.calendar }); i >= 0 {
		if here[i].otherwise {
			return nil, failure("that calendar holds no events")
		}
		return []*url.URL{here[i].at}, nil
	}
	if found, err := v.beneath(ctx, start); err == nil && len(found) > 0 {
		return found, nil
	}
	if len(homes(here)) == 0 {
		if here, err = v.principals(ctx, here); err != nil {
			return nil, err
		}
	}
	return v.beneath(ctx, homes(here)...)
}

// principals looks at who asks.
func (v *visit) principals(ctx context.Context, here []place) (all []place, err error) {
	for _, p := range here {
		if p.principal == nil {
			continue
		}
		found, err := v.look(ctx, p.principal, "0")
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

func homes(here []place) (all []*url.URL) {
	for _, p := range here {
		all = append(all, p.homes...)
	}
	return all
}

// beneath gives the calendars right beneath some places.
func (v *visit) beneath(ctx context.Context, homes ...*url.URL) (all []*url.URL, err error) {
	for _, home := range homes {
		places, err := v.look(ctx, home, "1")
		if err != nil {
			return nil, err
		}
		for _, p := range places {
			if p.calendar && !p.otherwise {
				all = append(all, p.at)
			}
		}
	}
	switch {
	case len(all) == 0:
		return nil, failure("the server shows no calendar there")
	case len(all) > mostCalendar:
		return nil, failure(fmt.Sprintf("there are more than %d calendars", mostCalendar))
	}
	return all, nil
}

// A place is what a server tells of an address.
type place struct {
	at        *url.URL
	calendar  bool
	otherwise bool     // it holds to-dos, say, and no events
	principal *url.URL // who asks; nil: not told
	homes     []*url.URL
}

// look asks about an address and, at depth 1, about what lies right beneath.
func (v *visit) look(ctx context.Context, at *url.URL, depth string) (places []place, err error) {
	err = v.multistatus(ctx, "PROPFIND", at, depth, properties, func(at *url.URL, a *answer) error {
		p, err := a.place(at)
		if err == nil {
			places = append(places, p)
		}
		return err
	})
	if err == nil && len(places) == 0 {
		err = failure("the server tells nothing of that address")
	}
	return places, err
}

// place reads a PROPFIND's answer; what it leads to must lie on the same
// server, as user and password go to no other.
func (a *answer) place(at *url.URL) (p place, err error) {
	if p.at, err = sameServer(at, a.Href); err != nil {
		return p, err
	}
	for _, s := range a.Props {
		if !isOK(s.Status) {
			continue
		}
		if s.Prop.Type.Calendar != nil {
			p.calendar = true
		}
		if c := s.Prop.Components.List; len(c) > 0 {
			p.otherwise = !slices.ContainsFunc(c, func(c component) bool { return strings.EqualFold(c.Name, "VEVENT") })
		}
		if href := s.Prop.Principal.Href; href != "" {
			if p.principal, err = sameServer(at, href); err != nil {
				return p, err
			}
		}
		for _, href := range s.Prop.Home.Hrefs {
			home, err := sameServer(at, href)
			if err != nil {
				return p, err
			}
			p.homes = append(p.homes, home)
		}
	}
	return p, nil
}

func sameServer(at *url.URL, href string) (*url.URL, error) {
	u, err := at.Parse(strings.TrimSpace(href))
	if err != nil {
		return nil, errXML
	}
	if u.Scheme != at.Scheme || !strings.EqualFold(u.Hostname(), at.Hostname()) || portOf(u) != portOf(at) {
		return nil, failure("its calendars lie on another server, " + u.Hostname() + "; name them there")
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	return u, nil
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
