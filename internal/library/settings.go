package library

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"time"

	"leadpath/internal/problem"
)

// Settings are the owner's rules in call.toml, as far as texts and their dates
// go by them. Another room reads that file.
type Settings struct {
	Zone    *time.Location // the owner's, in which dates begin
	Minutes int            // a call's length
	Undo    int            // hours in which a cancelled call can be taken back
	Erase   int            // days after the call until everything about it is erased
}

// same reports whether two settings say the same; zones of one name are one.
func (s Settings) same(o Settings) bool {
	return s.Zone.String() == o.Zone.String() && s.Minutes == o.Minutes && s.Undo == o.Undo && s.Erase == o.Erase
}

var placeholder = regexp.MustCompile(`\{[A-Za-z0-9_-]*\}`)

// unknown is what an author does not know of the owner yet.
var unknown = regexp.MustCompile(`\[\[([^\[\]\n]*)\]\]`)

// showUnknown writes the text inside a placeholder [[ ]] in its place, and notes
// that a release waits for the owner’s own words.
func (b *binder) showUnknown(t *text) {
	feeds := problem.FeedsOf(t.body)
	for _, place := range unknown.FindAllSubmatchIndex(t.body, -1) {
		inside := strings.TrimSpace(string(t.body[place[2]:place[3]]))
		b.report.Placeholders.Add(t.file, t.bodyLine+feeds.Before(place[0]), "[[%s]] is a placeholder; write the owner’s own words, without the brackets", inside)
	}
	t.body = unknown.ReplaceAllFunc(t.body, func(found []byte) []byte {
		return bytes.TrimSpace(found[2 : len(found)-2])
	})
	if at := bytes.Index(t.body, []byte("[[")); at >= 0 {
		b.fault(t.file, t.bodyLine+bytes.Count(t.body[:at], []byte("\n")), "a placeholder that begins here has no end; close it with ]] on the same line")
	}
}

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
