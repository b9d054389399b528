package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"leadpath/internal/booking"
)

// R28: a panic in whatever booking does, in the midst of a change of the store
// too, costs one answer: a clean 500 in the page's language. Nothing of it is
// kept, and the next one is served.
func TestAPanicInBookingCostsOneAnswer(t *testing.T) {
	p := openPractice(t, "")
	own, confirm := p.book(t, "Ada Lovelace"), p.confirmable(t, "Hasty Hugo")
	cancelled := p.book(t, "Cancelled Carl")
	p.press(t, cancelled, "cancel")
	free := p.openings(t)
	start := rfc3339(free[len(free)-1])
	german := func(own string) string { return p.german().Path("own", secretOf(own)) }
	ways := []postWay{
		{"the form", p.german().Path("opening", start), nil},
		{"the own page", german(own), nil},
		{"moving, shown", p.german().Path("moveto", secretOf(own), start), nil},
		{"booking", p.german().Path("opening", start), p.filled(t, "Late Lara")},
		{"cancelling", german(own), url.Values{"do": {"cancel"}}},
		{"taking back", german(cancelled), url.Values{"do": {"undo"}}},
		{"confirming", german(confirm), url.Values{"do": {"book"}}},
		{"erasing", german(own), url.Values{"do": {"erase"}, "sure": {"yes"}}},
		{"moving", p.german().Path("moveto", secretOf(own), start), url.Values{}},
	}
	var broken atomic.Bool
	hours := p.Server.Diary.Hours
	p.Server.Diary.Hours = func() *booking.Hours {
		if broken.Load() {
			panic("the diary is on fire, says Ada Lovelace")
		}
		return hours()
	}
	before := p.dump(t)
	for _, way := range ways {
		method := http.MethodPost
		if way.form == nil {
			method = http.MethodGet
		}
		broken.Store(true)
		got := p.send(t, method, way.target, way.form)
		broken.Store(false)
		page := string(got.body)
		if got.StatusCode != http.StatusInternalServerError || got.Header.Get("Content-Language") != "de" || got.Header.Get("Cache-Control") != "no-store" || !strings.HasSuffix(page, "</html>") || strings.Contains(page, "fire") {
			t.Errorf("%s: got %d in %q, %d bytes, want a whole page of 500 in German", way.says, got.StatusCode, got.Header.Get("Content-Language"), len(page))
		}
		p.wantSame(t, before)
	}
	if got := strings.Count(p.log.String(), "handler panicked"); got < len(ways) { // a client asks again where its line was closed
		t.Errorf("got %d panics in the log, want one for each of %d", got, len(ways))
	}
	for _, way := range ways[3:] {
		if got := p.send(t, http.MethodPost, way.target, way.form); got.StatusCode >= 500 {
			t.Errorf("%s afterwards: got %d", way.says, got.StatusCode)
		}
	}
}
