package store

import (
	"testing"
	"time"

	"leadpath/internal/booking"
)

// What the owner's calendars say holds for whoever books, moves, confirms or
// takes a cancellation back, and nothing of it moves a call that is booked.
func TestTheOwnersCalendarsAreHeard(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, c := diary(t, s)
		var busy []booking.Span
		read := noon
		d.Calendars = func() []*booking.Calendar {
			return []*booking.Calendar{booking.NewCalendar(busy, read, noon.AddDate(1, 0, 0))}
		}
		keep := func(from, to time.Duration) {
			busy = append(busy, booking.Span{Start: noon.Add(from), End: noon.Add(to)})
		}
		ada := book(t, d, noon.Add(10*time.Hour), "Ada")
		suspect := form(d, noon.Add(20*time.Hour), "Cy")
		suspect.Trap = "filled in"
		cy, err := d.Book(background, suspect)
		must(t, err)
		keep(9*time.Hour, 11*time.Hour)
		keep(20*time.Hour, 21*time.Hour)

		_, err = d.Book(background, form(d, noon.Add(10*time.Hour+30*time.Minute), "Bob"))
		want(t, "a busy time is booked", err, booking.ErrTaken)
		_, err = d.Move(background, booking.ByID(ada.ID), noon.Add(9*time.Hour))
		want(t, "a call is moved to it", err, booking.ErrTaken)
		_, err = d.ConfirmCall(background, booking.ByID(cy.ID))
		want(t, "a call at it is confirmed", err, booking.ErrTaken)
		found, _, err := d.Find(background, booking.ByID(ada.ID))
		must(t, err)
		want(t, "the call that was booked before", found.State, booking.Booked)

		_, err = d.Cancel(background, booking.ByID(ada.ID))
		must(t, err)
		free, err := d.StillFree(background, ada)
		must(t, err)
		want(t, "its time is free after a cancellation", free, false)
		_, err = d.TakeBack(background, booking.ByID(ada.ID))
		want(t, "the cancellation is taken back", err, booking.ErrTaken)
		busy = nil
		keep(9*time.Hour, 10*time.Hour) // as near as can be
		_, err = d.TakeBack(background, booking.ByID(ada.ID))
		must(t, err)

		c.step(time.Duration(d.Hours().Stale)*time.Hour + time.Second)
		list, err := d.Openings(background, d.Now(), d.Horizon())
		must(t, err)
		want(t, "openings beside a calendar that is read no more", len(list), 0)
		read = d.Now()
		list, err = d.Openings(background, d.Now(), d.Horizon())
		must(t, err)
		want(t, "openings beside one that is read again: some", len(list) > 0, true)
	})
}
