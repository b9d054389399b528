package templates

import (
	"fmt"

	"leadpath/internal/library"
	"leadpath/templates/parts"
)

// A HomeView is what the home page shows besides its words.
type HomeView struct {
	Newest  []*library.Article
	Compare bool // whether there is a comparison
}

// lettering gives the drawings their words.
func lettering(p Page) parts.Lettering {
	l := parts.Lettering{
		Building: p.T("drawing.building"), Checking: p.T("drawing.checking"), Meeting: p.T("drawing.meeting"),
		Drawn: p.T("drawing.drawn"), Open: p.T("drawing.open"), Scope: p.T("drawing.scope"),
		OutOfLine: p.T("drawing.out-of-line"), Evidence: p.T("drawing.evidence"),
		DrawnWhole: p.T("drawing.drawn-whole"), Measured: p.T("drawing.measured"),
	}
	for i := range l.Clauses {
		l.Clauses[i] = p.T(fmt.Sprintf("drawing.clause.%02d", i+4))
	}
	return l
}
