package main

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// R28: a worker that panics is written down and begins anew; the others work
// on, and the end comes all the same.
func TestAWorkerThatPanicsBeginsAnew(t *testing.T) {
	var book bytes.Buffer
	lines := newLogWriter(&book)
	o := &office{log: slog.New(newLogHandler(lines)), release: func() {}}
	o.ctx, o.stop = context.WithCancel(context.Background())
	var shifts atomic.Int32
	settled, other := make(chan struct{}), make(chan struct{})
	o.work("postman", func(ctx context.Context) {
		if shifts.Add(1) == 1 {
			panic("the letters are on fire")
		}
		close(settled)
		<-ctx.Done()
	})
	o.work("eraser", func(ctx context.Context) { close(other); <-ctx.Done() })
	for what, done := range map[string]chan struct{}{"the postman, a second time": settled, "the eraser": other} {
		select {
		case <-done:
		case <-time.After(30 * time.Second):
			t.Fatalf("%s did not begin", what)
		}
	}
	o.close()
	lines.Close()
	if got := shifts.Load(); got != 2 {
		t.Errorf("got %d shifts of the postman, want 2", got)
	}
	if text := book.String(); strings.Count(text, "worker panicked") != 1 || !strings.Contains(text, "worker=postman") || !strings.Contains(text, "office_test.go") {
		t.Errorf("got the log %q, want one line with the worker and where it was", text)
	}
}
