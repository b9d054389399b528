package locale_test

import (
	"testing"
	"time"

	"leadpath/internal/locale"
)

func TestDatesAndNumbersReadAsInTheLanguage(t *testing.T) {
	c := catalog(t)
	for _, w := range []struct {
		code, date, thousand, negative, millions string
	}{
		{"en", "9\u00a0June 2026", "12,345", "−1,000", "−123,456,789"},
		{"de", "9.\u00a0Juni 2026", "12.345", "−1.000", "−123.456.789"},
	} {
		l := c.In(w.code)
		if got := l.Date(day(2026, 6, 9)); got != w.date {
			t.Errorf("%s: Date(2026-06-09): got %q, want %q", w.code, got, w.date)
		}
		if got := l.Number(12345); got != w.thousand {
			t.Errorf("%s: Number(12345): got %q, want %q", w.code, got, w.thousand)
		}
		if got := l.Number(-1000); got != w.negative {
			t.Errorf("%s: Number(-1000): got %q, want %q", w.code, got, w.negative)
		}
		if got := l.Number(-123456789); got != w.millions {
			t.Errorf("%s: Number(-123456789): got %q, want %q", w.code, got, w.millions)
		}
		if got := l.Number(999) + l.Number(0); got != "9990" {
			t.Errorf("%s: Number(999) and Number(0): got %q, want 999 and 0 without a mark", w.code, got)
		}
		months := map[string]bool{}
		for m := 1; m <= 12; m++ {
			months[l.Date(day(2026, m, 1))] = true
		}
		if len(months) != 12 {
			t.Errorf("%s: got %d different months, want 12", w.code, len(months))
		}
	}
}

func TestDateKnowsTheCalendar(t *testing.T) {
	for _, c := range []struct {
		name string
		date locale.Date
		want bool
	}{
		{"a leap day in a leap year", day(2028, 2, 29), true},
		{"a leap day in another year", day(2026, 2, 29), false},
		{"the last day of a year", day(2026, 12, 31), true},
		{"a thirteenth month", day(2026, 13, 1), false},
		{"a day zero", day(2026, 6, 0), false},
		{"the year nought", day(0, 6, 9), false},
		{"no date", locale.Date{}, false},
	} {
		if got := c.date.Valid(); got != c.want {
			t.Errorf("%s: %s.Valid(): got %v, want %v", c.name, c.date, got, c.want)
		}
	}
	if got := day(2026, 6, 9).String(); got != "2026-06-09" {
		t.Errorf("String: got %s, want 2026-06-09", got)
	}
	if !(locale.Date{}).IsZero() || day(2026, 6, 9).IsZero() {
		t.Error("IsZero: want true for no date alone")
	}
}

func TestDatesCompareAsDaysFollow(t *testing.T) {
	days := []locale.Date{day(2025, 12, 31), day(2026, 1, 1), day(2026, 1, 31), day(2026, 2, 1), day(2027, 1, 1)}
	for i, a := range days {
		for j, b := range days {
			if got := a.Compare(b); (got < 0) != (i < j) || (got == 0) != (i == j) {
				t.Errorf("%s.Compare(%s): got %d", a, b, got)
			}
		}
	}
}

func TestMomentFallsOnTheDayOfTheZone(t *testing.T) {
	moment := time.Date(2026, 6, 8, 22, 30, 0, 0, time.UTC)
	if got := locale.DateOf(moment, zone(t, "Europe/Berlin")); got != day(2026, 6, 9) {
		t.Errorf("22:30 UTC in Berlin: got %s, want 2026-06-09", got)
	}
	if got := locale.DateOf(moment, time.UTC); got != day(2026, 6, 8) {
		t.Errorf("22:30 UTC in UTC: got %s, want 2026-06-08", got)
	}
}

func TestDatesAreCountedOn(t *testing.T) {
	for _, c := range []struct {
		name string
		date locale.Date
		days int
		want locale.Date
	}{
		{"over the end of a year", day(2026, 12, 29), 7, day(2027, 1, 5)},
		{"over a leap day", day(2028, 2, 26), 7, day(2028, 3, 4)},
		{"backwards", day(2026, 3, 3), -7, day(2026, 2, 24)},
		{"by nothing", day(2026, 6, 9), 0, day(2026, 6, 9)},
	} {
		if got := c.date.Add(c.days); got != c.want {
			t.Errorf("%s: %v.Add(%d): got %v, want %v", c.name, c.date, c.days, got, c.want)
		}
	}
}
