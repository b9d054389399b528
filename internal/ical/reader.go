package ical

import (
	"fmt"
	"hash/maphash"
	"io"
	"slices"
	"strings"
)

// A reader gathers what calendars say. Of an event it keeps only when it takes
// place, and of its UID a hash.
type reader struct {
	want   Want
	lines  *lines
	stack  []string // the components that are open
	any    bool     // a calendar has ended
	events int
	worked int // for rules

	atlas    *atlas
	calendar              // the one that is open
	event    *event       // the one that is open, or was last
	defining *definition  // the zone that is open
	observed *observance  // the part of a zone that is open
	found    []occurrence // in the order of the text
	replaced marks        // by RECURRENCE-ID
	shifts   []shift
	scratch  []occurrence // of one series

	seed   maphash.Seed
	doubts []Doubt
	more   int
}

// A calendar is what holds for one VCALENDAR.
type calendar struct {
	owner   string                 // its name, where that is an address
	defined map[string]*definition // its own zones
	named   map[string]*named      // those that its events name and the world does not know
	waiting []*event               // for zones that may be defined below them
	kept    int                    // octets of those, roughly
}

func newReader(text io.Reader, want Want) *reader {
	return &reader{want: want, lines: newLines(text), atlas: newAtlas(want), seed: maphash.MakeSeed()}
}

func (r *reader) takeLine(line []byte, number int) error {
	p, ok := parse(line, number)
	if r.lines.cut {
		r.doubt(number, "a line of more than %d KiB; the rest of it was left out", mostLine>>10)
	}
	if !ok {
		r.doubt(number, "no property stands here; the line was left out")
		return nil
	}
	switch string(p.name) {
	case "BEGIN":
		return r.begin(componentName(p.value), number)
	case "END":
		return r.end(componentName(p.value), number)
	}
	r.takeProperty(p)
	return nil
}

// componentName gives what a component is called, in capital letters.
func componentName(value []byte) string {
	switch upper(value); string(value) {
	case "VEVENT":
		return "VEVENT" // by far the most, without a copy
	case "VALARM":
		return "VALARM"
	}
	return string(value[:min(len(value), 40)])
}

// inside tells which components are open, the outer first.
func (r *reader) inside(components ...string) bool { return slices.Equal(r.stack, components) }

func (r *reader) begin(component string, number int) error {
	if len(r.stack) >= mostDepth {
		return fmt.Errorf("%w: components more than %d deep in each other", ErrHostile, mostDepth)
	}
	outside := len(r.stack) == 0
	if outside != (component == "VCALENDAR") || component == "VEVENT" && !r.inside("VCALENDAR") {
		return fmt.Errorf("%w: a %q begins where none can", ErrNotCalendar, component)
	}
	r.stack = append(r.stack, component)
	switch {
	case outside:
		r.calendar = calendar{defined: map[string]*definition{}, named: map[string]*named{}}
	case r.inside("VCALENDAR", component):
		return r.beginPart(component, number)
	case r.inside("VCALENDAR", "VTIMEZONE", component):
		r.observed = &observance{}
	}
	return nil
}

// parts of a calendar that say nothing of when somebody is busy.
var idleParts = []string{"VTODO", "VJOURNAL", "VALARM"}

func (r *reader) beginPart(component string, number int) error {
	switch component {
	case "VEVENT", "VFREEBUSY":
		if r.events++; r.events > mostEvents {
			return fmt.Errorf("%w: more than %d events", ErrHostile, mostEvents)
		}
		r.open(number, component)
	case "VTIMEZONE":
		r.defining = &definition{line: number}
	default:
		if !slices.Contains(idleParts, component) && !strings.HasPrefix(component, "X-") {
			r.doubt(number, "a %q is not known here; it was left out", component)
		}
	}
	return nil
}

// open begins an event, in the place of the last one where that does not wait.
func (r *reader) open(number int, component string) {
	if r.event == nil || r.event.waits {
		r.event = &event{}
	}
	e := r.event
	*e = event{line: number, freeBusy: component == "VFREEBUSY", rules: e.rules[:0], added: e.added[:0], excepted: e.excepted[:0]}
}

func (r *reader) end(component string, number int) error {
	if len(r.stack) == 0 || r.stack[len(r.stack)-1] != component {
		return fmt.Errorf("%w: a %q ends that did not begin", ErrNotCalendar, component)
	}
	defer func() { r.stack = r.stack[:len(r.stack)-1] }()
	switch {
	case r.inside("VCALENDAR"):
		r.any = true
		return r.endCalendar()
	case r.inside("VCALENDAR", "VEVENT"), r.inside("VCALENDAR", "VFREEBUSY"):
		return r.endEvent()
	case r.inside("VCALENDAR", "VTIMEZONE"):
		r.endZone()
	case r.inside("VCALENDAR", "VTIMEZONE", component):
		r.endObservance(number)
	}
	return nil
}

func (r *reader) takeProperty(p property) {
	switch {
	case len(r.stack) == 0:
		r.doubt(p.line, "a property outside of every calendar; the line was left out")
	case r.inside("VCALENDAR"):
		if name := p.text(); string(p.name) == "X-WR-CALNAME" && strings.Contains(name, "@") {
			r.owner = name
		}
	case r.inside("VCALENDAR", "VEVENT"), r.inside("VCALENDAR", "VFREEBUSY"):
		r.takeOfEvent(p)
	case r.inside("VCALENDAR", "VTIMEZONE"):
		if string(p.name) == "TZID" {
			r.defining.name = strings.Trim(p.text(), `"' `)
		}
	case len(r.stack) == 3 && r.stack[1] == "VTIMEZONE":
		r.takeOfZone(p)
	}
}

// hash stands for a UID; 0 for none.
func (r *reader) hash(uid string) uint64 {
	if uid == "" {
		return 0
	}
	return max(maphash.String(r.seed, uid), 1)
}
