package store

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"leadpath/internal/booking"
)

func TestACallIsReadAsItWasWritten(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, _ := diary(t, s, "minutes = 15", "minutes = 15\nplace = \"phone\"")
		f := form(d, noon.Add(time.Hour), "Ada")
		f.Phone, f.Topic, f.Message = "+49 30 123456", "hours", "First line\nOne's “second”; DROP TABLE calls --"
		made, err := d.Book(background, f)
		must(t, err)
		for _, ref := range []booking.Ref{booking.ByID(made.ID), booking.ByManage(d.Key.Link(booking.ForManage, made.ID)), func(r booking.Reader) (*booking.Call, error) { return r.ByForm(made.Form) }} {
			read, _, err := d.Find(background, ref)
			must(t, err)
			want(t, "the call", *read, *made)
		}
		_, _, err = d.Find(background, booking.ByManage("wrong"))
		want(t, "a wrong link", err, booking.ErrNotFound)
	})
}

func TestMovingIsOneStepAlsoIntoOnesOwnBuffer(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, _ := diary(t, s, "daily = 0", "daily = 2")
		ada := book(t, d, noon.Add(time.Hour), "Ada")
		book(t, d, noon.Add(2*time.Hour), "Bob")
		moved, err := d.Move(background, booking.ByID(ada.ID), noon.Add(time.Hour+15*time.Minute))
		must(t, err)
		want(t, "its sequence", moved.Sequence, 1)
		_, err = d.Move(background, booking.ByID(ada.ID), noon.Add(time.Hour+45*time.Minute))
		want(t, "into Bob's way", err, booking.ErrTaken)
		_, err = d.Move(background, booking.ByID(ada.ID), noon.Add(25*time.Hour))
		must(t, err)
		book(t, d, noon.Add(time.Hour), "Cy") // time and seat are free again
		claimsAgree(t, s)
	})
}

func TestACancelledCallIsTakenBackWhileItsTimeIsFree(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, _ := diary(t, s)
		ada := book(t, d, noon.Add(time.Hour), "Ada")
		_, err := d.Cancel(background, booking.ByID(ada.ID))
		must(t, err)
		back, err := d.TakeBack(background, booking.ByID(ada.ID))
		must(t, err)
		want(t, "its state and sequence", []any{back.State, back.Sequence}, []any{booking.Booked, 2})
		_, err = d.Cancel(background, booking.ByID(ada.ID))
		must(t, err)
		bob := form(d, ada.Start, "Bob")
		got := tally(together(2, func(i int) error {
			var err error
			if i == 0 {
				_, err = d.Book(background, bob)
			} else {
				// Four mails went to her: one more is allowed.
				_, err = d.TakeBack(background, booking.ByID(ada.ID))
			}
			return err
		}))
		want(t, "both want it", got, map[string]int{"done": 1, "taken": 1})
		claimsAgree(t, s)
	})
}

func TestAnUnconfirmedCallIsBookedByItsButton(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, c := diary(t, s)
		f := form(d, noon.Add(time.Hour), "Ada")
		f.Trap = "filled in"
		ada, err := d.Book(background, f)
		must(t, err)
		want(t, "its state", ada.State, booking.Unconfirmed)
		book(t, d, noon.Add(2*time.Hour), "Bob")
		held, err := s.Held(background, noon, noon.Add(24*time.Hour))
		must(t, err)
		want(t, "what is held", len(held), 1)
		confirm := booking.ByConfirm(d.Key.Link(booking.ForConfirm, ada.ID))
		booked, err := d.ConfirmCall(background, confirm)
		must(t, err)
		want(t, "then", booked.State, booking.Booked)
		claimsAgree(t, s)

		late := form(d, noon.Add(30*time.Hour), "Cy")
		late.Trap = "filled in"
		cy, err := d.Book(background, late)
		must(t, err)
		c.step(24 * time.Hour)
		_, err = d.ConfirmCall(background, booking.ByConfirm(d.Key.Link(booking.ForConfirm, cy.ID)))
		want(t, "after a day", err, booking.ErrTaken)
	})
}

// R27, the part that is seen from inside.
func TestWhatIsDueIsSweptAndTheCountsStay(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, c := diary(t, s)
		booked := book(t, d, noon.Add(time.Hour), "Ada")
		sent, _ := take(t, s, noon)
		must(t, s.Sent(background, sent, noon))
		cancelled := book(t, d, noon.Add(2*time.Hour), "Bob")
		_, err := d.Cancel(background, booking.ByID(cancelled.ID))
		must(t, err)
		f := form(d, noon.Add(72*time.Hour), "Cy")
		f.Trap = "filled in"
		_, err = d.Book(background, f)
		must(t, err)
		book(t, d, noon.Add(48*time.Hour), "Dan")
		for _, step := range []struct {
			by    time.Duration
			swept int
		}{
			{24 * time.Hour, 0},
			{time.Second, 1}, // Cy never pressed the button
			{booked.Erase.Sub(noon.Add(24*time.Hour + time.Second)), 0},
			{time.Second, 1},
			{time.Hour, 1},
			{47 * time.Hour, 1},
			{time.Hour, 0},
		} {
			c.step(step.by)
			n, err := d.Forget(background)
			must(t, err)
			want(t, fmt.Sprintf("swept on %v", c.Now()), n, step.swept)
		}
		calls, _ := everything(t, s)
		want(t, "calls left", len(calls), 0)
		for _, table := range []string{`SELECT count(*) FROM pieces`, `SELECT count(*) FROM seats`, `SELECT count(*) FROM outbox`, `SELECT count(*) FROM written`} {
			must(t, s.view(background, func(r session) error {
				n, err := number(r, table)
				want(t, table, n, 0)
				return err
			}))
		}
		want(t, "counts", counts(t, s), map[string]int64{"2026-12 booked": 3, "2026-12 cancelled": 1, "2026-12 unconfirmed": 1})
	})
}

func counts(t testing.TB, s *Store) map[string]int64 {
	t.Helper()
	got := map[string]int64{}
	must(t, s.view(background, func(r session) error {
		return rows(r, func(scan func(...any) error) error {
			var month, what string
			var n int64
			err := scan(&month, &what, &n)
			got[month+" "+what] = n
			return err
		}, `SELECT month, what, SUM(n) FROM counts GROUP BY month, what`)
	}))
	return got
}

func TestAnAddressIsErasedWithAllItsCalls(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, _ := diary(t, s)
		book(t, d, noon.Add(time.Hour), "Ada")
		book(t, d, noon.Add(2*time.Hour), "ada")
		book(t, d, noon.Add(3*time.Hour), "Bob")
		ids, err := d.EraseAddress(background, "ADA@example.org")
		must(t, err)
		calls, mails := everything(t, s)
		want(t, "erased, left, their mails and reminders", []int{len(ids), len(calls), len(mails), remind(mails)}, []int{2, 1, 4, 2})
		want(t, "what the owner hears", len(takesAll(t, s, noon)), 4)
		want(t, "counts", counts(t, s), map[string]int64{"2026-12 booked": 3, "2026-12 erased": 2})
		claimsAgree(t, s)
	})
}

func TestAPanicUndoesItsChangeAndNoOther(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, _ := diary(t, s)
		got := tally(together(8, func(i int) (err error) {
			if i%2 == 0 {
				_, err = d.Book(background, form(d, noon.Add(time.Duration(i+1)*time.Hour), fmt.Sprintf("v%d", i)))
				return err
			}
			defer func() {
				if recover() == nil {
					t.Error("the panic did not come back")
				}
			}()
			return s.Change(background, func(tx booking.Tx) error {
				if err := tx.Count("2026-12", "panic"); err != nil {
					return err
				}
				panic("on purpose")
			})
		}))
		want(t, "changes", got, map[string]int{"done": 8})
		want(t, "counts", counts(t, s), map[string]int64{"2026-12 booked": 4})
	})
}

func TestAChangeThatFailsIsUndoneAndItsErrorComesBack(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		mine := errors.New("mine")
		got := tally(together(20, func(i int) error {
			err := s.Change(background, func(tx booking.Tx) error {
				if err := tx.Count("2026-12", "tried"); err != nil {
					return err
				}
				if i%2 == 0 {
					return mine
				}
				return nil
			})
			if err != nil && !errors.Is(err, mine) {
				t.Errorf("error: got %v, want mine", err)
			}
			return err
		}))
		want(t, "answers", got, map[string]int{"done": 10, "mine": 10})
		want(t, "counts", counts(t, s), map[string]int64{"2026-12 tried": 10})
	})
}
