package booking

import (
	"io/fs"
	"net/url"
	"regexp"
	"strings"
	"time"

	"leadpath/internal/problem"
)

// File is where a content folder keeps the owner's hours.
const File = "call.toml"

// mostBytes is room for three years of dates. go-toml compares each key of a
// table with all others.
const mostBytes = 32 << 10

// Load reads call.toml strictly. With faults there are no hours.
func Load(fsys fs.FS) (*Hours, problem.List) {
	r := reader{}
	data, ok := problem.Read(fsys, File, &r.faults)
	if ok && len(data) > mostBytes {
		r.fault("", "the file has %d bytes and %d are allowed; take out the dates that have passed", len(data), mostBytes)
		return nil, r.faults
	}
	if !ok || !problem.Decode(File, data, 1, &r.front, &r.faults) {
		return nil, r.faults
	}
	// Of TOML that is known to be flat: a deep key has many paths.
	r.at = problem.ReadPositions(data, 1)
	h := Standard()
	h.at = r.at
	r.readZone(h)
	r.readNumbers(h)
	r.readWords(h)
	r.readTopics(h)
	r.readWeekly(h)
	r.readDates(h)
	r.faults.Sort()
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	return h, nil
}

// front is call.toml as it is written; what is nil was left out.
type front struct {
	Zone    string
	Minutes *int
	Buffer  *int
	Notice  *int
	Horizon *int
	Daily   *int
	Undo    *int
	Erase   *int
	Stale   *int
	Unread  *string
	Place   *string
	Topics  []string
	Weekly  map[string][]string
	Dates   map[string][]string
}

// A reader makes hours of the file and notes what is wrong.
type reader struct {
	front
	at     problem.Positions
	faults problem.List
}

// fault adds a fault where a key stands.
func (r *reader) fault(key, format string, args ...any) {
	r.faults.Add(File, r.at.Line(key), format, args...)
}

func (r *reader) readZone(h *Hours) {
	switch {
	case !r.at.Has("zone"):
		r.fault("zone", "the key zone is missing; write it into the file’s head, such as zone = \"Europe/Berlin\"")
		return
	case r.Zone == "":
		r.fault("zone", "zone is empty; write its value, such as Europe/Berlin")
		return
	}
	zone, err := time.LoadLocation(r.Zone)
	if err != nil || r.Zone == "Local" { // which is the machine's, not the owner's
		r.fault("zone", "there is no time zone %q; use a name such as Europe/Berlin", r.Zone)
		return
	}
	h.Zone = zone
}

func (r *reader) readNumbers(h *Hours) {
	for _, n := range []struct {
		key             string
		given, into     *int
		low, high, step int
		unit            string
	}{
		{"minutes", r.Minutes, &h.Minutes, 5, 480, 5, "minutes"},
		{"buffer", r.Buffer, &h.Buffer, 0, 480, 5, "minutes"},
		{"notice", r.Notice, &h.Notice, 0, 365 * 24, 1, "hours"},
		{"horizon", r.Horizon, &h.Horizon, 1, 366, 1, "days"},
		{"daily", r.Daily, &h.Daily, 0, 288, 1, "calls; 0 sets no limit"},
		{"undo", r.Undo, &h.Undo, 0, 365 * 24, 1, "hours"},
		{"erase", r.Erase, &h.Erase, 1, 3650, 1, "days"},
		{"stale", r.Stale, &h.Stale, 1, 720, 1, "hours"},
	} {
		switch {
		case n.given == nil:
		case *n.given < n.low || *n.given > n.high:
			r.fault(n.key, "%s is %d; write a number from %d to %d (%s)", n.key, *n.given, n.low, n.high, n.unit)
		case *n.given%n.step != 0:
			r.fault(n.key, "%s is %d; write a multiple of %d from %d to %d (%s)", n.key, *n.given, n.step, n.low, n.high, n.unit)
		default:
			*n.into = *n.given
		}
	}
}

func (r *reader) readWords(h *Hours) {
	if r.Unread != nil {
		if h.Unread = *r.Unread; h.Unread != "close" && h.Unread != "offer" {
			r.fault("unread", "unread is %q; write \"close\" or \"offer\"", h.Unread)
		}
	}
	if r.Place != nil {
		if h.Place = *r.Place; h.Place != "phone" && !isRoom(h.Place) {
			r.fault("place", "place is %q; write \"phone\" or an address such as \"https://meet.example.org/{room}\"", h.Place)
		}
	}
}

// isRoom reports whether a place is an address on the web, in whose path or
// query {room} may stand.
func isRoom(place string) bool {
	u, err := url.Parse(strings.ReplaceAll(place, "{room}", "x"))
	if err != nil || u.Scheme != "https" || u.Hostname() == "" || u.User != nil || !webAddress.MatchString(place) {
		return false
	}
	before, _, _ := strings.Cut(place, "{room}")
	return before == place || strings.Count(before, "/") > 2
}

// webAddress has the characters of RFC 3986, and the braces of {room}.
var webAddress = regexp.MustCompile(`^([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]|\{room\})+$`)

var topicKey = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// mostTopics can still be read before one is chosen.
const mostTopics = 30

func (r *reader) readTopics(h *Hours) {
	if !r.at.Has("topics") {
		return
	}
	if len(r.Topics) > mostTopics {
		r.fault("topics", "there are %d topics; write %d at most, as a visitor chooses among them", len(r.Topics), mostTopics)
		return
	}
	h.Topics = r.Topics
	first := map[string]int{}
	for i, key := range r.Topics {
		at := element("topics", i)
		switch line, twice := first[key]; {
		case !topicKey.MatchString(key):
			r.fault(at, "the topic %q is no key; write it in a-z, 0-9 and hyphens, a letter first", key)
		case twice:
			r.fault(at, "the topic %q stands on line %d already; write each once", key, line)
		default:
			first[key] = r.at.Line(at)
		}
	}
}
