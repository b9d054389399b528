package booking_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"leadpath/internal/booking"
)

// A kept calendar is one as a reader of the rules sees it.
type kept struct {
	busy          []booking.Span
	read, through time.Time
}

// Whatever calls are held and calendars say, each start has the reason that a
// reader of the rules finds, who looks at all of it for every start.
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
		h.Stale, h.Unread = 1+random.IntN(48), []string{"close", "offer"}[random.IntN(2)]
		calendars, taken := randomCalendars(random, now), booking.Taken{Calls: held}
		for _, c := range calendars {
			taken.Calendars = append(taken.Calendars, booking.NewCalendar(c.busy, c.read, c.through))
		}
		for _, v := range h.Judge(now, now.Add(72*time.Hour), now, taken) {
			met[v.Reason]++
			if want := reasonOf(&h, v.Start, now, held, calendars); v.Reason != want {
				t.Fatalf("round %d: %s at %s (minutes %d, buffer %d, daily %d): got %s, want %s; held: %v; calendars: %v", round, v.Start, now, h.Minutes, h.Buffer, h.Daily, v.Reason, want, held, calendars)
			}
		}
	}
	for _, reason := range []booking.Reason{booking.TooSoon, booking.TooFar, booking.Spoken, booking.TooClose, booking.DayFull, booking.Free,
		"busy 1", "busy 2", "buffer 1", "buffer 2", "unread 1", "unread 2"} {
		if met[reason] < 100 {
			t.Errorf("%s came %d times, want it often enough to be tried", reason, met[reason])
		}
	}
}

// randomCalendars gives up to two calendars, most of them read not long ago.
func randomCalendars(random *rand.Rand, now time.Time) (list []kept) {
	for range random.IntN(3) {
		c := kept{read: now.Add(-time.Duration(random.IntN(3*60)) * time.Minute), through: now.Add(time.Duration(12+random.IntN(300)) * time.Hour)}
		if random.IntN(8) == 0 {
			c.read = time.Time{}
		}
		for range random.IntN(8) {
			start := now.Add(time.Duration(random.IntN(72*60)-720) * time.Minute)
			c.busy = append(c.busy, booking.Span{Start: start, End: start.Add(time.Duration(random.IntN(120)) * time.Minute)})
		}
		list = append(list, c)
	}
	return list
}

// reasonOf reads the rules of surface.md, “The program”, openings.
func reasonOf(h *booking.Hours, start, now time.Time, held []booking.Held, calendars []kept) booking.Reason {
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
	for i, c := range calendars {
		if c.within(start, start.Add(length)) {
			return numbered(booking.Busy, i)
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
	for i, c := range calendars {
		if c.within(start.Add(-buffer), start.Add(length+buffer)) {
			return numbered(booking.TooClose, i)
		}
	}
	if h.Daily > 0 && today >= h.Daily {
		return booking.DayFull
	}
	for i, c := range calendars {
		old := c.read.IsZero() || now.Sub(c.read) > time.Duration(h.Stale)*time.Hour
		if h.Unread == "close" && (old || !start.Before(c.through)) {
			return numbered(booking.Unread, i)
		}
	}
	return booking.Free
}

func numbered(reason booking.Reason, i int) booking.Reason {
	return booking.Reason(fmt.Sprintf("%s %d", reason, i+1))
}

func (c kept) within(start, end time.Time) bool {
	return slices.ContainsFunc(c.busy, func(b booking.Span) bool { return b.Start.Before(b.End) && b.Start.Before(end) && start.Before(b.End) })
}
