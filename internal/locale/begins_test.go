package locale_test

import (
	"archive/zip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"leadpath/internal/locale"
)

func day(year, month, d int) locale.Date { return locale.Date{Year: year, Month: month, Day: d} }

// A date of publication begins at midnight where the owner lives, or at the
// first moment that there is of it.
func TestDayBeginsOnTheOwnersClock(t *testing.T) {
	for _, c := range []struct {
		name, zone string
		date       locale.Date
		want       string
	}{
		{"at midnight in winter", "Europe/Berlin", day(2026, 12, 1), "2026-12-01T00:00:00+01:00"},
		{"at midnight in summer", "Europe/Berlin", day(2026, 6, 9), "2026-06-09T00:00:00+02:00"},
		{"at midnight on the day the clocks go forward", "Europe/Berlin", day(2026, 3, 29), "2026-03-29T00:00:00+01:00"},
		{"at midnight on the day the clocks go back", "Europe/Berlin", day(2026, 10, 25), "2026-10-25T00:00:00+02:00"},
		{"at one where midnight is jumped over in Brazil", "America/Sao_Paulo", day(2018, 11, 4), "2018-11-04T01:00:00-02:00"},
		{"at one where midnight is jumped over in Egypt", "Africa/Cairo", day(2026, 4, 24), "2026-04-24T01:00:00+03:00"},
		{"at one where midnight is jumped over in Lebanon", "Asia/Beirut", day(2026, 3, 29), "2026-03-29T01:00:00+03:00"},
		{"at the earlier of two midnights in Jordan", "Asia/Amman", day(2021, 10, 29), "2021-10-29T00:00:00+03:00"},
		{"at the earlier of two midnights in Cuba", "America/Havana", day(2026, 11, 1), "2026-11-01T00:00:00-04:00"},
		{"at midnight though yesterday comes back after one minute", "America/St_Johns", day(2010, 11, 7), "2010-11-07T00:00:00-02:30"},
		{"with the next day where the whole day was left out in Samoa", "Pacific/Apia", day(2011, 12, 30), "2011-12-31T00:00:00+14:00"},
		{"at midnight where clocks do not change", "UTC", day(2026, 6, 9), "2026-06-09T00:00:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.date.Begins(zone(t, c.zone)).Format(time.RFC3339); got != c.want {
				t.Errorf("%s.Begins(%s): got %s, want %s", c.date, c.zone, got, c.want)
			}
		})
	}
}

// Around every change of clocks in every zone, the beginning is the first
// moment whose day is the date (or a later one, where the date was left out).
func TestDayBeginsInEveryZone(t *testing.T) {
	years := 10
	if os.Getenv("LONG") != "" {
		years = 57
	}
	changes := 0
	for _, name := range zoneNames(t) {
		z := zone(t, name)
		for change := range changesOfClocks(z, 2037-years, 2037) {
			changes++
			for _, step := range []int{-1, 0, 1} {
				checkBeginning(t, z, locale.DateOf(change.AddDate(0, 0, step), z))
			}
		}
	}
	if changes < 1000 {
		t.Errorf("zones: got %d changes of clocks, want the zone data of the whole world", changes)
	}
}

func checkBeginning(t *testing.T, z *time.Location, d locale.Date) {
	t.Helper()
	begins := d.Begins(z)
	if locale.DateOf(begins, z).Compare(d) < 0 {
		t.Errorf("%s in %s: got %s, which is the day before", d, z, begins)
	}
	for earlier := begins.Add(-4 * time.Hour); earlier.Before(begins); earlier = earlier.Add(15 * time.Minute) {
		if locale.DateOf(earlier, z).Compare(d) >= 0 {
			t.Errorf("%s in %s: got %s, but the day had begun at %s already", d, z, begins, earlier)
			return
		}
	}
	if last := begins.Add(-time.Second); locale.DateOf(last, z).Compare(d) >= 0 {
		t.Errorf("%s in %s: got %s, but the day had begun a second before", d, z, begins)
	}
}

// changesOfClocks gives every moment at which the zone's clocks change.
func changesOfClocks(z *time.Location, from, to int) func(func(time.Time) bool) {
	return func(yield func(time.Time) bool) {
		t := time.Date(from, 1, 1, 0, 0, 0, 0, z)
		for {
			_, t = t.ZoneBounds()
			if t.IsZero() || t.Year() > to || !yield(t) {
				return
			}
		}
	}
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatalf("zone %s: %v", name, err)
	}
	return z
}

// The clocks of Go stand still on 31 December 2040; days are found all the same.
func TestDaysBeginFarAhead(t *testing.T) {
	found := make(chan bool)
	go func() {
		defer close(found)
		for _, name := range []string{"Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe"} {
			z, err := time.LoadLocation(name)
			if err != nil {
				t.Error(err)
				return
			}
			for year := 2026; year < 2200; year++ {
				for _, d := range []locale.Date{day(year, 12, 30), day(year, 12, 31), day(year+1, 1, 1), day(year+1, 1, 2)} {
					if begins := d.Begins(z); locale.DateOf(begins, z) != d || locale.DateOf(begins.Add(-1), z) == d {
						t.Errorf("%s: %s begins at %s", name, d, begins)
					}
				}
			}
		}
	}()
	select {
	case <-found:
	case <-time.After(time.Minute):
		t.Fatal("got no answer in a minute, want each at once")
	}
}

// zoneNames gives the names of all IANA zones that Go knows.
func zoneNames(t *testing.T) []string {
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
	var names []string
	for _, file := range archive.File {
		if !strings.HasSuffix(file.Name, "/") {
			names = append(names, file.Name)
		}
	}
	return names
}
