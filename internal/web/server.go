// Package web serves all of it over HTTP.
//
// A Server holds a Site: one edition of the library with its routes and the
// answers already made from it. A request is first looked up among those
// answers, by its path alone; only what is not there yet runs through a
// handler, whose page is then kept. When the content changes or a publication
// date comes, a new Site takes the old one's place as a whole, so that no
// reader ever sees two versions in one page.
package web

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/library"
	"leadpath/internal/locale"
)

// A Server answers every request for the site.
type Server struct {
	// BaseURL is the site's address without a slash at the end, the only
	// source of absolute addresses; the Host header builds nothing.
	BaseURL string
	Catalog *locale.Catalog
	// Now is the clock: time.Now, or a fixed moment for a preview.
	Now func() time.Time
	// Diary is where calls are booked; nil where the site has no booking.
	Diary *booking.Diary
	// CalendarFile writes a call as its visitor's calendar has it, in a language.
	CalendarFile func(c *booking.Call, lang string) ([]byte, error)
	// StoreReady says why calls cannot be kept now, or nil.
	StoreReady func(ctx context.Context) error
	// TrustedProxies are the networks whose forwarded addresses count.
	TrustedProxies []string
	// Dev gives authors pages that set the versions of each text side by side,
	// and has every page loaded anew when the content was read again. It shows
	// drafts to whoever asks.
	Dev bool
	// Log gets one line a request, without address, query or visitor.
	Log *slog.Logger

	assets   *assets
	unpacked chan *answer // pages that can be packed better
	security http.Header  // the header fields of every answer
	live     *strings.Replacer
	site     atomic.Pointer[site]
	turning  sync.Mutex // held while a new site is made
	draining atomic.Bool
	posts    posts
	copies   copies
	stamps   stamps
	cards    cards
	outage   outage
	origins  *http.CrossOriginProtection
	broken   atomic.Pointer[time.Time] // since when the content is the last good one
	reading  reading
}

// New makes a server of static files. Until content is shown it answers 503.
func New(s *Server, static fs.FS) (*Server, error) {
	if s.Now == nil {
		s.Now = time.Now
	}
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	a, err := loadAssets(static)
	if err != nil {
		return nil, fmt.Errorf("load static files: %w", err)
	}
	if s.Dev {
		if err := a.readFolder(static, "dev"); err != nil {
			return nil, fmt.Errorf("load static files: %w", err)
		}
	}
	s.assets = a
	s.security = securityHeader(s.BaseURL)
	s.live = liveLinks(s.BaseURL, s.Catalog)
	s.keepFiles()
	s.origins = http.NewCrossOriginProtection()
	if err := s.origins.AddTrustedOrigin(s.BaseURL); err != nil {
		return nil, fmt.Errorf("base address: %w", err)
	}
	s.unpacked = make(chan *answer, 1000)
	go s.improveAnswers()
	if s.Diary != nil {
		go s.forgetClients()
	}
	return s, nil
}

// Show puts content on the shelf: from the next request on it is served.
func (s *Server) Show(content *Content) error {
	s.turning.Lock()
	defer s.turning.Unlock()
	var before *library.Library
	if shown := s.Content(); shown != nil {
		before = shown.Library
	}
	content.Index(before)
	site, err := s.newSite(content)
	if err != nil {
		return err
	}
	s.site.Store(site)
	s.broken.Store(nil)
	go site.prepare()
	return nil
}

// Keep says that the content is broken since now and its last good version
// goes on being served.
func (s *Server) Keep() {
	now := s.Now()
	s.broken.CompareAndSwap(nil, &now)
}

// Hours gives the owner's hours of the content that is shown now; nil before
// any is.
func (s *Server) Hours() *booking.Hours {
	if content := s.Content(); content != nil {
		return content.Hours
	}
	return nil
}

// Content gives what is shown now; nil before anything is.
func (s *Server) Content() *Content {
	if site := s.site.Load(); site != nil {
		return site.content
	}
	return nil
}

// Drain lets the server say that it is about to end.
func (s *Server) Drain() { s.draining.Store(true) }

// current gives the site of this moment; where a publication date has come
// it makes the next one first.
func (s *Server) current() *site {
	site := s.site.Load()
	if site == nil || site.until.IsZero() || s.Now().Before(site.until) {
		return site
	}
	s.turning.Lock()
	defer s.turning.Unlock()
	if now := s.site.Load(); now != site {
		return now
	}
	next, err := s.newSite(site.content)
	if err != nil {
		s.Log.Error("publication date not taken over", "error", err)
		return site
	}
	next.made = site.made // the same content, no younger for it
	s.site.Store(next)
	go next.prepare()
	return next
}

// ServeHTTP answers from what is kept, else through a handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	begun := time.Now()
	site := s.current()
	if site != nil && r.URL.RawPath == "" && len(r.RequestURI) <= maxAddress && !tooManyHeaders(r.Header) {
		if kept := site.kept(r.URL.Path, r.URL.RawQuery); kept != nil && (r.Method == http.MethodGet || r.Method == http.MethodHead) && r.ContentLength == 0 {
			status, size := kept.answer(w, r, s.draining.Load())
			s.logRequest(r, kept.pattern, status, size, begun)
			return
		}
	}
	s.serveFresh(w, r, site, begun)
}

// serveFresh runs a request through the routes.
func (s *Server) serveFresh(w http.ResponseWriter, r *http.Request, site *site, begun time.Time) {
	c := &counter{ResponseWriter: w}
	s.setSecurity(c.Header())
	if s.draining.Load() {
		c.Header().Set("Connection", "close")
	}
	pattern := s.machine(c, r)
	if pattern == "" {
		if site == nil {
			c.Header().Set("Retry-After", "1")
			http.Error(c, "starting", http.StatusServiceUnavailable)
			pattern = "starting"
		} else {
			pattern = site.serve(c, r)
		}
	}
	s.logRequest(r, pattern, c.status, c.size, begun)
}

// machine answers what is not for people: health and readiness.
func (s *Server) machine(w http.ResponseWriter, r *http.Request) (pattern string) {
	var status = http.StatusOK
	var word string
	switch r.URL.Path {
	case "/healthz":
		word = "ok"
	case "/readyz":
		status, word = s.readiness(r.Context())
	default:
		return ""
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		status, word = http.StatusMethodNotAllowed, "method not allowed"
	}
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", fmt.Sprint(len(word)+1))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = fmt.Fprintln(w, word)
	}
	return r.URL.Path
}

func (s *Server) readiness(ctx context.Context) (status int, word string) {
	switch broken := s.broken.Load(); {
	case s.draining.Load():
		return http.StatusServiceUnavailable, "draining"
	case s.site.Load() == nil:
		return http.StatusServiceUnavailable, "starting"
	case s.StoreReady != nil && s.StoreReady(ctx) != nil:
		return http.StatusServiceUnavailable, "store"
	case broken != nil:
		return http.StatusOK, "content: last good of " + s.site.Load().made.UTC().Format(time.RFC3339)
	}
	return http.StatusOK, "ok"
}

// logRequest writes the one line of a request. It hands the record to the
// handler itself: looking up the line of the program that logs, as the logger
// does, takes longer than all the rest.
func (s *Server) logRequest(r *http.Request, pattern string, status, size int, begun time.Time) {
	handler := s.Log.Handler()
	if !handler.Enabled(r.Context(), slog.LevelInfo) {
		return
	}
	now := time.Now()
	record := slog.NewRecord(now, slog.LevelInfo, "request", 0)
	record.AddAttrs(slog.String("method", method(r.Method)), slog.String("route", pattern), slog.Int("status", status),
		slog.Int("bytes", size), slog.Duration("took", now.Sub(begun)))
	_ = handler.Handle(r.Context(), record)
}

// method keeps what a client made up out of the log.
func method(name string) string {
	switch name {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions, http.MethodTrace, http.MethodConnect:
		return name
	}
	return "other"
}

// A counter notes what was answered, for the log.
type counter struct {
	http.ResponseWriter
	status, size int
}

// WriteHeader notes the status.
func (c *counter) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

// Write notes the size.
func (c *counter) Write(p []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(p)
	c.size += n
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (c *counter) Unwrap() http.ResponseWriter { return c.ResponseWriter }
