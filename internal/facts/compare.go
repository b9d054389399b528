package facts

import (
	"cmp"
	"slices"
)

// A Claim is a fact in its place.
type Claim struct {
	Fact
	Place int  // a paragraph, a row of a table, a key of a head: counted from the top
	Fixed bool // the place is a row of a table or the like, out of which nothing moves
	Line  int  // of the file, from 1
}

// idle reports whether a claim is a word such as first or none, which states
// next to nothing: it excuses a 1 or a 0 on the other side, and no more.
func (c *Claim) idle() bool {
	return c.Loose && (slices.Contains(c.Values, "0") || slices.Contains(c.Values, "1"))
}

// A Pair is a difference: what one version states and the other does not, and
// what stands there in its stead. One of the two may be nil.
type Pair struct{ Left, Right *Claim }

// Compare gives the facts in which two versions of a passage differ, in their
// order. That a version says the same twice is no difference, nor is a loose
// word by itself; but where both have something left over in one place, one of
// them was changed. Places are taken for the same if they agree in their
// number, which is told by aligned.
func Compare(left, right []Claim, aligned bool) []Pair {
	c := &comparison{left: newSide(left), right: newSide(right), aligned: aligned}
	if aligned {
		c.match(func(l, r *Claim) bool { return !l.Loose && !r.Loose }, true)
		c.match(func(l, r *Claim) bool { return true }, true)
		c.hold()
	}
	anywhere := func(l, r *Claim) bool { return !c.held[l.Place] && !c.held[r.Place] }
	c.match(func(l, r *Claim) bool { return !l.Loose && !r.Loose && anywhere(l, r) }, false)
	c.match(anywhere, false)
	return c.pairs()
}

// A comparison holds what of either side has found its like.
type comparison struct {
	left, right *side
	aligned     bool
	held        map[int]bool // places in which something was changed: what is left over there is not looked for elsewhere
}

// hold finds the places in which both versions have something left over, and
// one of them a fact that the other does not state at all, or that nothing
// moves out of.
func (c *comparison) hold() {
	left, right := c.left.leftOver(c.right), c.right.leftOver(c.left)
	c.held = map[int]bool{}
	for place, l := range left {
		if r := right[place]; l.any && r.any && (l.bound || r.bound) {
			c.held[place] = true
		}
	}
}

// A remainder says what a place has left over: anything, and something that
// cannot stand elsewhere on the other side.
type remainder struct{ any, bound bool }

func (s *side) leftOver(other *side) map[int]remainder {
	places := map[int]remainder{}
	for i := range s.claims {
		claim := &s.claims[i]
		if s.met[i] || claim.Loose {
			continue
		}
		unknown := !slices.ContainsFunc(claim.Values, func(v string) bool { return other.said[v] })
		places[claim.Place] = remainder{true, places[claim.Place].bound || claim.Fixed || unknown}
	}
	return places
}

// A side is one of two versions.
type side struct {
	claims  []Claim
	met     []bool          // it has its like on the other side
	said    map[string]bool // values of hard facts
	loosely map[string]bool // values of loose ones
}

func newSide(claims []Claim) *side {
	s := &side{claims: claims, met: make([]bool, len(claims)), said: map[string]bool{}, loosely: map[string]bool{}}
	for i := range claims {
		for _, v := range claims[i].Values {
			if claims[i].Loose {
				s.loosely[v] = true
			} else {
				s.said[v] = true
			}
		}
	}
	return s
}

// A spot is a value and, where places are told apart, its place.
type spot struct {
	value string
	place int
}

// match joins facts that say the same, first come first joined.
func (c *comparison) match(may func(l, r *Claim) bool, inPlace bool) {
	place := func(claim *Claim) int {
		if inPlace {
			return claim.Place
		}
		return 0
	}
	waiting := map[spot][]int{}
	for i := range c.right.claims {
		if !c.right.met[i] && !c.right.claims[i].idle() {
			for _, v := range c.right.claims[i].Values {
				at := spot{v, place(&c.right.claims[i])}
				waiting[at] = append(waiting[at], i)
			}
		}
	}
	for i := range c.left.claims {
		l := &c.left.claims[i]
		if l.idle() {
			continue
		}
		for n := 0; n < len(l.Values) && !c.left.met[i]; n++ {
			at := spot{l.Values[n], place(l)}
			for k, j := range waiting[at] {
				if !c.right.met[j] && may(l, &c.right.claims[j]) {
					c.left.met[i], c.right.met[j] = true, true
					waiting[at] = waiting[at][k+1:]
					break
				}
			}
		}
	}
}

// left over facts are told apart by how much they say.
const (
	free   = iota // a word such as first or none: no fact
	weak          // said in other words elsewhere on the other side, or loosely
	strong        // not said on the other side at all
)

func (s *side) strength(i int, other *side) int {
	claim := &s.claims[i]
	switch {
	case claim.idle():
		return free
	case claim.Loose, slices.ContainsFunc(claim.Values, func(v string) bool { return other.said[v] || other.loosely[v] }):
		return weak
	}
	return strong
}

// A rest is a fact without its like.
type rest struct {
	claim  *Claim
	weight int
	taken  bool
}

func (s *side) rests(other *side) (list []*rest) {
	for i := range s.claims {
		if weight := s.strength(i, other); !s.met[i] && weight > free {
			list = append(list, &rest{claim: &s.claims[i], weight: weight})
		}
	}
	return list
}

// pairs sets what is left over on one side against what is left over on the
// other: that of one place first, and the strong before the weak.
func (c *comparison) pairs() (list []Pair) {
	left, right := c.left.rests(c.right), c.right.rests(c.left)
	if c.aligned {
		there := byPlace(right)
		for place, l := range byPlace(left) {
			list = append(list, join(l, there[place], true)...)
		}
	}
	list = append(list, join(left, right, !c.aligned)...)
	for _, l := range left {
		if !l.taken && l.weight == strong {
			list = append(list, Pair{Left: l.claim})
		}
	}
	for _, r := range right {
		if !r.taken && r.weight == strong {
			list = append(list, Pair{Right: r.claim})
		}
	}
	slices.SortStableFunc(list, comparePairs)
	return list
}

func byPlace(list []*rest) map[int][]*rest {
	places := map[int][]*rest{}
	for _, r := range list {
		places[r.claim.Place] = append(places[r.claim.Place], r)
	}
	return places
}

// join pairs what is not taken yet, one by one; two weak ones where that is
// allowed.
func join(left, right []*rest, bothWeak bool) (list []Pair) {
	list = zip(list, having(left, strong), having(right, strong))
	list = zip(list, having(left, strong), having(right, weak))
	list = zip(list, having(left, weak), having(right, strong))
	if bothWeak {
		list = zip(list, having(left, weak), having(right, weak))
	}
	return list
}

func having(list []*rest, weight int) (some []*rest) {
	for _, r := range list {
		if !r.taken && r.weight == weight {
			some = append(some, r)
		}
	}
	return some
}

func zip(list []Pair, left, right []*rest) []Pair {
	for i := range min(len(left), len(right)) {
		left[i].taken, right[i].taken = true, true
		list = append(list, Pair{left[i].claim, right[i].claim})
	}
	return list
}

func line(p Pair) int {
	if p.Left != nil {
		return p.Left.Line
	}
	return p.Right.Line
}

func comparePairs(a, b Pair) int { return cmp.Compare(line(a), line(b)) }
