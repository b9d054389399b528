package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"time"

	"leadpath/internal/booking"
)

type openingsCommand struct {
	where
	From string `placeholder:"TIME" help:"The first moment to look at (RFC 3339, or a date; default: now)."`
	To   string `placeholder:"TIME" help:"The last one (default: the horizon)."`
	At   string `placeholder:"TIME" help:"The moment that is taken for now."`
	Why  bool   `help:"Print every start that fits its period, and the first reason that holds against it, or free."`
}

// Run prints what visitors are offered, a start a line in UTC.
func (cmd openingsCommand) Run(c *console) error {
	return cmd.withDiary(c, func(d *booking.Diary) error {
		from, to, now, err := cmd.moments(d.Hours())
		if err != nil {
			return err
		}
		d.Now = func() time.Time { return now }
		if cmd.Why {
			verdicts, err := d.Verdicts(c, from, to)
			return errors.Join(err, printVerdicts(c.stdout, verdicts))
		}
		starts, err := d.Openings(c, from, to)
		return errors.Join(err, printStarts(c.stdout, starts))
	})
}

// moments gives the first moment that is looked at, the last one, and now.
func (cmd openingsCommand) moments(h *booking.Hours) (from, to, now time.Time, err error) {
	now = time.Now()
	if err = flagMoment("--at", cmd.At, h.Zone, &now); err != nil {
		return
	}
	from, to = now, now.Add(time.Duration(h.Horizon)*24*time.Hour)
	if err = flagMoment("--from", cmd.From, h.Zone, &from); err != nil {
		return
	}
	if err = flagMoment("--to", cmd.To, h.Zone, &to); err == nil && cmd.From != "" && cmd.To != "" && to.Before(from) {
		err = badFlag{fmt.Errorf("--to %s lies before --from %s; turn them round", cmd.To, cmd.From)}
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
