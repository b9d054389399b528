package advice

// The smallest change that turns an outcome (surface.md, “Result”): the
// fewest steps, where one step moves one answered statement by one and an
// open one is answered at no cost; of equal cost the fewest statements, then
// the first in the model's order, then the lowest answer. Stars stay.
//
// It is found over the sums of the two sides. For each side and from each of
// its statements on, the cheapest way to every sum is known; of all pairs of
// sums with another outcome the cheapest are kept, and the statements are
// walked once, each given the lowest answer that some cheapest way gives it.

// A cost counts steps, of equal steps changed statements, and of equally many
// the places of these: an earlier one outweighs all later ones.
type cost int64

const (
	aStep      cost = 1 << 32
	aChange    cost = 1 << (2 * mostOfASide) // more than all places together
	impossible cost = 1 << 60
)

// changing is the cost of another answer to a statement, without the steps.
func changing(s *Statement) cost { return aChange - aChange>>(s.index+1) }

// A goal is a sum on one side, with the number of answers still open there.
type goal struct{ points, open int }

// ways are the cheapest ways to every goal of one side.
type ways struct {
	statements []*Statement
	points     int    // the most points
	open       int    // the most open answers that are told apart; 0: none are
	costs      []cost // by the number of statements passed, then by goal
}

func (w *ways) index(g goal) int { return g.points*(w.open+1) + g.open }

// goals is how many there are.
func (w *ways) goals() int { return (w.points + 1) * (w.open + 1) }

// from gives the costs with the statements from the k-th on.
func (w *ways) from(k int) []cost { return w.costs[k*w.goals() : (k+1)*w.goals()] }

// cost gives the price of reaching a goal with the statements from the k-th
// on.
func (w *ways) cost(k int, g goal) cost {
	if g.points < 0 || g.points > w.points || g.open < 0 || g.open > w.open {
		return impossible
	}
	return w.from(k)[w.index(g)]
}

// A move is one way to treat a statement.
type move struct {
	value int // missing: left as it is
	goal  goal
	cost  cost
}

// moves gives every way to treat a statement, the lowest answer first.
func (r *Result) moves(s *Statement, tellOpen bool) (all [Most + 2]move, n int) {
	now, weight := int(r.statements[s.index]), r.weight(s)
	for value := range Most + 1 {
		if value == now {
			continue
		}
		price := changing(s)
		if now != Unsure {
			price += aStep * cost(max(value-now, now-value))
		}
		all[n] = move{value, goal{points: s.Points(value) * weight}, price}
		n++
	}
	stay := move{missing, goal{points: r.pointsOf(s)}, 0}
	if now == Unsure && tellOpen {
		stay.goal.open = 1
	}
	all[n] = stay
	return all, n + 1
}

// usualCosts is how many costs a side has as long as too little is open to
// count.
const usualCosts = 320

// waysOf finds the ways of a side; its costs take the room that is given, where
// it is enough.
func (r *Result) waysOf(side Side, room []cost) ways {
	w := ways{statements: r.Model.sides[side], points: r.Axes[side].Most, costs: room}
	if n := len(r.Axes[side].Open); n >= r.Model.Open {
		w.open = n
	}
	all := w.goals() * (len(w.statements) + 1)
	if all > len(room) {
		w.costs = make([]cost, all)
	}
	for i := range w.costs[:all] {
		w.costs[i] = impossible
	}
	w.from(len(w.statements))[0] = 0
	for k := len(w.statements) - 1; k >= 0; k-- {
		moves, n := r.moves(w.statements[k], w.open > 0)
		for _, m := range moves[:n] {
			to := w.from(k)[w.index(m.goal):]
			for i, c := range w.from(k + 1) {
				if c < impossible {
					to[i] = min(to[i], c+m.cost)
				}
			}
		}
	}
	return w
}

// turn finds the smallest change and its steps.
func (r *Result) turn() {
	var room [2][usualCosts]cost
	w := [2]ways{r.waysOf(Build, room[Build][:]), r.waysOf(Verify, room[Verify][:])}
	list, best := r.cheapest(&w)
	if len(list) == 0 {
		return // a model whose outcomes cannot be reached, which check refuses
	}
	r.Margin = int(best / aStep)
	passed, spare := [2]int{}, make([]goals, 0, len(list))
	for _, s := range r.Model.Statements {
		side := s.Side
		passed[side]++
		moves, n := r.moves(s, w[side].open > 0)
		for _, m := range moves[:n] {
			left := reachable(spare[:0], list, m, side, passed, &w, best)
			if len(left) == 0 {
				continue
			}
			list, spare, best = left, list, best-m.cost
			if m.value != missing {
				r.Flip = append(r.Flip, Change{s, m.value})
			}
			break
		}
	}
	r.FlipTo = r.With(r.Flip...).outcome()
}

// A pair of goals, one for each side.
type goals [2]goal

// cheapest gives the goals with another outcome that cost least.
func (r *Result) cheapest(w *[2]ways) (list []goals, best cost) {
	t := r.table()
	best = impossible
	for b, build := range w[Build].from(0) {
		if build > best {
			continue
		}
		gb := goal{b / (w[Build].open + 1), b % (w[Build].open + 1)}
		for v, verify := range w[Verify].from(0) {
			price := build + verify
			if price > best || price >= impossible {
				continue
			}
			gv := goal{v / (w[Verify].open + 1), v % (w[Verify].open + 1)}
			o := t.at(gb.points, gv.points)
			if max(gb.open, gv.open) >= r.Model.Open {
				o = FoundationFirst
			}
			if o == r.Outcome {
				continue
			}
			if price < best {
				list, best = list[:0], price
			}
			list = append(list, goals{gb, gv})
		}
	}
	return list, best
}

// reachable adds to left what is left of the goals after a move on one side, as
// far as the rest of the statements reach it at the price that remains.
func reachable(left, list []goals, m move, side Side, passed [2]int, w *[2]ways, best cost) []goals {
	for _, g := range list {
		g[side].points -= m.goal.points
		g[side].open -= m.goal.open
		if m.cost+w[Build].cost(passed[Build], g[Build])+w[Verify].cost(passed[Verify], g[Verify]) == best {
			left = append(left, g)
		}
	}
	return left
}
