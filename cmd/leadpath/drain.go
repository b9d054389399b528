package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"leadpath/internal/web"
)

// How long the end takes at most: first answers go on while load balancers
// see that the server drains, then who waits at the door is let in and heard,
// then open requests are finished.
const (
	drainNotice  = 1 * time.Second
	drainMaking  = 100 * time.Millisecond
	drainTaking  = 1 * time.Second
	drainHearing = 2 * time.Second
	drainFinish  = 5 * time.Second
)

// serve answers until the context ends, then drains.
func serve(ctx context.Context, listener net.Listener, site *web.Server, log *slog.Logger) error {
	var unheard newcomers
	var last lastAnswers
	server := &http.Server{
		Handler:        last.of(site),
		ReadTimeout:    10 * time.Second, // the header's too: one timer instead of two a request
		WriteTimeout:   30 * time.Second,
		IdleTimeout:    90 * time.Second,
		MaxHeaderBytes: 64 << 10, // larger than what web allows, which answers with a page
		ErrorLog:       slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		ConnState:      unheard.note,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	log.Info("draining")
	site.Drain()
	last.begin()
	time.Sleep(drainNotice)
	closeDoor(listener)
	<-ended // from here on the server knows every connection that was taken
	unheard.wait(drainHearing)
	return finish(server, log)
}

// finish ends the server when its open requests are answered, or cuts them
// off when that takes too long.
func finish(server *http.Server, log *slog.Logger) error {
	most, cancel := context.WithTimeout(context.Background(), drainFinish)
	defer cancel()
	if err := server.Shutdown(most); errors.Is(err, context.DeadlineExceeded) {
		log.Warn("requests cut off at the end of draining")
		return server.Close()
	} else if err != nil {
		return fmt.Errorf("drain: %w", err)
	}
	return nil
}

// lastAnswers tells clients, once begun, that each is the last on its
// connection, so that they send nothing more on one that is about to close.
type lastAnswers struct{ begun atomic.Bool }

func (l *lastAnswers) begin() { l.begun.Store(true) }

func (l *lastAnswers) of(site http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if l.begun.Load() {
			w.Header().Set("Connection", "close")
		}
		site.ServeHTTP(w, r)
	})
}

// newcomers are connections whose first request was not read yet. Shutdown
// would drop that request, though it was sent while the door was open.
type newcomers struct{ connections sync.Map }

func (n *newcomers) note(conn net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		n.connections.Store(conn, nil)
	case http.StateActive, http.StateClosed:
		n.connections.Delete(conn)
	}
}

// wait returns when all have been heard, or after so long: some never say
// anything.
func (n *newcomers) wait(most time.Duration) {
	for until := time.Now().Add(most); time.Now().Before(until); time.Sleep(time.Millisecond) {
		heard := true
		n.connections.Range(func(any, any) bool {
			heard = false
			return false
		})
		if heard {
			return
		}
	}
}
