package advice

import "fmt"

// The proofs of model.md, tried on every version that is read. They count
// whole answer spaces exactly: an outcome depends on the sums of two sides,
// so it is enough to know in how many ways each sum comes about.

// prove adds a fault for each proof that a model fails.
func (m *Model) prove(fault func(key, format string, args ...any)) {
	for _, f := range m.failures() {
		fault(f.key, "%s", f.text)
	}
}

type failure struct{ key, text string }

func (m *Model) failures() (list []failure) {
	say := func(key, format string, args ...any) {
		list = append(list, failure{key, fmt.Sprintf(format, args...)})
	}
	for build := range MostStars + 1 {
		for verify := range MostStars + 1 - build {
			if build > len(m.sides[Build]) || verify > len(m.sides[Verify]) {
				continue
			}
			m.proveReachable(build, verify, say)
			m.proveFair(build, verify, say)
		}
	}
	if len(list) > 0 {
		return list[:1] // the rest follows from the first
	}
	m.proveIndifference(say)
	m.proveEachMatters(say)
	m.proveShift(say)
	return list
}

// proveReachable: every outcome can be reached, whatever the stars.
func (m *Model) proveReachable(build, verify int, say func(key, format string, args ...any)) {
	got := map[Outcome]bool{}
	t := &m.outcomes[build][verify]
	for b, ways := range m.ways(Build, build, nil) {
		for v, others := range m.ways(Verify, verify, nil) {
			if ways > 0 && others > 0 {
				got[t.at(b, v)] = true
			}
		}
	}
	for _, o := range Outcomes {
		if !got[o] {
			say("bar", "the outcome %s cannot be reached with %d and %d stars; change bar, gap or both", o, build, verify)
		}
	}
}

// proveFair: swapping the sides swaps implementer and auditor, and more of
// one side never moves the advice away from it nor into foundation-first.
func (m *Model) proveFair(build, verify int, say func(key, format string, args ...any)) {
	t, mirror := &m.outcomes[build][verify], &m.outcomes[verify][build]
	for b := range t.most[Build] + 1 {
		for v := range t.most[Verify] + 1 {
			o := t.at(b, v)
			if mirror.at(v, b) != mirrored(o) {
				say("gap", "%d points for building and %d for verifying give %s, and the other way round %s; the sides must be treated alike", b, v, o, mirror.at(v, b))
				return
			}
			if b > 0 && !towards(t.at(b-1, v), o, Build) || v > 0 && !towards(t.at(b, v-1), o, Verify) {
				say("gap", "a point more, at %d for building and %d for verifying, leads away from its side; change gap or both", b, v)
				return
			}
		}
	}
}

func mirrored(o Outcome) Outcome {
	switch o {
	case LeadImplementer:
		return LeadAuditor
	case LeadAuditor:
		return LeadImplementer
	}
	return o
}

// towards reports whether going from one outcome to another is what a point
// more for a side may do. The order is implementer, both, auditor.
func towards(from, to Outcome, side Side) bool {
	if from == FoundationFirst || to == FoundationFirst {
		return from == FoundationFirst
	}
	place := map[Outcome]int{LeadAuditor: 0, Both: 1, LeadImplementer: 2}
	if side == Verify {
		return place[to] <= place[from]
	}
	return place[to] >= place[from]
}

// proveIndifference: the same answer to everything is no reason for a path.
func (m *Model) proveIndifference(say func(key, format string, args ...any)) {
	for value := range Most + 1 {
		a := m.None()
		for i := range a.statements {
			a.statements[i] = int8(value)
		}
		if o := a.outcome(); o != FoundationFirst {
			say("bar", "the answer %d to everything gives %s and must give %s; raise bar", value, o, FoundationFirst)
			return
		}
	}
}

// proveEachMatters: there is no statement without weight, and none that
// decides alone.
func (m *Model) proveEachMatters(say func(key, format string, args ...any)) {
	for _, s := range m.Statements {
		own, other := m.ways(s.Side, 0, s), m.ways(s.Side.Other(), 0, nil)
		matters := false
		outcomes := [Most + 1]map[Outcome]bool{}
		for points := range outcomes {
			outcomes[points] = map[Outcome]bool{}
		}
		for a := range own {
			for b := range other {
				first := m.plain(s.Side, a, b)
				for points := range Most + 1 {
					o := m.plain(s.Side, a+points, b)
					outcomes[points][o] = true
					matters = matters || o != first
				}
			}
		}
		decides := true
		for _, o := range outcomes {
			decides = decides && len(o) == 1
		}
		key := fmt.Sprintf("statement.%d", s.index)
		if !matters {
			say(key, "the statement %q never changes the outcome; change the rule or leave it out", s.ID)
		}
		if matters && decides {
			say(key, "the statement %q decides alone; change the rule or add statements", s.ID)
		}
	}
}

// plain gives the outcome without stars, by points of one side and the other.
func (m *Model) plain(side Side, own, other int) Outcome {
	if side == Build {
		return m.outcomes[0][0].at(own, other)
	}
	return m.outcomes[0][0].at(other, own)
}

// shiftBound is by how much a step towards yes, or towards no, may change the
// share of sheets that give both.
const shiftBound = 0.03

// proveShift: who says yes a little more readily is not sent elsewhere.
func (m *Model) proveShift(say func(key, format string, args ...any)) {
	before := m.shiftedShare(0)
	for _, step := range []int{1, -1} {
		after := m.shiftedShare(step)
		if moved := after - before; moved >= shiftBound || moved <= -shiftBound {
			say("both", "answers that all move one step (%+d) change the share of both from %.1f %% to %.1f %%, by 3 points or more; change bar, gap or both", step, 100*before, 100*after)
			return // the other way is its mirror
		}
	}
}

// shiftedShare gives the share of sheets that give both after every answer
// moved by a step, kept between 0 and 4.
func (m *Model) shiftedShare(step int) float64 { return m.countShift(step, (*Statement).Points) }

// countShift does so with the points that a statement gives for an answer.
func (m *Model) countShift(step int, points func(s *Statement, value int) int) float64 {
	var sums [2][]int64
	for _, side := range Sides {
		sums[side] = []int64{1}
		for _, s := range m.sides[side] {
			var sheets [Most + 1]int64
			for value := range Most + 1 {
				sheets[points(s, min(Most, max(0, value+step)))]++
			}
			sums[side] = convolve(sums[side], sheets[:])
		}
	}
	var hits, all int64
	for b, ways := range sums[Build] {
		for v, others := range sums[Verify] {
			all += ways * others
			if m.outcomes[0][0].at(b, v) == Both {
				hits += ways * others
			}
		}
	}
	return float64(hits) / float64(all)
}

// ways counts the sheets of one side for each number of points, with the
// first so many statements starred and one left out.
func (m *Model) ways(side Side, stars int, without *Statement) []int64 {
	sums := []int64{1}
	for _, s := range m.sides[side] {
		if s == without {
			continue
		}
		weight := 1
		if stars > 0 {
			weight, stars = 2, stars-1
		}
		points := make([]int64, Most*weight+1)
		for p := range Most + 1 {
			points[p*weight]++
		}
		sums = convolve(sums, points)
	}
	return sums
}

func convolve(a, b []int64) []int64 {
	sum := make([]int64, len(a)+len(b)-1)
	for i, x := range a {
		for j, y := range b {
			sum[i+j] += x * y
		}
	}
	return sum
}

// An Analysis counts what a version's rule does to all answer sheets, each
// as likely as any other. It tests fairness; it does not forecast visitors.
type Analysis struct {
	Version int
	Shares  map[Outcome]float64 // of all sheets without stars and open answers
	Edge    float64             // share of sheets one step from another outcome
	Close   float64             // two steps
	Settled float64             // of sheets with open answers, those that nothing open can turn
	Yes, No float64             // the share of both after a step towards yes, and towards no
	Sheets  int64               // how many sheets there are without stars and open answers

	// What the version avoids: the share of both after a step towards yes, if
	// no statement counted in reverse; the share that one score, the
	// difference of the sides, would send to both with the same gap; and of
	// these the share in which neither side reaches the bar.
	Unbalanced, OneScore, OneScoreBelow float64
}

// Analyse gives what is counted over all answer sheets of a version. It
// counts once; nobody may change the shares.
func (m *Model) Analyse() Analysis { return m.analysis() }

func (m *Model) analyse() Analysis {
	a := Analysis{Version: m.Version, Shares: map[Outcome]float64{}, Yes: m.shiftedShare(1), No: m.shiftedShare(-1), Sheets: 1}
	for range m.Statements {
		a.Sheets *= Most + 1
	}
	a.Unbalanced = m.countShift(1, func(_ *Statement, value int) int { return value })
	a.OneScore, a.OneScoreBelow = m.oneScore()
	build, verify := m.ways(Build, 0, nil), m.ways(Verify, 0, nil)
	t := &m.outcomes[0][0]
	var all float64
	for b, ways := range build {
		for v, others := range verify {
			n := float64(ways) * float64(others)
			all += n
			a.Shares[t.at(b, v)] += n
			switch t.steps(b, v) {
			case 1:
				a.Edge += n
			case 2:
				a.Close += n
			}
		}
	}
	for o := range a.Shares {
		a.Shares[o] /= all
	}
	a.Edge, a.Close = a.Edge/all, a.Close/all
	a.Settled = m.settledShare()
	return a
}

// oneScore counts the sheets whose two sums are closer than the gap, and those
// of them in which neither side reaches the bar.
func (m *Model) oneScore() (near, below float64) {
	t := &m.outcomes[0][0]
	var all float64
	for b, ways := range m.ways(Build, 0, nil) {
		for v, others := range m.ways(Verify, 0, nil) {
			n := float64(ways) * float64(others)
			all += n
			build, verify := Sum{b, t.most[Build]}, Sum{v, t.most[Verify]}
			if ahead := full * (b - v); ahead >= m.Gap*build.Most || -ahead >= m.Gap*build.Most {
				continue
			}
			near += n
			if !build.reaches(m.Bar) && !verify.reaches(m.Bar) {
				below += n
			}
		}
	}
	return near / all, below / near
}

// steps counts the points between a pair of sums and the nearest with another
// outcome; without stars a step is a point.
func (t *table) steps(build, verify int) int {
	nearest := t.most[Build] + t.most[Verify]
	for b := range t.most[Build] + 1 {
		for v := range t.most[Verify] + 1 {
			if t.at(b, v) != t.at(build, verify) {
				nearest = min(nearest, max(b-build, build-b)+max(v-verify, verify-v))
			}
		}
	}
	return nearest
}

// settledShare counts, of all sheets with at least one open answer, those
// whose outcome no answer to the open ones can turn.
func (m *Model) settledShare() float64 {
	var sides [2]map[[2]int]float64 // points of what is answered, number of open → sheets
	for _, side := range Sides {
		sides[side] = map[[2]int]float64{{0, 0}: 1}
		for range m.sides[side] {
			next := map[[2]int]float64{}
			for at, n := range sides[side] {
				for points := range Most + 1 {
					next[[2]int{at[0] + points, at[1]}] += n
				}
				next[[2]int{at[0], at[1] + 1}] += n
			}
			sides[side] = next
		}
	}
	t := &m.outcomes[0][0]
	var settled, all float64
	for b, n := range sides[Build] {
		for v, k := range sides[Verify] {
			if b[1]+v[1] == 0 {
				continue
			}
			all += n * k
			o := FoundationFirst
			if max(b[1], v[1]) < m.Open {
				o = t.at(b[0]+Most/2*b[1], v[0]+Most/2*v[1])
			}
			if only(t, run(b[0], Most*b[1]), run(v[0], Most*v[1]), o) {
				settled += n * k
			}
		}
	}
	return settled / all
}

// run is the set of sums from a number of points to so many more.
func run(from, more int) uint64 { return (1<<(more+1) - 1) << from }
