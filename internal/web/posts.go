package web

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/go-chi/chi/v5/middleware"

	"leadpath/internal/locale"
)

// What a client address may post (promise S19). Of IPv6 a /64 is one client:
// that is what one household gets.
const (
	postsAMinute = 10
	postsAnHour  = 30
)

// mostClients bounds the memory of the counting; of more clients in an hour
// the count begins anew.
const mostClients = 100_000

// posts counts what clients post.
type posts struct {
	mu      sync.Mutex
	clients map[netip.Prefix]*posted
	swept   time.Time
}

// posted is when a client posted: everything within a minute, and what was
// not a switch within an hour.
type posted struct{ minute, hour []time.Time }

// admit counts a post and gives zero, or how long the client has to wait.
func (p *posts) admit(client netip.Prefix, now time.Time, onlySwitch bool) (wait time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sweep(now)
	c := p.clients[client]
	if c == nil {
		c = &posted{}
		p.clients[client] = c
	}
	c.minute = since(c.minute, now, time.Minute)
	c.hour = since(c.hour, now, time.Hour)
	if len(c.minute) >= postsAMinute {
		return c.minute[0].Add(time.Minute).Sub(now)
	}
	if !onlySwitch {
		if len(c.hour) >= postsAnHour {
			return c.hour[0].Add(time.Hour).Sub(now)
		}
		c.hour = append(c.hour, now)
	}
	c.minute = append(c.minute, now)
	return 0
}

// since drops what lies before the span that ends now, or after now: a clock
// that was put back shall keep nobody out.
func since(times []time.Time, now time.Time, span time.Duration) []time.Time {
	kept := times[:0]
	for _, t := range times {
		if age := now.Sub(t); age >= 0 && age < span {
			kept = append(kept, t)
		}
	}
	return kept
}

// sweep forgets clients who have not posted for an hour, once a minute.
func (p *posts) sweep(now time.Time) {
	if age := now.Sub(p.swept); p.clients != nil && age >= 0 && age < time.Minute && len(p.clients) < mostClients {
		return
	}
	if p.clients == nil || len(p.clients) >= mostClients {
		p.clients = map[netip.Prefix]*posted{}
	}
	p.swept = now
	for client, c := range p.clients {
		c.minute, c.hour = since(c.minute, now, time.Minute), since(c.hour, now, time.Hour)
		if len(c.minute)+len(c.hour) == 0 {
			delete(p.clients, client)
		}
	}
}

// forgetClients keeps no address longer than an hour, also where nobody posts.
func (s *Server) forgetClients() {
	for range time.Tick(time.Minute) {
		s.posts.mu.Lock()
		s.posts.sweep(s.Now())
		s.posts.mu.Unlock()
	}
}

// client gives whom a request counts for.
func client(r *http.Request) netip.Prefix {
	address := middleware.GetClientIPAddr(r.Context())
	bits := 64
	if address.Is4() {
		bits = 32
	}
	prefix, _ := address.Prefix(bits) // an address that is not known is one client
	return prefix
}

// clientAddress finds the client's address behind the proxies that were named.
func (s *Server) clientAddress() func(http.Handler) http.Handler {
	if len(s.TrustedProxies) == 0 {
		return middleware.ClientIPFromRemoteAddr
	}
	return middleware.ClientIPFromXFF(s.TrustedProxies...)
}

// post lets a form of our own pages through to a handler, read and bounded:
// 413 where it is too large, 403 where it comes from another site.
func (e *site) post(l *locale.Locale, h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := readForm(w, r); errors.As(err, new(*http.MaxBytesError)) {
			e.showError(w, r, l, http.StatusRequestEntityTooLarge, nil)
			return
		}
		if err := e.origins.Check(r); err != nil {
			e.showError(w, r, l, http.StatusForbidden, nil)
			return
		}
		e.page(l, h)(w, r)
	}
}

// readForm reads what was posted. Of more parameters than there may be the
// first count; what makes no form is one with nothing in it.
func readForm(w http.ResponseWriter, r *http.Request) error {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return err
	}
	end := 0
	for range maxParameters {
		next := bytes.IndexByte(body[end:], '&')
		if next < 0 {
			end = len(body) + 1
			break
		}
		end += next + 1
	}
	r.Body = io.NopCloser(bytes.NewReader(body[:max(end-1, 0)]))
	return r.ParseForm()
}
