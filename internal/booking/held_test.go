package booking_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"leadpath/internal/booking"
)

// Whatever calls are held, each start has the reason that a reader of the
// rules finds, who looks at every call for every start.
func TestReasonsAreThoseOfTheRules(t *testing.T) {
	rounds := 400
	if long() {
		rounds = 20_000
	}
	random := rand.New(rand.NewPCG(5, 18))
	met := map[booking.Reason]int{}
	for round := range rounds {
		h := *hoursOf(t, "zone = \"Europe/Berlin\"\n[weekly]\nsunday = [\"00:00-24:00\"]\nmonday = [\"00:00-09:00\", \"13:00-24:00\"]\n")
		h.Minutes, h.Buffer = 5*(1+random.IntN(12)), 5*random.IntN(12)
		h.Daily, h.Notice, h.Horizon = random.IntN(6), random.IntN(24), 1+random.IntN(2)
		now := time.Date(2026, 10, 24, random.IntN(24), random.IntN(60), 0, 0, time.UTC) // clocks change on the 25th
		var held []booking.Held
		for range random.IntN(12) {
			start := now.Add(time.Duration(random.IntN(72*60)-720) * time.Minute)
			end := start.Add(time.Duration(1+random.IntN(90)) * time.Minute)
			held = append(held, booking.Held{Start: start, End: end, Until: end.Add(time.Duration(random.IntN(60)) * time.Minute)})
		}
		for _, v := range h.Judge(now, now.Add(72*time.Hour), now, held) {
			met[v.Reason]++
			if want := reasonOf(&h, v.Start, now, held); v.Reason != want {
				t.Fatalf("round %d: %s at %s (minutes %d, buffer %d, daily %d): got %s, want %s; held: %v", round, v.Start, now, h.Minutes, h.Buffer, h.Daily, v.Reason, want, held)
			}
		}
	}
	for _, reason := range []booking.Reason{booking.TooSoon, booking.TooFar, booking.Spoken, booking.TooClose, booking.DayFull, booking.Free} {
		if met[reason] < 100 {
			t.Errorf("%s came %d times, want it often enough to be tried", reason, met[reason])
		}
	}
}

// reasonOf reads the rules of surface.md, “The program”, openings.
func reasonOf(h *booking.Hours, start, now time.Time, held []booking.Held) booking.Reason {
	length, buffer := time.Duration(h.Minutes)*time.Minute, time.Duration(h.Buffer)*time.Minute
	if start.Sub(now) < time.Duration(h.Notice)*time.Hour {
		return booking.TooSoon
	}
	if start.Sub(now) > time.Duration(h.Horizon)*24*time.Hour {
		return booking.TooFar
	}
	for _, c := range held {
		if start.Before(c.End) && c.Start.Before(start.Add(length)) {
			return booking.Spoken
		}
	}
	today := 0
	for _, c := range held {
		if (start.Before(c.Until) || start.Before(c.End.Add(buffer))) && c.Start.Before(start.Add(length+buffer)) {
			return booking.TooClose
		}
		if h.Day(c.Start) == h.Day(start) {
			today++
		}
	}
	if h.Daily > 0 && today >= h.Daily {
		return booking.DayFull
	}
	return booking.Free
}
