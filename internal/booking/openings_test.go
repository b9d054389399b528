package booking_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leadpath/internal/booking"
)

func at(t testing.TB, moment string) time.Time {
	t.Helper()
	m, err := time.Parse(time.RFC3339Nano, moment)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// clocks writes verdicts as times on a clock of a zone.
func clocks(list []booking.Verdict, zone *time.Location) string {
	var words []string
	for _, v := range list {
		words = append(words, v.Start.In(zone).Format("15:04MST"))
	}
	return strings.Join(words, " ")
}

// On the days on which clocks change, starts are what the owner's clock shows.
func TestStartsOnDaysOfChange(t *testing.T) {
	for _, c := range []struct {
		says, zone, hours, from, to, want string
	}{
		{"an hour that Berlin leaves out has no starts", "Europe/Berlin", `minutes = 30
[weekly]
sunday = ["01:00-04:00"]`, "2026-03-29T00:00:00Z", "2026-03-29T04:00:00Z", "01:00CET 01:30CET 03:00CEST 03:30CEST"},
		{"a call may be spoken over the gap while both sides are hours", "Europe/Berlin", `minutes = 45
[weekly]
sunday = ["01:00-04:00"]`, "2026-03-29T00:00:00Z", "2026-03-29T04:00:00Z", "01:00CET 01:45CET 03:15CEST"},
		{"but not into what lies behind the gap", "Europe/Berlin", `minutes = 45
[weekly]
sunday = ["01:00-03:00"]`, "2026-03-29T00:00:00Z", "2026-03-29T04:00:00Z", "01:00CET"},
		{"an hour that Berlin shows twice has its starts the first time", "Europe/Berlin", `minutes = 30
[weekly]
sunday = ["01:00-04:00"]`, "2026-10-24T22:00:00Z", "2026-10-25T04:00:00Z", "01:00CEST 01:30CEST 02:00CEST 02:30CEST 03:00CET 03:30CET"},
		{"a period that is too short is long enough when it comes twice", "Europe/Berlin", `minutes = 90
[weekly]
sunday = ["02:00-03:00"]`, "2026-10-24T22:00:00Z", "2026-10-25T04:00:00Z", "02:00CEST"},
		{"and no longer than that", "Europe/Berlin", `minutes = 125
[weekly]
sunday = ["02:00-03:00"]`, "2026-10-24T22:00:00Z", "2026-10-25T04:00:00Z", ""},
		{"Lord Howe leaves out half an hour", "Australia/Lord_Howe", `minutes = 15
[weekly]
sunday = ["01:45-02:45"]`, "2026-10-03T15:00:00Z", "2026-10-03T16:00:00Z", "01:45+1030 02:30+11"},
		{"Lord Howe shows half an hour twice", "Australia/Lord_Howe", `minutes = 15
[weekly]
sunday = ["01:15-02:15"]`, "2026-04-04T14:00:00Z", "2026-04-04T16:00:00Z", "01:15+11 01:30+11 01:45+11 02:00+1030"},
		{"Cairo has no midnight", "Africa/Cairo", `minutes = 60
[weekly]
friday = ["00:00-03:00"]`, "2026-04-23T21:00:00Z", "2026-04-24T03:00:00Z", "01:00EEST 02:00EEST"},
		{"Havana has two midnights, and offers the first", "America/Havana", `minutes = 30
[weekly]
saturday = ["23:30-24:00"]
sunday = ["00:00-01:30"]`, "2026-11-01T03:00:00Z", "2026-11-01T07:00:00Z", "23:30CDT 00:00CDT 00:30CDT 01:00CST"},
		{"in Santiago the last hour of a day comes twice", "America/Santiago", `minutes = 60
[weekly]
saturday = ["22:00-24:00"]
sunday = ["00:00-01:00"]`, "2026-04-05T00:00:00Z", "2026-04-05T06:00:00Z", "22:00-03 23:00-03 00:00-04"},
		{"in Casey Friday had begun when Thursday came back", "Antarctica/Casey", `minutes = 60
[weekly]
friday = ["00:00-04:00"]`, "2010-03-04T12:00:00Z", "2010-03-04T15:30:00Z", "00:00+11 01:00+11"},
		{"Dublin calls its winter the exception", "Europe/Dublin", `minutes = 30
[weekly]
sunday = ["00:30-02:30"]`, "2026-03-28T22:00:00Z", "2026-03-29T04:00:00Z", "00:30GMT 02:00IST"},
		{"Casablanca puts its clocks back for Ramadan", "Africa/Casablanca", `minutes = 30
[weekly]
sunday = ["01:30-03:30"]`, "2026-02-14T22:00:00Z", "2026-02-15T06:00:00Z", "01:30+01 02:00+01 02:30+01 03:00+00"},
		{"Apia left out a whole day", "Pacific/Apia", `minutes = 60
[weekly]
thursday = ["22:00-24:00"]
friday = ["00:00-24:00"]
saturday = ["00:00-02:00"]`, "2011-12-29T00:00:00Z", "2011-12-31T00:00:00Z", "22:00-10 23:00-10 00:00+14 01:00+14"},
		{"Juneau had a Friday twice, on a clock that was seconds off", "America/Juneau", `minutes = 480
[weekly]
friday = ["00:00-24:00"]`, "1867-10-17T00:00:00Z", "1867-10-21T00:00:00Z", "00:00LMT 08:00LMT 16:00LMT"},
		{"a day ends with 24:00", "Europe/Berlin", `minutes = 30
[weekly]
monday = ["23:00-24:00"]`, "2026-06-08T20:00:00Z", "2026-06-08T23:00:00Z", "23:00CEST 23:30CEST"},
		{"what is left of a period is too short for a call", "Europe/Berlin", `minutes = 25
[weekly]
monday = ["09:00-10:00"]`, "2026-06-08T00:00:00Z", "2026-06-09T00:00:00Z", "09:00CEST 09:25CEST"},
	} {
		t.Run(c.says, func(t *testing.T) {
			h := hoursOf(t, fmt.Sprintf("zone = %q\n%s", c.zone, c.hours))
			got := clocks(h.Judge(at(t, c.from), at(t, c.to), at(t, c.from), booking.Taken{}), h.Zone)
			if got != c.want {
				t.Errorf("Judge(%s, %s): got %s, want %s", c.from, c.to, got, c.want)
			}
		})
	}
}

// A date has its own hours, a range too, and the date wins.
func TestDatesStandInPlaceOfWeeklyHours(t *testing.T) {
	h := hoursOf(t, `zone = "Europe/Berlin"
minutes = 60
[weekly]
tuesday = ["09:00-10:00"]
[dates]
"2026-12-22..2026-12-31" = []
2026-12-29 = ["11:00-12:00"]
2026-12-06 = ["12:00-13:00"]
2026-12-15 = []
"2027-01-04..2027-01-05" = ["13:00-14:00"]
`)
	var got []string
	for _, v := range h.Judge(at(t, "2026-12-01T00:00:00Z"), at(t, "2027-01-12T23:00:00Z"), at(t, "2026-12-01T00:00:00Z"), booking.Taken{}) {
		got = append(got, v.Start.In(h.Zone).Format("01-02 15h"))
	}
	want := "12-01 09h, 12-06 12h, 12-08 09h, 12-29 11h, 01-04 13h, 01-05 13h, 01-12 09h"
	if strings.Join(got, ", ") != want {
		t.Errorf("Judge: got %s, want %s", strings.Join(got, ", "), want)
	}
}

// The first reason that holds is the one that is named.
func TestReasons(t *testing.T) {
	const rules = `zone = "Europe/Berlin"
minutes = 30
buffer  = 15
notice  = 24
horizon = 14
daily   = 2
[weekly]
tuesday = ["09:00-12:00"]
`
	call := func(from, to, until string) booking.Held {
		day := "2026-12-01T"
		return booking.Held{Start: at(t, day+from+":00+01:00"), End: at(t, day+to+":00+01:00"), Until: at(t, day+until+":00+01:00")}
	}
	for _, c := range []struct {
		says, now string
		held      []booking.Held
		want      string // of 09:00, 09:30, 10:00, 10:30, 11:00 and 11:30 on 1 December
	}{
		{"all are free", "2026-11-28T00:00:00Z", nil, "free free free free free free"},
		{"notice is counted in elapsed hours, and the first is included", "2026-11-30T09:30:00Z", nil, "notice notice notice free free free"},
		{"a fraction of a second too late is too late", "2026-11-30T09:30:00.000000001Z", nil, "notice notice notice notice free free"},
		{"the horizon is counted in elapsed days, and the last is included", "2026-11-17T09:00:00Z", nil, "free free free horizon horizon horizon"},
		{"a fraction of a second too early is too early", "2026-11-17T08:59:59.999999999Z", nil, "free free horizon horizon horizon horizon"},
		{"a call takes its time, and the buffer what is too close", "2026-11-28T00:00:00Z",
			[]booking.Held{call("10:00", "10:30", "10:45")}, "free buffer call buffer free free"},
		{"touching a buffer is allowed", "2026-11-28T00:00:00Z",
			[]booking.Held{call("10:15", "10:45", "11:00")}, "free free call call free free"},
		{"a longer buffer of the day it was booked holds on", "2026-11-28T00:00:00Z",
			[]booking.Held{call("09:00", "09:30", "10:30")}, "call buffer buffer free free free"},
		{"where the buffer was shorter, that of today holds", "2026-11-28T00:00:00Z",
			[]booking.Held{call("09:00", "09:30", "09:30")}, "call buffer free free free free"},
		{"a call of one minute blocks what it touches", "2026-11-28T00:00:00Z",
			[]booking.Held{call("09:59", "10:00", "10:00")}, "free call buffer free free free"},
		{"a long call that began earlier is not forgotten behind a short one", "2026-11-28T00:00:00Z",
			[]booking.Held{call("11:00", "11:05", "11:05"), call("08:00", "11:20", "11:20")}, "call call call call call buffer"},
		{"two calls fill the day", "2026-11-28T00:00:00Z",
			[]booking.Held{call("20:00", "20:30", "20:45"), call("07:00", "07:30", "07:45")}, "cap cap cap cap cap cap"},
		{"one does not", "2026-11-28T00:00:00Z",
			[]booking.Held{call("20:00", "20:30", "20:45")}, "free free free free free free"},
		{"a call counts on the owner's day of its start", "2026-11-28T00:00:00Z",
			[]booking.Held{call("00:00", "00:30", "00:45"), {Start: at(t, "2026-11-30T22:59:00Z"), End: at(t, "2026-11-30T23:29:00Z"), Until: at(t, "2026-11-30T23:44:00Z")}}, "free free free free free free"},
		{"what is taken is called so on a full day too", "2026-11-28T00:00:00Z",
			[]booking.Held{call("10:00", "10:30", "10:45"), call("07:00", "07:30", "07:45")}, "cap buffer call buffer cap cap"},
		{"more calls than the limit fill it no less", "2026-11-28T00:00:00Z",
			[]booking.Held{call("07:00", "07:30", "07:45"), call("18:00", "18:30", "18:45"), call("20:00", "20:30", "20:45")}, "cap cap cap cap cap cap"},
	} {
		t.Run(c.says, func(t *testing.T) {
			h := hoursOf(t, rules)
			var got, free, verdicts []string
			for _, v := range h.Judge(at(t, "2026-12-01T00:00:00Z"), at(t, "2026-12-01T23:00:00Z"), at(t, c.now), booking.Taken{Calls: c.held}) {
				got = append(got, string(v.Reason))
				reason, _ := h.Verdict(v.Start, at(t, c.now), booking.Taken{Calls: c.held})
				verdicts = append(verdicts, string(reason))
				if v.Reason == booking.Free {
					free = append(free, v.Start.String())
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("Judge: got %s, want %s", got, c.want)
			}
			if strings.Join(verdicts, " ") != c.want {
				t.Errorf("Verdict: got %s, want %s", verdicts, c.want)
			}
			var openings []string
			for _, o := range h.Openings(at(t, "2026-12-01T00:00:00Z"), at(t, "2026-12-01T23:00:00Z"), at(t, c.now), booking.Taken{Calls: c.held}) {
				openings = append(openings, o.String())
			}
			if fmt.Sprint(openings) != fmt.Sprint(free) {
				t.Errorf("Openings: got %s, want those that Judge calls free: %s", openings, free)
			}
		})
	}
}

// In Santiago Saturday's last hour comes twice; a call at its second beginning
// takes a seat of Saturday.
func TestACallCountsOnTheDayThatTheClockShows(t *testing.T) {
	h := hoursOf(t, `zone = "America/Santiago"
minutes = 60
daily = 1
notice = 0
[weekly]
saturday = ["20:00-21:00"]
sunday = ["20:00-21:00"]
`)
	change := at(t, "2026-04-05T03:00:00Z")
	held := []booking.Held{{Start: change, End: change.Add(time.Hour), Until: change.Add(time.Hour)}}
	got := h.Judge(change.Add(-24*time.Hour), change.Add(24*time.Hour), change.Add(-24*time.Hour), booking.Taken{Calls: held})
	if len(got) != 2 || got[0].Reason != booking.DayFull || got[1].Reason != booking.Free {
		t.Errorf("Judge: got %v, want cap on Saturday and free on Sunday", got)
	}
}

func TestVerdictOfWhatIsNeverGiven(t *testing.T) {
	h := hoursOf(t, "zone = \"Europe/Berlin\"\nminutes = 30\n[weekly]\ntuesday = [\"09:00-12:00\"]\nsunday = [\"02:00-03:00\"]\n")
	for _, c := range []struct {
		says, start string
		want        bool
	}{
		{"a period's start", "2026-12-01T08:00:00Z", true},
		{"its last call", "2026-12-01T10:30:00Z", true},
		{"its end", "2026-12-01T11:00:00Z", false},
		{"between two starts", "2026-12-01T08:15:00Z", false},
		{"a second off", "2026-12-01T08:00:01Z", false},
		{"a nanosecond off", "2026-12-01T08:00:00.000000001Z", false},
		{"another weekday", "2026-12-02T08:00:00Z", false},
		{"a face that comes twice, the first time", "2026-10-25T00:00:00Z", true},
		{"and the second time", "2026-10-25T01:00:00Z", false},
		{"on the clock of the year 1, which was seconds off", "0001-01-02T08:06:32Z", true},
		{"in a year of five digits", "+", false},
	} {
		t.Run(c.says, func(t *testing.T) {
			start := time.Date(12026, 12, 1, 8, 0, 1, 0, time.UTC)
			if c.start != "+" {
				start = at(t, c.start)
			}
			if reason, got := h.Verdict(start, at(t, "2026-11-01T00:00:00Z"), booking.Taken{}); got != c.want {
				t.Errorf("Verdict(%s): got %q, %v, want %v", c.start, reason, got, c.want)
			}
		})
	}
}

// Both ends of what is asked for are included, to the nanosecond.
func TestEndsAreIncluded(t *testing.T) {
	h := hoursOf(t, "zone = \"UTC\"\nminutes = 60\n[weekly]\ntuesday = [\"09:00-12:00\"]\n")
	for _, c := range []struct {
		from, to string
		want     int
	}{
		{"2026-12-01T09:00:00Z", "2026-12-01T11:00:00Z", 3},
		{"2026-12-01T09:00:00.5Z", "2026-12-01T11:00:00.5Z", 2},
		{"2026-12-01T08:59:59.5Z", "2026-12-01T10:59:59.5Z", 2},
		{"2026-12-01T10:00:00Z", "2026-12-01T10:00:00Z", 1},
		{"2026-12-01T11:00:00Z", "2026-12-01T09:00:00Z", 0},
	} {
		now := at(t, "2026-11-20T00:00:00Z")
		judged, openings := h.Judge(at(t, c.from), at(t, c.to), now, booking.Taken{}), h.Openings(at(t, c.from), at(t, c.to), now, booking.Taken{})
		if len(judged) != c.want || len(openings) != c.want {
			t.Errorf("from %s to %s: Judge gives %d, Openings %d, want %d", c.from, c.to, len(judged), len(openings), c.want)
		}
		for _, o := range openings {
			if o.Location() != time.UTC {
				t.Errorf("Openings: got %s, want UTC", o)
			}
		}
	}
}

func TestDayIsTheOwners(t *testing.T) {
	h := hoursOf(t, "zone = \"Pacific/Kiritimati\"\n[weekly]\n")
	if got := h.Day(at(t, "2026-12-01T10:00:00Z")).String(); got != "2026-12-02" {
		t.Errorf("Day: got %s, want 2026-12-02", got)
	}
}
