package web_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"leadpath/content"
	"leadpath/internal/web"
	"leadpath/internal/webtest"
)

// What stands in call.toml is judged together with the words, and spoils the
// judgement of nothing else.
func TestContentWithOtherHours(t *testing.T) {
	const zone = "zone = \"UTC\"\n"
	for _, c := range []struct {
		says, hours string
		want        []string
	}{
		{"a topic without words is refused in each language", zone + "topics = [\n\"choice\",\n\"price\",\n]\n[weekly]\n", []string{
			`call.toml:4: the topic "price" has no word in Deutsch; write call.topic.price into locales/de.toml, or remove the topic`,
			`call.toml:4: the topic "price" has no word in English; write call.topic.price into locales/en.toml, or remove the topic`,
		}},
		{"faulty hours keep no text from being read", zone + "minutes = 7\n[weekly]\n", []string{
			"call.toml:2: minutes is 7; write a multiple of 5 from 5 to 480 (minutes)",
		}},
	} {
		t.Run(c.says, func(t *testing.T) {
			fsys := webtest.Copy(t, content.FS)
			fsys["call.toml"] = &fstest.MapFile{Data: []byte(c.hours), Mode: 0o644}
			delete(fsys, "authors/lars-zimmermann.de.md") // a fault of the library's
			read, report := web.Read(fsys, webtest.Catalog(t))
			var got []string
			others := 0
			for _, fault := range report.Faults {
				if fault.File == "call.toml" {
					got = append(got, fault.String())
				} else if fault.File == "authors/lars-zimmermann.en.md" {
					others++
				}
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") || others != 1 || read != nil {
				t.Errorf("Read: got %d faults of the missing half and\n%s\nwant 1 and\n%s", others, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// The texts go by the owner's hours.
func TestContentHoldsTheHours(t *testing.T) {
	fsys := webtest.Copy(t, content.FS)
	fsys["call.toml"] = &fstest.MapFile{Data: []byte("zone = \"Asia/Tokyo\"\nminutes = 20\nundo = 30\nerase = 40\n[weekly]\n"), Mode: 0o644}
	c := webtest.Load(t, fsys)
	if c.Hours.Minutes != 20 || c.Zone() != c.Hours.Zone || c.Zone().String() != "Asia/Tokyo" {
		t.Errorf("got calls of %d minutes in %s, dates in %s; want 20 in Asia/Tokyo", c.Hours.Minutes, c.Hours.Zone, c.Zone())
	}
	if s := c.Settings; s.Minutes != 20 || s.Undo != 30 || s.Erase != 40 {
		t.Errorf("Settings: got %+v, want 20 minutes, 30 hours and 40 days", s)
	}
}

func TestAFolderThatIsNoneHasOneFault(t *testing.T) {
	for says, fsys := range map[string]fs.FS{"empty": fstest.MapFS{}, "without call.toml": fstest.MapFS{"owner.toml": &fstest.MapFile{}}} {
		_, report := web.Read(fsys, webtest.Catalog(t))
		if alone := len(report.Faults) == 1 && report.Faults[0].File == "."; alone != (says == "empty") {
			t.Errorf("Read of a folder %s: got %v, want one fault of the folder only where it is empty", says, report.Faults)
		}
	}
}
