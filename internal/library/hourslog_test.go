package library

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestTheTableForHoursHasItsColumnsInOrder(t *testing.T) {
	e := newHouse(t).whole(t).At(time.Now())
	for lang, want := range map[string][][]string{
		"en": {{"Day", "Work"}, {"2026-06-01", "Planning"}, {"", ""}, {"2026-06-03", ""}},
		"de": {{"Tag", "Arbeit"}, {"2026-06-01", "Planung"}, {"", ""}, {"2026-06-03", ""}},
	} {
		h, err := e.HoursLog(lang)
		if err != nil {
			t.Fatal(err)
		}
		if got := h.Rows(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got the rows %q, want %q", lang, got, want)
		}
	}
}

func TestWithoutLogTomlThereIsNoTableForHours(t *testing.T) {
	h := newHouse(t).withBody(t, "en", "See [the table](/en/hours-log) and [its file](/en/hours-log.csv).\n")
	h.whole(t)
	delete(h, "log.toml")
	_, report := h.load(t)
	for _, page := range []string{"/en/hours-log", "/en/hours-log.csv"} {
		if got, want := printed(report.Faults), `there is no page "`+page+`" in this language`; !strings.Contains(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if _, err := newHouseWithout(t, "log.toml").At(time.Now()).HoursLog("en"); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
}

// newHouseWithout gives the library of the house without a file.
func newHouseWithout(t *testing.T, file string) *Library {
	t.Helper()
	h := newHouse(t)
	delete(h, file)
	return h.whole(t)
}
