package booking_test

import (
	"archive/zip"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"leadpath/internal/booking"
)

// The years in which every change of clocks is tried.
var (
	yearsFrom = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	yearsTo   = time.Date(2036, 1, 1, 0, 0, 0, 0, time.UTC)
)

// A shape is the same hours on every day, with the length of calls.
type shape struct {
	minutes int
	periods []string
}

// shapes are tried in every run: all day, around midnight, over the hours at
// which clocks change, and periods that a change alone makes long enough.
var shapes = []shape{
	{15, []string{"00:00-24:00"}},
	{5, []string{"00:00-00:30", "01:50-03:10", "22:00-24:00"}},
	{45, []string{"00:30-04:00", "23:15-24:00"}},
	{60, []string{"00:00-01:00", "01:00-02:00", "02:00-03:00", "03:00-24:00"}},
	{90, []string{"00:00-01:00", "01:00-03:00", "22:30-24:00"}},
	{25, []string{"00:05-23:55"}},
	{480, []string{"00:00-24:00"}},
}

// R18: in every zone, around every change of its clocks, openings are those
// that a slow reader of the clock finds, who walks through real time minute by
// minute and knows no rule of any zone.
func TestOpeningsAreRightInEveryZone(t *testing.T) {
	tried := shapes
	if long() {
		tried = slices.Concat(shapes, moreShapes(40))
	}
	changes, clocks := 0, map[string][][]time.Time{}
	var hours []*booking.Hours
	for _, s := range tried {
		hours = append(hours, s.hours(t))
	}
	for _, name := range zoneNames(t) {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range changesOf(zone) {
			changes++
			r := readClock(t, zone, at)
			wanted, ok := clocks[r.String()] // many zones show the same
			if !ok {
				for _, s := range tried {
					wanted = append(wanted, r.starts(t, s))
				}
				clocks[r.String()] = wanted
			}
			for i, want := range wanted {
				r.compare(t, hours[i], want)
			}
		}
	}
	t.Logf("%d changes, %d clocks, %d shapes of hours", changes, len(clocks), len(tried))
	if changes < 2000 {
		t.Errorf("got %d changes of clocks, want those of the whole world", changes)
	}
}

// changesOf gives the moments at which clocks of a zone change, or one
// moment where they never do.
func changesOf(zone *time.Location) []time.Time {
	list := []time.Time{}
	for t := yearsFrom.In(zone); ; {
		_, t = t.ZoneBounds()
		if t.IsZero() || t.After(yearsTo) {
			break
		}
		list = append(list, t)
	}
	if len(list) == 0 {
		return []time.Time{yearsFrom}
	}
	return list
}

// A reading is what a clock shows in each minute of some days.
type reading struct {
	zone  *time.Location
	from  time.Time // of the first face
	faces []face
}

// A face is a date within the year, and the minutes that the clock shows since
// its midnight.
type face struct{ month, day, minute int }

// readClock reads the clock for two days before a change and two after it.
func readClock(t *testing.T, zone *time.Location, change time.Time) *reading {
	t.Helper()
	r := &reading{zone: zone, from: change.UTC().Truncate(time.Minute).Add(-48 * time.Hour)}
	for i := range 4 * 24 * 60 {
		local := r.moment(i).In(zone)
		_, month, day := local.Date()
		hour, minute, second := local.Clock()
		if second != 0 {
			t.Fatalf("%s: the clock shows %s at a whole minute; this reader is not made for it", zone, local)
		}
		r.faces = append(r.faces, face{int(month), day, hour*60 + minute})
	}
	return r
}

func (r *reading) moment(minute int) time.Time {
	return r.from.Add(time.Duration(minute) * time.Minute)
}

// String is equal for readings at the same time of the same clock.
func (r *reading) String() string {
	var b strings.Builder
	fmt.Fprint(&b, r.from.Unix(), r.faces[0])
	for i := 1; i < len(r.faces); i++ {
		if r.faces[i].minute != r.faces[i-1].minute+1 {
			fmt.Fprint(&b, i, r.faces[i])
		}
	}
	return b.String()
}

// The middle two days are compared.
const compareFrom, compareTo = 24 * 60, 3 * 24 * 60

// compare wants the hours to give these starts in the reading's zone.
func (r *reading) compare(t *testing.T, everywhere *booking.Hours, want []time.Time) {
	t.Helper()
	h := *everywhere
	h.Zone = r.zone
	from, to := r.moment(compareFrom), r.moment(compareTo)
	var got []time.Time
	for _, v := range h.Judge(from, to, r.from, booking.Taken{}) {
		got = append(got, v.Start)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s, %d minutes: Judge(%s, %s): got besides %s, and lacks %s of %d", r.zone, h.Minutes, from, to, differing(got, want), differing(want, got), len(want))
	}
}

// differing gives what stands in one list and not in the other, or twice.
func differing(list, other []time.Time) (out []string) {
	for i, t := range list {
		if !slices.Contains(other, t) || slices.Contains(list[:i], t) {
			out = append(out, t.Format(time.RFC3339))
		}
	}
	return out
}

// starts reads starts off the clock: a face that is a period's start or some
// calls' lengths later, shown for the first time, from which on every minute
// of the call shows the same date and a time of the period.
func (r *reading) starts(t *testing.T, s shape) (list []time.Time) {
	t.Helper()
	periods := s.parsed(t)
	seen := map[face]bool{}
	for i := 0; i <= compareTo; i++ {
		f := r.faces[i]
		first := !seen[f]
		seen[f] = true
		for _, p := range periods {
			if i >= compareFrom && first && p.within(f) && (f.minute-p.from)%s.minutes == 0 && r.holds(i, s.minutes, p) {
				list = append(list, r.moment(i))
			}
		}
	}
	return list
}

func (r *reading) holds(start, minutes int, p minutesOfDay) bool {
	first := r.faces[start]
	for _, f := range r.faces[start : start+minutes] {
		if f.month != first.month || f.day != first.day || !p.within(f) {
			return false
		}
	}
	return true
}

// minutesOfDay is a period as the slow reader takes it.
type minutesOfDay struct{ from, to int }

func (p minutesOfDay) within(f face) bool { return f.minute >= p.from && f.minute < p.to }

func (s shape) parsed(t *testing.T) (list []minutesOfDay) {
	t.Helper()
	for _, text := range s.periods {
		var h1, m1, h2, m2 int
		if _, err := fmt.Sscanf(text, "%d:%d-%d:%d", &h1, &m1, &h2, &m2); err != nil {
			t.Fatal(err)
		}
		list = append(list, minutesOfDay{h1*60 + m1, h2*60 + m2})
	}
	return list
}

// hours gives the shape as the owner would write it.
func (s shape) hours(t *testing.T) *booking.Hours {
	t.Helper()
	var text strings.Builder
	fmt.Fprintf(&text, "zone = \"UTC\"\nminutes = %d\n[weekly]\n", s.minutes)
	for _, day := range []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		fmt.Fprintf(&text, "%s = [\"%s\"]\n", day, strings.Join(s.periods, "\", \""))
	}
	return hoursOf(t, text.String())
}

// moreShapes makes shapes up, the same ones each time.
func moreShapes(n int) (list []shape) {
	random := rand.New(rand.NewPCG(1, 18))
	for range n {
		s := shape{minutes: 5 * (1 + random.IntN(30))}
		for at := random.IntN(40); at < 288; {
			end := min(at+1+random.IntN(80), 288)
			s.periods = append(s.periods, fmt.Sprintf("%02d:%02d-%02d:%02d", at/12, at%12*5, end/12, end%12*5))
			at = end + random.IntN(40)
		}
		list = append(list, s)
	}
	return list
}

// The clocks of Go stand still on 31 December 2040 and every fourth year after
// it; openings are found all the same.
func TestOpeningsAreFoundFarAhead(t *testing.T) {
	h := hoursOf(t, "zone = \"Europe/Berlin\"\nhorizon = 30\n[weekly]\nmonday = [\"09:00-10:00\"]\n")
	found := make(chan int)
	go func() {
		for year := 2028; year <= 2060; year++ {
			now := time.Date(year, 12, 20, 10, 0, 0, 0, time.UTC)
			found <- len(h.Openings(now, now.AddDate(0, 0, 30), now, booking.Taken{}))
		}
		close(found)
	}()
	for {
		select {
		case n, more := <-found:
			if !more {
				return
			}
			if n != 16 && n != 20 { // of four Mondays, or five
				t.Errorf("got %d openings, want those of four or five Mondays", n)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("got no answer in ten seconds, want it at once")
		}
	}
}

// zoneNames gives the names of all IANA zones that Go knows.
func zoneNames(t *testing.T) (names []string) {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatalf("go env GOROOT: %v", err)
	}
	archive, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Fatalf("the zone data of Go: %v; install the whole of Go 1.26", err)
	}
	defer func() { _ = archive.Close() }()
	for _, file := range archive.File {
		if !strings.HasSuffix(file.Name, "/") {
			names = append(names, file.Name)
		}
	}
	return names
}
