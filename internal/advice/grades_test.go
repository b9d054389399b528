package advice_test

import (
	"fmt"
	"strings"
	"testing"

	"leadpath/internal/advice"
)

// ladder writes a ladder as: provisional 0 h 0 y, plain 200 h 2 y, lead open.
func ladder(rungs []advice.Rung) string {
	var list []string
	for _, r := range rungs {
		if r.Open {
			list = append(list, string(r.Grade)+" open")
			continue
		}
		list = append(list, fmt.Sprintf("%s %d h %d y", r.Grade, r.Missing.Hours, r.MissingYears()))
	}
	return strings.Join(list, ", ")
}

// The figures that were read at their source (facts, 2.1); the rest is open.
func TestFiguresOfEveryLadder(t *testing.T) {
	for _, c := range []struct {
		side           advice.Side
		standard, want string
	}{
		{advice.Build, "42001", "provisional 0 h 0 y, plain 200 h 2 y, lead 300 h 5 y, senior-lead 1000 h 10 y, master open"},
		{advice.Verify, "27001", "provisional 0 h 0 y, plain 200 h 2 y, lead 300 h 5 y, senior-lead open, master open"},
		{advice.Verify, "42001", "provisional 0 h 0 y, plain open, lead open, senior-lead open, master open"},
		{advice.Build, "27001", "provisional 0 h 0 y, plain open, lead open, senior-lead open, master open"},
	} {
		if got := ladder(advice.Situation{}.Ladder(c.side, c.standard)); got != c.want {
			t.Errorf("Ladder(%s, %s): got %s, want %s", c.side, c.standard, got, c.want)
		}
		known := strings.Contains(c.want, "plain 200")
		if source := advice.GradesSource(c.side, c.standard); known != strings.HasPrefix(source, "https://") {
			t.Errorf("GradesSource(%s, %s): got %q, want an address exactly where figures are known", c.side, c.standard, source)
		}
	}
	if got := advice.GradesSource(advice.Build, "9001"); got != "" {
		t.Errorf("GradesSource(build, 9001): got %q, want none", got)
	}
}

func TestYearsInTheFieldAreAskedWithinTheYears(t *testing.T) {
	want := map[advice.Grade]advice.Needs{
		advice.Provisional: {}, advice.Plain: {Years: 2, Field: 1, Hours: 200}, advice.Lead: {Years: 5, Field: 2, Hours: 300}, advice.SeniorLead: {Years: 10, Field: 7, Hours: 1000}, advice.Master: {},
	}
	for _, r := range append((advice.Situation{}).Ladder(advice.Build, "42001"), (advice.Situation{}).Ladder(advice.Verify, "27001")...) {
		if r.Needs != want[r.Grade] && !r.Open {
			t.Errorf("%s %s: got %+v, want %+v", r.Side, r.Grade, r.Needs, want[r.Grade])
		}
	}
}

func TestWhatIsMissing(t *testing.T) {
	for _, c := range []struct{ name, query, want string }{
		{"hours that are there", "project-hours=250", "provisional 0 h 0 y, plain 0 h 2 y, lead 50 h 5 y, senior-lead 750 h 10 y, master open"},
		{"hours of the other side do not count", "audit-hours=5000", "provisional 0 h 0 y, plain 200 h 2 y, lead 300 h 5 y, senior-lead 1000 h 10 y, master open"},
		{"years at work alone: those in the field are missing", "years=20", "provisional 0 h 0 y, plain 200 h 1 y, lead 300 h 2 y, senior-lead 1000 h 7 y, master open"},
		{"years in the field alone: those at work are missing", "field-years=20", "provisional 0 h 0 y, plain 200 h 2 y, lead 300 h 5 y, senior-lead 1000 h 10 y, master open"},
		{"the larger of two shortfalls", "years=4&field-years=1", "provisional 0 h 0 y, plain 200 h 0 y, lead 300 h 1 y, senior-lead 1000 h 6 y, master open"},
		{"and the other way round", "years=9&field-years=0", "provisional 0 h 0 y, plain 200 h 1 y, lead 300 h 2 y, senior-lead 1000 h 7 y, master open"},
		{"exactly enough", "years=5&field-years=2&project-hours=300", "provisional 0 h 0 y, plain 0 h 0 y, lead 0 h 0 y, senior-lead 700 h 5 y, master open"},
		{"an hour too few", "years=5&field-years=2&project-hours=299", "provisional 0 h 0 y, plain 0 h 0 y, lead 1 h 0 y, senior-lead 701 h 5 y, master open"},
		{"more than anybody needs", "years=99999&field-years=99999&project-hours=99999", "provisional 0 h 0 y, plain 0 h 0 y, lead 0 h 0 y, senior-lead 0 h 0 y, master open"},
		{"what is held gives no hours", "held=implementer-exam-42001&held=auditor-exam-42001", "provisional 0 h 0 y, plain 200 h 2 y, lead 300 h 5 y, senior-lead 1000 h 10 y, master open"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := ladder(advice.ParseSituation(c.query).Ladder(advice.Build, "42001")); got != c.want {
				t.Errorf("ParseSituation(%q).Ladder(build, 42001): got %s, want %s", c.query, got, c.want)
			}
		})
	}
}

func TestMonthsUntilAGrade(t *testing.T) {
	for _, c := range []struct{ name, query, want string }{
		{"no pace: only what needs no hours can be told", "", "[0 -1 -1 -1 -1]"},
		{"years pass by themselves", "project-hours=1000", "[0 24 60 120 -1]"},
		{"hours at a pace", "years=10&field-years=7&pace=20", "[0 10 15 50 -1]"},
		{"a month that is begun counts whole", "years=10&field-years=7&pace=30", "[0 7 10 34 -1]"},
		{"the longer of hours and years", "years=2&field-years=1&pace=10", "[0 20 36 100 -1]"},
		{"a pace of nought is none", "years=10&field-years=7&pace=0", "[0 -1 -1 -1 -1]"},
		{"everything there", "years=10&field-years=7&project-hours=1000", "[0 0 0 0 -1]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var months []int
			for _, r := range advice.ParseSituation(c.query).Ladder(advice.Build, "42001") {
				months = append(months, r.Months)
			}
			if got := fmt.Sprint(months); got != c.want {
				t.Errorf("ParseSituation(%q): got the months %s, want %s", c.query, got, c.want)
			}
		})
	}
}

func TestCalculatorsAddressIsCleaned(t *testing.T) {
	for _, c := range []struct{ name, query, want string }{
		{"nothing", "", ""},
		{"everything, in the fixed order", "held=auditor-exam-27001&pace=10&audit-hours=3&project-hours=4&field-years=1&years=2&standard=27001&side=auditor&held=foundation-42001",
			"side=auditor&standard=27001&years=2&field-years=1&project-hours=4&audit-hours=3&pace=10&held=foundation-42001&held=auditor-exam-27001"},
		{"what is not valid", "side=both&standard=9001&years=-1&field-years=1.5&project-hours=x&audit-hours=&pace=100000&held=master&colour=red&v=1", ""},
		{"noughts before a number", "years=007&pace=0", "years=7&pace=0"},
		{"the largest number", "years=99999", "years=99999"},
		{"repeated, the first valid one", "side=x&side=auditor&side=implementer&standard=x&standard=27001&standard=42001&years=x&years=3&years=4", "side=auditor&standard=27001&years=3"},
		{"what is held, once", "held=foundation-27001&held=foundation-27001&held=foundation-42001", "held=foundation-42001&held=foundation-27001"},
		{"boxes stand by themselves here", "held=foundation-27001.foundation-42001", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := advice.ParseSituation(c.query).Encode(); got != c.want {
				t.Errorf("ParseSituation(%q).Encode(): got %q, want %q", c.query, got, c.want)
			}
		})
	}
}

func TestSituationTellsWhatWasSaid(t *testing.T) {
	s := advice.ParseSituation("side=auditor&standard=27001&years=5&field-years=2&project-hours=30&audit-hours=400&pace=8&held=foundation-27001")
	if s.Side == nil || *s.Side != advice.Verify || s.Standard != "27001" || s.Years != 5 || s.FieldYears != 2 || s.Hours != [2]int{30, 400} || s.Pace != 8 {
		t.Errorf("ParseSituation: got %+v", s)
	}
	if !s.Holds("foundation-27001") || s.Holds("foundation-42001") {
		t.Errorf("Holds: got %v, want the Foundation of 27001 alone", s.Held)
	}
	for name, want := range map[string]string{"side": "auditor", "years": "5", "pace": "8", "nothing": ""} {
		if got := s.Said(name); got != want {
			t.Errorf("Said(%s): got %q, want %q", name, got, want)
		}
	}
	if s := advice.ParseSituation("years=0"); s.Said("years") != "0" || s.Side != nil {
		t.Errorf("ParseSituation(years=0): got %+v, want a nought that was said and no side", s)
	}
}

// What was said in the questionnaire leads to the calculator by an address
// that it need not clean.
func TestCircumstancesLeadToTheCalculator(t *testing.T) {
	for _, c := range []struct{ name, query, want string }{
		{"everything", "standard=27001&held=auditor-exam-27001.foundation-27001&years=7&field-years=3&project-hours=20&audit-hours=250&pace=8",
			"standard=27001&years=7&field-years=3&project-hours=20&audit-hours=250&pace=8&held=foundation-27001&held=auditor-exam-27001"},
		{"what says nothing is left out", "standard=undecided&held=none&years=skip&need=build&pace=0", "pace=0"},
		{"and so is what was switched off", "standard=27001&years=7&pace=8&without=years", "standard=27001&pace=8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := routeFor(t, both, c.query).Situation
			if got := s.Encode(); got != c.want {
				t.Errorf("Situation of %s: got %s, want %s", c.query, got, c.want)
			}
			if again := advice.ParseSituation(s.Encode()).Encode(); again != s.Encode() {
				t.Errorf("ParseSituation(%s): got %s, want the same", s.Encode(), again)
			}
		})
	}
}
