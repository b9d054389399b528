package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"leadpath/internal/booking"
)

// heldNow reads what is held past what is kept at hand.
func heldNow(t testing.TB, s *Store, from, to time.Time) (list []booking.Held) {
	t.Helper()
	must(t, s.view(background, func(r session) (err error) {
		list, err = reader{r}.Held(from, to)
		return err
	}))
	return list
}

func TestHeldGivesWhatReachesIntoItsTime(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, _ := diary(t, s)
		var all []booking.Held
		for i := range 5 {
			all = append(all, book(t, d, noon.Add(time.Duration(i+1)*time.Hour), fmt.Sprintf("v%d", i)).Holds())
		}
		for _, test := range []struct {
			says     string
			from, to time.Duration // after noon
			want     []booking.Held
		}{
			{"all", 0, 24 * time.Hour, all},
			{"from within a call", time.Hour + time.Minute, 24 * time.Hour, all},
			{"from within a buffer", time.Hour + 29*time.Minute, 24 * time.Hour, all},
			{"from the end of a buffer", time.Hour + 30*time.Minute, 24 * time.Hour, all[1:]},
			{"to a start", 0, 3 * time.Hour, all[:3]},
			{"to just before", 0, 3*time.Hour - time.Second, all[:2]},
			{"a moment within a call", 2*time.Hour + time.Minute, 2*time.Hour + time.Minute, all[1:2]},
			{"a moment between", 2*time.Hour + 45*time.Minute, 2*time.Hour + 46*time.Minute, nil},
			{"from long ago", -1000 * time.Hour, 2 * time.Hour, all[:2]},
			{"backwards", 3 * time.Hour, time.Hour, nil},
			{"after all", 100 * time.Hour, 200 * time.Hour, nil},
		} {
			got, err := s.Held(background, noon.Add(test.from), noon.Add(test.to))
			must(t, err)
			want(t, test.says, got, test.want)
			want(t, test.says+", read", heldNow(t, s, noon.Add(test.from), noon.Add(test.to)), test.want)
			if cap(got) > len(got) {
				t.Errorf("%s: whoever appends to the list writes into it", test.says)
			}
		}
	})
}

// Whoever was answered finds the answer in what is held, whatever others do.
func TestHeldMissesNothingThatWasAnswered(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, _ := diary(t, s)
		holds := func(start time.Time) bool {
			list, err := s.Held(background, noon, noon.Add(1000*time.Hour))
			if err != nil {
				t.Error(err)
			}
			return slices.ContainsFunc(list, func(h booking.Held) bool { return h.Start.Equal(start) })
		}
		expect := func(what string, start time.Time, held bool) {
			if holds(start) != held {
				t.Errorf("%s: held is %v, want %v", what, !held, held)
			}
		}
		got := tally(together(16, func(i int) error {
			dice := rand.New(rand.NewPCG(uint64(i), 7))
			own := noon.Add(time.Duration(i*48+1) * time.Hour)
			for round := range long(15, 150) {
				c, err := d.Book(background, form(d, own, fmt.Sprintf("v%d-%d", i, round)))
				if err != nil {
					return err
				}
				expect("booked", own, true)
				to := own.Add(time.Duration(1+dice.IntN(20)) * time.Hour)
				if _, err := d.Move(background, booking.ByID(c.ID), to); err != nil {
					return err
				}
				expect("moved to", to, true)
				expect("moved from", own, false)
				if dice.IntN(2) == 0 {
					_, err = d.Cancel(background, booking.ByID(c.ID))
				} else {
					_, err = d.Erase(background, booking.ByID(c.ID))
				}
				if err != nil {
					return err
				}
				expect("freed", to, false)
			}
			return nil
		}))
		want(t, "all", got, map[string]int{"done": 16})
	})
}

// The command line works beside a server.
func TestHeldSeesWhatOthersCommit(t *testing.T) {
	onEachTwice(t, func(t *testing.T, open func() *Store) {
		server, command := open(), open()
		d, _ := diary(t, server)
		owner, _ := diary(t, command)
		for i := range long(5, 50) {
			ada := book(t, d, noon.Add(time.Duration(i+1)*time.Hour), fmt.Sprintf("v%d", i))
			for wait := 2 * lookEvery; ; wait += othersEvery / 4 {
				offered, err := owner.Offers(background, ada.Start)
				must(t, err)
				if !offered {
					break
				}
				if wait > 3*othersEvery {
					t.Fatal("the command does not see what the server has booked")
				}
				time.Sleep(wait)
			}
			offered, err := d.Offers(background, ada.Start) // so that the server has a list at hand
			must(t, err)
			want(t, "offered while it is booked", offered, false)
			_, err = owner.CancelForOwner(background, booking.ByID(ada.ID))
			must(t, err)
			if server.take() == takeSQLite {
				time.Sleep(2 * lookEvery)
			} else {
				time.Sleep(othersEvery + 10*time.Millisecond)
			}
			offered, err = d.Offers(background, ada.Start)
			must(t, err)
			want(t, "offered again", offered, true)
		}
	})
}

// Reading that fails is the asker's to know, and the next one reads again.
func TestHeldThatCannotBeReadIsReadByTheNext(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		read := s.held.read
		s.held.read = func(context.Context, time.Time) (timetable, error) { return timetable{}, booking.ErrStore }
		if _, err := s.Held(background, noon, noon); !errors.Is(err, booking.ErrStore) {
			t.Errorf("Held: got %v, want ErrStore", err)
		}
		s.held.read = read
		_, err := s.Held(background, noon, noon)
		must(t, err)
	})
}

func TestAllWhoReadAtOnceFindWhatIsHeld(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		most := mostConnections
		if q, ok := s.engine.(*sqliteFile); ok {
			most = cap(q.readers)
		}
		var all sync.WaitGroup
		all.Add(most)
		began := time.Now()
		got := tally(together(most, func(int) error {
			return s.View(background, func(r booking.Reader) error {
				_, err := r.Calls(noon)
				all.Done()
				all.Wait() // now nobody else can read
				if err == nil {
					_, err = r.Held(noon, noon)
				}
				return err
			})
		}))
		want(t, "readers", got, map[string]int{"done": most})
		if took := time.Since(began); took > patience/2 {
			t.Errorf("they waited for %v", took)
		}
	})
}

// A timetable is compared with one that is made anew of all that is left.
func TestATimetableIsWhatAllChangesMakeOfIt(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	calls := map[string]booking.Held{}
	var have timetable
	for round := range 2_000 {
		var changes []claimed
		for range 1 + dice.IntN(3) {
			id := fmt.Sprint(dice.IntN(600))
			start := noon.Add(time.Duration(dice.IntN(5_000)) * 30 * time.Minute)
			for slices.ContainsFunc(slices.Collect(maps.Values(calls)), func(h booking.Held) bool { return h.Start.Equal(start) }) {
				start = start.Add(30 * time.Minute)
			}
			c := claimed{id: id, holds: dice.IntN(4) > 0, Held: booking.Held{Start: start, End: start.Add(15 * time.Minute), Until: start.Add(30 * time.Minute)}}
			if _, known := calls[id]; !known {
				c.added = dice.IntN(2) == 0
			}
			if delete(calls, id); c.holds {
				calls[id] = c.Held
			}
			changes = append(changes, c)
		}
		before := have.between(noon, noon.Add(10_000*time.Hour))
		next := have.with(changes)
		if round%50 == 0 {
			want(t, "the one before stays", have.between(noon, noon.Add(10_000*time.Hour)), before)
		}
		have = next
		from := noon.Add(time.Duration(dice.IntN(100_000)) * time.Minute)
		to := from.Add(time.Duration(dice.IntN(100_000)) * time.Minute)
		want(t, fmt.Sprint("round ", round), have.between(from, to), heldWithin(calls, from, to))
		if t.Failed() {
			return
		}
	}
}

func heldWithin(calls map[string]booking.Held, from, to time.Time) (list []booking.Held) {
	for _, h := range calls {
		if h.Until.After(from) && !h.Start.After(to) {
			list = append(list, h)
		}
	}
	slices.SortFunc(list, func(a, b booking.Held) int { return a.Start.Compare(b.Start) })
	return list
}
