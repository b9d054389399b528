package library

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

// The numbers of BM25 and of what is added to it.
const (
	saturation = 1.2  // k1: how soon one more use of a word stops counting
	lengthPart = 0.75 // b: how much a long unit is held against it
	together   = 0.5  // for words that stand in one section
	everywhere = 0.05 // for each other section with some of them
	topRather  = 0.6  // what a section needs of what the top has, for a hit to lead there
	titleWhole = 3.0  // for a title of which every word was sought
	termPart   = 0.7  // what a term counts beside a text that says more
)

// mostWords is how many words of a query count; no reader types more.
const mostWords = 24

// enough is how many units with a word, if it is the rarest of its query, are
// looked at before what stands for it less well is left out.
const enough = 20_000

// A side is the index of one language: a large segment and, laid over it, a
// small one of what has changed since that was made.
type side struct {
	tongue *tongue
	base   *segment
	over   *segment
	gone   map[uint32]bool // items of base that are no more
}

// segments gives both parts of a side.
func (s *side) segments() []*segment { return []*segment{s.base, s.over} }

// A ranked item is one that has every word of a query.
type ranked struct {
	score   float32
	part    int // of the side
	item    uint32
	section int // 0: the top
}

// A search is a query being answered on one side.
type search struct {
	*side
	words   []soughtWord
	matches [][2][]match // by word and part
	weight  []float32    // by word: how rare it is
}

// newSearch looks up what the words of a query may stand for.
func (s *side) newSearch(query string) *search {
	q := &search{side: s, words: s.tongue.soughtWords(query, mostWords)}
	for _, w := range q.words {
		of := s.matches(w)
		q.matches = append(q.matches, of)
		q.weight = append(q.weight, s.rarity(of))
	}
	return q
}

// matches gives by part what stands for a word: itself or parts of words, else
// what it may be given up for, else what is one letter apart. One part alone
// decides nothing.
func (s *side) matches(w soughtWord) [2][]match {
	of := [2][]match{s.base.matches(w), s.over.matches(w)}
	if len(of[0])+len(of[1]) == 0 && w.or != "" {
		standard := soughtWord{folded: w.or, root: w.or}
		of = [2][]match{s.base.matches(standard), s.over.matches(standard)}
	}
	if len(of[0])+len(of[1]) == 0 {
		of = [2][]match{s.base.typos(w), s.over.typos(w)}
	}
	return s.shared(of)
}

// shared lets what one part knows to stand for a word count in the other too:
// that may have a root in another form, in which the word is not seen.
func (s *side) shared(of [2][]match) [2][]match {
	both := of
	for part, seg := range s.segments() {
		other := s.segments()[1-part]
		for _, m := range of[1-part] {
			root, has := seg.roots[other.names[m.root]]
			at := slices.IndexFunc(both[part], func(known match) bool { return known.root == root })
			switch {
			case !has:
			case at < 0:
				both[part] = append(both[part], match{root, m.weight})
			default:
				both[part][at].weight = max(both[part][at].weight, m.weight)
			}
		}
		slices.SortStableFunc(both[part], func(a, b match) int { return cmp.Compare(b.weight, a.weight) })
	}
	return both
}

// rarity weighs a word by the units that have it or, where none has, what
// stands for it.
func (s *side) rarity(of [2][]match) float32 {
	units, exact, any := 0, 0, 0
	for part, seg := range s.segments() {
		units += len(seg.units)
		for _, m := range of[part] {
			if m.weight == 1 {
				exact += int(seg.inUnit[m.root])
			}
			any += int(seg.inUnit[m.root])
		}
	}
	in := float64(min(units, any))
	if exact > 0 {
		in = float64(exact)
	}
	return float32(math.Log(1 + (float64(units)-in+0.5)/(in+0.5)))
}

// rank gives up to most items that have every word and that may be shown, best
// first.
func (q *search) rank(most int, shown func(item) bool) []ranked {
	var best podium
	for part := range q.segments() {
		q.rankPart(part, func(r ranked) { best.offer(q, r, most, shown) })
	}
	return best
}

// A podium is the best items so far, best first.
type podium []ranked

// offer takes an item in if it is among the best and may be shown.
func (p *podium) offer(q *search, r ranked, most int, shown func(item) bool) {
	if len(*p) == most && !q.before(r, (*p)[most-1]) || !shown(q.item(r)) {
		return
	}
	place, _ := slices.BinarySearchFunc(*p, r, func(a, b ranked) int {
		if q.before(a, b) {
			return -1
		}
		return 1
	})
	*p = slices.Insert(*p, place, r)
	*p = (*p)[:min(len(*p), most)]
}

// before reports whether an item stands before another.
func (q *search) before(a, b ranked) bool {
	if a.score != b.score {
		return a.score > b.score
	}
	x, y := q.item(a), q.item(b)
	return cmp.Or(cmp.Compare(x.kind, y.kind), cmp.Compare(x.key, y.key)) < 0
}

func (q *search) item(r ranked) item { return q.segments()[r.part].items[r.item] }

// A sheet is what is reckoned with on a segment: a sum a unit, and per item
// how many words it has so far and the best of each.
type sheet struct {
	now   []float32 // by unit: this word
	sum   []float32 // by unit: the words so far
	total []float32 // by item: the best unit of each word so far
	had   []uint8   // by item: words so far
	title []uint8   // by item: words of the title so far
	used  []uint32  // units of this word
}

var sheets = sync.Pool{New: func() any { return new(sheet) }}

func grown[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	list = list[:n]
	clear(list)
	return list
}

// rankPart gives every item of a segment that has all words to found.
func (q *search) rankPart(part int, found func(ranked)) {
	seg := q.segments()[part]
	if len(q.words) == 0 || len(seg.items) == 0 {
		return
	}
	h := sheets.Get().(*sheet)
	defer sheets.Put(h)
	h.now, h.sum = grown(h.now, len(seg.units)), grown(h.sum, len(seg.units))
	h.total, h.had, h.title = grown(h.total, len(seg.items)), grown(h.had, len(seg.items)), grown(h.title, len(seg.items))
	for turn, word := range q.rarestFirst(part) {
		h.take(seg, q.matches[word][part], q.weight[word], uint8(turn))
	}
	for number := range seg.items {
		if int(h.had[number]) == len(q.words) && !(part == 0 && q.gone[uint32(number)]) {
			score, section := h.judge(seg, uint32(number), len(q.words))
			found(ranked{score, part, uint32(number), section})
		}
	}
}

// rarestFirst orders the words so that most items drop out early.
func (q *search) rarestFirst(part int) []int {
	cost := make([]int, len(q.words))
	order := make([]int, len(q.words))
	for word := range q.words {
		order[word] = word
		for _, m := range q.matches[word][part] {
			cost[word] += int(q.segments()[part].inUnit[m.root])
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(cost[a], cost[b]) })
	return order
}

// take reckons one word: for each unit the best of the roots that stand for
// it. Items that lack an earlier word are passed over.
func (h *sheet) take(seg *segment, matches []match, weight float32, turn uint8) {
	h.used = h.used[:0]
	for _, m := range matches {
		if turn == 0 && len(h.used) > enough {
			break // what stands for the word from here on would not come before these
		}
		for p := seg.postings(m.root); p.next(); {
			u := &seg.units[p.unit]
			if h.had[u.item] < turn {
				continue
			}
			long := 1 - lengthPart + lengthPart*float32(u.words)/seg.length
			times := float32(p.times)
			score := m.weight * weight * times * (saturation + 1) / (times + saturation*long)
			if h.now[p.unit] == 0 {
				h.used = append(h.used, p.unit)
			}
			h.now[p.unit] = max(h.now[p.unit], score)
			if p.title && m.weight > insideWeight && h.had[u.item] == turn {
				h.title[u.item] |= 0x80
			}
		}
	}
	h.settle(seg, turn)
}

// settle adds what a word brought to its items.
func (h *sheet) settle(seg *segment, turn uint8) {
	h.orderUsed()
	for i := 0; i < len(h.used); {
		of := seg.units[h.used[i]].item
		best := float32(0)
		for ; i < len(h.used) && seg.units[h.used[i]].item == of; i++ {
			unit := h.used[i]
			best = max(best, h.now[unit])
			h.sum[unit] += h.now[unit]
			h.now[unit] = 0
		}
		h.total[of] += best
		h.had[of] = turn + 1
		if h.title[of]&0x80 != 0 {
			h.title[of] = h.title[of]&0x7f + 1
		}
	}
}

// orderUsed brings the units of this word into their order. One list is in
// order; of many, most units are used, and then looking at all is quicker.
func (h *sheet) orderUsed() {
	if slices.IsSorted(h.used) {
		return
	}
	if len(h.used)*8 < len(h.now) {
		slices.Sort(h.used)
		return
	}
	h.used = h.used[:0]
	for unit, score := range h.now {
		if score > 0 {
			h.used = append(h.used, uint32(unit))
		}
	}
}

// judge gives the score of an item that has every word, and its best section.
func (h *sheet) judge(seg *segment, number uint32, words int) (score float32, section int) {
	it := seg.items[number]
	best, all := h.sum[it.first], h.sum[it.first]
	top := best * topRather
	if int(h.title[number]) == words {
		top = best
	}
	for unit := it.first + 1; int(unit) < len(seg.units) && seg.units[unit].item == number; unit++ {
		if h.sum[unit] > top {
			top, section = h.sum[unit], int(seg.units[unit].section)
		}
		best = max(best, h.sum[unit])
		all += h.sum[unit]
	}
	score = h.total[number] + together*best + everywhere*all
	if it.title > 0 {
		score += titleWhole * float32(h.title[number]) / float32(it.title)
	}
	if it.kind == termHit {
		score *= termPart
	}
	return score, section
}
