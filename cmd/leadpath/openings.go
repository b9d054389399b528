package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/web"
)

type openingsCommand struct {
	where
	calendarFlags
	From string `placeholder:"TIME" help:"The first moment to look at (RFC 3339, or a date; default: now)."`
	To   string `placeholder:"TIME" help:"The last one (default: the horizon)."`
	At   string `placeholder:"TIME" help:"The moment that is taken for now."`
	Why  bool   `help:"Print every start that fits its period, and the first reason that holds against it, or free."`
}

// Run prints what visitors are offered, a start a line in UTC.
func (cmd openingsCommand) Run(c *console) error {
	return cmd.withContent(c, func(d *booking.Diary, content *web.Content) error {
		from, to, now, err := moments(cmd.From, cmd.To, cmd.At, d.Hours())
		if err != nil {
			return err
		}
		d.Now = func() time.Time { return now }
		outcomes, err := cmd.readCalendars(c, d, content, shelfOf(d))
		if err != nil {
			return err
		}
		known := calendarsOf(copiesOf(outcomes))
		d.Calendars = func() []*booking.Calendar { return known }
		if cmd.Why {
			verdicts, err := d.Verdicts(c, from, to)
			return errors.Join(err, printVerdicts(c.stdout, verdicts))
		}
		starts, err := d.Openings(c, from, to)
		return errors.Join(err, printStarts(c.stdout, starts))
	})
}

// moments reads flags: the first moment that is looked at, the last one, and
// now.
func moments(first, last, at string, h *booking.Hours) (from, to, now time.Time, err error) {
	now = time.Now()
	if err = flagMoment("--at", at, h.Zone, &now); err != nil {
		return
	}
	from, to = now, now.Add(time.Duration(h.Horizon)*24*time.Hour)
	if err = flagMoment("--from", first, h.Zone, &from); err != nil {
		return
	}
	if err = flagMoment("--to", last, h.Zone, &to); err == nil && first != "" && last != "" && to.Before(from) {
		err = badFlag{fmt.Errorf("--to %s lies before --from %s; turn them round", last, first)}
	}
	return
}

// flagMoment reads the time of a flag, unless that was not given.
func flagMoment(flag, text string, zone *time.Location, into *time.Time) error {
	if text == "" {
		return nil
	}
	moment, err := parseMoment(text, zone)
	if err != nil {
		return badFlag{fmt.Errorf("%s: %w", flag, err)}
	}
	*into = moment
	return nil
}

func printStarts(w io.Writer, list []time.Time) error {
	out := bufio.NewWriter(w)
	for _, start := range list {
		_, _ = fmt.Fprintln(out, start.Format(time.RFC3339)) // the error stays for Flush
	}
	return out.Flush()
}

func printVerdicts(w io.Writer, list []booking.Verdict) error {
	out := bufio.NewWriter(w)
	for _, v := range list {
		_, _ = fmt.Fprintln(out, v.Start.Format(time.RFC3339), v.Reason)
	}
	return out.Flush()
}
