package advice_test

import (
	"fmt"
	"strings"
	"testing"

	"leadpath/internal/advice"
)

// route writes a route as: foundation @0, course build @6, plain build @10,
// lead verify open, master open (later). @? is a month that cannot be told.
func route(r advice.Route) string {
	var list []string
	for _, leg := range r.Legs {
		text := string(leg.Stage)
		switch {
		case leg.Stage == advice.ReachGrade:
			text = string(leg.Rung.Grade)
			if leg.Rung.Grade != advice.Master {
				text += " " + leg.Side.String()
			}
		case leg.Stage == advice.TakeCourse:
			text += " " + leg.Side.String()
		}
		switch {
		case leg.Held:
			text += " held"
		case leg.Rung.Open:
			text += " open"
		case leg.Months < 0:
			text += " @?"
		default:
			text += fmt.Sprintf(" @%d", leg.Months)
		}
		if leg.Later {
			text += " (later)"
		}
		list = append(list, text)
	}
	return strings.Join(list, ", ")
}

const (
	implementer = "444444 000000"
	auditor     = "000000 444444"
	both        = "333333 333333"
	neither     = "222222 222222"
)

func routeFor(t *testing.T, who, query string) advice.Route {
	t.Helper()
	build, verify, _ := strings.Cut(who, " ")
	return advice.RouteOf(advice.Weigh(sheet(shipped(t), build, verify, query)))
}

func TestRouteOfEachOutcome(t *testing.T) {
	for _, c := range []struct{ name, who, query, want string }{
		{"who needs to find out more takes the Foundation and looks at both", neither, "",
			"foundation @0, look @?, again @?"},
		{"and has it already", neither, "held=foundation-42001&standard=42001",
			"foundation held, look @?, again @?"},
		{"an implementer, of whom nothing is known", implementer, "",
			"foundation @0, course build @0, plain build @?, lead build @?, senior-lead build @?, course verify @? (later), exams @? (later), master open (later)"},
		{"an implementer with years, hours and a pace", implementer, "years=4&field-years=1&project-hours=100&pace=10",
			"foundation @0, course build @0, plain build @10, lead build @20, senior-lead build @90, course verify @? (later), exams @? (later), master open (later)"},
		{"an auditor on the standard whose figures are known", auditor, "standard=27001&years=5&field-years=2&pace=20",
			"foundation @0, course verify @0, plain verify @10, lead verify @15, senior-lead verify open, course build @? (later), exams @? (later), master open (later)"},
		{"an auditor on the other", auditor, "standard=42001&years=5&field-years=2&audit-hours=900&pace=20",
			"foundation @0, course verify @0, plain verify open, lead verify open, senior-lead verify open, course build @? (later), exams @? (later), master open (later)"},
		{"who can be away only later", implementer, "away=later&years=10&field-years=7&project-hours=1000",
			"foundation @0, course build @6, plain build @6, lead build @6, senior-lead build @6, course verify @? (later), exams @? (later), master open (later)"},
		{"who can be away only later, but has other reasons to wait", implementer, "away=later&years=1&field-years=7&project-hours=1000",
			"foundation @0, course build @6, plain build @12, lead build @48, senior-lead build @108, course verify @? (later), exams @? (later), master open (later)"},
		{"who has passed the exam need not be away", implementer, "away=later&years=10&field-years=7&project-hours=1000&held=implementer-exam-42001.foundation-42001",
			"foundation held, course build held, plain build @0, lead build @0, senior-lead build @0, course verify @? (later), exams @? (later), master open (later)"},
		{"exams of the other standard are other exams", implementer, "standard=42001&held=implementer-exam-27001.foundation-27001",
			"foundation @0, course build @0, plain build @?, lead build @?, senior-lead build @?, course verify @? (later), exams @? (later), master open (later)"},
		{"who holds the other side's exam", implementer, "held=auditor-exam-42001",
			"foundation @0, course build @0, plain build @?, lead build @?, senior-lead build @?, course verify held (later), exams @? (later), master open (later)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := route(routeFor(t, c.who, c.query)); got != c.want {
				t.Errorf("%s, %s:\ngot  %s\nwant %s", c.who, c.query, got, c.want)
			}
		})
	}
}

func TestRouteOfBothSidesIsInTheOrderOfTime(t *testing.T) {
	for _, c := range []struct{ name, query, want string }{
		{"nothing known: one side after the other, building first", "",
			"foundation @0, course build @0, plain build @?, lead build @?, senior-lead build @?, course verify @?, plain verify open, lead verify open, senior-lead verify open, exams @?, master open"},
		{"or verifying first", "monday=b",
			"foundation @0, course verify @0, plain verify open, lead verify open, senior-lead verify open, course build @?, plain build @?, lead build @?, senior-lead build @?, exams @?, master open"},
		{"the second course follows the first grade, between the grades of the first side", "years=10&field-years=7&pace=20",
			"foundation @0, course build @0, plain build @20, course verify @20, lead build @30, senior-lead build @100, plain verify open, lead verify open, senior-lead verify open, exams @?, master open"},
		{"both ladders at half the pace", "standard=27001&monday=b&years=10&field-years=7&pace=20",
			"foundation @0, course verify @0, plain verify @20, course build @20, lead verify @30, senior-lead verify open, plain build open, lead build open, senior-lead build open, exams @?, master open"},
		{"an odd pace is halved before months are rounded", "years=10&field-years=7&pace=25",
			"foundation @0, course build @0, plain build @16, course verify @16, lead build @24, senior-lead build @80, plain verify open, lead verify open, senior-lead verify open, exams @?, master open"},
		{"an exam of the second side that is held stands where it belongs in time", "away=later&held=auditor-exam-42001&years=10&field-years=7&project-hours=1000",
			"foundation @0, course verify held, course build @6, plain build @6, lead build @6, senior-lead build @6, plain verify open, lead verify open, senior-lead verify open, exams @?, master open"},
		{"no course before one can be away, the second as little as the first", "away=later&held=implementer-exam-42001&years=10&field-years=7&project-hours=1000",
			"foundation @0, course build held, plain build @0, lead build @0, senior-lead build @0, course verify @6, plain verify open, lead verify open, senior-lead verify open, exams @?, master open"},
		{"what is known of the second side stands before what is open on the first", "monday=b&held=implementer-exam-42001&years=10&field-years=7&project-hours=300",
			"foundation @0, course verify @0, course build held, plain build @0, lead build @0, plain verify open, lead verify open, senior-lead verify open, senior-lead build @?, exams @?, master open"},
		{"both exams held: grades by time", "standard=27001&monday=b&held=auditor-exam-27001.implementer-exam-27001.foundation-27001&years=1&field-years=1&audit-hours=300",
			"foundation held, course verify held, course build held, plain verify @12, lead verify @48, senior-lead verify open, plain build open, lead build open, senior-lead build open, exams @?, master open"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := route(routeFor(t, both, c.query)); got != c.want {
				t.Errorf("%s:\ngot  %s\nwant %s", c.query, got, c.want)
			}
		})
	}
}

// Whatever is said, no leg of a side can be reached before the one above it,
// nor a course before one can be away, and what is known stands in order.
func TestNoLegComesBeforeWhatItNeeds(t *testing.T) {
	for _, who := range []string{implementer, auditor, both} {
		for _, standard := range []string{"", "standard=42001", "standard=27001"} {
			for _, first := range []string{"", "&monday=b"} {
				for _, held := range []string{"", "&held=implementer-exam-42001", "&held=auditor-exam-27001", "&held=implementer-exam-42001.auditor-exam-42001"} {
					for _, said := range []string{"", "&pace=10", "&away=later&pace=40&years=3&field-years=3", "&away=later&years=12&field-years=8&project-hours=250&audit-hours=320", "&years=12&field-years=8&project-hours=2000&audit-hours=2000"} {
						query := standard + first + held + said
						r := routeFor(t, who, query)
						reached, last := [2]int{}, 0
						for _, leg := range r.Legs {
							if leg.Months < 0 || leg.Stage == advice.TakeFoundation {
								continue
							}
							if leg.Stage == advice.TakeCourse && !leg.Held && leg.Months < r.Wait {
								t.Errorf("%s, %s: got a course @%d, want none before @%d: %s", who, query, leg.Months, r.Wait, route(r))
							}
							if !leg.Later && (leg.Months < reached[leg.Side] || leg.Months < last) {
								t.Errorf("%s, %s: got @%d after @%d: %s", who, query, leg.Months, last, route(r))
							}
							reached[leg.Side], last = leg.Months, leg.Months
						}
					}
				}
			}
		}
	}
}

func TestRouteTellsWhatItRestsOn(t *testing.T) {
	for _, c := range []struct {
		name, who, query string
		standard         string
		assumed, shared  bool
		dated            bool
	}{
		{"no standard said: 42001 is assumed", implementer, "", "42001", true, false, false},
		{"undecided: the same", implementer, "standard=undecided", "42001", true, false, false},
		{"a standard that was said", auditor, "standard=27001&years=1&audit-hours=300&field-years=1", "27001", false, false, true},
		{"a standard that was switched off", auditor, "standard=27001&without=standard", "42001", true, false, false},
		{"one side has the whole pace", implementer, "pace=10", "42001", true, false, true},
		{"two share it", both, "pace=10", "42001", true, true, true},
		{"a pace of nought is not shared", both, "pace=0", "42001", true, false, false},
		{"a pace that was switched off", both, "pace=10&without=pace", "42001", true, false, false},
		{"everything reached already has no date", implementer, "years=10&field-years=7&project-hours=1000", "42001", true, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := routeFor(t, c.who, c.query)
			if r.Standard != c.standard || r.Assumed != c.assumed || r.Shared != c.shared || r.Dated() != c.dated {
				t.Errorf("%s, %s: got %s, assumed %v, shared %v, dated %v, want %s, %v, %v, %v", c.who, c.query, r.Standard, r.Assumed, r.Shared, r.Dated(), c.standard, c.assumed, c.shared, c.dated)
			}
		})
	}
}
