package web_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"leadpath/internal/webtest"
)

// watchShifts adds up every shift of the layout, and keeps what shifted.
const watchShifts = `window.shifts = {sum: 0, of: []};
new PerformanceObserver(list => {
	for (const s of list.getEntries()) {
		shifts.sum += s.value;
		for (const {node} of s.sources) shifts.of.push(node ? (node.outerHTML || node.data).slice(0, 60) : "?");
	}
}).observe({type: "layout-shift", buffered: true});`

// shifts is how far a page's layout shifted, as a share of the screen, and
// the beginnings of what shifted.
type shifts struct {
	Sum float64  `json:"sum"`
	Of  []string `json:"of"`
}

// nothing is a shift of 0.000, as F10 asks: the browser rounds places to whole
// pixels at times, and reports a pixel as a shift of less than a thousandth.
const nothing = 0.0005

// late is how long the fonts keep a reader waiting.
const late = 3 * time.Second

// side is how many tabs wait for their late fonts side by side.
const side = 8

// F10: nothing moves on any kind of page, whether the fonts come at once, three
// seconds late or never, on a phone and on a wide screen.
func nothingShifts(t *testing.T, show *exhibition) {
	for _, fonts := range []struct {
		name string
		come func(*webtest.Tab)
	}{
		{"at once", func(*webtest.Tab) {}},
		{"3 s late", func(tab *webtest.Tab) { holdFonts(tab, late) }},
		{"missing", func(tab *webtest.Tab) { holdFonts(tab, 0) }},
	} {
		var tabs []*webtest.Tab
		for range side {
			tab := show.Browser.Tab(t)
			defer tab.Close()
			webtest.Call(tab, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
			webtest.Call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watchShifts})
			fonts.come(tab)
			tabs = append(tabs, tab)
		}
		for _, width := range []int64{360, 1440} {
			for pages := range slices.Chunk(show.Sorts, side) {
				for i, e := range pages {
					tabs[i].Size(width, 800)
					webtest.Call(tabs[i], page.Navigate, page.NavigateParams{URL: e.URL})
				}
				for i, e := range pages {
					if s := shiftsOf(tabs[i]); s.Sum >= nothing {
						t.Errorf("%s at %d px with fonts %s: the layout shifts by %.4f, want 0.000: %q", e.Name, width, fonts.name, s.Sum, s.Of)
					}
				}
			}
		}
	}
}

// shiftsOf waits until the page is whole, looks down to its end and up again,
// and gives what moved.
func shiftsOf(tab *webtest.Tab) shifts {
	tab.Tell(`new Promise(done => document.readyState === "complete" ? done() : addEventListener("load", done))`)
	tab.Tell(`document.fonts.ready.then(() => {})`)
	const frames = `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))`
	tab.Tell(`scrollTo(0, document.body.scrollHeight); ` + frames)
	tab.Tell(`scrollTo(0, 0); ` + frames)
	return webtest.Ask[shifts](tab, `window.shifts`)
}

// holdFonts lets fonts arrive later, or with no delay at all never.
func holdFonts(tab *webtest.Tab, delay time.Duration) {
	webtest.Call(tab, fetch.Enable, fetch.EnableParams{Patterns: []*fetch.RequestPattern{{URLPattern: "*.woff2"}}})
	tab.Answer(func(ctx context.Context, asked *fetch.EventRequestPaused) error {
		if delay == 0 {
			_, err := chromedp.Call(ctx, fetch.FailRequest, fetch.FailRequestParams{RequestID: asked.RequestID, ErrorReason: network.ErrorReasonFailed})
			return err
		}
		time.Sleep(delay)
		_, err := chromedp.Call(ctx, fetch.ContinueRequest, fetch.ContinueRequestParams{RequestID: asked.RequestID})
		return err
	})
}
