package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"leadpath/internal/booking"
)

// A day with one seat, Monday in three days.
const oneSeat = "zone = \"UTC\"\ndaily = 1\n[weekly]\nmonday = [\"08:00-10:00\"]\n"

const (
	mondayAt8    = "2026-11-30T08:00:00Z"
	mondayAt815  = "2026-11-30T08:15:00Z"
	mondayAt9    = "2026-11-30T09:00:00Z"
	aWeekLaterAt = "2026-12-07T08:00:00Z"
)

// move posts a call to another start.
func (p *practice) move(t *testing.T, own, start string) reception {
	t.Helper()
	return p.send(t, http.MethodPost, p.english().Path("moveto", secretOf(own), start), nil)
}

// wantStart checks when the only call is, and that it was changed so often.
func wantStart(t *testing.T, p *practice, start string, sequence int) {
	t.Helper()
	if c := p.calls(t)[0]; rfc3339(c.Start) != start || c.Sequence != sequence {
		t.Errorf("got the call at %s with the sequence %d, want %s and %d", rfc3339(c.Start), c.Sequence, start, sequence)
	}
}

func TestACallMovesWithinItsOwnBufferAndDay(t *testing.T) {
	p := openPractice(t, oneSeat)
	own := p.book(t, "Ada Lovelace")
	wantStart(t, p, mondayAt8, 0)
	if got := p.get(t, p.english().Path("opening", mondayAt815)); got.StatusCode != http.StatusNotFound {
		t.Errorf("the opening for others: got %d, want 404, as it lies in the buffer of a full day", got.StatusCode)
	}
	target := p.german().Path("moveto", secretOf(own), mondayAt815)
	if page := p.get(t, target); page.StatusCode != http.StatusOK || !hasHook(string(page.body), "form", "data-move") {
		t.Errorf("%s: got %d, want 200 and the form", target, page.StatusCode)
	}
	wantStart(t, p, mondayAt8, 0)
	for range 2 { // once more changes nothing
		if got := p.send(t, http.MethodPost, target, nil); got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != p.german().Path("own", secretOf(own)) {
			t.Errorf("move: got %d to %q, want 303 to the same page", got.StatusCode, got.Header.Get("Location"))
		}
		wantStart(t, p, mondayAt815, 1)
	}
	if got := p.send(t, http.MethodPost, p.english().Path("opening", mondayAt9), p.filled(t, "Grace Hopper")); got.StatusCode != http.StatusConflict {
		t.Errorf("somebody else on that day: got %d, want 409, as its seat is taken", got.StatusCode)
	}
	if got := p.move(t, own, aWeekLaterAt); got.StatusCode != http.StatusSeeOther {
		t.Errorf("move to another day: got %d, want 303", got.StatusCode)
	}
	if got := p.send(t, http.MethodPost, p.english().Path("opening", mondayAt9), p.filled(t, "Grace Hopper")); got.StatusCode != http.StatusSeeOther {
		t.Errorf("somebody else on the day that was left: got %d, want 303", got.StatusCode)
	}
}

func TestWhatCannotBeMovedStays(t *testing.T) {
	for _, c := range []struct {
		says    string
		to      string
		happens func(t *testing.T, p *practice, own string)
		others  bool
	}{
		{"somebody else has the time", aWeekLaterAt, func(t *testing.T, p *practice, _ string) {
			if got := p.send(t, http.MethodPost, p.english().Path("opening", aWeekLaterAt), p.filled(t, "Grace Hopper")); got.StatusCode != http.StatusSeeOther {
				t.Fatalf("Grace books: got %d, want 303", got.StatusCode)
			}
		}, true},
		{"the time was never offered", "2026-12-01T08:00:00Z", nil, true},
		{"the time lies beyond the horizon", "2027-03-01T08:00:00Z", nil, true},
		{"the notice is too short by now", mondayAt9, func(_ *testing.T, p *practice, _ string) { p.wait(50 * time.Hour) }, true},
		{"the call has begun", aWeekLaterAt, func(_ *testing.T, p *practice, _ string) { p.wait(72*time.Hour + time.Minute) }, false},
		{"the call is cancelled", aWeekLaterAt, func(t *testing.T, p *practice, own string) { p.press(t, own, "cancel") }, false},
	} {
		t.Run(c.says, func(t *testing.T) {
			p := openPractice(t, oneSeat)
			own := p.book(t, "Ada Lovelace")
			if c.happens != nil {
				c.happens(t, p, own)
			}
			before := p.dump(t)
			got := p.move(t, own, c.to)
			page := string(got.body)
			if got.StatusCode != http.StatusConflict || hasHook(page, "form", "data-move") {
				t.Errorf("got %d, want 409 and no button", got.StatusCode)
			}
			if (len(slots(page)) > 0) != c.others {
				t.Errorf("got the openings %v, want some: %v", slots(page), c.others)
			}
			for _, slot := range slots(page) {
				if !strings.Contains(page, p.english().Path("moveto", secretOf(own), slot)) {
					t.Errorf("the opening %s does not lead to where the call is moved", slot)
				}
			}
			p.wantSame(t, before)
		})
	}
}

// S3: a cancelled call is taken back while its time is free; notice and hours
// do not count.
func TestTakingBack(t *testing.T) {
	for _, c := range []struct {
		says    string
		rules   string // of call.toml
		happens func(t *testing.T, p *practice)
		status  int
	}{
		{"at once", "undo = 24\ndaily = 1", func(*testing.T, *practice) {}, http.StatusSeeOther},
		{"at the last moment", "undo = 24\ndaily = 1", func(_ *testing.T, p *practice) { p.wait(24*time.Hour - time.Second) }, http.StatusSeeOther},
		{"after the hours for it", "undo = 24\ndaily = 1", func(_ *testing.T, p *practice) { p.wait(24 * time.Hour) }, http.StatusConflict},
		{"with less than the notice", "undo = 100\ndaily = 1", func(_ *testing.T, p *practice) { p.wait(71 * time.Hour) }, http.StatusSeeOther},
		{"once it has begun", "undo = 100\ndaily = 1", func(_ *testing.T, p *practice) { p.wait(72 * time.Hour) }, http.StatusConflict},
		{"somebody else has the time", "undo = 24\ndaily = 9", func(t *testing.T, p *practice) { p.book(t, "Faster Fred") }, http.StatusConflict},
		{"somebody else has the day's seat", "undo = 24\ndaily = 1", func(t *testing.T, p *practice) {
			p.send(t, http.MethodPost, p.english().Path("opening", mondayAt9), p.filled(t, "Faster Fred"))
		}, http.StatusConflict},
	} {
		t.Run(c.says, func(t *testing.T) {
			p := openPractice(t, strings.Replace(oneSeat, "daily = 1", c.rules, 1))
			own := p.book(t, "Ada Lovelace")
			if got := p.press(t, own, "cancel"); got.StatusCode != http.StatusSeeOther {
				t.Fatalf("cancel: got %d, want 303", got.StatusCode)
			}
			c.happens(t, p)
			before := p.dump(t)
			page := string(p.get(t, own).body)
			if can := c.status == http.StatusSeeOther; hasHook(page, "form", "data-undo") != can || (len(slots(page)) > 0) == can {
				t.Errorf("got a page with the openings %v and a button: %v, want a button: %v, or openings", slots(page), hasHook(page, "form", "data-undo"), can)
			}
			got := p.press(t, own, "undo")
			if got.StatusCode != c.status {
				t.Errorf("take back: got %d, want %d", got.StatusCode, c.status)
			}
			if c.status == http.StatusConflict {
				p.wantSame(t, before)
				return
			}
			wantStart(t, p, mondayAt8, 2)
			if got := p.states(t)[booking.Booked]; got != 1 {
				t.Errorf("got %d calls booked, want 1", got)
			}
		})
	}
}

// What was cancelled is offered again at once, and the call that has begun is
// neither cancelled nor erased with a word to the owner.
func TestACallThatHasBegunStays(t *testing.T) {
	p := openPractice(t, oneSeat)
	own := p.book(t, "Ada Lovelace")
	p.wait(72 * time.Hour)
	before := p.dump(t)
	if got := p.press(t, own, "cancel"); got.StatusCode != http.StatusConflict {
		t.Errorf("cancel: got %d, want 409", got.StatusCode)
	}
	if page := string(p.get(t, own).body); hasHook(page, "form", "data-cancel") || hasHook(page, "a", "data-move") || !hasHook(page, "form", "data-erase") {
		t.Errorf("got a page that offers to move or cancel, or not to erase")
	}
	p.wantSame(t, before)
}
