package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"leadpath/internal/booking"
)

// remind counts the reminders among mails.
func remind(mails []booking.Mail) (n int) {
	for _, m := range mails {
		if m.Kind.Reminds() {
			n++
		}
	}
	return n
}

// remindersAfter counts those that calls must have that were booked at a
// moment.
func remindersAfter(calls []*booking.Call, booked time.Time) (n int) {
	for _, c := range calls {
		for _, ahead := range []time.Duration{time.Hour, 24 * time.Hour} {
			if c.Start.Sub(booked) > ahead {
				n += 2
			}
		}
	}
	return n
}

// waiting says which reminders of a call wait, as "visitor day 13:00".
func waiting(t testing.TB, d *booking.Diary, id string) string {
	t.Helper()
	_, mails, err := d.Find(background, booking.ByID(id))
	must(t, err)
	slices.SortFunc(mails, func(a, b booking.Mail) int { return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(b.To, a.To)) })
	var list []string
	for _, m := range mails {
		if m.Kind.Reminds() && m.Fate.Sent.IsZero() && m.Fate.GaveUp.IsZero() {
			list = append(list, fmt.Sprintf("%s %s %s", m.To, strings.TrimPrefix(string(m.Kind), "reminder-"), m.Due.Format("2 15:04")))
		}
	}
	return strings.Join(list, ", ")
}

func TestRemindersFollowTheirCall(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, c := diary(t, s)
		late := book(t, d, noon.Add(20*time.Hour), "Bob")
		want(t, "of a call booked 20 hours ahead", waiting(t, d, late.ID), "visitor hour 2 07:00, owner hour 2 07:00")
		soon := book(t, d, noon.Add(time.Hour), "Cy")
		want(t, "of a call booked an hour ahead", waiting(t, d, soon.ID), "")
		hasty := form(d, noon.Add(72*time.Hour), "Hugo")
		hasty.Trap = "filled in"
		unsure, err := d.Book(background, hasty)
		must(t, err)
		want(t, "of an unconfirmed call", waiting(t, d, unsure.ID), "")
		_, err = d.ConfirmCall(background, booking.ByID(unsure.ID))
		must(t, err)
		want(t, "once it is confirmed", waiting(t, d, unsure.ID), "visitor day 3 12:00, owner day 3 12:00, visitor hour 4 11:00, owner hour 4 11:00")

		ada := book(t, d, noon.Add(48*time.Hour), "Ada")
		want(t, "booked", waiting(t, d, ada.ID), "visitor day 2 12:00, owner day 2 12:00, visitor hour 3 11:00, owner hour 3 11:00")
		for _, step := range []struct {
			says string
			do   func() error
			want string
		}{
			{"moved nearer", func() error { return second(d.Move(background, booking.ByID(ada.ID), noon.Add(23*time.Hour))) }, "visitor hour 2 10:00, owner hour 2 10:00"},
			{"moved away", func() error { return second(d.Move(background, booking.ByID(ada.ID), noon.Add(96*time.Hour))) }, "visitor day 4 12:00, owner day 4 12:00, visitor hour 5 11:00, owner hour 5 11:00"},
			{"cancelled", func() error { return second(d.Cancel(background, booking.ByID(ada.ID))) }, ""},
			{"taken back", func() error { return second(d.TakeBack(background, booking.ByID(ada.ID))) }, "visitor day 4 12:00, owner day 4 12:00, visitor hour 5 11:00, owner hour 5 11:00"},
			{"cancelled by the owner", func() error { return second(d.CancelForOwner(background, booking.ByID(ada.ID))) }, ""},
		} {
			c.step(time.Minute)
			must(t, step.do())
			want(t, step.says, waiting(t, d, ada.ID), step.want)
			c.step(time.Hour) // so that no limit is met
		}
		dan := book(t, d, noon.Add(120*time.Hour), "Dan")
		_, err = d.Erase(background, booking.ByID(dan.ID))
		must(t, err)
		want(t, "what is left of an erased call", left(t, s, dan.ID), 1)
		eve := book(t, d, noon.Add(120*time.Hour), "Eve")
		_, err = d.EraseAddress(background, "eve@example.org")
		must(t, err)
		want(t, "what is left of an erased address", left(t, s, eve.ID), 1)
	})
}

func second(_ *booking.Call, err error) error { return err }

// left counts the mails about a call, whether that is there or not.
func left(t testing.TB, s *Store, call string) (n int64) {
	t.Helper()
	must(t, s.view(background, func(r session) (err error) {
		n, err = number(r, `SELECT count(*) FROM outbox WHERE call = $1`, call)
		return err
	}))
	return n
}

// What waits for the mail server holds up no reminder, and none it.
func TestRemindersAndOtherMailsDoNotWaitForEachOther(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, c := diary(t, s)
		ada := book(t, d, noon.Add(25*time.Hour), "Ada")
		for range 2 {
			m, _ := take(t, s, noon)
			must(t, s.Later(background, m, noon.Add(3*time.Hour), 451))
		}
		day := noon.Add(time.Hour)
		want(t, "NextDue", nextDue(t, s, noon), day)
		m, says := take(t, s, day)
		want(t, "taken while the mail about the booking waits", strings.Fields(says)[1:], []string{"reminder-day", "of", "Ada"})
		must(t, s.Later(background, m, day.Add(time.Minute), 451))
		other, _ := take(t, s, day)
		must(t, s.Sent(background, other, day))
		_, mails, err := d.Find(background, booking.ByID(ada.ID))
		must(t, err)
		for _, m := range mails {
			want(t, "given up of "+string(m.Kind), m.Fate.GaveUp, time.Time{})
		}
		want(t, "the reminder that was put off", len(takesAll(t, s, day.Add(time.Minute))), 1)
		c.step(2 * time.Hour)
		_, err = d.Cancel(background, booking.ByID(ada.ID))
		must(t, err)
		got := takesAll(t, s, noon.Add(25*time.Hour))
		slices.Sort(got)
		want(t, "after the call was cancelled", got, []string{"owner booked of Ada", "visitor booked of Ada"})
	})
}

// Whatever order they are queued in.
func TestAReminderInFrontHoldsUpNoMail(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		must(t, s.Change(background, func(tx booking.Tx) error {
			for i, m := range []booking.Mail{{Kind: booking.MailReminderHour, Due: noon, Expires: noon.Add(time.Hour)}, {Kind: booking.MailMoved, Due: noon}} {
				m.ID, m.Call, m.To, m.Made = fmt.Sprint(i), "call", booking.ToVisitor, noon
				if err := tx.Queue(m, booking.Hash{}); err != nil {
					return err
				}
			}
			return nil
		}))
		m, _ := take(t, s, noon)
		other, _ := take(t, s, noon)
		if m == nil || other == nil {
			t.Fatalf("taken: got %v and %v, want both", m, other)
		}
		if m.Kind != booking.MailReminderHour {
			m, other = other, m
		}
		must(t, s.Later(background, m, noon.Add(time.Minute), 451))
		must(t, s.Later(background, other, noon.Add(time.Minute), 451))
		want(t, "taken after both were put off", takesAll(t, s, noon.Add(time.Minute)), []string{"visitor reminder-hour", "visitor moved"})
	})
}

// The owner who has heard that a call is cancelled need not hear that it is
// erased, even if a reminder of it did not get through.
func TestAReminderThatFailedIsNoWordTheOwnerWaitsFor(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, c := diary(t, s)
		ada := book(t, d, noon.Add(25*time.Hour), "Ada")
		finish := func(now time.Time) {
			for m, _ := take(t, s, now); m != nil; m, _ = take(t, s, now) {
				if m.Kind.Reminds() {
					must(t, s.GiveUp(background, m, now, 550))
				} else {
					must(t, s.Sent(background, m, now))
				}
			}
		}
		finish(noon.Add(time.Hour))
		c.step(2 * time.Hour)
		_, err := d.Cancel(background, booking.ByID(ada.ID))
		must(t, err)
		finish(c.Now())
		_, err = d.Erase(background, booking.ByID(ada.ID))
		must(t, err)
		want(t, "what is left", left(t, s, ada.ID), 0)
	})
}

// A program that was down sends one of the two, and none after the call began.
func TestAReminderThatIsLateIsSentOnlyWhileItIsOfUse(t *testing.T) {
	for _, test := range []struct {
		says  string
		after time.Duration // noon
		want  int           // mails to be taken
		kind  booking.Kind
	}{
		{"some hours late", 30 * time.Hour, 2, booking.MailReminderDay},
		{"a second before the other is due", 47*time.Hour - time.Second, 2, booking.MailReminderDay},
		{"when the other is due", 47 * time.Hour, 2, booking.MailReminderHour},
		{"a second before the call", 48*time.Hour - time.Second, 2, booking.MailReminderHour},
		{"when the call begins", 48 * time.Hour, 0, ""},
		{"a day after it", 72 * time.Hour, 0, ""},
	} {
		t.Run(test.says, func(t *testing.T) {
			onEach(t, func(t *testing.T, s *Store) {
				d, _ := diary(t, s)
				book(t, d, noon.Add(48*time.Hour), "Ada")
				for range 2 {
					m, _ := take(t, s, noon)
					must(t, s.Sent(background, m, noon))
				}
				now := noon.Add(test.after)
				got := takesAll(t, s, now)
				if len(got) != test.want || len(got) > 0 && !strings.Contains(got[0], string(test.kind)) {
					t.Errorf("taken: got %q, want %d %s", got, test.want, test.kind)
				}
				if due := nextDue(t, s, now); !due.IsZero() && !due.After(now) {
					t.Errorf("NextDue: got %v at %v with nothing to take, want no loop", due, now)
				}
			})
		})
	}
}

// R19: a clock that was ahead for a while loses no reminder; those long of no
// use are given up.
func TestAClockThatWasAheadLosesNoReminder(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, c := diary(t, s)
		ada := book(t, d, noon.Add(20*time.Hour), "Ada")
		for range 2 {
			m, _ := take(t, s, noon)
			must(t, s.Sent(background, m, noon))
		}
		c.step(24 * time.Hour)
		want(t, "a day ahead", takesAll(t, s, c.Now()), []string(nil))
		_, err := d.Forget(background)
		must(t, err)
		c.step(-24 * time.Hour)
		want(t, "back again", len(takesAll(t, s, noon.Add(19*time.Hour))), 2)
		c.step(69 * time.Hour)
		_, err = d.Forget(background)
		must(t, err)
		_, mails, err := d.Find(background, booking.ByID(ada.ID))
		must(t, err)
		for _, m := range mails {
			if m.Kind.Reminds() {
				want(t, "given up", m.Fate.GaveUp, ada.Start)
			}
		}
	})
}

// R19: who cancels and takes back while the clock was set back is not told
// twice.
func TestAReminderThatWasSentIsNotQueuedAgain(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, c := diary(t, s)
		ada := book(t, d, noon.Add(25*time.Hour), "Ada")
		day := noon.Add(time.Hour)
		for range 4 {
			m, _ := take(t, s, day)
			must(t, s.Sent(background, m, day))
		}
		c.step(-time.Hour)
		_, err := d.Cancel(background, booking.ByID(ada.ID))
		must(t, err)
		_, err = d.TakeBack(background, booking.ByID(ada.ID))
		must(t, err)
		want(t, "waiting", waiting(t, d, ada.ID), "visitor hour 2 12:00, owner hour 2 12:00")
	})
}

// Reminders are not counted among the five mails an hour (surface.md).
func TestRemindersAreNotCountedAsMails(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		d, _ := diary(t, s)
		ada := book(t, d, noon.Add(48*time.Hour), "Ada")
		must(t, s.View(background, func(r booking.Reader) error {
			times, err := r.Written(ada.Person, noon.Add(-time.Hour))
			want(t, "written", len(times), 1)
			return err
		}))
	})
}
