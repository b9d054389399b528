package main

import (
	"bytes"
	"log/slog"
	"testing"
	"time"
)

// Whoever reads the log with a tool for slog's text form can read every line.
func TestRequestLinesLookLikeAllOthers(t *testing.T) {
	moment := time.Date(2026, 6, 9, 10, 0, 0, 7_000_000, time.FixedZone("", 7200))
	for _, route := range []string{"/en/articles/{slug}", "/", "unknown", "", "a b", `a"b`, "a=b", "a\nlevel=ERROR"} {
		record := slog.NewRecord(moment, slog.LevelInfo, "request", 0)
		record.AddAttrs(slog.String("method", "GET"), slog.String("route", route), slog.Int("status", 200),
			slog.Int("bytes", -1), slog.Duration("took", 1234*time.Microsecond))
		var want, got bytes.Buffer
		if err := slog.NewTextHandler(&want, nil).Handle(t.Context(), record); err != nil {
			t.Fatal(err)
		}
		lines := newLogWriter(&got)
		if err := newLogHandler(lines).Handle(t.Context(), record); err != nil {
			t.Fatal(err)
		}
		lines.Close()
		if got.String() != want.String() {
			t.Errorf("Handle with route %q:\ngot  %swant %s", route, &got, &want)
		}
	}
}
