package advice_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"leadpath/internal/advice"
)

// The proofs of model.md on the questionnaire that is shipped. Outcomes are
// asked of the package, a sheet for every pair of sums; how many sheets have
// these sums is counted here.

// A grid holds the outcome for every pair of points; "" where no sheet has them.
type grid [][]advice.Outcome

// gridOf weighs a sheet for every pair of sums, the first statements starred.
func gridOf(t testing.TB, p *advice.Paths, build, verify int) grid {
	t.Helper()
	n := len(p.Today().Statements) / 2
	g := make(grid, 4*(n+build)+1)
	for b := range g {
		g[b] = make([]advice.Outcome, 4*(n+verify)+1)
		for v := range g[b] {
			g[b][v] = advice.Weigh(sheet(p, summing(b, n, build), summing(v, n, verify))).Outcome
		}
	}
	return g
}

// sheetsOf counts the answer vectors of n statements by the points they sum up
// to, the first few starred; shift moves every answer to an attraction and,
// the other way, to a cost, of which there are as many.
func sheetsOf(n, stars, shift int) []*big.Int {
	sums := []*big.Int{big.NewInt(1)}
	for i := range n {
		weight, towards := 1, shift
		if i < stars {
			weight = 2
		}
		if i%2 == 1 {
			towards = -shift // a cost
		}
		next := make([]*big.Int, len(sums)+4*weight)
		for at := range next {
			next[at] = new(big.Int)
		}
		for at, ways := range sums {
			for points := range 5 {
				to := at + weight*min(4, max(0, points+towards))
				next[to].Add(next[to], ways)
			}
		}
		sums = next
	}
	return sums
}

// shares gives how many of all sheets have each outcome, exactly.
func shares(g grid, build, verify []*big.Int) map[advice.Outcome]*big.Rat {
	counts, all := map[advice.Outcome]*big.Int{}, new(big.Int)
	for b, ways := range build {
		for v, others := range verify {
			n := new(big.Int).Mul(ways, others)
			if counts[g[b][v]] == nil {
				counts[g[b][v]] = new(big.Int)
			}
			counts[g[b][v]].Add(counts[g[b][v]], n)
			all.Add(all, n)
		}
	}
	parts := map[advice.Outcome]*big.Rat{}
	for o, n := range counts {
		parts[o] = new(big.Rat).SetFrac(n, all)
	}
	return parts
}

// starNumbers calls with every number of stars on each side.
func starNumbers(do func(build, verify int)) {
	for build := range advice.MostStars + 1 {
		for verify := range advice.MostStars + 1 - build {
			do(build, verify)
		}
	}
}

func mirrored(o advice.Outcome) advice.Outcome {
	switch o {
	case advice.LeadImplementer:
		return advice.LeadAuditor
	case advice.LeadAuditor:
		return advice.LeadImplementer
	}
	return o
}

func TestOutcomesFollowTheRuleInExactFractions(t *testing.T) {
	p := shipped(t)
	j := newJudge(p.Today())
	starNumbers(func(build, verify int) {
		g := gridOf(t, p, build, verify)
		for b := range g {
			for v, got := range g[b] {
				points, most := [2]int{b, v}, [2]int{len(g) - 1, len(g[b]) - 1}
				if want := j.outcome(points, most, [2]int{}); got != want {
					t.Errorf("%v points of %v: got %s, want %s", points, most, got, want)
				}
			}
		}
	})
}

func TestEveryOutcomeCanBeReachedWhateverTheStars(t *testing.T) {
	p, choices := shipped(t), 0
	all := p.Today().Statements
	var choose func(from int, starred []string)
	choose = func(from int, starred []string) {
		choices++
		for _, c := range []struct {
			build, verify string
			want          advice.Outcome
		}{
			{"444444", "000000", advice.LeadImplementer},
			{"000000", "444444", advice.LeadAuditor},
			{"444444", "444444", advice.Both},
			{"000000", "000000", advice.FoundationFirst},
		} {
			if r := advice.Weigh(sheet(p, c.build, c.verify, starred...)); r.Outcome != c.want {
				t.Errorf("Weigh(%s): got %s, want %s", r.Encode(), r.Outcome, c.want)
			}
		}
		for i := from; i < len(all) && len(starred) < advice.MostStars; i++ {
			choose(i+1, append(starred[:len(starred):len(starred)], "star="+all[i].ID))
		}
	}
	choose(0, nil)
	if want := 1 + 12 + 12*11/2 + 12*11*10/6; choices != want {
		t.Errorf("tried %d choices of stars, want %d", choices, want)
	}
}

func TestSwappingTheSidesSwapsTheRoles(t *testing.T) {
	p := shipped(t)
	n := len(p.Today().Statements) / 2
	t.Run("for every pair of sums and every number of stars, and the shares are equal", func(t *testing.T) {
		starNumbers(func(build, verify int) {
			g, mirror := gridOf(t, p, build, verify), gridOf(t, p, verify, build)
			for b := range g {
				for v, o := range g[b] {
					if got, want := mirror[v][b], mirrored(o); got != want {
						t.Errorf("%d and %d points, %d and %d stars: got %s, the other way round %s", b, v, build, verify, o, got)
					}
				}
			}
			of := shares(g, sheetsOf(n, build, 0), sheetsOf(n, verify, 0))
			swapped := shares(mirror, sheetsOf(n, verify, 0), sheetsOf(n, build, 0))
			for _, o := range advice.Outcomes {
				if of[o].Cmp(swapped[mirrored(o)]) != 0 {
					t.Errorf("%d and %d stars: %s has the share %s, the other way round %s", build, verify, o, of[o], swapped[mirrored(o)])
				}
			}
		})
	})
	t.Run("for sheets at random, with their firmness", func(t *testing.T) {
		r := rand.New(rand.NewPCG(3, 4))
		for range 500 {
			stars := 3
			build, verify := randomSheet(r, n, &stars, 0.1), randomSheet(r, n, &stars, 0.1)
			a, b := advice.Weigh(sheet(p, build, verify)), advice.Weigh(sheet(p, verify, build))
			if b.Outcome != mirrored(a.Outcome) || b.Lean != mirrored(a.Lean) || b.Margin != a.Margin || b.Settled != a.Settled || b.StarsKeeping != a.StarsKeeping {
				t.Errorf("building %s, verifying %s: got %s, %s, %d, %v, %d, the other way round %s, %s, %d, %v, %d", build, verify,
					a.Outcome, a.Lean, a.Margin, a.Settled, a.StarsKeeping, b.Outcome, b.Lean, b.Margin, b.Settled, b.StarsKeeping)
			}
		}
	})
}

// The order is implementer, both, auditor; foundation-first stands before all.
func TestMoreOfOneSideNeverLeadsAwayFromIt(t *testing.T) {
	p := shipped(t)
	place := map[advice.Outcome]int{advice.LeadImplementer: 1, advice.Both: 2, advice.LeadAuditor: 3}
	against := func(from, to advice.Outcome, side advice.Side) bool {
		switch {
		case from == advice.FoundationFirst:
			return false
		case to == advice.FoundationFirst:
			return true
		case side == advice.Build:
			return place[to] > place[from]
		}
		return place[to] < place[from]
	}
	starNumbers(func(build, verify int) {
		g := gridOf(t, p, build, verify)
		for b := range g {
			for v := range g[b] {
				for more := 1; more <= 8; more++ { // a starred answer that goes from 0 to 4
					if b+more < len(g) && against(g[b][v], g[b+more][v], advice.Build) {
						t.Errorf("%d and %d points, %d and %d stars: %d more for building lead from %s to %s", b, v, build, verify, more, g[b][v], g[b+more][v])
					}
					if v+more < len(g[b]) && against(g[b][v], g[b][v+more], advice.Verify) {
						t.Errorf("%d and %d points, %d and %d stars: %d more for verifying lead from %s to %s", b, v, build, verify, more, g[b][v], g[b][v+more])
					}
				}
			}
		}
	})
}

func TestTheSameAnswerToEverythingIsNoReasonForAPath(t *testing.T) {
	p := shipped(t)
	for _, value := range []string{"0", "1", "2", "3", "4", "unsure"} {
		query := ""
		for _, s := range p.Today().Statements {
			query += "&" + s.ID + "=" + value
		}
		if r := advice.Weigh(p.Parse(query)); r.Outcome != advice.FoundationFirst || r.Lean != advice.NoLean {
			t.Errorf("Weigh(%s): got %s leaning to %s, want %s leaning to none", r.Encode(), r.Outcome, r.Lean, advice.FoundationFirst)
		}
	}
}

func TestEveryStatementMattersAndNoneDecidesAlone(t *testing.T) {
	p := shipped(t)
	n := len(p.Today().Statements) / 2
	for _, side := range advice.Sides {
		for place, s := range ofSide(p.Today(), side) {
			matters, outcomes := false, [5]map[advice.Outcome]bool{{}, {}, {}, {}, {}}
			for rest := range 4*(n-1) + 1 {
				for other := range 4*n + 1 {
					own, across := summing(rest, n-1, 0), summing(other, n, 0)
					at := map[advice.Outcome]bool{}
					for points := range outcomes {
						whole := own[:place] + string(rune('0'+points)) + own[place:]
						a := sheet(p, whole, across)
						if side == advice.Verify {
							a = sheet(p, across, whole)
						}
						o := advice.Weigh(a).Outcome
						outcomes[points][o], at[o] = true, true
					}
					matters = matters || len(at) > 1
				}
			}
			if !matters {
				t.Errorf("%s: got the same outcome whatever is answered, want a statement that matters", s.ID)
			}
			for points, got := range outcomes {
				if len(got) < 2 {
					t.Errorf("%s at %d points: got always %v, want no statement that decides alone", s.ID, points, got)
				}
			}
		}
	}
}

func TestWhoSaysYesMoreReadilyIsNotSentToBoth(t *testing.T) {
	p := shipped(t)
	n, g := len(p.Today().Statements)/2, gridOf(t, p, 0, 0)
	both := func(shift int) float64 {
		share, _ := shares(g, sheetsOf(n, 0, shift), sheetsOf(n, 0, shift))[advice.Both].Float64()
		return share
	}
	for _, step := range []int{1, -1} {
		if moved := math.Abs(both(step) - both(0)); moved >= 0.03 {
			t.Errorf("answers moved by %+d: the share of both goes from %.4f to %.4f, want less than 3 points", step, both(0), both(step))
		}
	}
}

// What check prints is what the sheets themselves say, counted one by one.
func TestAnalysisCountsWhatSheetsAreTold(t *testing.T) {
	p := shipped(t)
	n, got := len(p.Today().Statements)/2, p.Today().Analyse()
	wantShare := func(name string, got float64, want *big.Rat) {
		t.Helper()
		if exact, _ := want.Float64(); math.Abs(got-exact) > 1e-12 {
			t.Errorf("Analyse().%s: got %v, want %v", name, got, exact)
		}
	}
	g := gridOf(t, p, 0, 0)
	for o, want := range shares(g, sheetsOf(n, 0, 0), sheetsOf(n, 0, 0)) {
		wantShare("Shares of "+string(o), got.Shares[o], want)
	}
	wantShare("Yes", got.Yes, shares(g, sheetsOf(n, 0, 1), sheetsOf(n, 0, 1))[advice.Both])
	wantShare("No", got.No, shares(g, sheetsOf(n, 0, -1), sheetsOf(n, 0, -1))[advice.Both])

	sheets := sheetsOf(n, 0, 0)
	firm := map[advice.Strength]*big.Rat{advice.Edge: new(big.Rat), advice.Close: new(big.Rat), advice.Clear: new(big.Rat)}
	each := big.NewRat(1, int64(math.Pow(5, float64(2*n))))
	for b := range sheets {
		for v := range sheets {
			ways := new(big.Rat).SetInt(new(big.Int).Mul(sheets[b], sheets[v]))
			sum := firm[advice.Weigh(sheet(p, summing(b, n, 0), summing(v, n, 0))).Strength()]
			sum.Add(sum, ways.Mul(ways, each))
		}
	}
	wantShare("Edge", got.Edge, firm[advice.Edge])
	wantShare("Close", got.Close, firm[advice.Close])
	wantShare("Settled", got.Settled, settledShare(p, n))
}

// settledShare weighs a sheet for every number of open answers and every sum
// of the others, and counts how many there are of each.
func settledShare(p *advice.Paths, n int) *big.Rat {
	type side struct {
		answers string
		ways    *big.Int
		open    int
	}
	var sides []side
	for open := range n + 1 {
		for points, ways := range sheetsOf(n-open, 0, 0) {
			choices := new(big.Int).Binomial(int64(n), int64(open))
			sides = append(sides, side{summing(points, n-open, 0) + strings.Repeat("?", open), choices.Mul(choices, ways), open})
		}
	}
	settled, all := new(big.Int), new(big.Int)
	for _, b := range sides {
		for _, v := range sides {
			if b.open+v.open == 0 {
				continue
			}
			ways := new(big.Int).Mul(b.ways, v.ways)
			all.Add(all, ways)
			if advice.Weigh(sheet(p, b.answers, v.answers)).Settled {
				settled.Add(settled, ways)
			}
		}
	}
	return new(big.Rat).SetFrac(settled, all)
}
