package advice

import (
	"cmp"
	"math/bits"
	"slices"
)

// An Outcome is what is advised.
type Outcome string

// The outcomes.
const (
	LeadImplementer Outcome = "lead-implementer"
	LeadAuditor     Outcome = "lead-auditor"
	Both            Outcome = "both"
	FoundationFirst Outcome = "foundation-first"
	NoLean          Outcome = "none" // leans to neither side; never advised
)

// Outcomes are all that can be advised.
var Outcomes = [...]Outcome{LeadImplementer, LeadAuditor, Both, FoundationFirst}

// pathOf gives the outcome that is one side alone.
func pathOf(s Side) Outcome { return [2]Outcome{LeadImplementer, LeadAuditor}[s] }

// points of a side are counted in 24ths.
const full = 24

// A Sum is what the answers give one side: Points of at most Most.
type Sum struct{ Points, Most int }

// reaches reports whether the sum is at least n of 24, as exact fractions.
func (s Sum) reaches(n int) bool { return full*s.Points >= n*s.Most }

// Percent is 100 × Points ÷ Most, rounded half up.
func (s Sum) Percent() int { return (200*s.Points + s.Most) / (2 * s.Most) }

// Tenths gives the points of 24 in tenths, rounded half up, for showing.
func (s Sum) Tenths() int { return (2*10*full*s.Points + s.Most) / (2 * s.Most) }

// decide is the rule (model.md, “The rule”), without the part about open
// answers. It compares exact fractions.
func (m *Model) decide(b, v Sum) (o Outcome, leaning bool) {
	if !b.reaches(m.Bar) && !v.reaches(m.Bar) {
		return FoundationFirst, false
	}
	ahead, gap := full*(b.Points*v.Most-v.Points*b.Most), m.Gap*b.Most*v.Most
	switch weaker := lower(b, v); {
	case ahead >= gap:
		return LeadImplementer, false
	case -ahead >= gap:
		return LeadAuditor, false
	case weaker.reaches(m.Both):
		return Both, false
	case ahead > 0:
		return LeadImplementer, true
	}
	return LeadAuditor, true
}

// lower gives the smaller of two sums.
func lower(b, v Sum) Sum {
	if b.Points*v.Most < v.Points*b.Most {
		return b
	}
	return v
}

// A table holds the outcome for every pair of points.
type table struct {
	most     [2]int
	outcomes []byte // places in Outcomes, by build points × (most verify points + 1) + verify points
}

func (t *table) at(build, verify int) Outcome {
	return Outcomes[t.outcomes[build*(t.most[Verify]+1)+verify]]
}

func placeOf(o Outcome) byte { return byte(slices.Index(Outcomes[:], o)) }

// drawOutcomes fills the tables for every number of stars on each side.
func (m *Model) drawOutcomes() {
	for build := range MostStars + 1 {
		for verify := range MostStars + 1 - build {
			t := &m.outcomes[build][verify]
			t.most = [2]int{Most * (len(m.sides[Build]) + build), Most * (len(m.sides[Verify]) + verify)}
			t.outcomes = make([]byte, 0, (t.most[Build]+1)*(t.most[Verify]+1))
			for b := range t.most[Build] + 1 {
				for v := range t.most[Verify] + 1 {
					o, _ := m.decide(Sum{b, t.most[Build]}, Sum{v, t.most[Verify]})
					t.outcomes = append(t.outcomes, placeOf(o))
				}
			}
		}
	}
}

// An Axis is what the answers say about one side.
type Axis struct {
	Sum           // open answers counted at 2, the middle
	Low, High int // points when all open answers fall at their least and at their most
	Open      []*Statement
	possible  uint64 // a bit for every number of points that some completion gives
}

// A Contribution is what one statement adds to its side.
type Contribution struct {
	Statement *Statement
	Value     int // 0 to Most or Unsure
	Points    int // 0 to 4 after reversal, 2 where open, doubled by a star
	Starred   bool
}

// A Change is another answer to a statement.
type Change struct {
	Statement *Statement
	Value     int
}

// A Strength says how firm an outcome is.
type Strength string

// The strengths: up to one step from another outcome, two, and more.
const (
	Edge  Strength = "edge"
	Close Strength = "close"
	Clear Strength = "clear"
)

// A StarEffect is what one star did.
type StarEffect struct {
	Statement     *Statement
	With, Without Sum     // of its side
	Outcome       Outcome // without it
}

// A Decider is an open statement whose answer can turn the outcome.
type Decider struct {
	Statement *Statement
	// Outcomes are those of each answer from 0 to 4, the other open ones left open.
	Outcomes [Most + 1]Outcome
}

// Alone reports whether the statement turns the outcome by itself, without
// the other open ones.
func (d Decider) Alone() bool {
	return slices.ContainsFunc(d.Outcomes[:], func(o Outcome) bool { return o != d.Outcomes[0] })
}

// A Result is the advice, with its working.
type Result struct {
	Answers
	Outcome       Outcome
	Leaning       bool    // the stronger path, but barely: neither a clear gap nor both
	Lean          Outcome // the outcome itself, or the side that foundation-first leans to, or NoLean
	Axes          [2]Axis
	TooOpen       bool // foundation-first because too much is open, whatever the sums
	Settled       bool // every completion of the open answers gives this outcome
	Margin        int  // the fewest one-step changes that turn it; 0 exactly when not settled
	Flip          []Change
	FlipTo        Outcome
	Contributions []Contribution // largest first
	StarsKeeping  int            // of StarChoices, how many give the same outcome
	StarChoices   int
	Stars         []StarEffect
	Unstarred     Outcome // without any star
	Deciders      []Decider
	Against       *Statement // the best argument against; nil where there is none
	Asides        []Aside
	Votes         [2]int // of the pairs, when both
	First         Side   // which first, when both
	Swayed        bool   // First follows circumstances, not the pairs
	Untried       []Side // sides of the outcome on which nothing was done yet, by the visitor's own word
}

// Strength says how firm the outcome is.
func (r *Result) Strength() Strength {
	switch {
	case r.Margin <= 1:
		return Edge
	case r.Margin == 2:
		return Close
	}
	return Clear
}

// starsBySide gives the number of stars on each side.
func (a Answers) starsBySide() (n [2]int) {
	for left := a.stars; left != 0; left &= left - 1 {
		n[a.Model.Statements[bits.TrailingZeros64(left)].Side]++
	}
	return n
}

func (a Answers) weight(s *Statement) int {
	if a.Starred(s) {
		return 2
	}
	return 1
}

// pointsOf gives the points of a statement, doubled by a star, an open one at
// the middle.
func (a Answers) pointsOf(s *Statement) int {
	v := int(a.statements[s.index])
	if v == Unsure {
		return Most / 2 * a.weight(s)
	}
	return s.Points(v) * a.weight(s)
}

// outcome weighs complete answers, without the working.
func (a Answers) outcome() Outcome {
	var sums, open [2]int
	for _, s := range a.Model.Statements {
		sums[s.Side] += a.pointsOf(s)
		if a.statements[s.index] == Unsure {
			open[s.Side]++
		}
	}
	if max(open[Build], open[Verify]) >= a.Model.Open {
		return FoundationFirst
	}
	n := a.starsBySide()
	return a.Model.outcomes[n[Build]][n[Verify]].at(sums[Build], sums[Verify])
}

// Weigh gives the advice for complete answers (model.md). It panics where
// statements are missing; ask Complete first.
func Weigh(a Answers) *Result {
	if !a.Complete() {
		panic("advice: Weigh wants an answer to every statement")
	}
	r := &Result{Answers: a}
	r.addUp()
	r.judge()
	r.settle()
	r.turn()
	r.tryStars()
	r.argueAgainst()
	r.considerCircumstances()
	return r
}

// addUp fills the axes and the contributions.
func (r *Result) addUp() {
	for side := range r.Axes {
		r.Axes[side].possible = 1
	}
	r.Contributions = make([]Contribution, 0, len(r.Model.Statements))
	for _, s := range r.Model.Statements {
		axis, weight, points := &r.Axes[s.Side], r.weight(s), r.pointsOf(s)
		axis.Points += points
		axis.Most += Most * weight
		low, high := points, points
		if r.statements[s.index] == Unsure {
			axis.Open = append(axis.Open, s)
			low, high = 0, Most*weight
		}
		axis.Low, axis.High = axis.Low+low, axis.High+high
		axis.possible = spread(axis.possible, low, high, weight)
		r.Contributions = append(r.Contributions, Contribution{s, int(r.statements[s.index]), points, r.Starred(s)})
	}
	slices.SortStableFunc(r.Contributions, func(a, b Contribution) int { return cmp.Compare(b.Points, a.Points) })
}

// spread adds low, low+step … high points to a set of sums.
func spread(sums uint64, low, high, step int) (next uint64) {
	for points := low; points <= high; points += step {
		next |= sums << points
	}
	return next
}

func (r *Result) table() *table {
	n := r.starsBySide()
	return &r.Model.outcomes[n[Build]][n[Verify]]
}

// judge applies the rule to the middle.
func (r *Result) judge() {
	b, v := r.Axes[Build], r.Axes[Verify]
	r.Outcome, r.Leaning = r.Model.decide(b.Sum, v.Sum)
	if max(len(b.Open), len(v.Open)) >= r.Model.Open {
		r.Outcome, r.Leaning, r.TooOpen = FoundationFirst, false, true
	}
	r.Lean = r.Outcome
	if r.Outcome == FoundationFirst {
		switch cmp.Compare(b.Points*v.Most, v.Points*b.Most) {
		case 1:
			r.Lean = LeadImplementer
		case -1:
			r.Lean = LeadAuditor
		default:
			r.Lean = NoLean
		}
	}
}

// argueAgainst finds the statement that speaks most against the advice: of a
// recommended side the one that lost most points, of foundation-first the one
// that gave most. Only an answer beyond the middle speaks against anything.
func (r *Result) argueAgainst() {
	best := 0
	for _, s := range r.Model.Statements {
		weight, points := r.weight(s), r.pointsOf(s)
		switch r.Outcome {
		case FoundationFirst:
		case Both, pathOf(s.Side):
			points = Most*weight - points // lost
		default:
			continue
		}
		if points > best && points > Most/2*weight {
			best, r.Against = points, s
		}
	}
}

// A starChoice is one way to set up to three stars.
type starChoice struct {
	places [MostStars]int // of the statements that bear one
	n      [2]int         // on each side
}

func (c *starChoice) stars() int { return c.n[Build] + c.n[Verify] }

func (m *Model) chooseStars() {
	var choose func(from int, c starChoice)
	choose = func(from int, c starChoice) {
		m.starChoices = append(m.starChoices, c)
		for i := from; i < len(m.Statements) && c.stars() < MostStars; i++ {
			next := c
			next.places[c.stars()] = i
			next.n[m.Statements[i].Side]++
			choose(i+1, next)
		}
	}
	m.starChoices = nil
	choose(0, starChoice{})
}

// tryStars weighs the answers under every choice of stars, without each star
// that was given and without all of them.
func (r *Result) tryStars() {
	m := r.Model
	plain := make([]int, len(m.Statements))
	var sums [2]int
	for i, s := range m.Statements {
		plain[i] = r.pointsOf(s) / r.weight(s)
		sums[s.Side] += plain[i]
	}
	weigh := func(c *starChoice) Outcome {
		if r.TooOpen {
			return FoundationFirst
		}
		got := sums
		for _, i := range c.places[:c.stars()] {
			got[m.Statements[i].Side] += plain[i]
		}
		return m.outcomes[c.n[Build]][c.n[Verify]].at(got[Build], got[Verify])
	}
	r.StarChoices = len(m.starChoices)
	for i := range m.starChoices {
		if weigh(&m.starChoices[i]) == r.Outcome {
			r.StarsKeeping++
		}
	}
	r.Unstarred = weigh(&m.starChoices[0])
	for _, s := range m.Statements {
		if !r.Starred(s) {
			continue
		}
		fewer := r.Answers
		fewer.stars &^= 1 << s.index
		axis := r.Axes[s.Side].Sum
		r.Stars = append(r.Stars, StarEffect{s, axis, Sum{axis.Points - plain[s.index], axis.Most - Most}, fewer.outcome()})
	}
}
