package advice_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"leadpath/internal/advice"
)

// What becomes of statements that are answered “I do not know yet”.
func TestOpenAnswersAreToldAsTheyAre(t *testing.T) {
	p := shipped(t)
	for _, c := range []struct {
		name, build, verify string
		outcome             advice.Outcome
		tooOpen, settled    bool
		deciders            string
	}{
		{"nothing is open, nothing can turn", "444444", "000000", advice.LeadImplementer, false, true, ""},
		{"one open answer that changes nothing", "?44444", "000000", advice.LeadImplementer, false, true, ""},
		{"two open answers that change nothing", "??4444", "000000", advice.LeadImplementer, false, true, ""},
		{"one that decides about both", "444440", "?33333", advice.Both, false, false, "trail"},
		{"one that decides about a path at all", "?22224", "000000", advice.LeadImplementer, false, false, "draft"},
		{"two that decide only together", "?1222?", "000000", advice.FoundationFirst, false, false, "draft agree"},
		{"one that decides beside one that does not", "222?33", "?00000", advice.LeadImplementer, false, false, "persuade"},
		{"three open on one side: too early, whatever the sums", "???444", "000000", advice.FoundationFirst, true, false, "draft halfdone adapt"},
		{"though every answer to them would lead to one path, none of which is this", "444444", "???000", advice.FoundationFirst, true, false, ""},
		{"and settled where no answer to them leads anywhere", "???000", "000000", advice.FoundationFirst, true, true, ""},
		{"three open, but two and one: not too early", "??4444", "?00000", advice.LeadImplementer, false, true, ""},
		{"everything open", "??????", "??????", advice.FoundationFirst, true, false, "draft trail halfdone badnews adapt wording persuade leave tend strangers agree unwelcome"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := advice.Weigh(sheet(p, c.build, c.verify))
			if r.Outcome != c.outcome || r.TooOpen != c.tooOpen || r.Settled != c.settled {
				t.Errorf("Weigh(%s): got %s, too open %v, settled %v, want %s, %v, %v", r.Encode(), r.Outcome, r.TooOpen, r.Settled, c.outcome, c.tooOpen, c.settled)
			}
			if got := deciders(r); got != c.deciders {
				t.Errorf("Weigh(%s).Deciders: got %q, want %q", r.Encode(), got, c.deciders)
			}
		})
	}
}

func deciders(r *advice.Result) string {
	var ids []string
	for _, d := range r.Deciders {
		ids = append(ids, d.Statement.ID)
	}
	return strings.Join(ids, " ")
}

func TestDeciderSaysWhetherItTurnsTheOutcomeAlone(t *testing.T) {
	p := shipped(t)
	for _, c := range []struct {
		name, build, verify string
		want                bool
	}{
		{"alone", "?22224", "000000", true},
		{"only together with another", "?1222?", "000000", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := advice.Weigh(sheet(p, c.build, c.verify))
			if len(r.Deciders) == 0 || r.Deciders[0].Alone() != c.want {
				t.Errorf("Weigh(%s).Deciders: got %+v, want the first with Alone %v", r.Encode(), r.Deciders, c.want)
			}
		})
	}
}

// Against every completion of the open answers, tried one by one.
func TestDecidersAreThoseWhoseAnswerCanTurnTheOutcome(t *testing.T) {
	p := shipped(t)
	r := rand.New(rand.NewPCG(5, 6))
	tried := 0
	for tried < 300 {
		stars := r.IntN(4)
		a := sheet(p, randomSheet(r, 6, &stars, 0.2), randomSheet(r, 6, &stars, 0.2))
		got := advice.Weigh(a)
		if open := len(got.Axes[0].Open) + len(got.Axes[1].Open); open == 0 || open > 4 {
			continue
		}
		tried++
		settled, want := completed(p, a)
		if got.Settled != settled || deciders(got) != want {
			t.Errorf("Weigh(%s): got settled %v, deciders %q, want %v, %q", a.Encode(), got.Settled, deciders(got), settled, want)
		}
		if !got.Settled && !got.TooOpen && len(got.Deciders) == 0 {
			t.Errorf("Weigh(%s): got no decider, want one where the outcome is not settled", a.Encode())
		}
		for _, d := range got.Deciders {
			for value, o := range d.Outcomes {
				if shown := advice.Weigh(a.With(advice.Change{Statement: d.Statement, Value: value})).Outcome; shown != o {
					t.Errorf("Weigh(%s), %s at %d: said %s, shown %s", a.Encode(), d.Statement.ID, value, o, shown)
				}
			}
			if alone := slices.ContainsFunc(d.Outcomes[:], func(o advice.Outcome) bool { return o != d.Outcomes[0] }); d.Alone() != alone {
				t.Errorf("Weigh(%s), %s.Alone(): got %v, want %v", a.Encode(), d.Statement.ID, d.Alone(), alone)
			}
		}
	}
}

// completed tries every completion: whether all give the outcome of the sheet,
// and the ids of the statements that turn it in some.
func completed(p *advice.Paths, a advice.Answers) (settled bool, deciders string) {
	outcome, byOthers := advice.Weigh(a).Outcome, map[string]map[string]advice.Outcome{}
	var open []string
	for _, s := range a.Model.Statements {
		if a.Value(s.ID) == "unsure" {
			open = append(open, s.ID)
		}
	}
	settled = true
	turning := map[string]bool{}
	values := make([]byte, len(open))
	var complete func(i int)
	complete = func(i int) {
		if i < len(open) {
			for values[i] = '0'; values[i] <= '4'; values[i]++ {
				complete(i + 1)
			}
			return
		}
		address := a.Encode()
		for k, id := range open {
			address = strings.Replace(address, id+"=unsure", id+"="+string(values[k]), 1)
		}
		o := advice.Weigh(p.Parse(address)).Outcome
		settled = settled && o == outcome
		for k, id := range open {
			others := fmt.Sprintf("%s%s", values[:k], values[k+1:])
			if byOthers[id] == nil {
				byOthers[id] = map[string]advice.Outcome{}
			}
			if first, ok := byOthers[id][others]; ok && first != o {
				turning[id] = true
			}
			byOthers[id][others] = o
		}
	}
	complete(0)
	var list []string
	for _, id := range open {
		if turning[id] && !settled {
			list = append(list, id)
		}
	}
	return settled, strings.Join(list, " ")
}

// With two statements left open the middle is between the ends.
func TestOpenAnswersMakeASideAnInterval(t *testing.T) {
	r := advice.Weigh(sheet(shipped(t), "?*?3210", "444444"))
	build, verify := r.Axes[advice.Build], r.Axes[advice.Verify]
	if build.Points != 12 || build.Most != 28 || build.Low != 6 || build.High != 18 {
		t.Errorf("Weigh(%s), building: got %d of %d, from %d to %d, want 12 of 28, from 6 to 18", r.Encode(), build.Points, build.Most, build.Low, build.High)
	}
	if verify.Points != 24 || verify.Most != 24 || verify.Low != 24 || verify.High != 24 || len(verify.Open) > 0 {
		t.Errorf("Weigh(%s), verifying: got %+v, want 24 of 24 and nothing open", r.Encode(), verify)
	}
	if len(build.Open) != 2 || build.Open[0].ID != "draft" || build.Open[1].ID != "halfdone" {
		t.Errorf("Weigh(%s): got %d open, want draft and halfdone", r.Encode(), len(build.Open))
	}
}
