package templates

import (
	"context"
	"strings"
	"sync"

	"github.com/a-h/templ"
)

// Drawn holds pieces of the pages of one edition in one language that were
// drawn already. Results are made for one visitor and kept by nobody, but they
// have most of their pieces in common: the areas of the plane, a bar for each
// answer to each statement. Such a piece is drawn once, and copied from then on.
type Drawn struct{ pieces sync.Map }

// The pieces that all pages have, by the address of theirs.
type (
	bandOf  string
	linksOf string
)

// common gives such a piece. Where no answers stand in for others the page is
// drawn once itself.
func (p Page) common(key any, draw func() templ.Component) templ.Component {
	if p.Answers == "" && !p.Shared {
		return draw()
	}
	return p.Drawn.Once(key, draw)
}

// Once gives a piece as it was drawn the first time. The key holds all that it
// depends on besides edition and language, and its type says which piece it
// is. What visitors make up, such as numbers, must not be in it: it would fill
// the memory.
func (d *Drawn) Once(key any, draw func() templ.Component) templ.Component {
	if piece, ok := d.pieces.Load(key); ok {
		return piece.(templ.Component)
	}
	piece := draw()
	var drawn strings.Builder
	if err := piece.Render(context.Background(), &drawn); err != nil {
		return piece // it says so itself, on the page that wants it
	}
	copied := templ.Raw(drawn.String())
	d.pieces.Store(key, copied)
	return copied
}

// Cut gives a piece that is drawn once, cut where marks stand in it, for what
// each page fills in itself.
func (d *Drawn) Cut(key any, mark string, draw func() templ.Component) ([]string, error) {
	if pieces, ok := d.pieces.Load(key); ok {
		return pieces.([]string), nil
	}
	var drawn strings.Builder
	if err := draw().Render(context.Background(), &drawn); err != nil {
		return nil, err
	}
	pieces := strings.Split(drawn.String(), mark)
	d.pieces.Store(key, pieces)
	return pieces, nil
}
