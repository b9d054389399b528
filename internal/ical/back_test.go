package ical_test

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	goical "github.com/emersion/go-ical"

	"leadpath/internal/ical"
)

// A property is a content line as a reader of our own understands it.
type property struct {
	name, value string
	parameters  map[string]string
}

// read is a reader that shares nothing with the writer: it unfolds, parts
// names from parameters and values, and decodes neither texts nor addresses.
func read(text []byte) (list []property, err error) {
	lines := strings.Split(strings.ReplaceAll(string(text), "\r\n ", ""), "\r\n")
	if last := len(lines) - 1; lines[last] != "" {
		return nil, fmt.Errorf("the last line does not end: %q", lines[last])
	}
	for _, line := range lines[:len(lines)-1] {
		p, quoted, begin := property{parameters: map[string]string{}}, false, 0
		var parts []string
		for i, c := range line {
			if c == '"' {
				quoted = !quoted
			}
			if !quoted && (c == ';' || c == ':') {
				parts = append(parts, line[begin:i])
				begin = i + 1
			}
			if !quoted && c == ':' {
				break
			}
		}
		if len(parts) == 0 {
			return nil, fmt.Errorf("no colon in %q", line)
		}
		p.name, p.value = parts[0], line[begin:]
		for _, parameter := range parts[1:] {
			name, value, _ := strings.Cut(parameter, "=")
			p.parameters[name] = uncaret(strings.Trim(value, `"`))
		}
		list = append(list, p)
	}
	return list, nil
}

// uncaret decodes a parameter (RFC 6868, 3.1).
func uncaret(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '^' && i+1 < len(s) {
			if at := strings.IndexByte("^n'", s[i+1]); at >= 0 {
				b.WriteByte("^\n\""[at])
				i++
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// unescape decodes a TEXT (RFC 5545, 3.3.11).
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
			if s[i] == 'n' {
				b.WriteByte('\n')
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// typed is what a calendar text can hold of what somebody typed, said in
// another way than the writer does.
func typed(s string) string {
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case r == '\r' && i+1 < len(runes) && runes[i+1] == '\n':
		case r == '\r' || r == '\n' || r == 0x2028 || r == 0x2029:
			b.WriteByte('\n')
		case r == '\t' || !unicode.Is(unicode.Cc, r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// names gives the names of the properties in their order.
func names(list []property) (all []string) {
	for _, p := range list {
		if p.name == "BEGIN" || p.name == "END" {
			p.name += ":" + p.value
		}
		all = append(all, p.name)
	}
	return all
}

// structure is what stands in a text whatever somebody types.
func structure(e *ical.Event, method ical.Method) []string {
	all := []string{"BEGIN:VCALENDAR", "VERSION", "PRODID", "METHOD", "BEGIN:VEVENT", "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND"}
	for _, p := range [][2]string{{"SUMMARY", e.Summary}, {"DESCRIPTION", e.Description}, {"LOCATION", e.Location}} {
		if typed(p[1]) != "" {
			all = append(all, p[0])
		}
	}
	all = append(all, "URL", "STATUS")
	if method == ical.Request {
		all = append(all, "TRANSP")
	}
	return append(all, "ORGANIZER", "ATTENDEE", "END:VEVENT", "END:VCALENDAR")
}

func wantLines(t *testing.T, text []byte) {
	t.Helper()
	if !utf8.Valid(text) {
		t.Errorf("got text that is no UTF-8: %q", text)
	}
	for _, line := range bytes.SplitAfter(text, []byte("\n")) {
		body, ended := bytes.CutSuffix(line, []byte("\r\n"))
		switch {
		case len(line) == 0:
		case !ended || bytes.ContainsAny(body, "\r\n"):
			t.Errorf("got the line %q, want its end to be CRLF and no other in it", line)
		case len(body) > 75:
			t.Errorf("got a line of %d octets, want 75 at most: %q", len(body), body)
		case !utf8.Valid(body):
			t.Errorf("got a character cut in two: %q", body)
		}
	}
}

// wantBack reads a text with two readers and wants what was written.
func wantBack(t *testing.T, e *ical.Event, method ical.Method) {
	t.Helper()
	text := e.Text(method)
	wantLines(t, text)
	list, err := read(text)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	if got, want := names(list), structure(e, method); !slices.Equal(got, want) {
		t.Fatalf("got the properties %q, want %q\n%s", got, want, text)
	}
	for _, p := range list {
		wantValue(t, e, method, p)
	}
	wantGoICal(t, e, method, text)
}

func wantValue(t *testing.T, e *ical.Event, method ical.Method, p property) {
	t.Helper()
	want := map[string]string{
		"METHOD": string(method), "UID": typed(e.UID), "SUMMARY": typed(e.Summary), "DESCRIPTION": typed(e.Description), "LOCATION": typed(e.Location),
		"DTSTAMP": e.Stamp.UTC().Format("20060102T150405Z"), "DTSTART": e.Start.UTC().Format("20060102T150405Z"),
	}
	if want, ok := want[p.name]; ok && unescape(p.value) != want {
		t.Errorf("%s: got %q, want %q", p.name, unescape(p.value), want)
	}
	person, ok := map[string]ical.Person{"ORGANIZER": e.Organizer, "ATTENDEE": e.Participants[0]}[p.name]
	if !ok {
		return
	}
	if got, want := p.parameters["CN"], typed(person.Name); got != want {
		t.Errorf("%s: got the name %q, want %q", p.name, got, want)
	}
	if got, err := url.PathUnescape(p.value); err != nil || got != "mailto:"+person.Address {
		t.Errorf("%s: got the address %q (%v), want mailto:%s", p.name, got, err, person.Address)
	}
}

// wantGoICal wants the same of a library that did not write the text.
func wantGoICal(t *testing.T, e *ical.Event, method ical.Method, text []byte) {
	t.Helper()
	calendar, err := goical.NewDecoder(bytes.NewReader(text)).Decode()
	if err != nil {
		t.Fatalf("go-ical: %v\n%s", err, text)
	}
	if got := calendar.Props.Get("METHOD").Value; got != string(method) || len(calendar.Children) != 1 {
		t.Fatalf("go-ical: got the method %s and %d components, want %s and 1", got, len(calendar.Children), method)
	}
	props := calendar.Children[0].Props
	for name, want := range map[string]string{"UID": e.UID, "SUMMARY": e.Summary, "DESCRIPTION": e.Description, "LOCATION": e.Location} {
		if got, err := props.Text(name); typed(want) != "" && (err != nil || got != typed(want)) {
			t.Errorf("go-ical: %s: got %q (%v), want %q", name, got, err, typed(want))
		}
	}
	for name, want := range map[string]time.Time{"DTSTART": e.Start, "DTEND": e.End, "DTSTAMP": e.Stamp} {
		if got, err := props.DateTime(name, time.UTC); err != nil || !got.Equal(want) {
			t.Errorf("go-ical: %s: got %v (%v), want %v", name, got, err, want)
		}
	}
	if got := uncaret(props.Get("ATTENDEE").Params.Get("CN")); got != typed(e.Participants[0].Name) {
		t.Errorf("go-ical: ATTENDEE: got the name %q, want %q", got, typed(e.Participants[0].Name))
	}
}

func TestTwoReadersFindWhatWasWritten(t *testing.T) {
	for _, method := range []ical.Method{ical.Request, ical.Cancel} {
		e := event()
		wantBack(t, &e, method)
	}
}

// Folds fall on every octet of characters of one to four octets.
func TestFoldsSplitNoCharacter(t *testing.T) {
	for _, character := range []string{"a", "ü", "€", "🧭"} {
		for before := range 80 {
			e := event()
			e.Summary = strings.Repeat("x", before) + strings.Repeat(character, 90)
			e.Participants[0].Name = e.Summary
			wantBack(t, &e, ical.Request)
		}
	}
}

func FuzzNothingTypedBreaksTheStructure(f *testing.F) {
	for _, s := range []string{"", "Ada", "a\nEND:VEVENT", "a\r\nX:y", "\r", "\\", `"`, "^", "^n^'", ";,:", "\x00\x7f\u0085\u2028\u2029", "\xff\xfe", "ü€🧭", "=?utf-8?q?x?=", strings.Repeat("ß;", 200)} {
		f.Add(s, s, s, 1)
	}
	f.Fuzz(func(t *testing.T, name, summary, description string, sequence int) {
		e := event()
		e.Summary, e.Description, e.Location = summary, description, description+summary
		e.Participants[0].Name, e.Organizer.Name, e.Sequence = name, summary, sequence
		wantBack(t, &e, ical.Request)
		wantBack(t, &e, ical.Cancel)
	})
}
