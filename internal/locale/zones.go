package locale

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:generate go run zones_gen.go

//go:embed zones/zones.tsv
var zonesTable string

// ZoneGroups are the parts of the world by which zones are listed, as their
// names begin, in small letters. Their words are zones.GROUP.
var ZoneGroups = []string{"africa", "america", "asia", "atlantic", "australia", "europe", "indian", "pacific"}

// A ZoneGroup is a part of the world with its zones in the order of a
// language.
type ZoneGroup struct {
	Name  string
	Zones []Zone
}

// A Zone is a time zone to choose: its IANA name and the city by which people
// know it.
type Zone struct{ ID, City string }

// zoneTable is what zones.tsv says: the city of each name of a zone, by
// language, and the IANA name of each that has others.
type zoneTable struct {
	listed []string
	cities map[string]map[string]string
	names  map[string]string
}

var zones = sync.OnceValue(func() *zoneTable {
	t := &zoneTable{cities: map[string]map[string]string{}, names: map[string]string{}}
	var languages []string
	for line := range strings.Lines(zonesTable) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case strings.HasPrefix(line, "#"):
		case languages == nil:
			languages = cells[2:]
			for _, code := range languages {
				t.cities[code] = map[string]string{}
			}
		default:
			t.add(languages, cells)
		}
	}
	return t
})

// add takes in one line of the table.
func (t *zoneTable) add(languages, cells []string) {
	id := cells[0]
	t.listed = append(t.listed, id)
	for i, code := range languages {
		if city := cells[2+i]; city != "" {
			t.cities[code][id] = city
		}
	}
	for _, other := range strings.Fields(cells[1]) {
		t.names[other] = id
	}
}

// ZoneName gives the name under which a zone is listed: Asia/Kolkata for
// Asia/Calcutta, which browsers still say. What is not listed keeps its name.
func ZoneName(name string) string {
	if listed, ok := zones().names[name]; ok {
		return listed
	}
	return name
}

// City gives the city by which people know a zone: Wien for Europe/Vienna. A
// zone that is not listed is known by the last part of its name.
func (l *Locale) City(zone string) string {
	zone = ZoneName(zone)
	if city, ok := zones().cities[l.Code][zone]; ok {
		return city
	}
	return LastPart(zone)
}

// LastPart gives the end of a zone’s name, as people write it.
func LastPart(zone string) string {
	return strings.ReplaceAll(zone[strings.LastIndexByte(zone, '/')+1:], "_", " ")
}

// Zones gives the zones in which people live, by parts of the world.
func (l *Locale) Zones() []ZoneGroup {
	list := make([]ZoneGroup, len(ZoneGroups))
	for i, group := range ZoneGroups {
		list[i].Name = l.T("zones." + group)
		for _, id := range zones().listed {
			if begin, _, _ := strings.Cut(id, "/"); strings.ToLower(begin) == group {
				list[i].Zones = append(list[i].Zones, Zone{id, l.City(id)})
			}
		}
		slices.SortFunc(list[i].Zones, func(a, b Zone) int { return strings.Compare(sortKey(a.City), sortKey(b.City)) })
	}
	slices.SortFunc(list, func(a, b ZoneGroup) int { return strings.Compare(sortKey(a.Name), sortKey(b.Name)) })
	return list
}

// sortKey takes the marks off letters: English and German sort ä as a
// (DIN 5007-1).
func sortKey(name string) string {
	plain := func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}
	return strings.Map(plain, norm.NFD.String(name))
}

// locations are the zones that were asked for; of names that are none nothing
// is kept, so that there are never more than there are zones.
var locations sync.Map // name → *time.Location

// Location gives the zone of an IANA name. What only this machine knows by
// that name, such as Local or posix/Europe/Berlin, is none.
func Location(name string) (*time.Location, bool) {
	if known, ok := locations.Load(name); ok {
		return known.(*time.Location), true
	}
	if name == "" || name == "Local" || !unicode.IsUpper(rune(name[0])) || strings.ContainsAny(name, "\\ .") {
		return nil, false
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, false
	}
	locations.Store(name, zone)
	return zone, true
}
