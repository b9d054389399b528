package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The owner's week of the change of clocks, in two calendars: a course each
// Tuesday that takes a holiday, a visit over midnight, and a birthday that
// takes nobody's time.
const (
	worksCalendar = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Work//EN
BEGIN:VEVENT
UID:course
SUMMARY:Course
DTSTART;TZID=Europe/Berlin:20261013T100000
DTEND;TZID=Europe/Berlin:20261013T110000
RRULE:FREQ=WEEKLY;BYDAY=TU,SU
EXDATE;TZID=Europe/Berlin:20261018T100000
END:VEVENT
BEGIN:VEVENT
UID:birthday
SUMMARY:Birthday
DTSTART;VALUE=DATE:20261025
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
`
	homesCalendar = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Home//EN
BEGIN:VEVENT
UID:visit
SUMMARY:Visit
DTSTART;TZID=W. Europe Standard Time:20261024T230000
DURATION:PT3H30M
END:VEVENT
BEGIN:VEVENT
UID:odd
SUMMARY:Odd
DTSTART;TZID=Mars/Olympus:20261025T040000
DTEND;TZID=Mars/Olympus:20261025T043000
END:VEVENT
END:VCALENDAR
`
)

// calendarFile writes a calendar into a file and gives its path.
func calendarFile(t testing.TB, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "calendar.ics")
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(text, "\n", "\r\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestBusyShowsWhatWasUnderstood(t *testing.T) {
	work, home := calendarFile(t, worksCalendar), calendarFile(t, homesCalendar)
	got := outcome(t, command(t, "busy", "--busy", work+" "+home, "--from", "2026-10-18", "--to", "2026-11-01"))
	want := `2026-10-20T08:00:00Z 2026-10-20T09:00:00Z 1
2026-10-24T21:00:00Z 2026-10-25T00:30:00Z 2
2026-10-25T03:00:00Z 2026-10-25T03:30:00Z 2
2026-10-25T09:00:00Z 2026-10-25T10:00:00Z 1
2026-10-27T09:00:00Z 2026-10-27T10:00:00Z 1
`
	if got.code != exitOK || got.stdout != want {
		t.Errorf("got exit code %d and\n%swant 0 and\n%s", got.code, got.stdout, want)
	}
	if !strings.Contains(got.stderr, "calendar 2 (calendar.ics): line 13") || strings.Count(got.stderr, "\n") != 1 {
		t.Errorf("got %q on standard error, want a line on the zone that nobody knows", got.stderr)
	}
}

func TestBusyRefusesWhatItCannotRead(t *testing.T) {
	work, broken := calendarFile(t, worksCalendar), calendarFile(t, worksCalendar[:200])
	got := outcome(t, command(t, "busy", "--busy", broken+" "+work, "--from", "2026-10-20", "--to", "2026-10-21"))
	wantFailure(t, got, exitFailed, "calendar 1 (calendar.ics)")
	if want := "2026-10-20T08:00:00Z 2026-10-20T09:00:00Z 2\n"; got.stdout != want {
		t.Errorf("got %q, want what the other calendar says: %q", got.stdout, want)
	}
	for _, c := range []struct {
		says      string
		arguments []string
		named     string
	}{
		{"an address in the clear", []string{"--busy", "http://owner:secret@calendar.example.org/private"}, "--busy"},
		{"a scheme that is none", []string{"--busy", "gopher://owner:secret@calendar.example.org/private"}, "--busy"},
		{"a network that is none", []string{"--busy", work, "--busy-allow", "everywhere"}, "--busy-allow"},
		{"more days than a calendar is read for", []string{"--busy", work, "--from", "2026-01-01", "--to", "2027-06-01"}, "400 days"},
	} {
		t.Run(c.says, func(t *testing.T) {
			got := outcome(t, command(t, append([]string{"busy"}, c.arguments...)...))
			wantFailure(t, got, exitUsage, c.named)
			if strings.Contains(got.stderr, "secret") || strings.Contains(got.stderr, "private") {
				t.Errorf("got %q on standard error, want no secret in it", got.stderr)
			}
		})
	}
}

func TestOpeningsSayWhyByTheCalendarsThereAre(t *testing.T) {
	folder := shippedContent(t)
	edit(t, folder, "call.toml", weekOfStarts)
	work, home := calendarFile(t, worksCalendar), calendarFile(t, homesCalendar)
	why := func(busy string) result {
		return openings(t, folder, "--why", "--at", "2026-10-20T08:00:00Z", "--from", "2026-10-24", "--to", "2026-11-01", "--busy", busy)
	}
	got := why(work + " " + home)
	want := `2026-10-24T21:00:00Z busy 2
2026-10-24T23:00:00Z busy 2
2026-10-25T00:00:00Z busy 2
2026-10-25T02:00:00Z buffer 2
2026-10-25T03:00:00Z busy 2
2026-10-27T13:00:00Z horizon
2026-10-27T14:00:00Z horizon
2026-10-31T22:00:00Z horizon
`
	if got.code != exitOK || got.stdout != want {
		t.Errorf("got %+v, want 0 and\n%s", got, want)
	}
	got = why(filepath.Join(folder, "gone.ics"))
	if want := 5; got.code != exitOK || strings.Count(got.stdout, "unread 1") != want || !strings.Contains(got.stderr, "gone.ics") {
		t.Errorf("a calendar that was never read: got %+v, want 0, %d times unread 1, and its name", got, want)
	}
}

// A visitor is not offered the owner's busy times, and the server writes no
// word of what it read.
func TestTheSiteOffersNoBusyTime(t *testing.T) {
	asked := make(chan string, 100)
	calendar := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		asked <- user + ":" + password
		w.Header().Set("Content-Type", "text/calendar")
		_, _ = fmt.Fprint(w, strings.ReplaceAll(worksCalendar, "\n", "\r\n"))
	}))
	defer calendar.Close()
	folder := shippedContent(t)
	edit(t, folder, "call.toml", "zone = \"Europe/Berlin\"\nminutes = 60\nbuffer = 0\nhorizon = 14\n[weekly]\ntuesday = [\"09:00-12:00\"]\n")
	address := strings.Replace(calendar.URL, "http://", "http://owner:secret@", 1) + "/private.ics"
	h := openHouse(t, "--content", folder, "--busy", address, "--busy-allow", "127.0.0.1/32")
	if got := <-asked; got != "owner:secret" {
		t.Errorf("got the user and password %s, want owner:secret", got)
	}
	_, page := h.get(t, "/en/call")
	for _, start := range []string{">09:00<", ">11:00<"} {
		if !strings.Contains(page, start) {
			t.Errorf("the page of free times lacks %s", start)
		}
	}
	if strings.Contains(page, ">10:00<") {
		t.Error("the page of free times offers 10:00, when the owner is busy each Tuesday")
	}
	if log := h.log.whole(); strings.Contains(log, "secret") || strings.Contains(log, "private") || strings.Contains(log, "Course") {
		t.Errorf("the log holds what is nobody's business:\n%s", log)
	}
}

// What is booked with us stands in the owner's calendar too, and is no reason
// against itself.
func TestOurOwnCallsAreNotBusy(t *testing.T) {
	h := openHouse(t)
	own := h.take(t, "Ada")
	id, _, _ := strings.Cut(h.bookings(t, "list").stdout, "\t")
	start := strings.Split(h.bookings(t, "list").stdout, "\t")[1]
	begins, err := time.Parse(time.RFC3339, start)
	if err != nil {
		t.Fatal(err)
	}
	const basic = "20060102T150405Z"
	entry := func(uid string) string {
		return calendarFile(t, fmt.Sprintf("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:%s\nDTSTART:%s\nDTEND:%s\nEND:VEVENT\nEND:VCALENDAR\n",
			uid, begins.Format(basic), begins.Add(15*time.Minute).Format(basic)))
	}
	ours, others := entry(id), entry(strings.Repeat("0123456789abcdef", 2))
	h.does(t, own, "cancel")
	reason := func(file string) string {
		got := outcome(t, command(t, "openings", "--why", "--data", h.folder, "--from", start, "--to", start, "--busy", file))
		return strings.TrimSpace(strings.TrimPrefix(got.stdout, start))
	}
	if got := reason(ours); got != "free" {
		t.Errorf("the entry of a cancelled call of ours: got %q, want free", got)
	}
	if got := reason(others); got != "busy 1" {
		t.Errorf("an entry that looks like ours: got %q, want busy 1", got)
	}
}

// A preview reads calendars as they will be, and writes nothing.
func TestAPreviewReadsCalendars(t *testing.T) {
	folder := shippedContent(t)
	edit(t, folder, "call.toml", "zone = \"Europe/Berlin\"\nminutes = 60\nbuffer = 0\n[weekly]\ntuesday = [\"09:00-12:00\"]\n")
	data := filepath.Join(t.TempDir(), "data")
	s := start(t, "--content", folder, "--data", data, "--at", "2026-10-18", "--busy", calendarFile(t, worksCalendar))
	_, page := s.get(t, "/en/call")
	if !strings.Contains(page, ">09:00<") || strings.Contains(page, ">10:00<") {
		t.Error("the page of free times does not offer 09:00 alone of 09:00 and 10:00")
	}
	if _, err := os.Stat(data); err == nil {
		t.Error("--at made the data folder, want nothing written")
	}
}

// R16: a calendar that is gone counts as it was last read, until that is too
// long ago; then it closes what is offered, unless the owner wants otherwise.
func TestACalendarThatIsGoneCountsAsItWas(t *testing.T) {
	folder, data := shippedContent(t), filepath.Join(t.TempDir(), "data")
	hours := func(more string) {
		edit(t, folder, "call.toml", "zone = \"UTC\"\nminutes = 60\nbuffer = 0\nnotice = 0\n"+more+"[weekly]\n[dates]\n\"2026-01-01..2036-01-01\" = [\"00:00-24:00\"]\n")
	}
	hours("")
	begins := time.Now().UTC().Truncate(time.Hour).Add(48 * time.Hour)
	calendar := calendarFile(t, "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:a\nDTSTART:"+begins.Format("20060102T150405Z")+"\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n")
	s := start(t, "--content", folder, "--data", data, "--busy", calendar)
	s.signal(t, syscall.SIGTERM)
	s.ends(t, 20*time.Second)
	if err := os.Remove(calendar); err != nil {
		t.Fatal(err)
	}
	reasons := func(after time.Duration) string {
		from, to := begins.Format(time.RFC3339), begins.Add(time.Hour).Format(time.RFC3339)
		got := openings(t, folder, "--why", "--data", data, "--busy", calendar, "--at", time.Now().Add(after).UTC().Format(time.RFC3339), "--from", from, "--to", to)
		if !strings.Contains(got.stderr, "busy calendar 1 (calendar.ics)") {
			t.Errorf("got %q on standard error, want it to say that the calendar is gone", got.stderr)
		}
		return strings.NewReplacer(from+" ", "", to+" ", "", "\n", ", ").Replace(got.stdout)
	}
	for _, c := range []struct {
		says, more string
		after      time.Duration
		want       string
	}{
		{"an hour later", "", time.Hour, "busy 1, free, "},
		{"a day and more later", "", 25 * time.Hour, "busy 1, unread 1, "},
		{"then, where the owner offers all the same", "unread = \"offer\"\n", 25 * time.Hour, "busy 1, free, "},
		{"then, where a copy may be older", "stale = 48\n", 25 * time.Hour, "busy 1, free, "},
	} {
		hours(c.more)
		if got := reasons(c.after); got != c.want {
			t.Errorf("%s: got %q, want %q", c.says, got, c.want)
		}
	}
}
