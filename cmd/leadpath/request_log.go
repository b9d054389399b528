package main

import (
	"context"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"time"
)

// requestLines writes the lines of requests, of which there is one an answer,
// in the form of slog's text handler and in a third of its time. All other
// lines it leaves to that handler.
type requestLines struct {
	slog.Handler
	out    *logWriter
	mu     sync.Mutex
	line   []byte
	second int64  // of stamp
	stamp  []byte // time=2026-06-09T10:00:00
	zone   []byte // Z or +02:00
}

func newLogHandler(out *logWriter) slog.Handler {
	return &requestLines{Handler: slog.NewTextHandler(out, nil), out: out}
}

// Handle writes one line.
func (h *requestLines) Handle(ctx context.Context, r slog.Record) error {
	if r.Message != "request" || r.Level != slog.LevelInfo {
		return h.Handler.Handle(ctx, r)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.line = h.appendTime(h.line[:0], r.Time)
	h.line = append(h.line, " level=INFO msg=request"...)
	r.Attrs(func(a slog.Attr) bool {
		h.line = append(append(append(h.line, ' '), a.Key...), '=')
		h.line = appendValue(h.line, a.Value)
		return true
	})
	h.line = append(h.line, '\n')
	_, err := h.out.Write(h.line)
	return err
}

// appendTime writes a moment to the millisecond; the part that stays the same
// for a second is kept.
func (h *requestLines) appendTime(line []byte, t time.Time) []byte {
	if second := t.Unix(); second != h.second || h.stamp == nil {
		h.second = second
		h.stamp = t.AppendFormat([]byte("time="), "2006-01-02T15:04:05.")
		h.zone = t.AppendFormat(nil, "Z07:00")
	}
	line = append(line, h.stamp...)
	milliseconds := t.Nanosecond() / 1e6
	line = append(line, byte('0'+milliseconds/100), byte('0'+milliseconds/10%10), byte('0'+milliseconds%10))
	return append(line, h.zone...)
}

func appendValue(line []byte, v slog.Value) []byte {
	switch v.Kind() {
	case slog.KindInt64:
		return strconv.AppendInt(line, v.Int64(), 10)
	case slog.KindDuration:
		return append(line, v.Duration().String()...)
	}
	text := v.String()
	if text == "" || strings.ContainsFunc(text, needsQuotes) {
		return strconv.AppendQuote(line, text)
	}
	return append(line, text...)
}

// needsQuotes is true for every sign that could end a value, or a line.
func needsQuotes(r rune) bool { return r <= ' ' || r == '"' || r == '=' || r >= 0x7f }
