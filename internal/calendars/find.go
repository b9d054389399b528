package calendars

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// properties are what tells a calendar, or the way to one.
const properties = `<?xml version="1.0" encoding="utf-8"?>
<D:propfind xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop>
<D:resourcetype/><D:current-user-principal/><C:calendar-home-set/><C:supported-calendar-component-set/>
</D:prop></D:propfind>`

const (
	wellKnown    = "/.well-known/caldav" // RFC 6764, 5
	mostCalendar = 100                   // calendars of one source
)

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
	return u, nil
}
