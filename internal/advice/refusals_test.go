package advice

import (
	"fmt"
	"strings"
	"testing"

	"leadpath/content"
	"leadpath/internal/locale"
)

// Most rules that break a proof cannot be written in a file, because its
// numbers are bounded; so the proofs are tried on rules and tables that were
// bent after reading.
func TestProofsRefuseWhatIsUnfair(t *testing.T) {
	for _, c := range []struct {
		name string
		bend func(m *Model)
		want string // the beginning of what is said first
	}{
		{"as it is shipped", func(*Model) {}, ""},
		{"no bar: nobody is told to wait", func(m *Model) { m.Bar = 0; m.drawOutcomes() },
			"bar: the outcome foundation-first cannot be reached with 0 and 0 stars"},
		{"a bar too high: nobody is advised", func(m *Model) { m.Bar = 25; m.drawOutcomes() },
			"bar: the outcome lead-implementer cannot be reached with 0 and 0 stars"},
		{"a second bar too high: nobody is told both", func(m *Model) { m.Both = 25; m.drawOutcomes() },
			"bar: the outcome both cannot be reached with 0 and 0 stars"},
		{"no gap: whoever likes both alike is sent to one side", func(m *Model) { m.Gap = 0; m.drawOutcomes() },
			"bar: the outcome both cannot be reached with 0 and 0 stars"},
		{"a second bar above the first: equal sides go to one of them", func(m *Model) { m.Both = 20; m.drawOutcomes() },
			"gap: 14 points for building and 14 for verifying give lead-auditor, and the other way round lead-auditor"},
		{"with two stars alone an outcome is gone", func(m *Model) { replace(m, 0, 2, Both, FoundationFirst) },
			"bar: the outcome both cannot be reached with 0 and 2 stars"},
		{"one pair of sums that is turned round", func(m *Model) { set(m, 0, 0, 20, 3, LeadAuditor) },
			"gap: 3 points for building and 20 for verifying give lead-auditor, and the other way round lead-auditor"},
		{"a step back from a path into waiting", func(m *Model) {
			set(m, 1, 0, 28, 0, FoundationFirst)
			set(m, 0, 1, 0, 28, FoundationFirst)
		}, "gap: a point more, at 0 for building and 28 for verifying, leads away from its side"},
		{"a step from a path back to both", func(m *Model) {
			set(m, 0, 0, 22, 16, Both)
			set(m, 0, 0, 16, 22, Both)
		}, "gap: a point more, at 16 for building and 22 for verifying, leads away from its side"},
		{"a bar in the middle: yes to everything is a reason", func(m *Model) { m.Bar = 12; m.drawOutcomes() },
			"bar: the answer 0 to everything gives both and must give foundation-first; raise bar"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := bendable(t)
			c.bend(m)
			got := firstOf(m.failures())
			if c.want == "" && got != "" || !strings.HasPrefix(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A rule under which one statement has no weight, or all of it, is not fair
// in other ways too; the two proofs about statements are tried by themselves.
func TestProofsNameTheStatement(t *testing.T) {
	said := func(m *Model) string {
		var list []failure
		m.proveEachMatters(func(key, format string, args ...any) { list = append(list, failure{key, fmt.Sprintf(format, args...)}) })
		return firstOf(list)
	}
	t.Run("that never matters", func(t *testing.T) {
		m := bendable(t)
		for b := range 25 {
			for v := range 25 {
				set(m, 0, 0, b, v, m.outcomes[0][0].at(12, v))
			}
		}
		if got, want := said(m), `statement.0: the statement "draft" never changes the outcome; change the rule or leave it out`; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
	t.Run("that decides alone", func(t *testing.T) {
		m := bendable(t)
		m.Statements = m.Statements[:2] // one a side
		m.finish()
		for b := range 5 {
			for v := range 5 {
				set(m, 0, 0, b, v, Outcomes[b%4])
			}
		}
		if got, want := said(m), `statement.0: the statement "draft" decides alone; change the rule or add statements`; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

// bendable gives a questionnaire of its own, as it is shipped.
func bendable(t *testing.T) *Model {
	t.Helper()
	paths, faults := Load(content.FS, locale.Languages)
	if err := faults.Err(); err != nil {
		t.Fatalf("Load: %v", err)
	}
	return paths.Today()
}

func set(m *Model, buildStars, verifyStars, build, verify int, o Outcome) {
	t := &m.outcomes[buildStars][verifyStars]
	t.outcomes[build*(t.most[Verify]+1)+verify] = placeOf(o)
}

func replace(m *Model, buildStars, verifyStars int, from, to Outcome) {
	list := m.outcomes[buildStars][verifyStars].outcomes
	for i := range list {
		if list[i] == placeOf(from) {
			list[i] = placeOf(to)
		}
	}
}

func firstOf(list []failure) string {
	if len(list) == 0 {
		return ""
	}
	return list[0].key + ": " + list[0].text
}
