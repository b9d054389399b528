package main

import (
	"bufio"
	"context"
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
	hours, err := cmd.hours()
	if err != nil {
		return err
	}
	from, to, now, err := cmd.moments(hours)
	if err != nil {
		return err
	}
	held, err := cmd.heldCalls(c, from, to)
	if err != nil {
		return fmt.Errorf("openings: %w", err)
	}
	if cmd.Why {
		return printVerdicts(c.stdout, hours.Judge(from, to, now, booking.Taken{Calls: held}))
	}
	return printStarts(c.stdout, hours.Openings(from, to, now, booking.Taken{Calls: held}))
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

// heldCalls gives what calls hold on the owner's days around two moments.
// Without a database there are none.
func (cmd openingsCommand) heldCalls(ctx context.Context, from, to time.Time) (held []booking.Held, err error) {
	s, err := cmd.openExisting(ctx)
	if err != nil || s == nil {
		return nil, err
	}
	held, err = s.Held(ctx, from.Add(-aroundDays), to.Add(aroundDays))
	return held, errors.Join(err, s.Close())
}

// aroundDays is enough for a day of the owner's and the longest call before it.
const aroundDays = 50 * time.Hour

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
