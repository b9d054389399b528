package web_test

import (
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"

	"leadpath/internal/webtest"
)

// watchPace notes the largest paint and what blocks for more than 50 ms.
const watchPace = `window.pace = {LCP: 0, TBT: 0};
new PerformanceObserver(list => { for (const e of list.getEntries()) pace.LCP = e.startTime; }).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) pace.TBT += Math.max(0, e.duration - 50); }).observe({type: "longtask", buffered: true});`

type pace struct{ LCP, TBT float64 } // milliseconds

// F10: how fast an article and the home page stand on a slow phone: 150 ms
// there and back, 1.6 Mbit/s, a processor slowed by four. Aims: largest paint
// within 1.0 s, no blocking. A shared machine's clock judges nobody, so the
// median of five is reported, and only that there is one is demanded.
func TestPaceOnASlowPhone(t *testing.T) {
	site, browser := openSite(t), webtest.StartBrowser(t)
	for _, path := range []string{"/de/", "/en/articles/lead-implementer-or-lead-auditor"} {
		var paints, blocks []float64
		for range 5 {
			p := visitOnSlowPhone(browser.Tab(t), site.URL+path)
			paints, blocks = append(paints, p.LCP), append(blocks, p.TBT)
		}
		slices.Sort(paints)
		slices.Sort(blocks)
		t.Logf("F10: %s on a slow phone: LCP %.0f ms (%.0f to %.0f), TBT %.0f ms; aim 1000 and 0", path, paints[2], paints[0], paints[4], blocks[2])
		if paints[0] <= 0 {
			t.Errorf("%s: got no largest paint, so nothing was measured", path)
		}
	}
}

func visitOnSlowPhone(tab *webtest.Tab, url string) pace {
	defer tab.Close()
	tab.Size(360, 800)
	webtest.Call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watchPace})
	webtest.Call(tab, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Latency: 150, DownloadThroughput: 1.6e6 / 8, UploadThroughput: 1.6e6 / 8}},
	})
	webtest.Call(tab, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4})
	tab.Open(url)
	tab.Tell(`new Promise(done => setTimeout(done, 500))`)
	return webtest.Ask[pace](tab, `window.pace`)
}
