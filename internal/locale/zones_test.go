package locale_test

import (
	"os"
	"slices"
	"testing"

	"leadpath/internal/locale"
)

func TestEveryZoneOfTheListCanBeShownOnAClock(t *testing.T) {
	listed := 0
	for _, group := range catalog(t).Default().Zones() {
		for _, z := range group.Zones {
			listed++
			if _, ok := locale.Location(z.ID); !ok {
				t.Errorf("%s: got no zone", z.ID)
			}
			if name := locale.ZoneName(z.ID); name != z.ID {
				t.Errorf("%s is listed, and is another name of %s", z.ID, name)
			}
		}
	}
	if listed < 310 || listed > 420 {
		t.Errorf("got %d zones, want those in which people live", listed)
	}
}

// Who looks for a place finds it once, under a name that is no other's.
func TestNoTwoZonesOfAGroupHaveOneName(t *testing.T) {
	for _, l := range catalog(t).All() {
		seen := map[string]string{}
		for _, group := range l.Zones() {
			for _, z := range group.Zones {
				key := group.Name + "/" + z.City
				if z.City == "" || seen[key] != "" {
					t.Errorf("%s: %s and %s are both called %q", l.Code, seen[key], z.ID, z.City)
				}
				seen[key] = z.ID
			}
		}
	}
}

func TestZonesStandInTheOrderOfTheLanguage(t *testing.T) {
	for _, c := range []struct {
		name, lang, group string
		want              []string // in this order, others may stand between them
	}{
		{"English", "en", "Europe", []string{"Berlin", "Vienna", "Vilnius", "Warsaw", "Zurich"}},
		{"German, in which the cities are called otherwise", "de", "Europa", []string{"Berlin", "Vilnius", "Warschau", "Wien", "Zürich"}},
		{"German, with ü as u", "de", "Europa", []string{"Budapest", "Bukarest", "Büsingen", "Chișinău"}},
		{"German, names of more than one word", "de", "Amerika", []string{"Saint-Pierre", "San Juan", "Santarém", "São Paulo"}},
	} {
		var got []string
		for _, group := range catalog(t).In(c.lang).Zones() {
			for _, z := range group.Zones {
				if group.Name == c.group && slices.Contains(c.want, z.City) {
					got = append(got, z.City)
				}
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestCity(t *testing.T) {
	for _, c := range []struct{ name, zone, en, de string }{
		{"that both languages write as the zone is called", "Europe/Berlin", "Berlin", "Berlin"},
		{"of two words", "America/New_York", "New York", "New York"},
		{"with a name of its own in German", "Europe/Vienna", "Vienna", "Wien"},
		{"with letters that the zone’s name lacks", "America/Sao_Paulo", "São Paulo", "São Paulo"},
		{"of three parts", "America/Indiana/Knox", "Knox, Indiana", "Knox, Indiana"},
		{"by another name of the zone", "Asia/Calcutta", "Kolkata", "Kalkutta"},
		{"that is called otherwise by now", "Europe/Kiev", "Kyiv", "Kiew"},
		{"by the name of a country’s zone", "US/Eastern", "New York", "New York"},
		{"of no place", "Etc/GMT+5", "GMT+5", "GMT+5"},
		{"of no part of the world", "UTC", "UTC", "UTC"},
	} {
		for code, want := range map[string]string{"en": c.en, "de": c.de} {
			if got := catalog(t).In(code).City(c.zone); got != want {
				t.Errorf("a city %s: City(%q) in %s: got %q, want %q", c.name, c.zone, code, got, want)
			}
		}
	}
}

func TestLocationKnowsZonesOfTheWorldAlone(t *testing.T) {
	for _, name := range []string{"Europe/Berlin", "Asia/Calcutta", "Asia/Kolkata", "America/Argentina/Buenos_Aires", "UTC", "Etc/GMT+5", "EST5EDT", "US/Eastern", "Japan"} {
		zone, ok := locale.Location(name)
		if !ok || zone.String() != name {
			t.Errorf("Location(%q): got %v, %v, want the zone", name, zone, ok)
		}
	}
	for _, name := range []string{"", "Local", "localtime", "posix/Europe/Berlin", "right/Europe/Berlin", "europe/berlin", "EUROPE/BERLIN", "Europe/Berlin/", "Europe/../Europe/Berlin", "/etc/localtime", "../zoneinfo/Europe/Berlin", "Europe", "Mars/Olympus", "Europe/Berlin\x00", `Europe\Berlin`, "Europe/Berlin ", " ", "zone.tab", "Ärmel/Kanal"} {
		if zone, ok := locale.Location(name); ok {
			t.Errorf("Location(%q): got %v, want none", name, zone)
		}
	}
}

// The table is as large as it has to be, and its licence goes with it.
func TestTheTableOfZonesHasItsLicence(t *testing.T) {
	if _, err := os.Stat("zones/LICENSE"); err != nil {
		t.Error(err)
	}
}
