package booking_test

import (
	"testing"
	"time"

	"leadpath/internal/booking"
)

// Sixty days of an owner who works all week and has 300 calls (F3: the page
// of free times has 18 µs in all to aim for, but shows a week).
func BenchmarkOpenings(b *testing.B) {
	h := hoursOf(b, `zone = "Europe/Berlin"
horizon = 60
[weekly]
monday = ["09:00-12:00", "13:00-17:00"]
tuesday = ["09:00-12:00", "13:00-17:00"]
wednesday = ["09:00-12:00", "13:00-17:00"]
thursday = ["09:00-12:00", "13:00-17:00"]
friday = ["09:00-12:00", "13:00-17:00"]
`)
	now := time.Date(2026, 9, 20, 10, 0, 0, 0, time.UTC)
	to := now.AddDate(0, 0, 60)
	var held []booking.Held
	for i, start := range h.Openings(now, to, now, booking.Taken{}) {
		if i%3 == 0 && len(held) < 300 {
			held = append(held, booking.Held{Start: start, End: start.Add(15 * time.Minute), Until: start.Add(30 * time.Minute)})
		}
	}
	if len(held) != 300 {
		b.Fatalf("got %d calls, want 300", len(held))
	}
	b.Run("sixty days", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			h.Openings(now, to, now, booking.Taken{Calls: held})
		}
	})
	var calendars []*booking.Calendar
	for n := range 3 {
		var busy []booking.Span
		for i := range 5_000 {
			start := now.Add(time.Duration(2*i)*time.Hour + time.Duration(n)*40*time.Minute)
			busy = append(busy, booking.Span{Start: start, End: start.Add(10 * time.Minute)})
		}
		calendars = append(calendars, booking.NewCalendar(busy, now, now.AddDate(1, 1, 0)))
	}
	b.Run("sixty days beside three calendars", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			h.Openings(now, to, now, booking.Taken{Calls: held, Calendars: calendars})
		}
	})
	b.Run("a week", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			h.Openings(now.AddDate(0, 0, 20), now.AddDate(0, 0, 27), now, booking.Taken{Calls: held[100:140]})
		}
	})
	b.Run("one start", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			h.Verdict(held[150].Start, now, booking.Taken{Calls: held})
		}
	})
}
