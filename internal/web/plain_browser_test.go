package web_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"

	"leadpath/internal/webtest"
)

// openAll opens every question, so that what stands in it is judged too.
const openAll = `document.querySelectorAll("details").forEach(d => d.open = true)`

// A11: without scripts the same words stand there, questions open and the
// colours change.
func worksWithoutScripts(t *testing.T, show *exhibition) {
	with, without := show.Browser.Tab(t), show.Browser.Tab(t)
	webtest.Call(without, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	// what only a script can do is said only where scripts run
	const words = `(document.querySelectorAll(".keys").forEach(e => e.remove()), document.body.innerText.replace(/\s+/g, " "))`
	for _, e := range show.Sorts {
		with.Open(e.URL)
		without.Open(e.URL)
		if got, want := webtest.Ask[string](without, words), webtest.Ask[string](with, words); got != want || len(got) < 100 {
			t.Errorf("%s: without scripts got %q, want what stands there with them, %q", e.Name, got, want)
		}
		opensByEnter(t, e.Name+" without scripts", without)
		if e.Kind == "step" {
			continue // the one kind of page without the switch
		}
		without.Tell(`document.querySelector("#colours-light").focus()`)
		without.Press(" ", kb.ArrowRight)
		if got := webtest.Ask[string](without, `getComputedStyle(document.documentElement).colorScheme`); got != "dark" {
			t.Errorf("%s: without scripts, dark chosen: got the colour scheme %q, want dark", e.Name, got)
		}
	}
}

// disorder names text that stands higher than the text before it, or in no
// place at all.
const disorder = `(() => {
	const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	let last = {top: -1};
	scrollTo(0, 0);
	for (let node; node = walker.nextNode();) {
		if (!node.data.trim() || node.parentElement.closest("script, style, svg, td, th, select, textarea, details:not([open])")) continue;
		const range = document.createRange();
		range.selectNodeContents(node);
		const box = range.getBoundingClientRect();
		if (box.height === 0) found.push("cannot be seen: “" + node.data.trim().slice(0, 60) + "”");
		if (box.bottom < last.top) found.push("stands above what comes before it: “" + node.data.trim().slice(0, 60) + "”");
		last = box;
	}
	const h1 = document.querySelector("h1");
	for (const e of document.querySelectorAll("h2, h3, main p, main dl, main ol, main table, footer")) {
		if (e.compareDocumentPosition(h1) & Node.DOCUMENT_POSITION_FOLLOWING && !e.matches(".back, .far, [role=alert] *")) found.push("comes before the h1: “" + e.textContent.trim().slice(0, 60) + "”");
	}
	for (const e of document.querySelectorAll("svg, img"))
		if (e.getBoundingClientRect().width > innerWidth) found.push("is wider than the window: " + e.outerHTML.slice(0, 60));
	return found;
})()`

// A11: without styles, and without both, the page reads in order, the title
// first.
func readsWithoutStyles(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	webtest.Call(tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	tab.Size(360, 800)
	for _, e := range show.Sorts {
		tab.Open(e.URL)
		tab.Tell(`document.querySelectorAll("style, link[rel=stylesheet]").forEach(s => s.remove())`)
		if font := webtest.Ask[string](tab, `getComputedStyle(document.body).fontFamily`); strings.Contains(font, "Vollkorn") {
			t.Fatalf("%s: the styles are still there", e.Name)
		}
		opensByEnter(t, e.Name+" without styles", tab)
		tab.Tell(openAll)
		for _, what := range webtest.Ask[[]string](tab, disorder) {
			t.Errorf("%s: without styles something %s", e.Name, what)
		}
	}
}

// opensByEnter opens what first unfolds on a page, if anything does.
func opensByEnter(t *testing.T, how string, tab *webtest.Tab) {
	t.Helper()
	const first = `[...document.querySelectorAll("summary")].find(s => s.checkVisibility() && !s.parentElement.open)`
	if !webtest.Ask[bool](tab, `(window.unfolds = `+first+`) ? (unfolds.focus(), true) : false`) {
		return
	}
	tab.Press(kb.Enter)
	if !webtest.Ask[bool](tab, `unfolds.parentElement.open && unfolds.nextElementSibling.checkVisibility()`) {
		t.Errorf("%s: Enter on %q does not unfold it", how, webtest.Ask[string](tab, `unfolds.innerText`))
	}
}
