package web

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"slices"
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
	clients map[clientKey]posted
	swept   time.Time
}

// A clientKey stands for a client in less space: the 64 bits of an IPv6
// network, or an IPv4 address where multicast would be, which nobody posts
// from.
type clientKey uint64

const multicast = 0xff << 56

func keyOf(client netip.Prefix) clientKey {
	address := client.Addr()
	if address.Is4() {
		four := address.As4()
		return multicast | clientKey(binary.BigEndian.Uint32(four[:]))
	}
	sixteen := address.As16() // zeros where it is not known
	return clientKey(binary.BigEndian.Uint64(sixteen[:]))
}

// posted is when a client posted, as far as it counts. It is small, as there
// are many of them.
type posted []moment

// A moment is when somebody posted, in unix nanoseconds, and in the lowest bit
// whether it was a switch only.
type moment int64

func momentOf(now time.Time, onlySwitch bool) moment {
	at := moment(now.UnixNano()) &^ 1
	if onlySwitch {
		at |= 1
	}
	return at
}

// counts reports whether a moment counts for what is posted within a span
// that ends now. Those after now do not: a clock that was put back shall keep
// nobody out.
func (m moment) counts(now time.Time, span time.Duration) bool {
	age := now.UnixNano() - int64(m&^1)
	return age >= 0 && age < int64(span)
}

// admit counts a post and gives zero, or how long the client has to wait.
func (p *posts) admit(client netip.Prefix, now time.Time, onlySwitch bool) (wait time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sweep(now)
	key := keyOf(client)
	list := p.clients[key].since(now)
	wait = list.wait(now, onlySwitch)
	if wait == 0 {
		list = append(slices.Clip(list), momentOf(now, onlySwitch))
	}
	p.clients[key] = list
	return wait
}

// wait gives how long somebody has to wait who posted then.
func (p posted) wait(now time.Time, onlySwitch bool) time.Duration {
	inMinute, inHour := 0, 0
	var first [2]moment // in the minute, in the hour
	for _, m := range p {
		if m.counts(now, time.Minute) {
			if inMinute++; inMinute == 1 {
				first[0] = m
			}
		}
		if m&1 == 0 {
			if inHour++; inHour == 1 {
				first[1] = m
			}
		}
	}
	switch {
	case inMinute >= postsAMinute:
		return first[0].until(now, time.Minute)
	case !onlySwitch && inHour >= postsAnHour:
		return first[1].until(now, time.Hour)
	}
	return 0
}

// until gives how long it is until a moment does not count any more.
func (m moment) until(now time.Time, span time.Duration) time.Duration {
	return time.Duration(int64(m&^1) + int64(span) - now.UnixNano())
}

// since drops what does not count any more: after an hour, a switch after a
// minute.
func (p posted) since(now time.Time) posted {
	kept := p[:0]
	for _, m := range p {
		span := time.Hour
		if m&1 == 1 {
			span = time.Minute
		}
		if m.counts(now, span) {
			kept = append(kept, m)
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
		p.clients = map[clientKey]posted{}
	}
	p.swept = now
	for key, list := range p.clients {
		if list = list.since(now); len(list) == 0 {
			delete(p.clients, key)
		} else {
			p.clients[key] = list
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
