package advice_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"leadpath/internal/advice"
)

// A change of answers costs, in this order: steps (answering an open statement
// is none), pairs, the places of the statements that are changed, and their
// values. All four can be added up: places as a mask in which the first
// statement is the highest bit and more is better, values as digits to the
// base 6, of which 0 is a statement that stays as it is.
type price [4]int

func (p price) plus(q price) price { return price{p[0] + q[0], p[1] + q[1], p[2] + q[2], p[3] + q[3]} }

func (p price) below(q price) bool {
	for i := range p {
		if p[i] != q[i] {
			return p[i] < q[i]
		}
	}
	return false
}

// An end is what one side can come to, with the cheapest way there.
type end struct {
	points, open int
	paid         price
}

// everyEnd tries every answer vector of one side.
func everyEnd(a advice.Answers, side advice.Side) (all []end) {
	total := len(a.Model.Statements)
	places, weights, given := []int{}, []int{}, []int{}
	for i, s := range a.Model.Statements {
		if s.Side == side {
			weight := 1
			if a.Starred(s) {
				weight = 2
			}
			places, weights, given = append(places, i), append(weights, weight), append(given, strings.Index("01234u", a.Value(s.ID)[:1]))
		}
	}
	digit := make([]int, total)
	for i := range digit {
		if digit[i] = 1; i > 0 {
			digit[i] = digit[i-1] * 6
		}
	}
	var reached [64][16]*end
	var try func(i, points, open int, paid price)
	try = func(i, points, open int, paid price) {
		if i == len(places) {
			at := &reached[points][open]
			switch {
			case *at == nil:
				*at = &end{points, open, paid}
			case paid.below((*at).paid):
				(*at).paid = paid
			}
			return
		}
		back := total - 1 - places[i]
		for value := range 6 {
			adds, more, costs := value, 0, price{0, 1, -1 << back, (value + 1) * digit[back]}
			switch {
			case value == given[i]:
				costs = price{}
			case value == advice.Unsure:
				continue // nobody unlearns an answer
			case given[i] != advice.Unsure:
				costs[0] = max(value-given[i], given[i]-value)
			}
			switch {
			case value == advice.Unsure:
				adds, more = 2, 1
			case a.Model.Statements[places[i]].Cost:
				adds = 4 - value
			}
			try(i+1, points+adds*weights[i], open+more, paid.plus(costs))
		}
	}
	try(0, 0, 0, price{})
	for points := range reached {
		for _, e := range reached[points] {
			if e != nil {
				all = append(all, *e)
			}
		}
	}
	return all
}

// A turn is what the search finds about a sheet.
type turn struct {
	outcome, to advice.Outcome
	settled     bool
	margin      int
	flip        string
}

// searched weighs a sheet and finds what turns it, by trying every sheet there is.
func searched(j *judge, a advice.Answers) turn {
	build, verify := everyEnd(a, advice.Build), everyEnd(a, advice.Verify)
	most, found := mostOf(a), turn{settled: true}
	outcome := func(b, v end) advice.Outcome {
		return j.outcome([2]int{b.points, v.points}, most, [2]int{b.open, v.open})
	}
	for _, b := range build {
		for _, v := range verify {
			if b.paid.plus(v.paid) == (price{}) {
				found.outcome = outcome(b, v)
			}
		}
	}
	best := price{math.MaxInt}
	for _, b := range build {
		for _, v := range verify {
			o, paid := outcome(b, v), b.paid.plus(v.paid)
			if o == found.outcome {
				continue
			}
			if paid[0] == 0 && b.open+v.open == 0 {
				found.settled = false
			}
			if paid.below(best) {
				best, found.to = paid, o
			}
		}
	}
	found.margin, found.flip = best[0], changes(a.Model, best[3])
	return found
}

// changes writes the digits of a price as pairs.
func changes(m *advice.Model, digits int) string {
	var list []string
	for _, s := range slices.Backward(m.Statements) {
		if value := digits % 6; value > 0 {
			list = append(list, fmt.Sprintf("%s=%d", s.ID, value-1))
		}
		digits /= 6
	}
	slices.Reverse(list)
	return strings.Join(list, " ")
}

func mostOf(a advice.Answers) (most [2]int) {
	for _, s := range a.Model.Statements {
		most[s.Side] += 4
		if a.Starred(s) {
			most[s.Side] += 4
		}
	}
	return most
}

func flipOf(r *advice.Result) string {
	var list []string
	for _, c := range r.Flip {
		list = append(list, fmt.Sprintf("%s=%d", c.Statement.ID, c.Value))
	}
	return strings.Join(list, " ")
}

// small are questionnaires with other rules, numbers and orders of statements
// than the one that is shipped.
var small = map[string]string{
	"four a side, in blocks":          version(rule{14, 5, 12, 3}, "BbBbVvVv"),
	"a wide gap and a low second bar": version(rule{15, 9, 8, 2}, "VBvbVBvb"),
	"a narrow gap and a high bar":     version(rule{17, 2, 17, 1}, "BVbvBvbV"),
	"all may be open":                 version(rule{14, 5, 12, 13}, "bvBVbvBV"),
}

// Whatever was answered, the printed change is true, and of all sheets that
// show another outcome none is nearer.
func TestEveryFlipIsTrueAndTheSmallest(t *testing.T) {
	sheets := 2000
	if os.Getenv("LONG") != "" {
		sheets = 40_000
	}
	questionnaires := map[string]*advice.Paths{"the shipped one": shipped(t)}
	for name, text := range small {
		questionnaires[name] = written(t, map[string]string{"1.toml": text})
	}
	for name, p := range questionnaires {
		t.Run(name, func(t *testing.T) {
			r, j, n := rand.New(rand.NewPCG(1, 2)), newJudge(p.Today()), len(p.Today().Statements)/2
			margins := map[int]bool{}
			for i := range sheets {
				stars, open := r.IntN(4), []float64{0, 0.1, 0.3}[i%3]
				a := sheet(p, randomSheet(r, n, &stars, open), randomSheet(r, n, &stars, open))
				margins[wantFlip(t, p, j, a)] = true
				if t.Failed() {
					return
				}
			}
			if len(margins) < 5 {
				t.Errorf("got the margins %v alone, want sheets near and far", margins)
			}
		})
	}
}

// wantFlip weighs a sheet and holds everything about its flip against the
// search. It gives the margin.
func wantFlip(t *testing.T, p *advice.Paths, j *judge, a advice.Answers) int {
	t.Helper()
	got, want := advice.Weigh(a), searched(j, a)
	if found := (turn{got.Outcome, got.FlipTo, got.Settled, got.Margin, flipOf(got)}); found != want {
		t.Errorf("Weigh(%s): got %+v, want %+v", a.Encode(), found, want)
	}
	if (got.Margin == 0) == got.Settled {
		t.Errorf("Weigh(%s): got margin %d and settled %v, want 0 exactly when not settled", a.Encode(), got.Margin, got.Settled)
	}
	if shown := advice.Weigh(p.Parse(changed(a, got.Flip))); shown.Outcome == got.Outcome || shown.Outcome != got.FlipTo {
		t.Errorf("Weigh(%s), the flip of %s: got %s, want %s", shown.Encode(), got.Outcome, shown.Outcome, got.FlipTo)
	}
	return got.Margin
}

// changed gives the address with other answers to some statements, as a
// visitor would edit it.
func changed(a advice.Answers, flip []advice.Change) string {
	address := "&" + a.Encode() + "&"
	for _, c := range flip {
		old := fmt.Sprintf("&%s=%s&", c.Statement.ID, a.Value(c.Statement.ID))
		address = strings.Replace(address, old, fmt.Sprintf("&%s=%d&", c.Statement.ID, c.Value), 1)
	}
	return strings.Trim(address, "&")
}

// The farthest sheets, which no chance finds.
func TestFlipsOfExtremeSheets(t *testing.T) {
	p := shipped(t)
	j := newJudge(p.Today())
	for _, c := range []struct{ name, build, verify string }{
		{"everything for building, nothing for verifying", "444444", "000000"},
		{"everything for verifying, nothing for building", "000000", "444444"},
		{"everything for both", "444444", "444444"},
		{"nothing for either", "000000", "000000"},
		{"all in the middle", "222222", "222222"},
		{"all open", "??????", "??????"},
		{"one side open, the other sure of nothing", "??????", "000000"},
		{"one side open, the other sure of everything", "??????", "444444"},
		{"three open beside three starred", "4*4*4*???", "000000"},
		{"three open and starred", "?*?*?*444", "440000"},
		{"two open on each side", "??4444", "??0000"},
		{"two open that make the bar", "??2222", "??2222"},
	} {
		t.Run(c.name, func(t *testing.T) { wantFlip(t, p, j, sheet(p, c.build, c.verify)) })
	}
}

// What decides between changes of equal cost, told one by one. The statements
// of the questionnaire stand in the order b1 v2 b3 v4 …, attractions first.
func TestWhichOfTheSmallestChangesIsShown(t *testing.T) {
	p := written(t, map[string]string{"1.toml": version(usual, "BVBVBVbvbvbv")})
	for _, c := range []struct{ name, build, verify, want string }{
		{"the first statement", "422222", "000000", "b1=3"},
		{"the first that can move that way", "441112", "000000", "b5=2"},
		{"the first of both sides", "044442", "322222", "v2=4"},
		{"two steps on one statement, not one on each of two", "222222", "000000", "b1=4"},
		{"a starred one, which moves two points with one step", "13*2222", "000000", "b3=4"},
		{"an open one, which costs no step", "2222?2", "000000", "b9=0"},
		{"the first of two open ones, where one is enough", "2?222?", "000000", "b3=4"},
		{"both open ones, where one is not enough", "1?222?", "000000", "b3=3 b11=0"},
		{"the first statements, whatever the answers", "221122", "000000", "b1=4 b3=4"},
		{"the lowest answer, where the statements are the same", "112222", "000000", "b1=2 b3=4"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := sheet(p, c.build, c.verify)
			if got := flipOf(advice.Weigh(a)); got != c.want {
				t.Errorf("Weigh(%s).Flip: got %q, want %q", a.Encode(), got, c.want)
			}
		})
	}
}

// The largest sides there are: twelve statements, three of them starred, so
// that every sum up to sixty counts.
func TestFlipsOfTheLargestSides(t *testing.T) {
	p := written(t, map[string]string{"1.toml": version(usual, strings.Repeat("BVbv", 6))})
	for _, c := range []struct {
		name, build, verify string
		settled             bool
		margin              int
		flip                string
	}{
		{"sixty points go down by the stars", "4*4*4*444444444", "000000000000", true, 14, "b1=0 b3=4 b5=0 b7=2"},
		{"and up by them", "0*0*0*000000000", "000000000000", true, 23, "b1=4 b3=0 b5=4 b7=0 b9=3 b11=0"},
		{"two open leave them where they are", "?*4*4*44444444?", "000000000000", true, 7, "b1=0 b3=3 b5=0 b23=4"},
		{"two open that decide together", "3*2*2*2222222??", "000000000000", false, 0, "b21=3 b23=0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := advice.Weigh(sheet(p, c.build, c.verify))
			if got := flipOf(r); r.Settled != c.settled || r.Margin != c.margin || got != c.flip {
				t.Errorf("Weigh(%s): got settled %v, margin %d, %q, want %v, %d, %q", r.Encode(), r.Settled, r.Margin, got, c.settled, c.margin, c.flip)
			}
		})
	}
}
