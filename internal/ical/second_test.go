package ical_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/teambition/rrule-go"

	"leadpath/internal/ical"
	"leadpath/internal/webtest"
)

// zonesOfFiles are the zones that generated calendars define, the owner's
// first. The second reader knows no others.
var zonesOfFiles = strings.ReplaceAll(`BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:Australia/Sydney
BEGIN:STANDARD
TZOFFSETFROM:+1100
TZOFFSETTO:+1000
DTSTART:20080406T030000
RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU
END:STANDARD
BEGIN:DAYLIGHT
TZOFFSETFROM:+1000
TZOFFSETTO:+1100
DTSTART:20081005T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU
END:DAYLIGHT
END:VTIMEZONE
`, "\n", "\r\n")

// A sample is a calendar made by chance.
type sample struct {
	text     string
	rule     string // empty: none
	follows  bool   // the first occurrence follows the rule
	repeated bool   // RDATE says what the rule says too
}

// A chance makes samples.
type chance struct{ *rand.Rand }

func (w chance) pick(list ...string) string { return list[w.IntN(len(list))] }

// some gives up to n different ones of a list, by chance.
func (w chance) some(n int, list ...string) string {
	var chosen []string
	for range 1 + w.IntN(n) {
		if one := w.pick(list...); !slices.Contains(chosen, one) {
			chosen = append(chosen, one)
		}
	}
	return strings.Join(chosen, ",")
}

// written is a time in one of six forms.
func written(form, name string, at time.Time) string {
	switch form {
	case "DATE":
		return name + ";VALUE=DATE:" + at.Format("20060102") + "\r\n"
	case "UTC":
		return name + ":" + at.Format(layout) + "\r\n"
	case "floating":
		return name + ":" + at.Format("20060102T150405") + "\r\n"
	}
	return name + ";TZID=" + form + ":" + at.Format("20060102T150405") + "\r\n"
}

// sample makes the text of an event, and perhaps of what replaces its first
// occurrence. Three in four series begin with an occurrence of their rule.
func (w chance) sample(t *testing.T) (s sample) {
	start := time.Date(2025+w.IntN(2), time.Month(1+w.IntN(12)), 1+w.IntN(28), 4+w.IntN(20), 30, 0, 0, time.UTC)
	form := w.pick("Europe/Berlin", "America/New_York", "Australia/Sydney", "UTC", "floating", "DATE")
	if w.IntN(8) > 0 {
		s.rule = w.rule(start, form)
		if first := firstOf(t, s.rule, start); !first.IsZero() && w.IntN(4) > 0 {
			start = first
		}
		s.follows = firstOf(t, s.rule, start).Equal(start)
	}
	at := func(name string, days int) string { return written(form, name, start.AddDate(0, 0, days)) }
	event := at("DTSTART", 0) + w.length(form)
	if s.rule != "" {
		event += "RRULE:" + s.rule + "\r\n"
		if w.IntN(2) == 0 {
			event += at("EXDATE", w.IntN(3)*7)
		}
		if w.IntN(4) == 0 {
			days := w.IntN(28)
			event += at("RDATE", days)
			s.repeated = days == 0 || occurs(t, s.rule, start, start.AddDate(0, 0, days))
		}
	}
	s.text = "BEGIN:VEVENT\r\nUID:a\r\n" + event + w.pick("", "", "", "TRANSP:OPAQUE\r\n") + "END:VEVENT\r\n"
	if s.rule != "" && w.IntN(2) == 0 {
		s.text += "BEGIN:VEVENT\r\nUID:a\r\n" + at("RECURRENCE-ID", 0) + written(form, "DTSTART", start.Add(time.Duration(w.IntN(900)-450)*time.Hour)) +
			w.length(form) + w.pick("", "", "STATUS:CANCELLED\r\n", "TRANSP:TRANSPARENT\r\n") + "END:VEVENT\r\n"
	}
	s.text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n" + zonesOfFiles + s.text + "END:VCALENDAR\r\n"
	return s
}

// ruleOf is a rule as rrule-go reads it, on the face of a clock.
func ruleOf(t *testing.T, rule string, start time.Time) *rrule.RRule {
	t.Helper()
	option, err := rrule.StrToROption(rule)
	if err != nil {
		t.Fatal(err)
	}
	option.Dtstart = start
	return remade(t, *option)
}

func remade(t *testing.T, option rrule.ROption) *rrule.RRule {
	t.Helper()
	r, err := rrule.NewRRule(option)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func firstOf(t *testing.T, rule string, start time.Time) time.Time {
	return ruleOf(t, rule, start).After(start, true)
}

func occurs(t *testing.T, rule string, start, at time.Time) bool {
	return ruleOf(t, rule, start).After(at, true).Equal(at)
}

func (w chance) length(form string) string {
	if form == "DATE" {
		return w.pick("", "DURATION:P1D\r\n", "DURATION:P3D\r\n")
	}
	return w.pick("DURATION:PT45M\r\n", "DURATION:PT45M\r\n", "DURATION:PT9H\r\n", "DURATION:P2D\r\n", "")
}

func (w chance) rule(start time.Time, form string) string {
	frequency := w.pick("YEARLY", "MONTHLY", "WEEKLY", "WEEKLY", "DAILY")
	rule := "FREQ=" + frequency
	if w.IntN(2) == 0 {
		rule += fmt.Sprintf(";INTERVAL=%d", 1+w.IntN(4))
	}
	switch w.IntN(3) {
	case 0:
		rule += fmt.Sprintf(";COUNT=%d", 1+w.IntN(30))
	case 1:
		rule += ";UNTIL=" + start.AddDate(1, 0, 0).Format("20060102")
		switch form {
		case "DATE":
		case "floating":
			rule += "T120000"
		default:
			rule += "T120000Z"
		}
	}
	switch frequency {
	case "WEEKLY":
		rule += w.pick("", ";BYDAY="+w.some(4, "MO", "TU", "WE", "TH", "FR", "SA", "SU")) + w.pick("", "", ";WKST=SU", ";BYMONTH="+w.some(3, "1", "3", "6", "11"))
	case "DAILY":
		rule += w.pick("", "", ";BYDAY="+w.some(4, "MO", "TU", "WE", "TH", "FR"), ";BYMONTH="+w.some(3, "1", "3", "6", "11"), ";BYMONTHDAY="+w.some(4, "1", "2", "15", "31"))
	case "MONTHLY":
		rule += w.pick("", ";BYMONTHDAY="+w.some(3, "1", "15", "30", "31", "-1", "-3"), ";BYDAY="+w.some(2, "1MO", "2TU", "-1FR", "3SU", "5WE", "-2TH"), ";BYDAY="+w.some(3, "MO", "TU", "WE", "FR"),
			";BYDAY=MO,TU,WE,TH,FR;BYSETPOS="+w.pick("1", "-1", "2", "1,-1"), ";BYDAY=FR;BYMONTHDAY=13")
	case "YEARLY":
		rule += w.pick("", ";BYMONTH="+w.some(3, "1", "3", "6", "10"), ";BYMONTH="+w.some(2, "3", "10")+";BYDAY="+w.some(2, "-1SU", "1MO", "2WE"), ";BYDAY="+w.some(2, "20MO", "-1FR", "1TU"), ";BYWEEKNO="+w.some(2, "1", "20", "52")+";BYDAY=WE",
			";BYYEARDAY="+w.some(3, "1", "100", "200", "-1"), ";BYMONTH=6;BYMONTHDAY="+w.some(2, "1", "15", "-1"), ";BYMONTH=1,6;BYDAY=MO,TU;BYSETPOS="+w.pick("1", "-1"))
	}
	return rule
}

const samples = 600

// A difference is a reason, and whether it explains what two readers found.
type difference struct {
	why      string
	explains func(s sample, ours, theirs []string) bool
}

// differences are why the second reader finds something else. Each has to be
// there, and nothing else may differ.
var differences = []difference{
	{"RDATE repeats an occurrence: once here (RFC 5545, 3.8.5.2), twice there", func(s sample, ours, theirs []string) bool {
		return s.repeated && slices.Equal(ours, slices.Compact(slices.Clone(theirs)))
	}},
	{"hours across a change of clocks: exact here (RFC 5545, 3.3.6), on the face of the clock there", func(_ sample, ours, theirs []string) bool {
		return slices.EqualFunc(ours, theirs, func(a, b string) bool {
			return strings.Split(a, "/")[0] == strings.Split(b, "/")[0] && apart(a, b) <= 3600
		})
	}},
	{"EXDATE takes out what is replaced too: what replaces it counts here, so that no time is opened, but not there", func(s sample, ours, theirs []string) bool {
		return strings.Contains(s.text, "EXDATE") && strings.Contains(s.text, "RECURRENCE-ID") && len(ours) == len(theirs)+1 && len(without(theirs, ours)) == 0
	}},
	{"the first occurrence does not follow the rule: it counts here, so that no time is opened, but not there (RFC 5545, 3.8.5.3, leaves it open)", func(s sample, _, _ []string) bool {
		return s.rule != "" && !s.follows
	}},
	{"BYWEEKNO: the weeks of a year here, every week there", func(s sample, _, _ []string) bool {
		return strings.Contains(s.rule, "BYWEEKNO")
	}},
	{"BYSETPOS of a year: of all of its months together here, as the RFC says, of each there", func(s sample, _, _ []string) bool {
		return strings.Contains(s.rule, "YEARLY") && strings.Contains(s.rule, "BYSETPOS")
	}},
}

// apart gives by how many seconds two spans end apart.
func apart(a, b string) int {
	first, _ := strconv.Atoi(a[strings.Index(a, "/")+1:])
	second, _ := strconv.Atoi(b[strings.Index(b, "/")+1:])
	return max(first-second, second-first)
}

func TestASecondReaderReadsTheSame(t *testing.T) {
	want := want2026(t)
	var list []sample
	for seed := range uint64(samples) {
		list = append(list, chance{rand.New(rand.NewPCG(seed, 6))}.sample(t))
	}
	others := secondReader(t, list, want)
	explained, found := make([]int, len(differences)), 0
	for i, s := range list {
		ours := wantWithoutDoubts(t, s.text, want)
		found += len(ours)
		if slices.Equal(ours, others[i]) {
			continue
		}
		if at := slices.IndexFunc(differences, func(d difference) bool { return d.explains(s, ours, others[i]) }); at >= 0 {
			explained[at]++
			continue
		}
		t.Errorf("calendar %d: got alone %v, the second reader alone %v\n%s", i, without(ours, others[i]), without(others[i], ours), s.text[strings.Index(s.text, "BEGIN:VEVENT"):])
	}
	if found < 10*samples {
		t.Errorf("got %d busy times in all, want more, or nothing is compared", found)
	}
	for i, d := range differences {
		t.Logf("%d calendars: %s", explained[i], d.why)
		if explained[i] == 0 {
			t.Errorf("nothing differs any more because of this, so it is to be taken out of the list: %s", d.why)
		}
	}
}

func wantWithoutDoubts(t *testing.T, text string, want ical.Want) []string {
	t.Helper()
	busy, err := ical.ReadBusy(strings.NewReader(text), want)
	if err != nil || len(busy.Doubts) > 0 {
		t.Fatalf("got %v, %v, want neither doubts nor an error\n%s", busy, err, text)
	}
	return seconds(busy.Spans)
}

// secondReader lets ical.js read all of them in one run.
func secondReader(t *testing.T, list []sample, want ical.Want) (answers [][]string) {
	t.Helper()
	var texts []string
	for _, s := range list {
		texts = append(texts, s.text)
	}
	input, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	node := exec.Command(webtest.Program(t, "nodejs", "node"), "testdata/second.cjs", webtest.Module(t, "ical.js", "dist", "ical.es5.cjs"), fmt.Sprint(want.From.Unix()), fmt.Sprint(want.To.Unix()))
	var complaint bytes.Buffer
	node.Stdin, node.Stderr = bytes.NewReader(input), &complaint
	out, err := node.Output()
	if err != nil {
		t.Fatalf("ical.js: %v\n%s", err, complaint.String())
	}
	if err := json.Unmarshal(out, &answers); err != nil || len(answers) != len(list) {
		t.Fatalf("ical.js: got %d answers (%v), want %d", len(answers), err, len(list))
	}
	for _, answer := range answers {
		slices.Sort(answer)
	}
	return answers
}

// seconds writes spans as the second reader does.
func seconds(spans []ical.Span) (list []string) {
	for _, s := range spans {
		list = append(list, fmt.Sprintf("%d/%d", s.Start.Unix(), s.End.Unix()))
	}
	slices.Sort(list)
	return list
}

func without(list, other []string) (rest []string) {
	for _, one := range list {
		if !slices.Contains(other, one) {
			rest = append(rest, one)
		}
	}
	return rest[:min(len(rest), 6)]
}
