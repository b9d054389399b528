package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"leadpath/internal/booking"
)

var background = context.Background()

// R1
func TestOfFortyVisitorsOneGetsTheOpening(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, _ := diary(t, s)
		for round := range long(25, 500) {
			start := noon.Add(time.Duration(round+1) * 30 * time.Minute)
			got := tally(together(40, func(i int) error {
				_, err := d.Book(background, form(d, start, fmt.Sprintf("v%d-%d", round, i)))
				return err
			}))
			want(t, fmt.Sprintf("round %d", round), got, map[string]int{"done": 1, "taken": 39})
			if t.Failed() {
				return
			}
		}
	})
}

// R1, with two stores on one database
func TestTwoInstancesGiveAnOpeningOnce(t *testing.T) {
	onEachTwice(t, func(t *testing.T, open func() *Store) {
		first, _ := diary(t, open())
		second, _ := diary(t, open())
		for round := range long(10, 100) {
			start := noon.Add(time.Duration(round+1) * 30 * time.Minute)
			got := tally(together(40, func(i int) error {
				d := []*booking.Diary{first, second}[i%2]
				_, err := d.Book(background, form(d, start, fmt.Sprintf("v%d-%d", round, i)))
				return err
			}))
			want(t, fmt.Sprintf("round %d", round), got, map[string]int{"done": 1, "taken": 39})
		}
	})
}

// R5: also where the copies come to two instances, and find the time taken by
// the one that was first.
func TestFiftyCopiesOfAFormMakeOneCall(t *testing.T) {
	onEachTwice(t, func(t *testing.T, open func() *Store) {
		s := open()
		one, _ := diary(t, s)
		two, _ := diary(t, open())
		two.Key = one.Key
		request := form(one, noon.Add(time.Hour), "Ada")
		var ids sync.Map
		got := tally(together(50, func(i int) error {
			c, err := []*booking.Diary{one, two}[i%2].Book(background, request)
			if err == nil {
				ids.Store(c.ID, true)
			}
			return err
		}))
		want(t, "answers", got, map[string]int{"done": 50})
		n := 0
		ids.Range(func(any, any) bool { n++; return true })
		want(t, "calls", n, 1)
		list, mails := everything(t, s)
		want(t, "calls in the store", len(list), 1)
		want(t, "mails", len(mails), 2)
	})
}

// Copies that come at the same moment find each other in the transaction.
func TestAFormThatIsBookedAlreadyGivesItsCall(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		c := &booking.Call{ID: "one", State: booking.Unconfirmed, Form: booking.HashOf("f"), Manage: booking.HashOf("m"), Confirm: booking.HashOf("c")}
		other := *c
		other.ID, other.Manage, other.Confirm = "other", booking.HashOf("m2"), booking.HashOf("c2")
		must(t, s.Change(background, func(tx booking.Tx) error {
			for _, call := range []*booking.Call{c, &other} {
				added, err := tx.Add(call)
				want(t, "Add of "+call.ID, added, call == c)
				if err != nil {
					return err
				}
			}
			return nil
		}))
	})
}

// everything gives all calls and the mails about them.
func everything(t testing.TB, s *Store) (calls []*booking.Call, mails []booking.Mail) {
	t.Helper()
	must(t, s.View(background, func(r booking.Reader) (err error) {
		if calls, err = r.Calls(time.Time{}); err != nil {
			return err
		}
		for _, c := range calls {
			list, err := r.Mails(c.ID)
			if err != nil {
				return err
			}
			mails = append(mails, list...)
		}
		return nil
	}))
	return calls, mails
}

func TestAPersonHasThreeOpenCallsAndFiveMailsAnHour(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, c := diary(t, s)
		got := tally(together(20, func(i int) error {
			_, err := d.Book(background, form(d, noon.Add(time.Duration(i+1)*time.Hour), "Ada"))
			return err
		}))
		want(t, "twenty forms at once", got, map[string]int{"done": 3, "too many": 17})

		// Those about erased calls count too.
		calls, _ := everything(t, s)
		for _, call := range calls {
			_, err := d.Erase(background, booking.ByID(call.ID))
			must(t, err)
		}
		book(t, d, noon.Add(30*time.Hour), "Ada")
		book(t, d, noon.Add(31*time.Hour), "Ada")
		_, err := d.Book(background, form(d, noon.Add(32*time.Hour), "Ada"))
		want[error](t, "the sixth mail", err, &booking.TooManyError{Wait: time.Hour})
		c.step(time.Hour)
		book(t, d, noon.Add(32*time.Hour), "Ada")
	})
}

func TestADayTakesNoMoreThanItsSeats(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, _ := diary(t, s, "daily = 0", "daily = 6")
		for day := range long(3, 30) {
			from := noon.Add(time.Duration(day+1)*24*time.Hour - 12*time.Hour)
			got := tally(together(40, func(i int) error {
				_, err := d.Book(background, form(d, from.Add(time.Duration(i)*30*time.Minute), fmt.Sprintf("v%d-%d", day, i)))
				return err
			}))
			want(t, from.Format(time.DateOnly), got, map[string]int{"done": 6, "taken": 34})
		}
	})
}

func TestSomeSwapTheirTimesAndNobodyLosesOne(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		for round := range long(10, 200) {
			d, c := diary(t, s)
			c.step(time.Duration(round) * 24 * time.Hour)
			first, second := c.Now().Add(time.Hour), c.Now().Add(2*time.Hour)
			a := book(t, d, first, fmt.Sprintf("a%d", round))
			b := book(t, d, second, fmt.Sprintf("b%d", round))
			got := tally(together(2, func(i int) error {
				var err error
				if i == 0 {
					_, err = d.Move(background, booking.ByID(a.ID), second)
				} else {
					_, err = d.Move(background, booking.ByID(b.ID), first)
				}
				return err
			}))
			want(t, "both hold what the other wants", got, map[string]int{"taken": 2})
			got = tally(together(2, func(i int) error {
				_, err := d.Move(background, booking.ByID([]string{a.ID, b.ID}[i]), first.Add(3*time.Hour))
				return err
			}))
			want(t, "both want the same", got, map[string]int{"done": 1, "taken": 1})
		}
		claimsAgree(t, s)
	})
}

// claimsAgree compares what booked calls hold with the pieces that are taken.
func claimsAgree(t testing.TB, s *Store) {
	t.Helper()
	calls, _ := everything(t, s)
	var booked, taken int64
	for _, c := range calls {
		if c.State == booking.Booked {
			first, end := pieces(c.Start, c.Until)
			booked += end - first
		}
	}
	must(t, s.view(background, func(r session) (err error) {
		taken, err = number(r, `SELECT count(*) FROM pieces JOIN calls ON calls.id = pieces.call
			WHERE state = 'booked' AND piece >= starts / 300 AND piece < (until + 299) / 300`)
		return err
	}))
	want(t, "pieces of booked calls", taken, booked)
	must(t, s.view(background, func(r session) (err error) {
		taken, err = number(r, `SELECT count(*) FROM pieces`)
		return err
	}))
	want(t, "all pieces", taken, booked)
}

func TestAnAddressIsErasedWhileItsCallMoves(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, _ := diary(t, s)
		for round := range long(10, 100) {
			start := noon.Add(time.Duration(round+1) * 2 * time.Hour)
			ada := book(t, d, start, fmt.Sprintf("Ada%d", round))
			var last time.Time
			got := together(2, func(i int) error {
				if i == 0 {
					_, err := d.EraseAddress(background, ada.Email)
					return err
				}
				moved, err := d.Move(background, booking.ByID(ada.ID), start.Add(time.Hour))
				if last = start; err == nil {
					last = moved.Start
				} else if errors.Is(err, booking.ErrNotFound) {
					err = nil
				}
				return err
			})
			want(t, "erasing and moving", tally(got), map[string]int{"done": 2})
			m, says := take(t, s, noon)
			want(t, "what the owner hears", says, "owner erased")
			want(t, "of which time", m.Start, last)
			must(t, s.Sent(background, m, noon))
		}
		calls, _ := everything(t, s)
		want(t, "calls left", len(calls), 0)
		claimsAgree(t, s)
	})
}

// Sweep locks no person.
func TestACallIsSweptWhileItIsConfirmed(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		for round := range long(10, 200) {
			d, c := diary(t, s)
			c.step(time.Duration(round) * 48 * time.Hour)
			f := form(d, c.Now().Add(40*time.Hour), fmt.Sprintf("Ada%d", round))
			f.Trap = "filled in"
			ada, err := d.Book(background, f)
			must(t, err)
			sweeper, late := diary(t, s)
			late.step(time.Duration(round)*48*time.Hour + 24*time.Hour + time.Second)
			var confirmed error
			got := tally(together(2, func(i int) (err error) {
				if i == 0 {
					_, err = sweeper.Forget(background)
					return err
				}
				_, confirmed = d.ConfirmCall(background, booking.ByID(ada.ID))
				return nil
			}))
			want(t, "sweeping and confirming", got, map[string]int{"done": 2})
			_, mails, err := d.Find(background, booking.ByID(ada.ID))
			switch {
			case confirmed == nil && err == nil && len(mails)-remind(mails) == 3 && remind(mails) == remindersAfter([]*booking.Call{ada}, c.Now()):
			case errors.Is(confirmed, booking.ErrNotFound) && errors.Is(err, booking.ErrNotFound):
			default:
				t.Errorf("confirmed: %v; found: %v, with %d mails; want both or neither", confirmed, err, len(mails))
			}
		}
		claimsAgree(t, s)
	})
}
