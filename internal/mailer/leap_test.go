package mailer

import (
	"testing"
	"testing/synctest"
	"time"
)

// R19: for as long as a lease lasts, one that another gave does not end by the
// clock's being set.
func TestALeaseIsJudgedByTheClockAsItWas(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l leap
		set := time.Duration(0)
		for _, step := range []struct {
			says        string
			after, by   time.Duration
			wantsBefore time.Duration // before the clock's now
		}{
			{"at first", 0, 0, 0},
			{"after a while", 3 * time.Second, 0, 0},
			{"a little off", 3 * time.Second, 4 * time.Second, 0},
			{"an hour ahead", 3 * time.Second, time.Hour, time.Hour},
			{"and another", 3 * time.Second, time.Hour, 2 * time.Hour},
			{"one back", 3 * time.Second, -time.Hour, time.Hour},
			{"a second before it is forgotten", 5*time.Minute - time.Second, 0, time.Hour},
			{"when it is forgotten", 2 * time.Second, 0, 0},
			{"a day back", 3 * time.Second, -24 * time.Hour, 0},
			{"after the machine slept for a day", 3 * time.Second, 24 * time.Hour, 24 * time.Hour},
		} {
			time.Sleep(step.after)
			set += step.by
			now := time.Now().Add(set)
			if got := now.Sub(l.before(now, 5*time.Minute)); got != step.wantsBefore {
				t.Errorf("%s: got %v before the clock's now, want %v", step.says, got, step.wantsBefore)
			}
		}
	})
}
