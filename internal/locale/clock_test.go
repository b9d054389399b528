package locale_test

import (
	"testing"
	"time"
)

func TestTimesAndWeekdaysReadAsInTheLanguage(t *testing.T) {
	c := catalog(t)
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []struct{ code, tuesday, sunday string }{{"en", "Tuesday", "Sunday"}, {"de", "Dienstag", "Sonntag"}} {
		l := c.In(w.code)
		for hour, want := range map[int]string{8: "09:05", 13: "14:05", 23: "00:05"} {
			if got := l.Clock(time.Date(2026, 12, 1, hour, 5, 0, 0, time.UTC).In(berlin)); got != want {
				t.Errorf("%s: Clock(%d:05 UTC in Berlin): got %q, want %q", w.code, hour, got, want)
			}
		}
		if got := l.Weekday(day(2026, 12, 1)); got != w.tuesday {
			t.Errorf("%s: Weekday(2026-12-01): got %q, want %q", w.code, got, w.tuesday)
		}
		if got := l.Weekday(day(2028, 12, 31)); got != w.sunday {
			t.Errorf("%s: Weekday(2028-12-31): got %q, want %q", w.code, got, w.sunday)
		}
	}
}
