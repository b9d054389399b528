package web_test

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"leadpath/internal/webtest"
)

const (
	byDay  = "09:00-17:00"
	allDay = "00:00-24:00"
)

// daily gives hours of an owner in a zone who takes calls every day.
func daily(zone, period string) string {
	hours := "zone = \"" + zone + "\"\nnotice = 0\nhorizon = 60\ndaily = 0\nminutes = 30\n[weekly]\n"
	for _, day := range []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		hours += day + " = [\"" + period + "\"]\n"
	}
	return hours
}

// calendarAt gives the page of free times in English as it is at a moment.
func calendarAt(t *testing.T, now, hours, query string) string {
	t.Helper()
	moment, err := time.Parse(time.RFC3339, now)
	if err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return moment }
	site := webtest.Serve(t, webtest.Options{Now: clock, Diary: offering(hours, clock)})
	t.Cleanup(site.Server.Drain)
	response, body := site.Get(t, "/en/call?"+query)
	if response.StatusCode != 200 {
		t.Fatalf("/en/call?%s: got %d to %q, want 200", query, response.StatusCode, response.Header.Get("Location"))
	}
	return body
}

var (
	changeNote = regexp.MustCompile(`(?s)<p class="calendar__note calendar__warning" data-change="([^"]*)">.*?<span>(.*?)</span>`)
	changeItem = regexp.MustCompile(`<li class="times__change" data-change="([^"]*)">([^<]*)<li[^>]*><a data-slot="([^"]*)"`)
)

// R18: where the difference between the two clocks changes before a call, the
// page says from which day on and by how much, above the times and at the day.
func TestThePageWarnsWhereTheDifferenceChanges(t *testing.T) {
	for _, c := range []struct {
		name, now, hours, owner, zone, from string
		notes                               []string // when, and the two figures
		items                               []string
	}{
		{"New York goes first in March: from six hours to five", "2026-03-01T12:00:00Z", allDay, "Europe/Berlin", "America/New_York", "2026-03-05",
			[]string{"2026-03-08T07:00:00Z Sunday 8 March 2026, 03:00: 5 hours, today 6 hours"}, []string{"2026-03-08T07:00:00Z: 5 hours"}},
		{"by daylight it is a matter of days", "2026-03-01T12:00:00Z", byDay, "Europe/Berlin", "America/New_York", "2026-03-05",
			[]string{"2026-03-08T07:00:00Z Sunday 8 March 2026: 5 hours, today 6 hours"}, []string{"2026-03-08T08:00:00Z: 5 hours"}},
		{"before New York goes there is nothing to say", "2026-03-01T12:00:00Z", byDay, "Europe/Berlin", "America/New_York", "2026-03-01", nil, nil},
		{"a week within the three of five hours says since when", "2026-03-01T12:00:00Z", byDay, "Europe/Berlin", "America/New_York", "2026-03-12",
			[]string{"2026-03-08T07:00:00Z Sunday 8 March 2026: 5 hours, today 6 hours"}, nil},
		{"the week in which Berlin follows", "2026-03-01T12:00:00Z", byDay, "Europe/Berlin", "America/New_York", "2026-03-26",
			[]string{"2026-03-08T07:00:00Z Sunday 8 March 2026: 5 hours, today 6 hours", "2026-03-29T01:00:00Z Sunday 29 March 2026: 6 hours, as today"}, []string{"2026-03-29T07:00:00Z: 6 hours"}},
		{"after both it is as today, and nothing is said", "2026-03-01T12:00:00Z", byDay, "Europe/Berlin", "America/New_York", "2026-04-05", nil, nil},
		{"seen from between the two, Berlin's is a change", "2026-03-20T12:00:00Z", byDay, "Europe/Berlin", "America/New_York", "2026-03-28",
			[]string{"2026-03-29T01:00:00Z Sunday 29 March 2026: 6 hours, today 5 hours"}, []string{"2026-03-29T07:00:00Z: 6 hours"}},
		{"Berlin's falls on the evening before in New York", "2026-03-20T12:00:00Z", allDay, "Europe/Berlin", "America/New_York", "2026-03-27",
			[]string{"2026-03-29T01:00:00Z Saturday 28 March 2026, 21:00: 6 hours, today 5 hours"}, []string{"2026-03-29T01:00:00Z: 6 hours"}},
		{"Berlin goes first in October", "2026-10-10T12:00:00Z", byDay, "Europe/Berlin", "America/New_York", "2026-10-24",
			[]string{"2026-10-25T01:00:00Z Sunday 25 October 2026: 5 hours, today 6 hours"}, []string{"2026-10-25T08:00:00Z: 5 hours"}},
		{"the day on which Berlin went is the last one shown, and had no times after it", "2026-10-10T12:00:00Z", byDay, "Europe/Berlin", "America/New_York", "2026-10-18", nil, nil},
		{"New York follows in November", "2026-10-10T12:00:00Z", byDay, "Europe/Berlin", "America/New_York", "2026-10-31",
			[]string{"2026-10-25T01:00:00Z Sunday 25 October 2026: 5 hours, today 6 hours", "2026-11-01T06:00:00Z Sunday 1 November 2026: 6 hours, as today"}, []string{"2026-11-01T08:00:00Z: 6 hours"}},
		{"Phoenix never changes its clocks", "2026-03-20T12:00:00Z", byDay, "Europe/Berlin", "America/Phoenix", "2026-03-27",
			[]string{"2026-03-29T01:00:00Z Sunday 29 March 2026: 9 hours, today 8 hours"}, []string{"2026-03-29T07:00:00Z: 9 hours"}},
		{"an owner in Phoenix, a visitor in Berlin", "2026-10-20T12:00:00Z", byDay, "America/Phoenix", "Europe/Berlin", "2026-10-23",
			[]string{"2026-10-25T01:00:00Z Sunday 25 October 2026, 02:00: 8 hours, today 9 hours"}, []string{"2026-10-25T16:00:00Z: 8 hours"}},
		{"Lord Howe goes by half an hour", "2026-03-30T12:00:00Z", byDay, "Europe/Berlin", "Australia/Lord_Howe", "2026-04-03",
			[]string{"2026-04-04T15:00:00Z Sunday 5 April 2026, 01:30: 8 hours 30 minutes, today 9 hours"}, []string{"2026-04-05T07:00:00Z: 8 hours 30 minutes"}},
		{"two clocks that are the same come apart", "2026-03-20T12:00:00Z", byDay, "Europe/Berlin", "Africa/Lagos", "2026-03-27",
			[]string{"2026-03-29T01:00:00Z Sunday 29 March 2026: 1 hour, today 0 hours"}, []string{"2026-03-29T07:00:00Z: 1 hour"}},
		{"two clocks that change together", "2026-03-20T12:00:00Z", byDay, "Europe/Berlin", "Europe/Lisbon", "2026-03-27", nil, nil},
		{"one clock", "2026-03-20T12:00:00Z", byDay, "Europe/Berlin", "Europe/Berlin", "2026-03-27", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := calendarAt(t, c.now, daily(c.owner, c.hours), "zone="+c.zone+"&from="+c.from)
			var notes, items []string
			for _, m := range changeNote.FindAllStringSubmatch(page, -1) {
				notes = append(notes, m[1]+" "+figures(m[2]))
			}
			for _, m := range changeItem.FindAllStringSubmatch(page, -1) {
				said := strings.TrimSuffix(strings.TrimPrefix(strings.ReplaceAll(m[2], "\u00a0", " "), "The clocks change: from here on "), " apart")
				items = append(items, m[3]+": "+said)
				if m[3] < m[1] {
					t.Errorf("the change of %s is told before %s", m[1], m[3])
				}
			}
			if !slices.Equal(notes, c.notes) || !slices.Equal(items, c.items) {
				t.Errorf("got the notes %q and %q among the times, want %q and %q", notes, items, c.notes, c.items)
			}
		})
	}
}

var noteWords = regexp.MustCompile(`^From (.*?)(?: the clocks in .* and .* are (.*) apart; today it is (.*)\. The times below.*| it is (.*) again, as today\.)$`)

// figures keeps of a note what it is about.
func figures(note string) string {
	m := noteWords.FindStringSubmatch(strings.ReplaceAll(html.UnescapeString(note), "\u00a0", " "))
	switch {
	case m == nil:
		return note
	case m[4] != "":
		return m[1] + ": " + m[4] + ", as today"
	}
	return m[1] + ": " + m[2] + ", today " + m[3]
}

// A shownTime is a free time as the page shows it.
type shownTime struct{ slot, day, mine, ours string }

var (
	shownDay  = regexp.MustCompile(`(?s)<section class="day[^"]*"><h2>\w+ <span>(.*?)</span></h2>(.*?)</section>`)
	shownSlot = regexp.MustCompile(`<a data-slot="([^"]*)" href="([^"]*)"><b>(.*?)</b><span class="vh">.*?</span>(?: <small>(.*?)<span)?`)
	smallTag  = regexp.MustCompile(`</?small>`)
)

func timesOn(page string) (all []shownTime) {
	for _, day := range shownDay.FindAllStringSubmatch(page, -1) {
		for _, m := range shownSlot.FindAllStringSubmatch(day[2], -1) {
			all = append(all, shownTime{m[1], strings.ReplaceAll(day[1], "\u00a0", " "), smallTag.ReplaceAllString(m[3], ""), m[4]})
		}
	}
	return all
}

// R18: every opening stands at the day and the time that the visitor's clock
// shows then, beside it the owner's, whatever the clocks do meanwhile: week by
// week for a year around the world.
func TestThePageShowsWhatClocksShow(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "Africa/Casablanca", "America/St_Johns", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Beirut", "Africa/Cairo", "America/Havana", "Atlantic/Azores", "Antarctica/Troll"}
	for _, name := range names[:rounds(2, len(names))] {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		now := time.Date(2026, 2, 20, 12, 0, 0, 0, time.UTC)
		clock := func() time.Time { return now }
		site := webtest.Serve(t, webtest.Options{Now: clock, Diary: offering(daily("Europe/Berlin", allDay), clock)})
		for ; now.Year() == 2026; now = now.AddDate(0, 0, 7) {
			from := now.In(zone).AddDate(0, 0, 1)
			_, page := site.Get(t, "/en/call?zone="+name+"&from="+from.Format(time.DateOnly))
			shown := timesOn(page)
			checkClocks(t, name, shown, zone, berlin)
			first := time.Date(from.Year(), from.Month(), from.Day(), 12, 0, 0, 0, zone)
			want := openOn(t, site, first.Add(-26*time.Hour), first.Add(9*24*time.Hour), func(start time.Time) bool {
				day := time.Date(start.In(zone).Year(), start.In(zone).Month(), start.In(zone).Day(), 0, 0, 0, 0, time.UTC)
				begin := time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, time.UTC)
				return !day.Before(begin) && day.Before(begin.AddDate(0, 0, 7))
			})
			var got []string
			for _, s := range shown {
				got = append(got, s.slot)
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%s from %s: got %d times, want the %d of those seven days\n%q\n%q", name, from.Format(time.DateOnly), len(got), len(want), got, want)
			}
		}
		site.Server.Drain()
	}
}

// openOn gives the openings of the diary that are asked for, as pages name them.
func openOn(t *testing.T, site *webtest.Site, from, to time.Time, wanted func(time.Time) bool) (list []string) {
	t.Helper()
	starts, err := site.Server.Diary.Openings(t.Context(), from, to)
	if err != nil {
		t.Fatal(err)
	}
	for _, start := range starts {
		if wanted(start) {
			list = append(list, start.Format(time.RFC3339))
		}
	}
	return list
}

// checkClocks compares what is shown of each time with what clocks show then.
func checkClocks(t *testing.T, name string, shown []shownTime, mine, ours *time.Location) {
	t.Helper()
	seen, double := map[string]bool{}, slices.ContainsFunc(shown, func(s shownTime) bool {
		start, _ := time.Parse(time.RFC3339, s.slot)
		return start.In(mine).Format("15:04") != start.In(ours).Format("15:04")
	})
	for _, s := range shown {
		start, err := time.Parse(time.RFC3339, s.slot)
		if err != nil {
			t.Errorf("%s: the slot %q is no time", name, s.slot)
			continue
		}
		face, _, _ := strings.Cut(s.mine, " ")
		if want := start.In(mine); face != want.Format("15:04") || s.day != want.Format("2 January") {
			t.Errorf("%s: %s is shown as %s on %s, the clock there shows %s", name, s.slot, s.mine, s.day, want.Format("15:04 on 2 January"))
		}
		want := start.In(ours).Format("15:04")
		if start.In(mine).Day() != start.In(ours).Day() {
			want = start.In(ours).Format("Mon 15:04")
		}
		if !double { // one clock is enough
			want = ""
		}
		if s.ours != want {
			t.Errorf("%s: %s is shown as %s of the owner's, want %s", name, s.slot, s.ours, want)
		}
		if key := s.day + s.mine; seen[key] {
			t.Errorf("%s: %s is shown twice on %s", name, s.mine, s.day)
		} else {
			seen[key] = true
		}
	}
}

// A face that comes twice on the visitor's clock says which of the two it is.
func TestTimesThatComeTwiceAreToldApart(t *testing.T) {
	page := calendarAt(t, "2026-10-25T12:00:00Z", daily("Asia/Kolkata", allDay), "zone=America/New_York&from=2026-11-01")
	var got []string
	for _, s := range timesOn(page) {
		if s.day == "1 November" && s.mine < "03" {
			got = append(got, s.mine)
		}
	}
	want := []string{"00:00", "00:30", "01:00 UTC−4", "01:30 UTC−4", "01:00 UTC−5", "01:30 UTC−5", "02:00", "02:30"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q on the morning on which the clocks are put back, want %q", got, want)
	}
}

// No two links of a page are called the same and lead elsewhere (WCAG 2.2,
// 2.4.9).
func TestFreeTimesAreCalledByTheirDay(t *testing.T) {
	page := calendarAt(t, "2026-12-01T12:00:00Z", allWeek, "zone=Europe/Berlin&from=2026-12-03")
	if got, want := len(timesOn(page)), 224; got != want {
		t.Fatalf("got %d times, want %d", got, want)
	}
	names := map[string]string{}
	for _, m := range regexp.MustCompile(`(?s)<a data-slot="([^"]*)"[^>]*>(.*?)</a>`).FindAllStringSubmatch(page, -1) {
		name := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(m[2], "")
		if names[name] != "" {
			t.Errorf("%s and %s are both called %q", names[name], m[1], name)
		}
		names[name] = m[1]
	}
}
