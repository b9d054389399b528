// Package advice answers what visitors come with: which path suits me, how
// firm is that, and which grade can I reach. It reads its questions once;
// then there is no I/O and no clock.
//
// The story: Load reads the versions of the questionnaire from a content
// folder. Parse makes Answers of an address, Next says which step is open,
// Weigh turns complete answers into a Result with its working, RouteOf leads
// from there through courses and grades. What is advised, and why, follows
// model.md: building and verifying are weighed apart, as exact fractions.
package advice

import "strconv"

// Paths are all versions of the questionnaire.
type Paths struct {
	models []*Model // in the order of their versions, published ones only
	drafts []*Model // not published yet
}

// Today gives the version that is asked today: the highest that is published.
func (p *Paths) Today() *Model { return p.models[len(p.models)-1] }

// Version gives a published version by its number as it stands in an
// address, or nil.
func (p *Paths) Version(number string) *Model {
	for _, m := range p.models {
		if strconv.Itoa(m.Version) == number {
			return m
		}
	}
	return nil
}

// Knows reports whether any published version has a step with an id.
func (p *Paths) Knows(id string) bool {
	for _, m := range p.models {
		if _, ok := m.Step(id); ok {
			return true
		}
	}
	return false
}

// Published gives the published versions, the oldest first.
func (p *Paths) Published() []*Model { return p.models }

// Drafts gives the versions that are not published, the oldest first.
func (p *Paths) Drafts() []*Model { return p.drafts }

// All gives every version that was read, drafts last.
func (p *Paths) All() []*Model { return append(append([]*Model{}, p.models...), p.drafts...) }
