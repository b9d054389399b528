package advice

// settle finds whether open answers could turn the outcome, and which.
func (r *Result) settle() {
	t := r.table()
	r.Settled = only(t, r.Axes[Build].possible, r.Axes[Verify].possible, r.Outcome)
	if r.Settled {
		return
	}
	for _, s := range r.Model.Statements {
		if r.statements[s.index] == Unsure && r.turns(s, t) {
			r.Deciders = append(r.Deciders, r.decider(s))
		}
	}
}

// only reports whether all sums of two sets give one outcome.
func only(t *table, build, verify uint64, o Outcome) bool {
	for b := range t.most[Build] + 1 {
		if build&(1<<b) == 0 {
			continue
		}
		for v := range t.most[Verify] + 1 {
			if verify&(1<<v) != 0 && t.at(b, v) != o {
				return false
			}
		}
	}
	return true
}

// turns reports whether there is a completion of the other open answers under
// which this one turns the outcome.
func (r *Result) turns(s *Statement, t *table) bool {
	rest := [2]uint64{1, 1}
	for _, other := range r.Model.Statements {
		low := r.pointsOf(other)
		high := low
		switch {
		case other == s:
			continue
		case r.statements[other.index] == Unsure:
			low, high = 0, Most*r.weight(other)
		}
		rest[other.Side] = spread(rest[other.Side], low, high, r.weight(other))
	}
	for b := range t.most[Build] + 1 {
		for v := range t.most[Verify] + 1 {
			if rest[Build]&(1<<b) == 0 || rest[Verify]&(1<<v) == 0 {
				continue
			}
			at := [2]int{b, v}
			first := t.at(b, v) // this statement at 0 points
			for range Most {
				at[s.Side] += r.weight(s)
				if t.at(at[Build], at[Verify]) != first {
					return true
				}
			}
		}
	}
	return false
}

// decider says what each answer to an open statement would mean.
func (r *Result) decider(s *Statement) Decider {
	d := Decider{Statement: s}
	for value := range d.Outcomes {
		d.Outcomes[value] = r.With(Change{s, value}).outcome()
	}
	return d
}
