package library

import (
	"slices"
)

// align gives for each section of one version that of the other which belongs
// to it, or -1. Versions of equally many sections go one by one, unless what
// they state says that some changed places; else the longest row of sections
// that state alike is kept in its order.
func align(left, right []portion) []int {
	if len(left) == len(right) {
		return inPlace(left, right)
	}
	return inRow(left, right)
}

// fewClaims is how much two sections must state before they can be known by it.
const fewClaims = 3

// inPlace pairs sections by their number. Two that state far more alike across
// than in place have changed places.
func inPlace(left, right []portion) []int {
	to := make([]int, len(left))
	for i := range to {
		to[i] = i
	}
	for i := range left {
		for j := i + 1; j < len(left); j++ {
			straight := likeness(left[i], right[to[i]]) + likeness(left[j], right[to[j]])
			across := likeness(left[i], right[to[j]]) + likeness(left[j], right[to[i]])
			if across > straight && across > 1 && states(left[i], left[j]) {
				to[i], to[j] = to[j], to[i]
			}
		}
	}
	return to
}

func states(sections ...portion) bool {
	return !slices.ContainsFunc(sections, func(s portion) bool { return len(s.claims) < fewClaims })
}

// inRow finds the pairs that state most alike in all, in their order.
func inRow(left, right []portion) []int {
	best := make([][]float64, len(left)+1)
	for i := range best {
		best[i] = make([]float64, len(right)+1)
	}
	for i := len(left) - 1; i >= 0; i-- {
		for j := len(right) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1], best[i+1][j+1]+near(left, right, i, j))
		}
	}
	to := make([]int, len(left))
	for i, j := 0, 0; i < len(left); {
		switch {
		case j < len(right) && best[i][j] == best[i+1][j+1]+near(left, right, i, j):
			to[i] = j
			i, j = i+1, j+1
		case j < len(right) && best[i][j] == best[i][j+1]:
			j++
		default:
			to[i] = -1
			i++
		}
	}
	return to
}

// near is how alike two sections are; of those that state little, a bit.
func near(left, right []portion, i, j int) float64 {
	const bit = 0.01
	return bit + likeness(left[i], right[j])
}

// likeness is the share of what two sections state that both do: 0 to 1.
func likeness(left, right portion) float64 {
	said := map[string]int{}
	for _, c := range left.claims {
		if !c.Loose {
			said[c.Values[0]]++
		}
	}
	both, all := 0, 0
	for _, n := range said {
		all += n
	}
	for _, c := range right.claims {
		if c.Loose {
			continue
		}
		if said[c.Values[0]] > 0 {
			said[c.Values[0]]--
			both++
		} else {
			all++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(both) / float64(all)
}
