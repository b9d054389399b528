package main

import (
	"bytes"
	"io"
	"sync"
	"time"
)

// A logWriter gathers log lines and writes them together: at once where one
// is a warning or worse, else within a tenth of a second, so that a reader's
// answer never waits for a terminal.
type logWriter struct {
	out   io.Writer
	mu    sync.Mutex
	lines bytes.Buffer
	timer *time.Timer
}

const (
	logDelay = 100 * time.Millisecond
	logMost  = 64 << 10
)

func newLogWriter(out io.Writer) *logWriter { return &logWriter{out: out} }

// Write takes one line, as slog gives it.
func (w *logWriter) Write(line []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lines.Write(line)
	if w.lines.Len() > logMost || !bytes.Contains(line, []byte(" level=INFO ")) {
		w.flush()
	} else if w.timer == nil {
		w.timer = time.AfterFunc(logDelay, w.Flush)
	}
	return len(line), nil
}

// Flush writes what was gathered.
func (w *logWriter) Flush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.flush()
}

func (w *logWriter) flush() {
	_, _ = w.out.Write(w.lines.Bytes())
	w.lines.Reset()
	if w.timer != nil {
		w.timer.Stop()
		w.timer = nil
	}
}

// Close writes the last lines.
func (w *logWriter) Close() { w.Flush() }
