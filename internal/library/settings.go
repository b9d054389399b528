package library

import (
	"bytes"
	"regexp"
	"strconv"

	"leadpath/internal/problem"
)

// Settings are the owner's rules for calls in call.toml, as far as texts
// name them.
type Settings struct {
	Minutes int // a call's length
	Undo    int // hours in which a cancelled call can be taken back
	Erase   int // days after the call until everything about it is erased
}

// callFront is call.toml as surface.md, “The owner's hours”, describes it.
// Beyond the zone and the settings of texts it is only checked for its keys
// here.
type callFront struct {
	Zone    string
	Minutes *int
	Buffer  *int
	Notice  *int
	Horizon *int
	Daily   *int
	Undo    *int
	Erase   *int
	Stale   *int
	Unread  string
	Place   string
	Topics  []string
	Weekly  map[string][]string
	Dates   map[string][]string
}

func (b *binder) readSettings() {
	const file = "call.toml"
	data, ok := b.read(file)
	if !ok {
		return
	}
	f, at := callFront{}, problem.ReadPositions(data, 1)
	if !b.decode(file, data, 1, &f) || !b.require(file, at, required{"zone", f.Zone == ""}) {
		return
	}
	if f.Weekly == nil {
		b.fault(file, 1, "the table [weekly] is missing; write the owner’s hours into it")
	}
	zone, err := loadZone(f.Zone)
	if err != nil {
		b.fault(file, at.Line("zone"), "there is no time zone %q; use a name such as Europe/Berlin", f.Zone)
		return
	}
	b.lib.zone = zone
	b.lib.Settings = Settings{Minutes: or(f.Minutes, 15), Undo: or(f.Undo, 24), Erase: or(f.Erase, 90)}
}

func or(value *int, standard int) int {
	if value == nil {
		return standard
	}
	return *value
}

var placeholder = regexp.MustCompile(`\{[A-Za-z0-9_-]*\}`)

// fillSettings writes the settings in place of {erase}, {undo} and {minutes}.
func (b *binder) fillSettings(t *text) {
	values := map[string]int{"{erase}": b.lib.Settings.Erase, "{undo}": b.lib.Settings.Undo, "{minutes}": b.lib.Settings.Minutes}
	feeds := problem.FeedsOf(t.body)
	var filled bytes.Buffer
	last := 0
	for _, place := range placeholder.FindAllIndex(t.body, -1) {
		name := string(t.body[place[0]:place[1]])
		value, ok := values[name]
		if !ok {
			b.fault(t.file, t.bodyLine+feeds.Before(place[0]), "%s stands for no setting; use {erase}, {undo} or {minutes}", name)
			continue
		}
		filled.Write(t.body[last:place[0]])
		filled.WriteString(strconv.Itoa(value))
		last = place[1]
	}
	filled.Write(t.body[last:])
	t.body = filled.Bytes()
}
