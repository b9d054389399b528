package advice

import (
	"slices"
	"strings"
)

// An Aside is what was said about a circumstance.
type Aside struct {
	Circumstance *Circumstance
	Value        string // as it stands in the address; no skip
	Off          bool   // left aside, to compare
}

// considerCircumstances fills what counts beside the answers. None of it
// changes the outcome.
func (r *Result) considerCircumstances() {
	for i, c := range r.Model.Circumstances {
		if r.says(i) {
			r.Asides = append(r.Asides, Aside{c, r.circumstances[i], r.without&(1<<i) != 0})
		}
	}
	if r.Outcome == Both {
		r.hearPairs()
	}
	r.order()
	for o := range r.options() {
		if o.none != nil && (r.Outcome == Both || r.Outcome == pathOf(*o.none)) {
			r.Untried = append(r.Untried, *o.none)
		}
	}
	slices.Sort(r.Untried)
	r.Untried = slices.Compact(r.Untried)
}

func (r *Result) hearPairs() {
	for i, p := range r.Model.Pairs {
		switch r.pairs[i] {
		case 'a':
			r.Votes[p.a]++
		case 'b':
			r.Votes[p.a.Other()]++
		}
	}
}

// order says which side comes first, when both: the one that circumstances
// ask for where they agree, else the one that more pairs speak for, else the
// stronger, else building.
func (r *Result) order() {
	b, v := r.Axes[Build], r.Axes[Verify]
	switch {
	case r.Votes[Build] != r.Votes[Verify]:
		if r.Votes[Verify] > r.Votes[Build] {
			r.First = Verify
		}
	case b.Points*v.Most < v.Points*b.Most:
		r.First = Verify
	}
	var wanted [2]bool
	for o := range r.options() {
		if o.first != nil {
			wanted[*o.first] = true
		}
	}
	if wanted[Build] != wanted[Verify] {
		side := Build
		if wanted[Verify] {
			side = Verify
		}
		r.Swayed = side != r.First
		r.First = side
	}
}

// options gives the chosen options of the circumstances that are not left
// aside.
func (r *Result) options() func(yield func(*Option) bool) {
	return func(yield func(*Option) bool) {
		for _, a := range r.Asides {
			if a.Off || a.Circumstance.Kind == Number {
				continue
			}
			for id := range strings.SplitSeq(a.Value, ".") {
				if !yield(a.Circumstance.option(id)) {
					return
				}
			}
		}
	}
}

// Readings gives what to read after this result, in the model's order: what
// its circumstances ask for first, then what is for everybody with this
// outcome; each article once.
func (r *Result) Readings() []*Reading {
	var list []*Reading
	add := func(fits func(when string) bool) {
		for _, reading := range r.Model.Readings {
			known := slices.ContainsFunc(list, func(other *Reading) bool { return other.Article == reading.Article })
			if !known && slices.ContainsFunc(reading.when, fits) {
				list = append(list, reading)
			}
		}
	}
	add(func(when string) bool {
		id, option, ok := strings.Cut(when, "=")
		return ok && slices.ContainsFunc(r.Asides, func(a Aside) bool {
			return a.Circumstance.ID == id && slices.Contains(strings.Split(a.Value, "."), option) && !a.Off
		})
	})
	add(func(when string) bool { return Outcome(when) == r.Outcome })
	return list
}

// Situation gives what the circumstances say for the route. Those that are
// left aside count as not said.
func (r *Result) Situation() Situation {
	said := map[string][]string{}
	for _, a := range r.Asides {
		if !a.Off {
			said[a.Circumstance.ID] = strings.Split(a.Value, ".")
		}
	}
	s := situationOf(said)
	for o := range r.options() {
		s.Wait = max(s.Wait, o.wait)
	}
	return s
}
