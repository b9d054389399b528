package web_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"leadpath/internal/webtest"
)

// watchTransitions notes in each page whether it came by a moving transition.
const watchTransitions = `addEventListener("pagereveal", event => { window.moved = !!event.viewTransition; });`

// A14: nothing moves for readers who asked for that: no animation runs while a
// page opens, a question unfolds or colours change, and no page slides in.
func nothingMovesUnasked(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	webtest.Call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watchTransitions})
	tab.Media("", "prefers-reduced-motion=reduce")
	const moving = `document.getAnimations().length + [...document.querySelectorAll("*")].filter(e => {
		const s = getComputedStyle(e);
		return s.scrollBehavior === "smooth" || s.animationName !== "none" || s.transitionDuration.split(",").some(d => parseFloat(d) > .01);
	}).length`
	for _, e := range show.Sorts {
		tab.Open(e.URL)
		still := func(when string) {
			if n := webtest.Ask[int](tab, moving); n != 0 {
				t.Errorf("%s, %s: got %d things that move, want 0 under reduced motion", e.Name, when, n)
			}
		}
		still("opened")
		opensByEnter(t, e.Name, tab)
		still("with an open question")
		tab.Tell(`document.querySelector("#colours-dark")?.click()`)
		still("with other colours")
	}
	if followLink(tab, show) {
		t.Error("from the home page to the articles: got a moving transition, want none under reduced motion")
	}
	tab.Media("", "prefers-reduced-motion=no-preference")
	if !followLink(tab, show) {
		t.Error("from the home page to the articles: got no transition, want one where motion is welcome (or this test sees nothing)")
	}
}

// followLink goes from the home page to the articles as a reader does, and
// tells whether the new page came by a transition.
func followLink(tab *webtest.Tab, show *exhibition) (moved bool) {
	tab.Open(show.Site.URL + "/en/")
	tab.Tell(`document.querySelector("main a[href='/en/articles']").focus()`)
	webtest.Run(tab, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.KeyEvent(kb.Enter)))
	return webtest.Ask[bool](tab, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(!!window.moved))))`)
}

var sheet = regexp.MustCompile(`/MediaBox\s*\[\s*0 0 (\d+)[.\d]* (\d+)`)

// A14: an article prints on A4, with its address and without what only a
// screen can use.
func printsClean(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	for _, e := range ofKind(show.All, "article") {
		tab.Media("")
		tab.Open(e.URL)
		tab.Media("print")
		text := webtest.Ask[string](tab, `document.body.innerText`)
		if !strings.Contains(text, show.Site.URL+e.Name) {
			t.Errorf("%s: printed text lacks the page's address %s", e.Name, show.Site.URL+e.Name)
		}
		for _, part := range []string{".skip", ".head", "nav", ".foot", "#share", ".back", "input", ".button"} {
			if webtest.Ask[bool](tab, `[...document.querySelectorAll("`+part+`")].some(e => e.checkVisibility())`) {
				t.Errorf("%s: %s is printed, want it on screens alone", e.Name, part)
			}
		}
		for _, part := range []string{"h1", ".top__lead", "#short", "#author", "#sources", "main h2"} {
			if !webtest.Ask[bool](tab, `[...document.querySelectorAll("`+part+`")].some(e => e.checkVisibility())`) {
				t.Errorf("%s: %s is not printed", e.Name, part)
			}
		}
		pdf := webtest.Run(tab, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
		if size := sheet.FindSubmatch(pdf); !bytes.HasPrefix(pdf, []byte("%PDF-")) || size == nil || string(size[1]) != "594" && string(size[1]) != "595" {
			t.Errorf("%s: got a print of %d bytes on %q, want a PDF on A4, 595 points wide", e.Name, len(pdf), size)
		}
	}
}
