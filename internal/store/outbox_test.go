package store

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"leadpath/internal/booking"
)

// lease is how long the takers of these tests have for a mail.
const lease = time.Minute

// take takes a mail and says which, in short: to whom, what, for whom.
func take(t testing.TB, s *Store, now time.Time) (*booking.Mail, string) {
	t.Helper()
	m, c, err := s.Take(background, now, now, lease)
	must(t, err)
	switch {
	case m == nil:
		return nil, "nothing"
	case c == nil:
		return m, fmt.Sprintf("%s %s", m.To, m.Kind)
	}
	return m, fmt.Sprintf("%s %s of %s", m.To, m.Kind, c.Name)
}

// takesAll takes all that is there and says what.
func takesAll(t testing.TB, s *Store, now time.Time) (list []string) {
	t.Helper()
	for {
		m, says := take(t, s, now)
		if m == nil {
			return list
		}
		list = append(list, says)
	}
}

func nextDue(t testing.TB, s *Store, now time.Time) time.Time {
	t.Helper()
	due, err := s.NextDue(background, now)
	must(t, err)
	return due
}

func TestMailsAboutACallLeaveInTheirOrder(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, c := diary(t, s)
		want(t, "NextDue of nothing", nextDue(t, s, noon), time.Time{})
		ada := book(t, d, noon.Add(time.Hour), "Ada")
		c.step(time.Second)
		_, err := d.Move(background, booking.ByID(ada.ID), noon.Add(3*time.Hour))
		must(t, err)
		book(t, d, noon.Add(time.Hour), "Bob")

		now := noon.Add(time.Second)
		want(t, "NextDue", nextDue(t, s, now), noon)
		first, says := take(t, s, now)
		second, also := take(t, s, now)
		if first.To == booking.ToOwner {
			first, says, second, also = second, also, first, says
		}
		want(t, "first", says, "visitor booked of Ada")
		want(t, "second", also, "owner booked of Ada")
		want(t, "steps and tries", []int{first.Step, first.Fate.Tries, second.Step}, []int{1, 1, 1})
		want(t, "the lease", first.Lease, now.Add(lease))
		must(t, s.Sent(background, first, now))
		got := takesAll(t, s, now)
		if len(got) != 3 { // the owner's mail about the move waits for the one before
			t.Errorf("taken while the owner's first is in hand: got %q, want the visitor's move and two of Bob's", got)
		}
		must(t, s.Sent(background, second, now))
		want(t, "then", takesAll(t, s, now), []string{"owner moved of Ada"})
		want(t, "NextDue while all is in hands", nextDue(t, s, now), now.Add(lease))
		_, mails, err := d.Find(background, booking.ByID(ada.ID))
		must(t, err)
		want(t, "what is known of the first", mails[0].Fate, booking.Fate{Tries: 1, Sent: now})
		want(t, "of the move", mails[2].Was, noon.Add(time.Hour))
	})
}

func TestALeaseThatRanOutIsLost(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, _ := diary(t, s)
		ada := book(t, d, noon.Add(time.Hour), "Ada")
		for range 2 {
			_, _ = take(t, s, noon)
		}
		_, says := take(t, s, noon.Add(lease-time.Second))
		want(t, "within the lease", says, "nothing")
		late, _ := take(t, s, noon.Add(lease))
		again, _ := take(t, s, noon.Add(lease))
		lost := *late
		lost.Lease = noon.Add(lease) // as the first taker had it
		for _, change := range []error{
			s.Sent(background, &lost, noon.Add(lease)),
			s.GiveUp(background, &lost, noon.Add(lease), 550),
			s.Later(background, &lost, noon.Add(2*time.Hour), 451),
		} {
			must(t, change)
		}
		_, mails, err := d.Find(background, booking.ByID(ada.ID))
		must(t, err)
		for _, m := range mails {
			want(t, "fate", m.Fate, booking.Fate{Tries: 2})
			want(t, "lease", m.Lease, noon.Add(2*lease))
		}
		must(t, s.GiveUp(background, late, noon.Add(lease), 550))
		must(t, s.Later(background, again, noon.Add(time.Hour), 451))
		want(t, "NextDue", nextDue(t, s, noon.Add(lease)), noon.Add(time.Hour))
		want(t, "taken before it is due", takesAll(t, s, noon.Add(time.Hour-time.Second)), []string(nil))
		want(t, "taken then", len(takesAll(t, s, noon.Add(time.Hour))), 1)
		_, mails, err = d.Find(background, booking.ByID(ada.ID))
		must(t, err)
		for _, m := range mails {
			if m.ID == late.ID {
				want(t, "given up", m.Fate, booking.Fate{Tries: 2, GaveUp: noon.Add(lease), Code: 550})
			}
		}
	})
}

func TestALaterMailStandsForOneThatWasPutOff(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, c := diary(t, s)
		ada := book(t, d, noon.Add(time.Hour), "Ada")
		m, _ := take(t, s, noon)
		owners, _ := take(t, s, noon)
		if m.To == booking.ToOwner {
			m, owners = owners, m
		}
		must(t, s.Sent(background, owners, noon))
		c.step(10 * time.Second)
		_, err := d.Cancel(background, booking.ByID(ada.ID))
		must(t, err)
		must(t, s.Later(background, m, noon.Add(time.Hour), 451))
		_, mails, err := d.Find(background, booking.ByID(ada.ID))
		must(t, err)
		want(t, "fate", mails[0].Fate, booking.Fate{Tries: 1, GaveUp: noon.Add(10 * time.Second)})
		got := takesAll(t, s, noon.Add(10*time.Second))
		slices.Sort(got)
		want(t, "then", got, []string{"owner cancelled of Ada", "visitor cancelled of Ada"})
	})
}

func TestEightTakersTakeNothingTwice(t *testing.T) {
	onEachTwice(t, func(t *testing.T, open func() *Store) {
		stores := []*Store{open(), open()}
		d, _ := diary(t, stores[0])
		const calls = 60
		for i := range calls {
			book(t, d, noon.Add(time.Duration(i+1)*time.Hour), fmt.Sprintf("v%d", i))
		}
		var mu sync.Mutex
		taken := map[string]int{}
		got := tally(together(8, func(i int) error {
			for {
				m, _, err := stores[i%2].Take(background, noon, noon, lease)
				if m == nil || err != nil {
					return err
				}
				mu.Lock()
				taken[m.ID]++
				mu.Unlock()
				if err := stores[i%2].Sent(background, m, noon); err != nil {
					return err
				}
			}
		}))
		want(t, "takers", got, map[string]int{"done": 8})
		want(t, "mails taken", len(taken), 2*calls)
		for id, n := range taken {
			if n != 1 {
				t.Errorf("mail %s was taken %d times", id, n)
			}
		}
	})
}

func TestOfAnErasedCallTheOwnerHearsAndNothingStays(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, _ := diary(t, s)
		for i, finish := range []func(m *booking.Mail) error{
			func(m *booking.Mail) error { return s.Sent(background, m, noon) },
			func(m *booking.Mail) error { return s.GiveUp(background, m, noon, 550) },
		} {
			ada := book(t, d, noon.Add(time.Hour), "Ada")
			old, _ := take(t, s, noon)
			_, err := d.Erase(background, booking.ByID(ada.ID))
			must(t, err)
			must(t, s.Sent(background, old, noon)) // is gone
			m, says := take(t, s, noon)
			want(t, "what is left", says, "owner erased")
			want(t, "it says", []any{m.Sequence, m.Start, m.Call}, []any{1, ada.Start, ada.ID})
			must(t, finish(m))
			want(t, "then", takesAll(t, s, noon.Add(time.Hour)), []string(nil))
			must(t, s.view(background, func(r session) error {
				n, err := number(r, `SELECT count(*) FROM outbox`)
				want(t, fmt.Sprintf("mails after round %d", i), n, 0)
				return err
			}))
		}
	})
}
