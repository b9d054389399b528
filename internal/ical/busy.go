package ical

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// A Span is a time, in UTC and whole seconds, from Start to before End.
type Span struct{ Start, End time.Time }

// A Doubt says what could not be understood in a line of the text, counted
// from 1, and what was made of it. It never tells what an event is about.
type Doubt struct {
	Line int
	Text string
}

// Busy is what a calendar text says of its owner's time.
type Busy struct {
	Spans  []Span  // whole, not merged, those that touch what was wanted, in order of Start, then End
	Doubts []Doubt // the first hundred, in the order in which they arose
	More   int     // doubts beyond them
}

// Want says what of a calendar text is wanted.
type Want struct {
	Zone     *time.Location        // of floating times and whole days, and where a zone is not known; nil: UTC
	From, To time.Time             // spans that end after From and begin before To
	Ours     func(uid string) bool // of events that never count; may be nil
	Owner    string                // the e-mail address whose refusals free time; may be empty
}

// ErrNotCalendar is the error of a text that is not one calendar or several,
// whole, one after another.
var ErrNotCalendar = errors.New("not a whole calendar")

const (
	mostEvents = 100_000
	mostSpans  = 200_000
	mostDoubts = 100
)

// ReadBusy reads when the owner of a calendar is busy. The text is any number
// of VCALENDARs, which may be of one calendar: what replaces an occurrence
// (RECURRENCE-ID) may stand in another of them than its series.
//
// An event counts unless it is cancelled, or shown as free by Microsoft's
// X-MICROSOFT-CDO-BUSYSTATUS, else by TRANSP, else by
// X-MICROSOFT-CDO-INTENDEDSTATUS; or its owner has declined it. Whose refusal
// that is can be known from Want.Owner, and where a calendar's name
// (X-WR-CALNAME, before the events) is an e-mail address, as Google's is; no
// other refusal counts. One that takes no time never counts. The busy periods
// of VFREEBUSY count; to-dos, journals and alarms do not.
//
// What cannot be understood becomes a Doubt, and the rest of the text counts.
// Errors are ErrNotCalendar (cut off, wrongly nested, another kind of text),
// ErrHostile (more than a calendar needs), and those of the reader: nothing is
// to be believed then.
func ReadBusy(text io.Reader, want Want) (*Busy, error) {
	if want.Zone == nil {
		want.Zone = time.UTC
	}
	r := newReader(text, want)
	for {
		line, number, err := r.lines.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = r.takeLine(line, number)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
	}
	if len(r.stack) > 0 {
		return nil, fmt.Errorf("%w: it ends within a %s", ErrNotCalendar, r.stack[len(r.stack)-1])
	}
	if !r.any {
		return nil, fmt.Errorf("%w: it has no VCALENDAR", ErrNotCalendar)
	}
	return &Busy{Spans: r.spans(), Doubts: r.doubts, More: r.more}, nil
}

// spans gives what is wanted of what was found.
func (r *reader) spans() []Span {
	r.replace()
	from, to := r.want.From.Unix(), r.want.To.Unix()
	times := make([]bounds, 0, len(r.found))
	for _, o := range r.found {
		if o.touches(from, to) {
			times = append(times, o.bounds)
		}
	}
	slices.SortFunc(times, bounds.compare)
	spans := make([]Span, len(times))
	for i, b := range times {
		spans[i] = Span{time.Unix(b.start, 0).UTC(), time.Unix(b.end, 0).UTC()}
	}
	return spans
}

// touches tells whether some of a time is taken.
func (b bounds) touches(from, to int64) bool {
	return b.start < b.end && b.end > from && b.start < to
}

// doubt notes what was not understood.
func (r *reader) doubt(line int, format string, args ...any) {
	if len(r.doubts) >= mostDoubts {
		r.more++
		return
	}
	r.doubts = append(r.doubts, Doubt{line, fmt.Sprintf(format, args...)})
}

// ours tells whether an event never counts.
func (r *reader) ours(uid string) bool { return r.want.Ours != nil && r.want.Ours(uid) }

// isOwner tells whether an address is that of the calendar's owner.
func (r *reader) isOwner(address string) bool {
	return address != "" && (strings.EqualFold(address, r.want.Owner) || strings.EqualFold(address, r.owner))
}
