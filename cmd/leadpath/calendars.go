package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"sync"
	"sync/atomic"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/calendars"
	"leadpath/internal/locale"
	"leadpath/internal/web"
)

// calendarFlags name the owner's calendars.
type calendarFlags struct {
	Busy      string `placeholder:"CALENDARS" help:"The owner's calendars, with spaces between: https:// or webcal:// addresses of ICS files, caldavs://user:password@host/path, or files. They are secret: better named as LEADPATH_BUSY."`
	BusyAllow string `placeholder:"NETWORKS" help:"Networks inside which calendars may lie, also as http:// and caldav:// (default: none)."`
}

// Validate refuses what can be seen to be wrong before anything starts.
func (f calendarFlags) Validate() error {
	_, err := f.sources()
	return err
}

func (f calendarFlags) sources() ([]calendars.Source, error) {
	list, err := calendars.ParseSources(f.Busy, f.BusyAllow)
	if err != nil {
		return nil, fmt.Errorf("--busy, --busy-allow: %w", err)
	}
	return list, nil
}

// keeper gives what reads the calendars for a diary. Without a shelf copies
// are kept in memory alone.
func (f calendarFlags) keeper(ctx context.Context, d *booking.Diary, owner string, shelf calendars.Shelf, log *slog.Logger) *calendars.Keeper {
	sources, _ := f.sources() // Validate has seen them
	reader := &calendars.Reader{Ours: isOurs(ctx, d), Owner: owner, Now: func() time.Time { return d.Now() }}
	k := calendars.NewKeeper(sources, reader, shelf, log)
	k.Zone = func() *time.Location { return d.Hours().Zone }
	k.Stale = func() time.Duration { return time.Duration(d.Hours().Stale) * time.Hour }
	return k
}

// callID is how entries of our own calls are named: by the call's ID.
var callID = regexp.MustCompile(`^[0-9a-f]{32}$`)

// isOurs knows the events that are calls of a diary. Where that cannot be
// asked an event counts, as it may be any.
func isOurs(ctx context.Context, d *booking.Diary) func(uid string) bool {
	return func(uid string) bool {
		if !callID.MatchString(uid) {
			return false
		}
		_, _, err := d.Find(ctx, booking.ByID(uid))
		return err == nil
	}
}

// shelfOf gives the shelf of a diary's store; nil where it has none.
func shelfOf(d *booking.Diary) calendars.Shelf {
	shelf, _ := d.Store.(calendars.Shelf)
	return shelf
}

// ownersAddress is whose refusal of a meeting frees its time.
func ownersAddress(c *web.Content) string { return c.Owner(locale.Languages[0].Code).Mail }

// follow has a diary hear what a keeper's copies say: made ready as they
// change, so that no visitor waits for it.
func follow(d *booking.Diary, k *calendars.Keeper) {
	var mu sync.Mutex
	var current atomic.Pointer[[]*booking.Calendar]
	k.Changed = func() {
		mu.Lock() // the last to come has the newest
		defer mu.Unlock()
		list := calendarsOf(k.Copies())
		current.Store(&list)
	}
	k.Changed()
	d.Calendars = func() []*booking.Calendar { return *current.Load() }
}

func calendarsOf(copies []calendars.Copy) []*booking.Calendar {
	list := make([]*booking.Calendar, len(copies))
	for i, c := range copies {
		busy := make([]booking.Span, len(c.Spans))
		for j, s := range c.Spans {
			busy[j] = booking.Span(s)
		}
		list[i] = booking.NewCalendar(busy, c.Read, c.Through)
	}
	return list
}

func copiesOf(outcomes []calendars.Outcome) []calendars.Copy {
	copies := make([]calendars.Copy, len(outcomes))
	for i, o := range outcomes {
		copies[i] = o.Copy
	}
	return copies
}

// firstReading is how long the start waits at most for calendars, since until
// they are read nothing is offered.
const firstReading = 2 * time.Second

// watchCalendars begins to read the owner's calendars. It comes before content
// is shown, since pages are made from then on.
func (o *office) watchCalendars(f calendarFlags, inbox string, content *web.Content) {
	o.first = content.Hours
	if f.Busy == "" {
		return
	}
	k := f.keeper(o.ctx, o.diary, cmp.Or(inbox, ownersAddress(content)), shelfOf(o.diary), o.log)
	follow(o.diary, k)
	o.work("calendars", k.Run)
	select {
	case <-k.Ready():
	case <-time.After(firstReading):
		o.log.Warn("the busy calendars are not read yet; what is in the store counts until they are")
	case <-o.ctx.Done():
	}
}

// readCalendars reads the calendars once and gives what counts of them. Of
// those that fail it says why.
func (f calendarFlags) readCalendars(c *console, d *booking.Diary, content *web.Content, shelf calendars.Shelf) ([]calendars.Outcome, error) {
	if f.Busy == "" {
		return nil, nil
	}
	k := f.keeper(c, d, ownersAddress(content), shelf, slog.New(slog.DiscardHandler))
	outcomes, err := k.Refresh(c)
	if err != nil {
		return nil, fmt.Errorf("the copies of the busy calendars: %w", err)
	}
	for i, o := range outcomes {
		tellOutcome(c.stderr, fmt.Sprintf("leadpath: busy calendar %d (%s)", i+1, k.Sources[i].Name()), o)
	}
	return outcomes, nil
}

// tellOutcome says in a line each what went wrong with a calendar, and what
// was not understood of it.
func tellOutcome(w io.Writer, calendar string, o calendars.Outcome) {
	if o.Err != nil {
		_, _ = fmt.Fprintf(w, "%s: %v\n", calendar, o.Err)
	}
	if o.Read == nil {
		return
	}
	for _, d := range o.Read.Doubts {
		_, _ = fmt.Fprintf(w, "%s: line %d: %s\n", calendar, d.Line, d.Text)
	}
	if o.Read.More > 0 {
		_, _ = fmt.Fprintf(w, "%s: and %d more lines like these\n", calendar, o.Read.More)
	}
}
