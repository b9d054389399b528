package main

import (
	"errors"
	"testing"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/mailer"
)

const hour = time.Hour

func TestEachReminderIsSentOnceByTwoInstances(t *testing.T) {
	t.Parallel()
	onBothEngines(t, 0, func(b *branches) {
		b.book("ada", 48*hour)
		b.book("bob", 48*hour+30*time.Minute)
		b.book("cy", 20*hour)
		b.wants("at the booking")
		b.at(19*hour - time.Second)
		b.wants("a second before the first is due")
		b.at(19 * hour)
		b.wants("an hour before Cy's call, which was booked 20 hours ahead", pair("hour", "cy")...)
		b.at(24*hour - time.Second)
		b.wants("a second before a day before Ada's")
		b.at(24*hour + 30*time.Minute)
		b.wants("a day before both", pair("day", "ada", "bob")...)
		b.at(47*hour + 30*time.Minute)
		b.wants("an hour before both", pair("hour", "ada", "bob")...)
		b.at(400 * hour)
		b.wants("long after")
	})
}

func TestRemindersFollowTheCallOnWhicheverInstance(t *testing.T) {
	t.Parallel()
	onBothEngines(t, 0, func(b *branches) {
		one, two := b.both[0], b.both[1]
		moved, cancelled, back := b.book("moved", 48*hour), b.book("cancelled", 48*hour+30*time.Minute), b.book("back", 49*hour)
		erased, owners := b.book("erased", 49*hour+30*time.Minute), b.book("owners", 50*hour)
		b.must(two.Move(b.Context(), booking.ByID(moved.ID), morning.Add(72*hour)))
		b.must(one.Cancel(b.Context(), booking.ByID(cancelled.ID)))
		b.must(two.Cancel(b.Context(), booking.ByID(back.ID)))
		b.must(one.TakeBack(b.Context(), booking.ByID(back.ID)))
		b.must(two.Erase(b.Context(), booking.ByID(erased.ID)))
		b.must(two.CancelForOwner(b.Context(), booking.ByID(owners.ID)))
		b.at(26 * hour)
		b.wants("a day before all", pair("day", "back")...)
		b.at(40 * hour)
		b.must(one.Cancel(b.Context(), booking.ByID(back.ID)))
		b.at(41 * hour)
		b.must(two.TakeBack(b.Context(), booking.ByID(back.ID)))
		b.wants("taken back when a day before has passed")
		b.at(48 * hour)
		b.wants("an hour before all, a day before the one that was moved", append(pair("hour", "back"), pair("day", "moved")...)...)
		b.must(two.Move(b.Context(), booking.ByID(moved.ID), morning.Add(48*hour+30*time.Minute)))
		b.wants("moved to within the hour")
		b.at(71 * hour)
		b.wants("an hour before the time it had")
	})
}

// A program that was down does not send both at once, and nothing for a call
// that has begun.
func TestLateRemindersAreSentWhileTheyAreOfUse(t *testing.T) {
	t.Parallel()
	onBothEngines(t, 0, func(b *branches) {
		b.book("ada", 48*hour)
		b.book("bob", 30*hour)
		b.book("cy", 25*hour)
		b.wants("at the booking")
		b.at(29*hour + 30*time.Minute)
		b.wants("after some hours of silence", append(pair("day", "ada"), pair("hour", "bob")...)...)
	})
}

// R19
func TestAClockThatJumpsSendsNothingTwice(t *testing.T) {
	t.Parallel()
	onBothEngines(t, 0, func(b *branches) {
		b.book("ada", 36*hour)
		b.book("bob", 15*hour)
		for _, step := range []struct {
			says string
			at   time.Duration
			want []string
		}{
			{"the day's is due", 12 * hour, pair("day", "ada")},
			{"an hour back", 11 * hour, nil},
			{"due once more", 12 * hour, nil},
			{"a day back", -12 * hour, nil},
			{"a day ahead, when the call of the other is past", 36*hour - time.Second, pair("hour", "ada")},
			{"back again, an hour before the other's", 14 * hour, pair("hour", "bob")},
			{"an hour ahead", 15 * hour, nil},
			{"and back", 14 * hour, nil},
			{"the hour's is due again", 35 * hour, nil},
			{"the call begins", 36 * hour, nil},
			{"a day ahead", 60 * hour, nil},
			{"a day back", 36*hour - time.Minute, nil},
		} {
			b.at(step.at)
			b.wants(step.says, step.want...)
		}
	})
}

// R14: whoever died with a reminder in hand is followed when the lease ends,
// with the same mail; or by nobody where the call is otherwise by then.
func TestAReminderOfOneWhoDiedIsSentByAnother(t *testing.T) {
	t.Parallel()
	onBothEngines(t, 0, func(b *branches) {
		cancelled := b.book("bob", 24*hour+30*time.Minute)
		b.book("ada", 24*hour)
		b.wants("at the booking")
		b.serverSays(errors.New("down"))
		dead := b.both[0].store
		hand := map[string][]byte{}
		lease := 10 * time.Minute
		for range 4 { // as of a moment that the postmen do not know yet
			now := morning.Add(23*hour + 30*time.Minute)
			m, c, err := dead.Take(b.Context(), now, now, lease)
			if err != nil || m == nil || m.Kind != booking.MailReminderHour {
				b.Fatalf("Take: got %+v, %v, want a reminder", m, err)
			}
			message, err := b.both[0].writer.Write(m, c)
			b.must(nil, err)
			hand[m.ID] = message.Text
		}
		b.serverSays(nil)
		b.must(b.both[1].Cancel(b.Context(), booking.ByID(cancelled.ID)))
		b.at(23*hour + 40*time.Minute - time.Second)
		time.Sleep(50 * time.Millisecond)
		b.mu.Lock()
		for _, m := range b.sent {
			if m.Mail.Kind.Reminds() {
				b.Errorf("within the lease: got %s to %s, want nothing", m.Mail.Kind, m.To)
			}
		}
		b.sent = nil
		b.mu.Unlock()
		b.at(23*hour + 40*time.Minute)
		b.quiet()
		b.mu.Lock()
		for _, m := range b.sent {
			if text := hand[m.Mail.ID]; string(text) != string(m.Text) {
				b.Errorf("got the reminder\n%s\nwant the one that was in hand\n%s", m.Text, text)
			}
		}
		b.mu.Unlock()
		b.wants("after the lease", pair("hour", "ada")...)
	})
}

// R19, while a slow mail server has a reminder in hand: its lease only seems
// to have ended.
func TestAClockThatJumpsTakesNoMailOutOfAnothersHands(t *testing.T) {
	t.Parallel()
	onBothEngines(t, time.Hour, func(b *branches) {
		b.book("ada", 48*hour)
		b.wants("at the booking")
		slow := make(chan struct{})
		b.mu.Lock()
		b.busy = slow
		b.mu.Unlock()
		b.at(24 * hour)
		for b.inHand() < 2 {
			time.Sleep(time.Millisecond)
		}
		for _, after := range []time.Duration{25 * hour, 24 * hour, 46 * hour, 30 * hour} {
			b.at(after)
			time.Sleep(50 * time.Millisecond)
		}
		close(slow)
		b.handsAreFree()
		b.wants("after the clock was set ahead and back", pair("day", "ada")...)
	})
}

// A mail server that is back within the hour gets the reminder, and the mail
// about the booking as well.
func TestAReminderComesWhenTheMailServerIsBack(t *testing.T) {
	t.Parallel()
	onBothEngines(t, 0, func(b *branches) {
		b.serverSays(&mailer.Failure{Step: "connect", Cause: errors.New("down")})
		b.book("ada", 24*hour)
		for minute := range 30 {
			b.at(23*hour + time.Duration(minute)*time.Minute)
			time.Sleep(10 * time.Millisecond)
		}
		b.handsAreFree()
		b.serverSays(nil)
		b.at(23*hour + 50*time.Minute)
		b.wants("twenty minutes later", pair("hour", "ada")...)
	})
}
