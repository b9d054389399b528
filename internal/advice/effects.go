package advice

import (
	"slices"
	"strings"
)

// An Effect is what a circumstance may change. None is the outcome.
type Effect string

// The effects, in the order in which they are named.
const (
	OnOrder   Effect = "order"   // which side comes first, when both
	OnTime    Effect = "time"    // when the first Lead course can be
	OnRoute   Effect = "route"   // steps, hours and dates of the route
	OnWish    Effect = "wish"    // the word that a side has not been tried yet
	OnReading Effect = "reading" // what to read
)

// Effects gives what a circumstance may change besides its own sentence.
func (m *Model) Effects(c *Circumstance) []Effect {
	some := func(has func(*Option) bool) bool { return slices.ContainsFunc(c.Options, has) }
	var list []Effect
	for _, e := range []struct {
		effect Effect
		holds  bool
	}{
		{OnOrder, some(func(o *Option) bool { return o.first != nil })},
		{OnTime, some(func(o *Option) bool { return o.wait > 0 })},
		{OnRoute, c.routes()},
		{OnWish, some(func(o *Option) bool { return o.none != nil })},
		{OnReading, slices.ContainsFunc(m.Readings, func(r *Reading) bool { return r.asksFor(c) })},
	} {
		if e.holds {
			list = append(list, e.effect)
		}
	}
	return list
}

// routes reports whether some answer to the circumstance is heard by the
// calculator of grades, whose names they share.
func (c *Circumstance) routes() bool {
	query := c.ID + "=0"
	for _, o := range c.Options {
		query += "&" + c.ID + "=" + o.ID
	}
	return len(ParseSituation(query).Given) > 0
}

// asksFor reports whether a circumstance can lead to the article.
func (r *Reading) asksFor(c *Circumstance) bool {
	return slices.ContainsFunc(r.when, func(when string) bool { return strings.HasPrefix(when, c.ID+"=") })
}

// Sides gives the side that option a speaks for, and that of option b.
func (p *Pair) Sides() (a, b Side) { return p.a, p.a.Other() }
