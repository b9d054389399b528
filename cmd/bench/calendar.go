package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"leadpath/content"
	"leadpath/internal/booking"
	"leadpath/internal/locale"
	"leadpath/locales"
)

// allWeek are hours of an owner who takes calls every day, for sixty days: 32
// openings a day, 224 a page.
const allWeek = `zone = "Europe/Berlin"
horizon = 60
daily = 0
[weekly]
monday = ["09:00-17:00"]
tuesday = ["09:00-17:00"]
wednesday = ["09:00-17:00"]
thursday = ["09:00-17:00"]
friday = ["09:00-17:00"]
saturday = ["09:00-17:00"]
sunday = ["09:00-17:00"]
`

// measureCalendar compares the page of free times with the bare handler (F3),
// as measureResults does: for each week of sixty days on four clocks, found
// and drawn anew each time.
func measureCalendar(path, folder string, rounds, requests int) ([]result, error) {
	letGo, err := pinHere()
	if err != nil {
		return nil, err
	}
	defer letGo()
	shipped := filepath.Join(folder, "all-week")
	if err := os.CopyFS(shipped, content.FS); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(shipped, booking.File), []byte(allWeek), 0o644); err != nil {
		return nil, err
	}
	paths, err := calendarPaths(time.Now())
	if err != nil {
		return nil, err
	}
	ours, err := startOurs(path, folder, "--content", shipped)
	if err != nil {
		return nil, err
	}
	defer ours.stop()
	return measureDrawn(ours, folder, "60 days of free times", paths, rounds, requests)
}

// calendarPaths gives the addresses of weeks that are full of openings, the
// languages in turn.
func calendarPaths(now time.Time) (paths []string, err error) {
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		return nil, err
	}
	const first, last = 3, 52 // days from now: after the notice, a week before the horizon
	for day := first; day <= last; day++ {
		for i, zone := range []string{"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"} {
			l := catalog.All()[(day+i)%len(catalog.All())]
			paths = append(paths, fmt.Sprintf("%s?zone=%s&from=%s", l.Path("call"), zone, now.AddDate(0, 0, day).Format(time.DateOnly)))
		}
	}
	return paths, nil
}
