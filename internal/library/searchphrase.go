package library

import (
	"cmp"
	"slices"
	"strings"
)

// phrase is what a title counts in which a query stands as it was typed.
const phrase = 3.0

// byPhrase orders hits anew: a title that has the words of a query side by
// side, those that say nothing included, is nearer to what was asked than one
// that has them apart. It looks at the best hits alone, so it costs the same in
// a large library.
func (t *tongue) byPhrase(hits []Hit, scores []float32, query string) []Hit {
	words := t.typed(query)
	order := make([]int, len(hits))
	for i, h := range hits {
		order[i] = i
		scores[i] += phrase * t.asTyped(words, h)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	sorted := make([]Hit, len(hits))
	for place, i := range order {
		sorted[place] = hits[i]
	}
	return sorted
}

// typed gives the roots of the first words of a text in the order in which
// they stand, and standards without who publishes them.
func (t *tongue) typed(text string) (roots []string) {
	var r reading
	r.each(text, func(form []byte, start, end int) {
		if start == end || len(roots) == mostWords {
			return
		}
		if word := t.fold(form); !strings.Contains(" "+publishers+" ", " "+word+" ") {
			roots = append(roots, t.root(word))
		}
	})
	return roots
}

// asTyped gives how near the words of a query stand to each other in that
// title of a hit where they are nearest, 0 to 1.
func (t *tongue) asTyped(words []string, h Hit) (nearest float32) {
	if len(words) < 2 {
		return 0
	}
	for _, title := range h.titles() {
		nearest = max(nearest, nearness(words, t.typed(title)))
	}
	return nearest
}

// titles gives what stands over a hit, and its address, which is one in short.
func (h Hit) titles() []string {
	switch {
	case h.Section != nil:
		return []string{h.Article.Title, h.Article.Slug, h.Section.Title}
	case h.Article != nil:
		return []string{h.Article.Title, h.Article.Slug}
	case h.Question != nil:
		return []string{h.Question.Title, h.Question.Slug}
	}
	return append([]string{h.Term.Word}, h.Term.Also...)
}

// nearness is 1 where each two neighbours of a query are neighbours in a title
// in either order, and less by how far they are apart.
func nearness(words, title []string) (sum float32) {
	for i := range words[1:] {
		if steps := apart(title, words[i], words[i+1]); steps > 0 {
			sum += 1 / float32(steps)
		}
	}
	return sum / float32(len(words)-1)
}

// apart gives the fewest steps from one word of a list to another, 0 where one
// is missing.
func apart(list []string, a, b string) (fewest int) {
	lastA, lastB := -1, -1
	for at, word := range list {
		switch word {
		case a:
			lastA = at
		case b:
			lastB = at
		default:
			continue
		}
		if steps := max(lastA-lastB, lastB-lastA); lastA >= 0 && lastB >= 0 && (fewest == 0 || steps < fewest) {
			fewest = steps
		}
	}
	return fewest
}
