package advice_test

import (
	"fmt"
	"testing"

	"leadpath/internal/advice"
)

// Which side comes first when both are advised. The pairs of the shipped
// questionnaire: a of monday and learn speak for building, a of proud for
// verifying.
func TestWhichComesFirstWhenBoth(t *testing.T) {
	p := shipped(t)
	for _, c := range []struct {
		name, build, verify, query string
		first                      advice.Side
		swayed                     bool
		votes                      [2]int
	}{
		{"without a word, the stronger", "333333", "343333", "", advice.Verify, false, [2]int{0, 0}},
		{"and where they are equal, building", "333333", "333333", "", advice.Build, false, [2]int{0, 0}},
		{"shares are compared, not points: 19 of 24 are more than 21 of 28", "3*33333", "343333", "", advice.Verify, false, [2]int{0, 0}},
		{"all pairs for building", "333333", "343333", "monday=a&proud=b&learn=a", advice.Build, false, [2]int{3, 0}},
		{"all pairs for verifying", "343333", "333333", "monday=b&proud=a&learn=b", advice.Verify, false, [2]int{0, 3}},
		{"two pairs against one", "343333", "333333", "monday=b&proud=a&learn=a", advice.Verify, false, [2]int{1, 2}},
		{"one pair alone", "343333", "333333", "proud=a", advice.Verify, false, [2]int{0, 1}},
		{"one pair each: the stronger", "333333", "343333", "monday=a&proud=a", advice.Verify, false, [2]int{1, 1}},
		{"what the employer needs goes before the pairs", "333333", "333333", "monday=a&proud=b&learn=a&need=verify", advice.Verify, true, [2]int{3, 0}},
		{"and sways nothing where the pairs say the same", "333333", "333333", "monday=b&need=verify", advice.Verify, false, [2]int{0, 1}},
		{"hours within reach count like it", "333333", "343333", "reach=project", advice.Build, true, [2]int{0, 0}},
		{"two circumstances that agree", "333333", "333333", "need=verify&reach=audit", advice.Verify, true, [2]int{0, 0}},
		{"two that disagree leave it to the pairs", "333333", "333333", "monday=b&need=verify&reach=project", advice.Verify, false, [2]int{0, 1}},
		{"and without pairs to the stronger", "343333", "333333", "need=verify&reach=project", advice.Build, false, [2]int{0, 0}},
		{"one that wants both says nothing", "343333", "333333", "need=both", advice.Build, false, [2]int{0, 0}},
		{"one that is skipped says nothing", "343333", "333333", "need=skip", advice.Build, false, [2]int{0, 0}},
		{"one that is switched off says nothing", "343333", "333333", "need=verify&without=need", advice.Build, false, [2]int{0, 0}},
		{"of two that disagree, the one that is left on", "333333", "333333", "need=verify&reach=project&without=reach", advice.Verify, true, [2]int{0, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := advice.Weigh(sheet(p, c.build, c.verify, c.query))
			if r.Outcome != advice.Both {
				t.Fatalf("Weigh(%s): got %s, want both", r.Encode(), r.Outcome)
			}
			if r.First != c.first || r.Swayed != c.swayed || r.Votes != c.votes {
				t.Errorf("Weigh(%s): got %s first, swayed %v, votes %v, want %s, %v, %v", r.Encode(), r.First, r.Swayed, r.Votes, c.first, c.swayed, c.votes)
			}
		})
	}
}

// Pairs and circumstances are never added to a side.
func TestNothingBesideTheStatementsChangesTheOutcome(t *testing.T) {
	p := shipped(t)
	for _, c := range []struct{ build, verify string }{{"444444", "000000"}, {"000000", "444444"}, {"333333", "333333"}, {"222222", "222222"}} {
		plain := advice.Weigh(sheet(p, c.build, c.verify))
		for _, query := range []string{
			"monday=b&proud=a&learn=b", "need=verify&reach=audit&built=recent&checked=no", "need=build&built=no&away=never&payer=self",
			"standard=27001&held=auditor-exam-27001&years=40&field-years=40&project-hours=9000&audit-hours=9000&pace=100",
		} {
			r := advice.Weigh(sheet(p, c.build, c.verify, query))
			if r.Outcome != plain.Outcome || r.Axes[0].Sum != plain.Axes[0].Sum || r.Axes[1].Sum != plain.Axes[1].Sum || r.Margin != plain.Margin || r.Settled != plain.Settled {
				t.Errorf("Weigh(%s): got %s with margin %d, without the last answers %s with %d", r.Encode(), r.Outcome, r.Margin, plain.Outcome, plain.Margin)
			}
		}
	}
}

// Pairs of somebody to whom one path is advised stay in the address unheard.
func TestPairsThatDoNotApplyAreNotHeard(t *testing.T) {
	a := sheet(shipped(t), "444444", "000000", "monday=b&proud=a")
	if got := advice.Weigh(a).Votes; got != [2]int{} {
		t.Errorf("Weigh(%s).Votes: got %v, want none", a.Encode(), got)
	}
	if a.Value("monday") != "b" || a.Value("proud") != "a" {
		t.Errorf("%s: got the pairs dropped, want them kept", a.Encode())
	}
}

// Who has done nothing yet on an advised side is told that this is a wish.
func TestUntriedSides(t *testing.T) {
	p := shipped(t)
	for _, c := range []struct{ name, build, verify, query, want string }{
		{"both wished for, neither done", "333333", "333333", "built=no&checked=no", "[build verify]"},
		{"both wished for, one done", "333333", "333333", "built=recent&checked=no", "[verify]"},
		{"both wished for and done", "333333", "333333", "built=earlier&checked=done", "[]"},
		{"nothing said", "333333", "333333", "", "[]"},
		{"skipped", "333333", "333333", "built=skip&checked=skip", "[]"},
		{"switched off", "333333", "333333", "built=no&checked=no&without=built", "[verify]"},
		{"of one path its own side counts", "444444", "000000", "built=no&checked=no", "[build]"},
		{"of the other its own", "000000", "444444", "built=no&checked=no", "[verify]"},
		{"whom nothing is advised yet is not told", "222222", "222222", "built=no&checked=no", "[]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := advice.Weigh(sheet(p, c.build, c.verify, c.query))
			if got := fmt.Sprint(r.Untried); got != c.want {
				t.Errorf("Weigh(%s).Untried: got %s, want %s", r.Encode(), got, c.want)
			}
		})
	}
	t.Run("a side is named once, however many circumstances say so", func(t *testing.T) {
		p := written(t, map[string]string{"1.toml": version(usual, "BVbvBVbvBVbv",
			circumstance("built", "choice", `no none = "build"`, "yes"), circumstance("work", "choice", `no none = "build"`, "yes"))})
		r := advice.Weigh(sheet(p, "444444", "000000", "built=no&work=no"))
		if got, want := fmt.Sprint(r.Untried), "[build]"; got != want {
			t.Errorf("Weigh(%s).Untried: got %s, want %s", r.Encode(), got, want)
		}
	})
}

func TestAsidesTellWhatWasSaid(t *testing.T) {
	r := advice.Weigh(sheet(shipped(t), "444444", "000000", "need=build&payer=skip&held=auditor-exam-42001&held=foundation-42001&years=007&without=years"))
	got := ""
	for _, a := range r.Asides {
		got += fmt.Sprintf("%s=%s %v; ", a.Circumstance.ID, a.Value, a.Off)
	}
	if want := "need=build false; held=foundation-42001.auditor-exam-42001 false; years=7 true; "; got != want {
		t.Errorf("Weigh(%s).Asides: got %s, want %s", r.Encode(), got, want)
	}
}

// The sentences that follow from circumstances, without the number, which the
// page writes.
func TestSentenceThatFollowsFromACircumstance(t *testing.T) {
	boxes := `[[circumstance]]
id = "held"
kind = "boxes"
url = "https://example.org/"
then.en = "You have: {list}."
then.de = "Sie haben: {list}."
` + spoken("name", "ask", "source")
	for _, o := range []string{"id = \"none\"\nalone = true\nsay.en = \"Nothing yet\"\nsay.de = \"Noch nichts\"\n", "id = \"a\"\nsay.en = \"An A\"\nsay.de = \"Ein A\"\n", "id = \"b\"\nsay.en = \"A B\"\nsay.de = \"Ein B\"\n"} {
		boxes += "[[circumstance.option]]\n" + o
	}
	p := written(t, map[string]string{"1.toml": version(usual, "BVbvBVbvBVbv", circumstance("need", "choice", "x", "y"), boxes, circumstance("years", "number"))})
	for _, c := range []struct{ id, lang, value, want string }{
		{"need", "en", "x", "then"},
		{"need", "de", "y", "then, deutsch"},
		{"held", "en", "a", "You have: An A."},
		{"held", "de", "a.b", "Sie haben: Ein A; Ein B."},
		{"held", "en", "none", "Nothing yet."},
		{"years", "de", "7", "then, deutsch"},
	} {
		step, ok := p.Today().Step(c.id)
		if !ok {
			t.Fatalf("Step(%s): got none", c.id)
		}
		if got := step.Circumstance.Then(c.lang, c.value); got != c.want {
			t.Errorf("%s.Then(%s, %s): got %q, want %q", c.id, c.lang, c.value, got, c.want)
		}
	}
}
