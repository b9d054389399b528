package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"leadpath/internal/booking"
)

// bookingsCommand is the owner's way to the calls without a browser, also
// beside a running server.
type bookingsCommand struct {
	List   bookingsList   `cmd:"" help:"Print the coming calls: ID, START (UTC), STATE and EMAIL, tab separated."`
	Cancel bookingsCancel `cmd:"" help:"Cancel a call; visitor and owner are told by mail."`
	Erase  bookingsErase  `cmd:"" help:"Erase a call, or all calls of an e-mail address, with everything about them."`
	Export bookingsExport `cmd:"" help:"Print all calls as CSV."`
}

// where says which store and which content a command works on.
type where struct {
	Data        string `default:"data" help:"The folder of the embedded database and the kept mails."`
	DatabaseURL string `name:"database-url" placeholder:"URL" help:"A PostgreSQL database instead: postgres://…"`
	Content     string `placeholder:"FOLDER" help:"The content folder with the owner's hours (default: the embedded content)."`
}

type bookingsList struct {
	where
	All bool `help:"All calls, not only coming ones."`
}

// Run prints calls in order of their starts.
func (cmd bookingsList) Run(c *console) error {
	return cmd.withDiary(c, func(d *booking.Diary) error {
		from := d.Now()
		if cmd.All {
			from = time.Time{}
		}
		calls, err := callsFrom(c, d, from)
		for _, call := range calls {
			if _, err := fmt.Fprintf(c.stdout, "%s\t%s\t%s\t%s\n", call.ID, call.Start.UTC().Format(time.RFC3339), call.State, call.Email); err != nil {
				return err
			}
		}
		return err
	})
}

type bookingsCancel struct {
	where
	ID string `arg:"" help:"The call, as bookings list names it."`
}

// Run cancels a call at the owner's word.
func (cmd bookingsCancel) Run(c *console) error {
	return cmd.withDiary(c, func(d *booking.Diary) error {
		if d.Store == nil {
			return unknownCall(cmd.ID)
		}
		_, err := d.CancelForOwner(c, booking.ByID(cmd.ID))
		if errors.Is(err, booking.ErrNotFound) {
			return unknownCall(cmd.ID)
		}
		return err
	})
}

type bookingsErase struct {
	where
	Who string `arg:"" name:"id-or-email" help:"A call's ID, or an e-mail address."`
}

// Run forgets calls and says which.
func (cmd bookingsErase) Run(c *console) error {
	return cmd.withDiary(c, func(d *booking.Diary) error {
		if d.Store == nil {
			return unknownCall(cmd.Who)
		}
		ids, err := cmd.erase(c, d)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if _, err := fmt.Fprintln(c.stdout, id); err != nil {
				return err
			}
		}
		return forgetMails(c, d, cmd.Data)
	})
}

func (cmd bookingsErase) erase(c *console, d *booking.Diary) ([]string, error) {
	if strings.Contains(cmd.Who, "@") {
		ids, err := d.EraseAddress(c, cmd.Who)
		if err == nil && len(ids) == 0 {
			err = unknownCall(cmd.Who)
		}
		return ids, err
	}
	_, err := d.Erase(c, booking.ByID(cmd.Who))
	if errors.Is(err, booking.ErrNotFound) {
		err = unknownCall(cmd.Who)
	}
	return []string{cmd.Who}, err
}

func unknownCall(who string) error {
	return fmt.Errorf("there is no call %q; leadpath bookings list --all names them", who)
}

type bookingsExport struct{ where }

// Run prints every call as a table for a spreadsheet (RFC 4180).
func (cmd bookingsExport) Run(c *console) error {
	return cmd.withDiary(c, func(d *booking.Diary) error {
		calls, err := callsFrom(c, d, time.Time{})
		if err != nil {
			return err
		}
		return writeCalls(c.stdout, calls)
	})
}

// callColumns are the columns of the export.
var callColumns = []string{"id", "start", "end", "state", "name", "email", "phone", "topic", "message", "timezone", "language", "made", "changed", "erase"}

func writeCalls(out io.Writer, calls []*booking.Call) error {
	table := csv.NewWriter(out)
	table.UseCRLF = true
	_ = table.Write(callColumns) // the error stays until Flush
	moment := func(t time.Time) string { return t.UTC().Format(time.RFC3339) }
	for _, c := range calls {
		row := []string{c.ID, moment(c.Start), moment(c.End), string(c.State), c.Name, c.Email, c.Phone, c.Topic, c.Message, c.Zone, c.Lang, moment(c.Made), moment(c.Changed), moment(c.Erase)}
		for i, cell := range row {
			row[i] = inert(cell)
		}
		_ = table.Write(row)
	}
	table.Flush()
	return table.Error()
}

// inert keeps a spreadsheet from reckoning with what somebody typed (promise S27).
func inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// callsFrom gives the calls that end after a moment.
func callsFrom(ctx context.Context, d *booking.Diary, from time.Time) (calls []*booking.Call, err error) {
	if d.Store == nil {
		return nil, nil
	}
	err = d.Store.View(ctx, func(r booking.Reader) error {
		calls, err = r.Calls(from)
		return err
	})
	return calls, err
}
