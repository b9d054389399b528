package ical_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"leadpath/internal/ical"
)

var update = flag.Bool("update", false, "write the golden files")

func event() ical.Event {
	return ical.Event{
		UID: "0123456789abcdef0123456789abcdef", Sequence: 2,
		Stamp: time.Date(2026, 11, 20, 8, 30, 1, 0, time.UTC),
		Start: time.Date(2026, 12, 1, 10, 0, 0, 0, time.FixedZone("", 3600)), End: time.Date(2026, 12, 1, 9, 15, 0, 0, time.UTC),
		Summary: "Intro call: Ada Lovelace", Description: "One; two, three\\four\nNext line", Location: "https://meet.example.org/a,b;c", URL: "https://www.example.org/en/call",
		Organizer:    ical.Person{Name: "The AI Auditor", Address: "owner@example.org"},
		Participants: []ical.Person{{Name: "Ada Lovelace", Address: "ada@example.org"}},
	}
}

// stories are events whose text is looked at.
var stories = []struct {
	name   string
	method ical.Method
	change func(*ical.Event)
}{
	{"request", ical.Request, func(*ical.Event) {}},
	{"cancel", ical.Cancel, func(*ical.Event) {}},
	{"bare", ical.Cancel, func(e *ical.Event) {
		e.Summary, e.Description, e.Location, e.URL, e.Participants = "", "", "", "", nil
		e.Organizer.Name = ""
	}},
	{"awkward", ical.Request, func(e *ical.Event) {
		e.Summary = "Prüfstelle für Größenordnungen: „Übergrößenmaßprüfungsgerät“ 🧭🧭🧭🧭🧭🧭🧭🧭🧭🧭🧭🧭 und weiter"
		e.Description = "a\r\nb\rc\u2028d\x00\x07\tEND:VEVENT\nBEGIN:VEVENT"
		e.Organizer.Name = "Say \"^\"\nor; so, or: so"
		e.Participants = []ical.Person{{Name: "", Address: "o'neil+a%b{c}@xn--mller-kva.example", Chairs: true}, {Name: "Żółć Übel", Address: "z@example.org"}}
	}},
}

func TestTextIsAsItWasLookedAt(t *testing.T) {
	for _, s := range stories {
		t.Run(s.name, func(t *testing.T) {
			e := event()
			s.change(&e)
			got, file := e.Text(s.method), filepath.Join("testdata", s.name+".ics")
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("Text(%s): got\n%s\nwant\n%s", s.method, got, want)
			}
		})
	}
}
