package ical_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"leadpath/internal/ical"
)

// Whatever is read, spans are as the contract says, and 64 KiB take little
// time: the work is bounded by the size of the text (promise S17), so that the
// limit here leaves room for a slow machine.
func FuzzReadBusy(f *testing.F) {
	files, err := filepath.Glob("testdata/busy/*.ics")
	if err != nil || len(files) == 0 {
		f.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, rule := range []string{"FREQ=MONTHLY;BYDAY=53MO", "FREQ=HOURLY;INTERVAL=12;BYHOUR=1", "FREQ=YEARLY;BYDAY=-53SU;BYMONTH=2", "FREQ=YEARLY;BYWEEKNO=-53,53;BYYEARDAY=-366,366", "FREQ=DAILY;BYSETPOS=-366;COUNT=9", "FREQ=YEARLY;INTERVAL=1000000"} {
		f.Add([]byte(calendarOf(eventOf("DTSTART:20251201T000000Z\nDURATION:P9W\nRRULE:" + rule + "\n"))))
	}
	want := want2026(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		data = data[:min(len(data), 64<<10)]
		began := time.Now()
		busy, err := ical.ReadBusy(bytes.NewReader(data), want)
		if took := time.Since(began); took > time.Second {
			t.Errorf("got %v for %d octets, want little", took, len(data))
		}
		if err != nil {
			return
		}
		if !slices.IsSortedFunc(busy.Spans, func(a, b ical.Span) int { return a.Start.Compare(b.Start) }) {
			t.Errorf("got spans out of order: %v", busy.Spans)
		}
		for _, s := range busy.Spans {
			if !s.Start.Before(s.End) || !s.End.After(want.From) || !s.Start.Before(want.To) || s.Start.Location() != time.UTC || s.Start.Nanosecond() != 0 {
				t.Errorf("got the span %v, want one in UTC that touches the times wanted", s)
			}
		}
		for _, d := range busy.Doubts {
			if d.Line < 1 || d.Line > bytes.Count(data, []byte("\n"))+bytes.Count(data, []byte("\r"))+1 || d.Text == "" {
				t.Errorf("got the doubt %v, want a line of the text and what is said of it", d)
			}
		}
	})
}
