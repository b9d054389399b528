package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/calendars"
	"leadpath/internal/web"
)

// busyCommand shows what was understood of the owner's calendars.
type busyCommand struct {
	where
	calendarFlags
	From string `placeholder:"TIME" help:"The first moment to look at (RFC 3339, or a date; default: now)."`
	To   string `placeholder:"TIME" help:"The last one, at most 400 days later (default: the horizon)."`
}

// farthest is as far ahead as a calendar is read.
const farthest = 400 * 24 * time.Hour

// Run prints the busy times between two moments, as START END N in UTC.
func (cmd busyCommand) Run(c *console) error {
	return cmd.withContent(c, func(d *booking.Diary, content *web.Content) error {
		from, to, _, err := moments(cmd.From, cmd.To, "", d.Hours())
		if err != nil {
			return err
		}
		if to.Sub(from) > farthest {
			return badFlag{fmt.Errorf("--to lies more than 400 days after --from; calendars are read no further")}
		}
		d.Now = func() time.Time { return from }
		outcomes, err := cmd.readCalendars(c, d, content, nil)
		if err != nil {
			return err
		}
		if err := printBusy(c.stdout, outcomes, from, to); err != nil {
			return err
		}
		if slices.ContainsFunc(outcomes, func(o calendars.Outcome) bool { return o.Err != nil }) {
			return errSaid
		}
		return nil
	})
}

// printBusy prints whole times that lie between two moments with any part.
func printBusy(w io.Writer, outcomes []calendars.Outcome, from, to time.Time) error {
	type busy struct {
		start, end time.Time
		number     int
	}
	var all []busy
	for i, o := range outcomes {
		for _, s := range o.Copy.Spans {
			if s.End.After(from) && s.Start.Before(to) {
				all = append(all, busy{s.Start, s.End, i + 1})
			}
		}
	}
	slices.SortFunc(all, func(a, b busy) int {
		return cmp.Or(a.start.Compare(b.start), a.end.Compare(b.end), cmp.Compare(a.number, b.number))
	})
	out := bufio.NewWriter(w)
	for _, b := range all {
		_, _ = fmt.Fprintln(out, b.start.Format(time.RFC3339), b.end.Format(time.RFC3339), b.number)
	}
	return out.Flush()
}
