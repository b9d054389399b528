package advice_test

import (
	"strings"
	"testing"

	"leadpath/internal/advice"
)

// The way through the questionnaire: statements, the pairs where both is
// advised, circumstances. statements answer those of asked one way or another.
const (
	forBoth     = "b1=3&v2=3&b3=1&v4=1&b5=3&v6=3&b7=1&v8=1&b9=3&v10=3&b11=1&v12=1"
	forBuilding = "b1=4&v2=0&b3=0&v4=4&b5=4&v6=0&b7=0&v8=4&b9=4&v10=0&b11=0&v12=4"
	circled     = "&need=build&held=a&years=skip"
)

func TestNextIsTheFirstStepWithoutAnAnswer(t *testing.T) {
	p := asked(t)
	for _, c := range []struct{ name, query, want string }{
		{"nothing answered", "", "b1"},
		{"one answered", "b1=0", "v2"},
		{"an open answer is one", "b1=unsure", "v2"},
		{"a gap", "b1=0&v2=0&v4=0", "b3"},
		{"the last statement missing, circumstances answered", strings.Replace(forBoth, "v12=1", "which=a"+circled, 1), "v12"},
		{"a star is no answer", "star=b1", "b1"},
		{"one path: no pairs", forBuilding, "need"},
		{"both: the pairs", forBoth, "which"},
		{"both, and the pair answered", forBoth + "&which=b", "need"},
		{"a circumstance that is skipped is answered", forBuilding + "&need=skip", "held"},
		{"boxes answered", forBuilding + "&need=skip&held=none", "years"},
		{"a number of nought is an answer", forBuilding + "&need=skip&held=none&years=0", ""},
		{"all answered", forBoth + "&which=a" + circled, ""},
		{"all but the pair", forBoth + circled, "which"},
		{"one path, and a pair from before", forBuilding + "&which=a" + circled, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			step, ok := p.Parse(c.query).Next()
			if step.ID != c.want || ok != (c.want != "") {
				t.Errorf("Parse(%q).Next(): got %q, %v, want %q", c.query, step.ID, ok, c.want)
			}
		})
	}
}

func TestStepsLeadThroughPairsOnlyWhenBoth(t *testing.T) {
	p := asked(t)
	statements := "b1 v2 b3 v4 b5 v6 b7 v8 b9 v10 b11 v12"
	for _, c := range []struct{ name, query, want string }{
		{"not known yet", "b1=3", statements + " need held years"},
		{"one path", forBuilding, statements + " need held years"},
		{"both", forBoth, statements + " which need held years"},
		{"both in the middle of open answers", strings.Replace(forBoth, "b1=3", "b1=unsure", 1), statements + " which need held years"},
		{"too much open", "b1=unsure&v2=3&b3=unsure&v4=1&b5=unsure&v6=3&b7=1&v8=1&b9=3&v10=3&b11=1&v12=1", statements + " need held years"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, s := range p.Parse(c.query).Steps() {
				got = append(got, s.ID)
			}
			if list := strings.Join(got, " "); list != c.want {
				t.Errorf("Parse(%q).Steps(): got %s, want %s", c.query, list, c.want)
			}
		})
	}
}

func TestBeforeIsTheStepOneCameFrom(t *testing.T) {
	p := asked(t)
	for _, c := range []struct{ name, query, id, want string }{
		{"nothing stands before the first", forBoth, "b1", ""},
		{"a statement before a statement", "", "v2", "b1"},
		{"the last statement before the first pair", forBoth, "which", "v12"},
		{"the last pair before the first circumstance", forBoth, "need", "which"},
		{"the last statement, where pairs are not asked", forBuilding, "need", "v12"},
		{"the last statement before a pair that is not asked", forBuilding, "which", "v12"},
		{"the last statement before a pair that is not asked yet", "b1=0", "which", "v12"},
		{"a circumstance before a circumstance", "", "years", "held"},
	} {
		t.Run(c.name, func(t *testing.T) {
			step, ok := p.Parse(c.query).Before(c.id)
			if step.ID != c.want || ok != (c.want != "") {
				t.Errorf("Parse(%q).Before(%s): got %q, %v, want %q", c.query, c.id, step.ID, ok, c.want)
			}
		})
	}
	t.Run("a pair that is not asked, without circumstances behind it", func(t *testing.T) {
		p := written(t, map[string]string{"1.toml": version(usual, "BVbvBVbvBVbv", pair("which", "build", "verify"), pair("who", "verify", "build"))})
		for _, id := range []string{"which", "who"} {
			if step, ok := p.Today().None().Before(id); step.ID != "v12" || !ok {
				t.Errorf("Before(%s): got %q, %v, want v12", id, step.ID, ok)
			}
		}
	})
}

func TestStepKnowsItsPlaceAmongItsKind(t *testing.T) {
	m := asked(t).Today()
	for _, c := range []struct {
		id        string
		kind      advice.StepKind
		place, of int
	}{{"b1", advice.StatementStep, 1, 12}, {"v12", advice.StatementStep, 12, 12}, {"which", advice.PairStep, 1, 1}, {"need", advice.CircumstanceStep, 1, 3}, {"years", advice.CircumstanceStep, 3, 3}} {
		s, ok := m.Step(c.id)
		if !ok || s.ID != c.id || s.Kind != c.kind || s.Place != c.place || s.Of != c.of {
			t.Errorf("Step(%s): got %s %s, %d of %d, want %s, %d of %d", c.id, s.ID, s.Kind, s.Place, s.Of, c.kind, c.place, c.of)
		}
		if (s.Statement != nil) != (c.kind == advice.StatementStep) || (s.Pair != nil) != (c.kind == advice.PairStep) || (s.Circumstance != nil) != (c.kind == advice.CircumstanceStep) {
			t.Errorf("Step(%s): got %+v, want what it asks and nothing else", c.id, s)
		}
	}
	if s, ok := m.Step("nothing"); ok {
		t.Errorf("Step(nothing): got %+v, want none", s)
	}
}

// Whoever answers step by step meets every step once and comes to the end.
func TestAnsweringStepByStepLeadsToTheResult(t *testing.T) {
	p := shipped(t)
	a, met := p.Today().None(), map[string]bool{}
	for {
		step, open := a.Next()
		if !open {
			break
		}
		if met[step.ID] {
			t.Fatalf("%s: met %s again", a.Encode(), step.ID)
		}
		met[step.ID] = true
		answer := map[advice.StepKind]string{advice.PairStep: "a", advice.CircumstanceStep: "skip"}[step.Kind]
		if step.Kind == advice.StatementStep {
			answer = valueFor(step.Statement, '3')
		}
		if back, ok := a.Before(step.ID); ok != (len(met) > 1) || ok && !met[back.ID] {
			t.Errorf("%s.Before(%s): got %q, want a step that was answered", a.Encode(), step.ID, back.ID)
		}
		a = p.Parse(a.Encode() + "&" + step.ID + "=" + answer)
	}
	if want := len(a.Model.Statements) + len(a.Model.Pairs) + len(a.Model.Circumstances); len(met) != want {
		t.Errorf("met %d steps, want all %d", len(met), want)
	}
	if r := advice.Weigh(a); r.Outcome != advice.Both {
		t.Errorf("Weigh(%s): got %s, want both", a.Encode(), r.Outcome)
	}
}
