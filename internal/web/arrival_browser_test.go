package web_test

import (
	"os"
	"testing"

	"github.com/chromedp/cdproto/page"

	"leadpath/internal/webtest"
)

// arrive writes the page anew, piece by piece, as it comes over a slow line,
// and gives every box that moves while what follows arrives: its place before
// and after, and the piece that moved it. As in the browser's own measure less
// than three pixels are none; a word in running text may change its line.
const arrive = `(async () => {
	const pieces = (await (await fetch(location)).text()).split(/(?=<)|(?<=>)/);
	const places = new Map(), moves = [], step = Math.ceil(pieces.length / 200);
	document.open();
	for (const [i, piece] of pieces.entries()) {
		document.write(piece);
		if (!piece.trim() || step > 1 && i % step) continue;
		for (const box of document.querySelectorAll("body *:not(svg *, .vh)")) {
			const {left, top, width, height} = box.getBoundingClientRect();
			if (!width || !height || getComputedStyle(box).display === "inline") continue;
			const was = places.get(box) ?? [left, top];
			if (Math.max(Math.abs(left - was[0]), Math.abs(top - was[1])) >= 3)
				moves.push(box.outerHTML.slice(0, 60) + " from " + was.map(Math.round) + " to " + [left, top].map(Math.round) + " after " + piece.slice(0, 60));
			places.set(box, [left, top]);
		}
	}
	document.close();
	return moves;
})()`

// F10: a browser shows a page before it has all of it; what stands there keeps
// its place while the rest arrives.
func nothingMovesAsItArrives(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	defer tab.Close()
	webtest.Call(tab, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true}) // it forbids document.write
	widths := []int64{360, 1440}
	if os.Getenv("LONG") != "" {
		widths = append(widths, 768)
	}
	for _, e := range show.Sorts {
		for _, width := range widths {
			tab.Size(width, 800)
			tab.Open(e.URL)
			if moves := webtest.Ask[[]string](tab, arrive); len(moves) > 0 {
				t.Errorf("%s at %d px: %d boxes move while the page arrives, want none: %q", e.Name, width, len(moves), moves[:min(len(moves), 5)])
			}
		}
	}
}
