package web_test

import (
	"strings"
	"testing"

	"leadpath/internal/webtest"
)

// lettering measures each drawing of a page: its smallest letters, in pixels
// of the screen, and what of its letters reaches beyond its frame.
const lettering = `[...document.querySelectorAll(".drawn svg")].map(svg => {
	const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width, frame = svg.getBoundingClientRect();
	const texts = [...svg.querySelectorAll("text")];
	const out = r => r.left < frame.left - .5 || r.right > frame.right + .5 || r.top < frame.top - .5 || r.bottom > frame.bottom + .5;
	return {
		Name: svg.getAttribute("aria-label"),
		Smallest: Math.min(...texts.map(t => parseFloat(getComputedStyle(t).fontSize) * scale)),
		Out: texts.filter(t => out(t.getBoundingClientRect())).map(t => t.textContent),
	};
})`

type lettered struct {
	Name     string
	Smallest float64
	Out      []string
}

// A7, A14: the letters of drawings are large enough to be read on a phone and
// on paper, and stand within them.
func drawingsAreLegible(t *testing.T, show *exhibition) {
	tab, count := show.Browser.Tab(t), 0
	for _, e := range ofKind(show.All, "article") {
		tab.Open(e.URL)
		for _, view := range []struct {
			width int64
			media string
			least float64
		}{{320, "", 11.9}, {360, "", 12}, {768, "", 14}, {1440, "", 14}, {650, "print", 12}} {
			tab.Size(view.width, 800)
			tab.Media(view.media)
			for _, d := range webtest.Ask[[]lettered](tab, lettering) {
				count++
				if d.Smallest < view.least || len(d.Out) > 0 {
					t.Errorf("%s at %d px %s, %s: got letters of %.1f px and outside “%s”; want %g px at least and all within",
						e.Name, view.width, view.media, d.Name, d.Smallest, strings.Join(d.Out, "”, “"), view.least)
				}
			}
		}
		tab.Media("")
	}
	if count < 20 {
		t.Errorf("got %d views of drawings, want 2 drawings in each language, 5 times", count)
	}
}

// A12, A14: whoever does not see a drawing hears one picture with a name and
// can unfold what it says; on paper it says it itself.
func drawingsAreTold(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	for _, e := range ofKind(show.All, "article") {
		tab.Open(e.URL)
		heard := webtest.Ask[[]string](tab, `[...document.querySelectorAll(".drawn")].map(f => {
			const svg = f.querySelector("svg"), told = f.nextElementSibling;
			told.querySelector("summary").click();
			return [svg.getAttribute("role"), svg.ariaLabel ? "named" : "", f.querySelector("figcaption").textContent ? "captioned" : "",
				told.open && told.innerText.length > 100 ? "told" : ""].join(" ");
		})`)
		tab.Media("print")
		printed := webtest.Ask[int](tab, `[...document.querySelectorAll(".told")].filter(d => d.checkVisibility()).length`)
		tab.Media("")
		for _, h := range heard {
			if h != "img named captioned told" || printed > 0 {
				t.Errorf("%s: got a drawing that is %q, and words on paper: %d; want it img named captioned told, and none", e.Name, h, printed)
			}
		}
	}
}
