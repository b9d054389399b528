package web_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"leadpath/internal/webtest"
)

// number gives every element that the keyboard reaches its place in the
// document: of a group of radios the chosen one, of closed details the summary.
const number = `(() => {
	const reach = e => e.checkVisibility({visibilityProperty: true}) && !(e.type === "radio" && !e.checked) && e.tabIndex >= 0;
	const all = [...document.querySelectorAll("a[href], summary, input, button, select, textarea, [tabindex]")].filter(reach);
	all.forEach((e, i) => e.dataset.place = i);
	return all.length;
})()`

// A stop is where the Tab key has come to.
type stop struct {
	Place   int // in the document, -1 outside of the page's elements
	Name    string
	Faults  []string // how its focus cannot be seen
	Outline float64
}

// here describes the element that has the focus: its place, and whatever
// keeps its outline from being seen. The contrast is that of the outline
// against the ground it is drawn on.
const here = `(() => {
	const e = document.activeElement, faults = [];
	if (!e || e === document.body) return {Place: -1, Name: "body", Faults: [], Outline: 0};
	const style = getComputedStyle(e), r = e.getBoundingClientRect();
	const width = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
	if (!e.matches(":focus-visible")) faults.push("does not match :focus-visible");
	if (width < 2) faults.push("has an outline of " + width + " px, want 2 or more");
	const reach = width + parseFloat(style.outlineOffset), w = document.documentElement.clientWidth, h = innerHeight;
	if (r.top < 0 || r.left < 0 || r.right > w + .5 || r.bottom > h + .5 && r.height < .9 * h) faults.push("stands at " + [r.left, r.top, r.right, r.bottom].map(Math.round) + " outside of the window of " + w + " by " + h);
	const boxes = [...e.getClientRects()].filter(b => b.width > 0 && b.height > 0 && b.bottom > 0 && b.top < h);
	const mine = hit => hit && (hit === e || e.contains(hit) || hit.contains(e));
	for (const b of boxes) for (const [x, y] of [[.5, .5], [.1, .5], [.9, .5]]) {
		const px = b.left + b.width * x, py = Math.min(Math.max(b.top + b.height * y, 1), h - 1), hit = document.elementFromPoint(px, py);
		if (!mine(hit)) faults.push("is covered by " + (hit ? hit.tagName + "." + hit.className : "nothing"));
	}
	const rgba = colour => {
		const brush = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
		brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1);
		return brush.getImageData(0, 0, 1, 1).data;
	};
	const light = c => { const [R, G, B] = [...c].map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * R + .7152 * G + .0722 * B; };
	let ground = reach > width ? e.parentElement : e;
	while (ground && rgba(getComputedStyle(ground).backgroundColor)[3] < 255) ground = ground.parentElement;
	const [a, b] = [light(rgba(style.outlineColor)), light(rgba(getComputedStyle(ground || document.documentElement).backgroundColor))];
	const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
	if (contrast < 3) faults.push("has an outline with a contrast of " + contrast.toFixed(2) + " to 1, want 3 or more");
	return {Place: Number(e.dataset.place ?? -1), Name: e.tagName.toLowerCase() + "." + e.className + " “" + (e.innerText || e.value || "").trim().slice(0, 40) + "”", Faults: [...new Set(faults)], Outline: width};
})()`

// A3: Tab reaches everything in the order of the document, forth and back,
// and is trapped nowhere.
// A4: at each stop the focus is seen and not covered.
func tabWalksThroughThePage(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	for _, e := range ofKind(show.Sorts, "home", "article", "compare", "privacy") {
		for _, view := range []struct {
			width  int64
			scheme string
		}{{360, "dark"}, {1440, "light"}} {
			how := fmt.Sprintf("%s at %d px, %s", e.Name, view.width, view.scheme)
			tab.Size(view.width, 800)
			tab.Media("", "prefers-color-scheme="+view.scheme, "prefers-reduced-motion=reduce")
			tab.Open(e.URL)
			want := make([]int, webtest.Ask[int](tab, number))
			for i := range want {
				want[i] = i
			}
			forth := walk(t, how, tab, len(want), kb.Tab)
			if !slices.Equal(forth, want) {
				t.Errorf("%s: Tab walks %v, want the order of the document, 0 to %d", how, forth, len(want)-1)
			}
			tab.Press(kb.Tab) // out at the end
			if at := webtest.Ask[stop](tab, here); at.Place > 0 {
				t.Errorf("%s: Tab after the last element leads to %s, want out of the page", how, at.Name)
			}
			back := walkBack(tab, len(want))
			slices.Reverse(back)
			if !slices.Equal(back, want[:len(want)-1]) {
				t.Errorf("%s: Shift and Tab walk back over %v, want all elements but the last", how, back)
			}
		}
	}
}

// walk presses a key so many times and gives the places it led to.
func walk(t *testing.T, how string, tab *webtest.Tab, steps int, key string) []int {
	t.Helper()
	var places []int
	for range steps {
		tab.Press(key)
		at := webtest.Ask[stop](tab, here)
		places = append(places, at.Place)
		for _, fault := range at.Faults {
			t.Errorf("%s: with the focus %s %s", how, at.Name, fault)
		}
	}
	return places
}

// walkBack begins at the last element and goes back to the first.
func walkBack(tab *webtest.Tab, count int) []int {
	tab.Tell(fmt.Sprintf("document.querySelector('[data-place=\"%d\"]').focus()", count-1))
	var places []int
	for range count - 1 {
		tab.Do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
		places = append(places, webtest.Ask[stop](tab, here).Place)
	}
	return places
}

// A3: the first stop leads past head and menu.
func skipLinkLeadsToTheText(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	tab.Size(360, 800)
	for _, e := range show.Sorts {
		if strings.Contains(e.URL, "#") {
			continue // whoever is sent to a part of a page begins there
		}
		tab.Open(e.URL)
		if webtest.Ask[bool](tab, `document.activeElement.matches("[role=alert]")`) {
			continue // whoever has something to mend begins there
		}
		tab.Press(kb.Tab)
		if at := webtest.Ask[stop](tab, here); !strings.HasPrefix(at.Name, "a.skip") || len(at.Faults) > 0 {
			t.Errorf("%s: the first stop is %s, %q; want the skip link, in view", e.Name, at.Name, at.Faults)
		}
		tab.Press(kb.Enter)
		tab.Press(kb.Tab)
		if !webtest.Ask[bool](tab, `document.querySelector("main").contains(document.activeElement)`) {
			t.Errorf("%s: after the skip link Tab leads to %s, want into the main part", e.Name, webtest.Ask[stop](tab, here).Name)
		}
	}
}

// A3: what unfolds opens and closes by the keyboard.
func questionsOpenByKey(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	tab.Size(360, 800)
	unfolding := 0
	for _, e := range show.Sorts {
		tab.Open(e.URL)
		for i := range webtest.Ask[int](tab, `(window.folds = [...document.querySelectorAll("summary")].filter(s => s.checkVisibility())).length`) {
			unfolding++
			for _, key := range []string{kb.Enter, " "} {
				before := webtest.Ask[bool](tab, fmt.Sprintf(`folds[%d].focus(), folds[%[1]d].parentElement.open`, i))
				for _, want := range []bool{!before, before} {
					tab.Press(key)
					if got := webtest.Ask[bool](tab, fmt.Sprintf(`folds[%d].parentElement.open`, i)); got != want {
						t.Errorf("%s: after %q the fold %d is open: %v, want %v", e.Name, key, i, got, want)
					}
				}
			}
			if i == 2 {
				break // they are all made by one part
			}
		}
	}
	if unfolding == 0 {
		t.Error("no page has anything that unfolds, so nothing was tried")
	}
}

// A3: the arrows choose the colours.
func arrowsChooseTheColours(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	tab.Size(360, 800)
	tab.Open(show.Site.URL + "/de/")
	tab.Tell(`document.querySelector("input[name=colours]:checked").focus()`)
	for _, want := range []string{"light", "dark", "auto"} {
		tab.Press(kb.ArrowRight)
		got := webtest.Ask[string](tab, `document.activeElement.checked && document.activeElement.value`)
		if got != want {
			t.Errorf("arrow right: got the choice %q, want %q", got, want)
		}
		scheme := webtest.Ask[string](tab, `getComputedStyle(document.documentElement).colorScheme`)
		if wanted := map[string]string{"light": "light", "dark": "dark", "auto": "light dark"}[want]; scheme != wanted {
			t.Errorf("choice %s: got the colour scheme %q, want %q", want, scheme, wanted)
		}
	}
}
