package ical

import (
	_ "embed"
	"strings"
	"sync"
	"time"
)

//go:generate go run windows_gen.go

//go:embed windows/zones.tsv
var windowsTable string

// windowsZones gives IANA's names for those of Windows, in small letters.
var windowsZones = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for line := range strings.Lines(windowsTable) {
		if windows, iana, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			names[strings.ToLower(windows)] = iana
		}
	}
	return names
})

// mostZones is how many names of zones a text may have.
const mostZones = 1000

// An atlas knows zones by name, each looked up once.
type atlas struct {
	owner     *zone
	utc       *zone
	known     map[string]*zone // nil: neither IANA nor Windows knows it
	numbered  []*zone
	low, high int64
}

func newAtlas(want Want) *atlas {
	a := &atlas{known: map[string]*zone{}, low: want.From.Unix() - around, high: want.To.Unix() + around}
	a.owner, a.utc = a.number(newZone(want.Zone, a.low, a.high)), a.number(newZone(time.UTC, a.low, a.high))
	return a
}

// number gives a zone a number, and takes it in.
func (a *atlas) number(z *zone) *zone {
	a.numbered = append(a.numbered, z)
	z.number = uint32(len(a.numbered))
	return z
}

// zoneOf gives the zone of an occurrence that has one.
func (a *atlas) zoneOf(o occurrence) *zone { return a.numbered[o.zone-1] }

// zone gives a zone of the world by a name that calendars use; nil for none,
// and for names beyond the first thousand.
func (a *atlas) zone(name string) *zone {
	z, found := a.known[name]
	if !found && len(a.known) < mostZones {
		if loc := location(name); loc != nil {
			z = a.number(newZone(loc, a.low, a.high))
		}
		a.known[name] = z
	}
	return z
}

// location finds a zone by IANA's name, whatever stands before it, as in
// /citadel.org/20211207_1/Europe/Berlin, or by Windows' name.
func location(name string) *time.Location {
	name = strings.Trim(name, "\"' ")
	if len(name) > 100 {
		return nil
	}
	if iana, ok := windowsZones()[strings.ToLower(name)]; ok {
		name = iana
	}
	for rest := name; ; {
		if loc := load(rest); loc != nil {
			return loc
		}
		_, after, found := strings.Cut(rest, "/")
		if !found {
			return nil
		}
		rest = after
	}
}

func load(name string) *time.Location {
	switch strings.ToUpper(name) {
	case "UTC", "GMT", "Z", "ETC/UTC", "ETC/GMT":
		return time.UTC
	case "", "LOCAL":
		return nil // which Go takes for UTC, and for the machine's zone
	}
	if name[0] < 'A' || name[0] > 'Z' {
		return nil
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil
	}
	return loc
}
