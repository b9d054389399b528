package booking_test

import (
	"flag"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/sys/unix"

	"leadpath/content"
	"leadpath/internal/booking"
)

var update = flag.Bool("update", false, "write the kept files of testdata anew")

func readFile(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestFaults breaks one thing at a time in a file that is whole and wants
// every fault by line and words, and no other: testdata/faults.txt.
func TestFaults(t *testing.T) {
	whole := readFile(t, "testdata/call.toml")
	hoursOf(t, whole)
	var told []string
	for story := range strings.SplitSeq(strings.TrimSpace(readFile(t, "testdata/faults.txt")), "\n\n") {
		told = append(told, tellFault(t, whole, story))
	}
	if *update {
		if err := os.WriteFile("testdata/faults.txt", []byte(strings.Join(told, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// tellFault plays one story and gives it back with the faults that came.
//
//	# A sentence, the name of the case.
//	- old lines    what is replaced; without them the new lines go to the end
//	+ new lines
//	= FAULT        what is expected, line by line; nothing where none is
func tellFault(t *testing.T, whole, story string) string {
	t.Helper()
	name, told, text := "", "", whole
	var before, after, want []string
	mend := func() {
		switch old := strings.Join(before, "\n"); {
		case old != "" && !strings.Contains(text, old):
			t.Fatalf("%s: the file has no %q to replace", name, old)
		case old != "":
			text = strings.Replace(text, old, strings.Join(after, "\n"), 1)
		case after != nil:
			text += strings.Join(after, "\n") + "\n"
		}
		before, after = nil, nil
	}
	for line := range strings.SplitSeq(story, "\n") {
		mark, rest, _ := strings.Cut(line, " ")
		switch mark {
		case "#":
			name += rest
		case "-":
			if after != nil {
				mend()
			}
			before = append(before, rest)
		case "+":
			after = append(after, rest)
		case "=":
			want = append(want, rest)
			continue
		}
		told += line + "\n"
	}
	mend()
	t.Run(name, func(t *testing.T) {
		hours, faults := load(text)
		var got []string
		for _, fault := range faults {
			got = append(got, fault.String())
			told += "= " + fault.String() + "\n"
		}
		if !slices.Equal(got, want) && !*update {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if (hours != nil) != (len(got) == 0) {
			t.Errorf("got hours: %v beside %d faults, want them without any alone", hours != nil, len(got))
		}
	})
	return told
}

func TestAMissingFileIsAFault(t *testing.T) {
	hours, faults := booking.Load(fstest.MapFS{})
	want := "call.toml:1: the file cannot be read (file does not exist); mend its rights or write it"
	if len(faults) != 1 || faults[0].String() != want || hours != nil {
		t.Errorf("Load: got %v and %v, want %s", hours, faults, want)
	}
}

// What surface.md calls the values by default is what an owner gets who
// writes a zone and the weekly hours alone.
func TestWhatIsLeftOutHasItsStandardValue(t *testing.T) {
	h := hoursOf(t, "zone = \"Europe/Berlin\"\n[weekly]\n")
	want := booking.Hours{Minutes: 15, Buffer: 15, Notice: 24, Horizon: 28, Daily: 6, Undo: 24, Erase: 90, Stale: 24, Unread: "close",
		Place: "https://meet.example.org/{room}", Topics: []string{"choice", "standard", "hours", "other"}}
	wantSettings(t, h, want)
	shipped, faults := booking.Load(content.FS)
	if err := faults.Err(); err != nil {
		t.Fatalf("the shipped hours: got the fault %v, want none", err)
	}
	wantSettings(t, shipped, want)
}

func TestEveryKeyIsRead(t *testing.T) {
	wantSettings(t, hoursOf(t, readFile(t, "testdata/call.toml")), booking.Hours{Minutes: 30, Buffer: 10, Notice: 12, Horizon: 60, Daily: 4,
		Undo: 48, Erase: 30, Stale: 6, Unread: "offer", Place: "phone", Topics: []string{"choice", "other"}})
	none := hoursOf(t, "zone = \"UTC\"\ntopics = []\nbuffer = 0\nnotice = 0\ndaily = 0\nundo = 0\n[weekly]\n")
	if len(none.Topics) > 0 || none.Buffer+none.Notice+none.Daily+none.Undo != 0 {
		t.Errorf("got %v, %d, %d, %d and %d, want what the file says: nothing", none.Topics, none.Buffer, none.Notice, none.Daily, none.Undo)
	}
}

// wantSettings compares the exported fields but the zone, which is Berlin's.
func wantSettings(t *testing.T, h *booking.Hours, want booking.Hours) {
	t.Helper()
	if h.Zone.String() != "Europe/Berlin" {
		t.Errorf("Zone: got %s, want Europe/Berlin", h.Zone)
	}
	got, wanted := reflect.ValueOf(*h), reflect.ValueOf(want)
	for i := range got.NumField() {
		field := got.Type().Field(i)
		if !field.IsExported() || field.Name == "Zone" {
			continue
		}
		if g, w := got.Field(i).Interface(), wanted.Field(i).Interface(); !reflect.DeepEqual(g, w) {
			t.Errorf("%s: got %v, want %v", field.Name, g, w)
		}
	}
}

func TestLineOfATopic(t *testing.T) {
	h := hoursOf(t, "zone = \"UTC\"\ntopics = [\n  \"a\",\n  \"b\",\n]\n[weekly]\n")
	if got := h.Line("topics.1"); got != 4 {
		t.Errorf("Line(topics.1): got %d, want 4", got)
	}
}

// To look longer:
//
//	go test ./internal/booking -run '^$' -fuzz FuzzLoad -fuzztime 10m
//
// FuzzLoad: whatever call.toml says, there is no panic, hours or faults with
// a line of the file, and hours that can be asked.
func FuzzLoad(f *testing.F) {
	f.Add(readFile(f, "testdata/call.toml"))
	for story := range strings.SplitSeq(readFile(f, "testdata/faults.txt"), "\n\n") {
		var added strings.Builder
		for line := range strings.Lines(story) {
			if text, ok := strings.CutPrefix(line, "+ "); ok {
				added.WriteString(text)
			}
		}
		f.Add("zone = \"UTC\"\n[weekly]\n" + added.String())
		f.Add("zone = \"UTC\"\n" + added.String() + "\n[weekly]\nmonday = [\"00:00-24:00\"]")
	}
	for _, text := range []string{"", "zone", "weekly = [[weekly]]", "[weekly]\n[weekly]", "\"\".x = 1", "zone = \"../../etc\"\n[weekly]", "[dates]\n0000-00-00 = []"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		hours, faults := load(text)
		if (hours == nil) != (len(faults) > 0) {
			t.Errorf("got hours: %v, and %d faults", hours != nil, len(faults))
		}
		for _, fault := range faults {
			if last := 1 + strings.Count(text, "\n"); fault.Line < 1 || fault.Line > last || strings.ContainsAny(fault.String(), "\n\r") {
				t.Errorf("got the fault %q, want one line, of a line from 1 to %d", fault, last)
			}
		}
		if hours != nil {
			now := time.Date(2026, 3, 28, 0, 0, 0, 0, time.UTC)
			hours.Openings(now, now.AddDate(0, 0, 30), now, booking.Taken{})
		}
	})
}

// S17: whatever is read takes 50 ms at most; a longer file is refused.
func TestLoadIsQuick(t *testing.T) {
	limit := 50 * time.Millisecond
	if long() {
		limit *= 10 // with the race detector
	}
	for says, make := range map[string]func(n int) string{
		"periods":        func(n int) string { return "[weekly]\nmonday = [" + strings.Repeat("\"09:00-10:00\",", n/14) + "]\n" },
		"topics":         func(n int) string { return "topics = [" + strings.Repeat("\"a\",", n/4) + "]\n" },
		"dates":          func(n int) string { return "[dates]\n" + manyRanges(n) },
		"open brackets":  func(n int) string { return "topics = " + strings.Repeat("[", n) },
		"a deep key":     func(n int) string { return strings.Repeat("a.", n/2) + "a = 1\n" },
		"a deep table":   func(n int) string { return "[" + strings.Repeat("a.", n/2) + "a]\n" },
		"unknown keys":   func(n int) string { return strings.Repeat("a", n/2) + " = 1\n" + strings.Repeat("b", n/2) + " = 1\n" },
		"braces":         func(n int) string { return "place = \"https://a/" + strings.Repeat("{room}", n/6) + "\"\n" },
		"one long value": func(n int) string { return "unread = \"" + strings.Repeat("x", n) + "\"\n" },
	} {
		t.Run(says, func(t *testing.T) {
			if took := timeOf(make(32<<10 - 100)); took > limit {
				t.Errorf("32 KB took %v, want at most %v", took, limit)
			}
		})
	}
	_, faults := load("zone = \"UTC\"\n[weekly]\n[dates]\n" + manyRanges(33<<10))
	if got := faults.Error(); !strings.Contains(got, "take out the dates") {
		t.Errorf("more than 32 KB: got %s, want a word about it", got)
	}
}

// timeOf takes the best of three, in time of this thread's: others use this
// machine too.
func timeOf(text string) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	quickest := time.Hour
	for range 3 {
		began := threadTime()
		load("zone = \"UTC\"\n" + text)
		quickest = min(quickest, threadTime()-began)
	}
	return quickest
}

func threadTime() time.Duration {
	var ts unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &ts); err != nil {
		panic(err)
	}
	return time.Duration(ts.Nano())
}

// manyRanges gives ranges of which each overlaps the one before.
func manyRanges(n int) string {
	var b strings.Builder
	for day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); b.Len() < n-30; day = day.AddDate(0, 0, 1) {
		b.WriteString("\"" + day.Format(time.DateOnly) + ".." + day.AddDate(0, 0, 1).Format(time.DateOnly) + "\" = []\n")
	}
	return b.String()
}
