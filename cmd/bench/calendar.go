package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
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
// and drawn anew each time, without calendars of the owner's and beside three.
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
	nights, err := fullNights(folder, time.Now())
	if err != nil {
		return nil, err
	}
	var results []result
	for _, with := range []struct{ what, busy string }{{"60 days of free times", ""}, {"60 days of free times beside three calendars", nights}} {
		ours, err := startOurs(path, folder, "--content", shipped, "--busy", with.busy)
		if err != nil {
			return nil, err
		}
		found, err := measureDrawn(ours, folder, with.what, paths, rounds, requests)
		ours.stop()
		if err != nil {
			return nil, err
		}
		results = append(results, found...)
	}
	return results, nil
}

// fullNights writes three calendars of 5,000 events each, all of them at
// night, when no call can be, and names them as --busy does.
func fullNights(folder string, now time.Time) (busy string, err error) {
	for n := range 3 {
		var text strings.Builder
		text.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:bench\r\n")
		for i := range 5_000 {
			start := now.AddDate(0, 0, i%390).UTC().Truncate(24 * time.Hour).Add(time.Duration(i/390*20+n*5) * time.Minute)
			fmt.Fprintf(&text, "BEGIN:VEVENT\r\nUID:%d-%d\r\nSUMMARY:Night\r\nDTSTART:%s\r\nDURATION:PT10M\r\nEND:VEVENT\r\n", n, i, start.Format("20060102T150405Z"))
		}
		text.WriteString("END:VCALENDAR\r\n")
		file := filepath.Join(folder, fmt.Sprintf("nights%d.ics", n))
		if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
			return "", err
		}
		busy += file + " "
	}
	return busy, nil
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
