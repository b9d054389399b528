package ical_test

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"leadpath/internal/ical"
)

// calendarOf wraps lines in a calendar.
func calendarOf(lines string) string { return "BEGIN:VCALENDAR\n" + lines + "END:VCALENDAR\n" }

func eventOf(lines string) string { return "BEGIN:VEVENT\n" + lines + "END:VEVENT\n" }

const oneHour = "DTSTART:20260302T080000Z\nDTEND:20260302T090000Z\n"

func TestHalfATextIsNeverBelieved(t *testing.T) {
	whole := calendarOf(eventOf(oneHour))
	for name, text := range map[string]string{
		"nothing":                       "",
		"blank lines":                   "\n\r\n",
		"a page instead of a calendar":  "<!doctype html>\n<html><body>BEGIN:VCALENDAR</body></html>\n",
		"cut off in an event":           whole[:60],
		"cut off before the end":        strings.TrimSuffix(whole, "END:VCALENDAR\n"),
		"cut off in the last word":      strings.TrimSuffix(whole, "ENDAR\n"),
		"the second is cut off":         whole + whole[:60],
		"the first is cut off":          whole[:60] + "\n" + whole,
		"ends cross":                    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\nEND:VEVENT\n",
		"an end too many":               whole + "END:VCALENDAR\n",
		"an event within another":       calendarOf(eventOf(oneHour + eventOf(oneHour))),
		"a calendar within another":     calendarOf(calendarOf("")),
		"an event without its calendar": eventOf(oneHour),
	} {
		t.Run(name, func(t *testing.T) {
			if busy, err := ical.ReadBusy(strings.NewReader(text), want2026(t)); !errors.Is(err, ical.ErrNotCalendar) || busy != nil {
				t.Errorf("ReadBusy(%q): got %v, %v, want nothing and ErrNotCalendar", text, busy, err)
			}
		})
	}
}

func TestAnErrorOfTheReaderIsNotTheEnd(t *testing.T) {
	broken := errors.New("broken")
	for _, text := range []string{"", "BEGIN:VCAL", calendarOf(""), calendarOf("") + "BEGIN:VCALENDAR\nX"} {
		pipe, w := io.Pipe()
		go func() {
			_, _ = io.WriteString(w, text)
			_ = w.CloseWithError(broken)
		}()
		if busy, err := ical.ReadBusy(pipe, want2026(t)); !errors.Is(err, broken) || busy != nil {
			t.Errorf("ReadBusy(%q, then an error): got %v, %v, want nothing and the error", text, busy, err)
		}
	}
}

// endless gives a text that repeats a line for ever.
func endless(begin, line string) io.Reader {
	return io.MultiReader(strings.NewReader(begin), &again{line: line})
}

type again struct {
	line string
	at   int
}

func (a *again) Read(p []byte) (n int, err error) {
	for n < len(p) {
		copied := copy(p[n:], a.line[a.at:])
		n, a.at = n+copied, (a.at+copied)%len(a.line)
	}
	return n, nil
}

// many gives a calendar of n events, each made of its number.
func many(n int, event func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(eventOf(event(i)))
	}
	return calendarOf(b.String())
}

// Each is refused, or read with doubts, within the bounds of R17.
func TestWhatIsHostileCostsBoundedTimeAndMemory(t *testing.T) {
	begin := "BEGIN:VCALENDAR\nBEGIN:VEVENT\n"
	everyHour := func(i int) string {
		return fmt.Sprintf("UID:%d\nDTSTART:20250101T000000Z\nDTEND:20250101T003000Z\nRRULE:FREQ=HOURLY\n", i)
	}
	for name, c := range map[string]struct {
		text   io.Reader
		refuse bool
	}{
		"an endless line":           {endless(begin+"SUMMARY:", "x"), true},
		"an endless folded line":    {endless(begin+"SUMMARY:", "x\r\n "), true},
		"endless lines":             {endless(begin, "SUMMARY:x\n"), true},
		"endless line ends":         {endless(begin, "\r"), true},
		"endless white space":       {endless(begin+"X:", "\n "), true},
		"endless events":            {endless("BEGIN:VCALENDAR\n", eventOf(oneHour)), true},
		"a million events":          {strings.NewReader(many(1_000_000, func(int) string { return "" })), true},
		"a hundred thousand events": {strings.NewReader(many(99_999, func(i int) string { return fmt.Sprintf("UID:%d\n", i) + oneHour })), false},
		"a hundred thousand replacements": {strings.NewReader(many(99_999, func(i int) string {
			return fmt.Sprintf("UID:%d\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260101\n", i) + oneHour
		})), false},
		"endless events in zones defined later": {endless("BEGIN:VCALENDAR\n", eventOf("DTSTART;TZID=x:20260302T080000\nDTEND;TZID=x:20260302T090000\nRRULE:FREQ=DAILY;COUNT=2\n")), true},
		"endless nesting":                       {endless("BEGIN:VCALENDAR\n", "BEGIN:VTODO\n"), true},
		"nesting 10,000 deep":                   {strings.NewReader(calendarOf(strings.Repeat("BEGIN:X\n", 10_000) + strings.Repeat("END:X\n", 10_000))), true},
		"a rule by the second":                  {strings.NewReader(many(10_000, func(int) string { return oneHour + "RRULE:FREQ=SECONDLY\n" })), false},
		"rules of every second of a day": {strings.NewReader(many(10_000, func(int) string {
			return oneHour + "RRULE:FREQ=DAILY;BYHOUR=" + upTo(23) + ";BYMINUTE=" + upTo(59) + ";BYSECOND=" + upTo(59) + "\n"
		})), false},
		"many rules by the hour": {strings.NewReader(many(100, everyHour)), true},
		"rules that never come": {strings.NewReader(many(20_000, func(int) string {
			return "DTSTART:00010101T000000Z\nRRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9\n"
		})), true},
		"rules whose hours never come":            {strings.NewReader(many(20_000, func(int) string { return "DTSTART:00010101T000000Z\nRRULE:FREQ=HOURLY;INTERVAL=12;BYHOUR=1;COUNT=9\n" })), true},
		"rules that began two thousand years ago": {strings.NewReader(many(5_000, func(int) string { return "DTSTART:00010101T000000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY;INTERVAL=1000\n" })), false},
		"events of ten thousand years":            {strings.NewReader(many(5_000, func(int) string { return "DTSTART:00010101T000000Z\nDTEND:99991231T000000Z\nRRULE:FREQ=DAILY\n" })), true},
		"bad zones": {strings.NewReader(many(50_000, func(i int) string {
			return fmt.Sprintf("DTSTART;TZID=%d/%s../../etc/passwd:20260302T080000\nDURATION:PT1H\n", i, strings.Repeat("A/", 40))
		})), false},
		"endless zones":           {endless("BEGIN:VCALENDAR\n", "BEGIN:VTIMEZONE\nTZID:a\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=HOURLY;COUNT=999999\nEND:STANDARD\nEND:VTIMEZONE\n"), true},
		"endless parts of a zone": {endless("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:a\n", "BEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=DAILY\nEND:STANDARD\n"), true},
		"endless dates":           {endless("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "RDATE:20260101,20260102,20260103,20260104\nEXDATE:20260101,20260102\n"), true},
		"endless names":           {endless("BEGIN:VCALENDAR\n", "BEGIN:"+strings.Repeat("X", 100_000)+"\n"), true},
		"only quotes":             {endless("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "DTSTART;\""+strings.Repeat(`";"`, 10_000)+"\n"), true},
	} {
		t.Run(name, func(t *testing.T) {
			defer debug.SetGCPercent(debug.SetGCPercent(20)) // what is garbage does not count much
			peak := watch()
			began := time.Now()
			busy, err := ical.ReadBusy(c.text, want2026(t))
			took, memory := time.Since(began), peak()
			t.Logf("%v, %d KiB, %v", took.Round(time.Millisecond), memory>>10, err)
			if c.refuse != (err != nil) || c.refuse && !errors.Is(err, ical.ErrHostile) {
				t.Errorf("got the error %v, want one: %t", err, c.refuse)
			}
			if took > 10*time.Second || memory > 32<<20 {
				t.Errorf("got %v and %d KiB, want at most 10 s and 32 MiB", took, memory>>10)
			}
			if busy != nil && len(busy.Doubts) > 100 {
				t.Errorf("got %d doubts, want at most 100", len(busy.Doubts))
			}
		})
	}
}

func upTo(n int) string {
	var all []string
	for i := range n + 1 {
		all = append(all, fmt.Sprint(i))
	}
	return strings.Join(all, ",")
}

// watch gives by how much the heap in use has grown at most until it is asked.
func watch() (peak func() uint64) {
	var memory runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&memory)
	before, most := memory.HeapAlloc, memory.HeapAlloc
	stop, stopped := make(chan bool), make(chan bool)
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(2 * time.Millisecond):
			}
			var memory runtime.MemStats
			runtime.ReadMemStats(&memory)
			most = max(most, memory.HeapAlloc)
		}
	}()
	return func() uint64 {
		close(stop)
		<-stopped
		return most - before
	}
}

func TestDoubtsBeyondAHundredAreCounted(t *testing.T) {
	busy, err := ical.ReadBusy(strings.NewReader(calendarOf(strings.Repeat("junk\n", 150))), want2026(t))
	if err != nil || len(busy.Doubts) != 100 || busy.More != 50 {
		t.Fatalf("got %d doubts and %d more (%v), want 100 and 50", len(busy.Doubts), busy.More, err)
	}
	if got, want := busy.Doubts[7].Line, 9; got != want {
		t.Errorf("got line %d for the eighth, want %d", got, want)
	}
}
