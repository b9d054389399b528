package advice_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"leadpath/internal/advice"
)

// contributions writes what each statement gave, in the order of the result.
func contributions(r *advice.Result) string {
	var list []string
	for _, c := range r.Contributions {
		star := ""
		if c.Starred {
			star = "*"
		}
		list = append(list, fmt.Sprintf("%s%s:%d", c.Statement.ID, star, c.Points))
	}
	return strings.Join(list, " ")
}

func TestContributionsAreLargestFirst(t *testing.T) {
	p := written(t, map[string]string{"1.toml": version(usual, "BvbVBvbV")})
	for _, c := range []struct{ name, query, want string }{
		{"costs count in reverse", "b1=4&v2=4&b3=0&v4=0&b5=1&v6=1&b7=3&v8=3",
			"b1:4 b3:4 v6:3 v8:3 b5:1 b7:1 v2:0 v4:0"},
		{"a star counts double", "b1=1&v2=4&b3=1&v4=0&b5=1&v6=1&b7=3&v8=3&star=b1&star=b3",
			"b3*:6 v6:3 v8:3 b1*:2 b5:1 b7:1 v2:0 v4:0"},
		{"an open one gives two, and four with a star", "b1=unsure&v2=unsure&b3=2&v4=3&b5=4&v6=4&b7=4&v8=0&star=v2",
			"v2*:4 b5:4 v4:3 b1:2 b3:2 v6:0 b7:0 v8:0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := contributions(advice.Weigh(p.Parse(c.query))); got != c.want {
				t.Errorf("Weigh(%s).Contributions: got %s, want %s", c.query, got, c.want)
			}
		})
	}
}

func TestContributionsOfOneSizeStandInTheModelsOrder(t *testing.T) {
	p := written(t, map[string]string{"1.toml": version(usual, strings.Repeat("BVbv", 6))})
	r := advice.Weigh(sheet(p, "343434343434", "434343434343"))
	var fours, threes []string
	for _, s := range p.Today().Statements {
		for _, c := range r.Contributions {
			if c.Statement == s && c.Points == 4 {
				fours = append(fours, s.ID+":4")
			} else if c.Statement == s {
				threes = append(threes, s.ID+":3")
			}
		}
	}
	if got, want := contributions(r), strings.Join(append(fours, threes...), " "); got != want {
		t.Errorf("Weigh(%s).Contributions: got %s, want %s", r.Encode(), got, want)
	}
}

func TestContributionsAddUpToTheSides(t *testing.T) {
	p := shipped(t)
	r := rand.New(rand.NewPCG(7, 8))
	for range 300 {
		stars := 3
		got := advice.Weigh(sheet(p, randomSheet(r, 6, &stars, 0.1), randomSheet(r, 6, &stars, 0.1)))
		var sums [2]int
		for _, c := range got.Contributions {
			if value := "01234u"[c.Value : c.Value+1]; value != got.Value(c.Statement.ID)[:1] {
				t.Errorf("Weigh(%s), %s: got the value %d, want %s", got.Encode(), c.Statement.ID, c.Value, got.Value(c.Statement.ID))
			}
			sums[c.Statement.Side] += c.Points
		}
		if want := mostOf(got.Answers); sums != [2]int{got.Axes[0].Points, got.Axes[1].Points} || want != [2]int{got.Axes[0].Most, got.Axes[1].Most} {
			t.Errorf("Weigh(%s): got %v, want %v of %v", got.Encode(), got.Axes, sums, want)
		}
	}
}

func TestPercentIsRoundedHalfUp(t *testing.T) {
	for _, c := range []struct{ points, most, percent, tenths int }{
		{0, 24, 0, 0},
		{24, 24, 100, 240},
		{12, 24, 50, 120},
		{1, 24, 4, 10},    // 4.17
		{3, 24, 13, 30},   // 12.5
		{9, 24, 38, 90},   // 37.5
		{15, 24, 63, 150}, // 62.5
		{21, 24, 88, 210}, // 87.5
		{1, 28, 4, 9},     // 3.57; 0.857 of 24
		{14, 28, 50, 120},
		{35, 36, 97, 233}, // 97.2; 23.33
		{1, 32, 3, 8},     // 3.125; 0.75
	} {
		s := advice.Sum{Points: c.points, Most: c.most}
		if s.Percent() != c.percent || s.Tenths() != c.tenths {
			t.Errorf("%d of %d: got %d %% and %d tenths, want %d and %d", c.points, c.most, s.Percent(), s.Tenths(), c.percent, c.tenths)
		}
	}
	for most := 8; most <= 60; most += 4 {
		for points := range most + 1 {
			share := new(big.Rat).Add(big.NewRat(int64(100*points), int64(most)), big.NewRat(1, 2))
			want := new(big.Int).Div(share.Num(), share.Denom()).Int64()
			if got := (advice.Sum{Points: points, Most: most}).Percent(); int64(got) != want {
				t.Errorf("Sum{%d, %d}.Percent(): got %d, want %d", points, most, got, want)
			}
		}
	}
}

func TestWhereAdviceLeans(t *testing.T) {
	p := shipped(t)
	for _, c := range []struct {
		name, build, verify string
		outcome, lean       advice.Outcome
		leaning             bool
	}{
		{"a clear path leans to itself", "444444", "000000", advice.LeadImplementer, advice.LeadImplementer, false},
		{"and so do both", "333333", "333333", advice.Both, advice.Both, false},
		{"at a gap of five the stronger path stands alone", "333332", "222222", advice.LeadImplementer, advice.LeadImplementer, false},
		{"at a gap of four it is both", "333322", "222222", advice.Both, advice.Both, false},
		{"below the second bar it is the stronger path, as a lean", "222224", "222212", advice.LeadImplementer, advice.LeadImplementer, true},
		{"on either side", "222212", "222224", advice.LeadAuditor, advice.LeadAuditor, true},
		{"with too little for either, to the larger share", "222223", "222222", advice.FoundationFirst, advice.LeadImplementer, false},
		{"on either side, again", "222222", "222223", advice.FoundationFirst, advice.LeadAuditor, false},
		{"and to none where the shares are equal", "222222", "222222", advice.FoundationFirst, advice.NoLean, false},
		{"shares, not points: 14 of 28 are as much as 12 of 24", "2*22222", "222222", advice.FoundationFirst, advice.NoLean, false},
		{"and 13 of 28 are less", "1*32222", "222222", advice.FoundationFirst, advice.LeadAuditor, false},
		{"open answers count at the middle", "?22223", "222222", advice.FoundationFirst, advice.LeadImplementer, false},
		{"with too much open it leans all the same", "???444", "222222", advice.FoundationFirst, advice.LeadImplementer, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := advice.Weigh(sheet(p, c.build, c.verify))
			if r.Outcome != c.outcome || r.Lean != c.lean || r.Leaning != c.leaning {
				t.Errorf("Weigh(%s): got %s, %s, leaning %v, want %s, %s, %v", r.Encode(), r.Outcome, r.Lean, r.Leaning, c.outcome, c.lean, c.leaning)
			}
		})
	}
}

func TestStrengthFollowsTheMargin(t *testing.T) {
	for margin, want := range []advice.Strength{advice.Edge, advice.Edge, advice.Close, advice.Clear, advice.Clear, advice.Clear} {
		if got := (&advice.Result{Margin: margin}).Strength(); got != want {
			t.Errorf("margin %d: got %s, want %s", margin, got, want)
		}
	}
}

func TestWeighWantsAnAnswerToEveryStatement(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("Weigh(no answers): got a result, want a panic")
		}
	}()
	advice.Weigh(shipped(t).Today().None())
}
