package web_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"

	"leadpath/internal/webtest"
)

// A witness writes down what a tab asks for and complains of.
type witness struct {
	mu         sync.Mutex
	requests   []string
	complaints []string
}

func (w *witness) hear(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		w.requests = append(w.requests, e.Request.URL)
	case *network.EventWebSocketCreated:
		w.requests = append(w.requests, e.URL)
	case *network.EventResponseReceived:
		if e.Type != network.ResourceTypeDocument && e.Response.Status >= 400 {
			w.complaints = append(w.complaints, fmt.Sprintf("%d for %s", e.Response.Status, e.Response.URL))
		}
	case *audits.EventIssueAdded:
		w.complaints = append(w.complaints, fmt.Sprintf("%s %+v", e.Issue.Code, e.Issue.Details))
	case *log.EventEntryAdded:
		if e.Entry.Source != log.EntrySourceNetwork { // error pages are logged by their status
			w.complaints = append(w.complaints, string(e.Entry.Source)+": "+e.Entry.Text)
		}
	case *runtime.EventConsoleAPICalled:
		w.complaints = append(w.complaints, fmt.Sprintf("console.%s", e.Type))
	case *runtime.EventExceptionThrown:
		w.complaints = append(w.complaints, e.ExceptionDetails.Text)
	}
}

// take gives what was written since it was last asked.
func (w *witness) take() (requests, complaints []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	requests, complaints = w.requests, w.complaints
	w.requests, w.complaints = nil, nil
	return requests, complaints
}

// kept names everything that the browser keeps for the site.
const kept = `(async () => [
	...Object.keys(localStorage).map(k => "local " + k + "=" + localStorage[k]),
	...Object.keys(sessionStorage).map(k => "session " + k),
	...(await indexedDB.databases()).map(d => "database " + d.name),
	...(self.caches ? await caches.keys() : []).map(k => "cache " + k),
	...(navigator.serviceWorker ? await navigator.serviceWorker.getRegistrations() : []).map(r => "worker " + r.scope),
	...(document.cookie ? [document.cookie] : []),
])()`

// W15: a browser that has never been here talks to this site alone and keeps
// nothing. S7: and no page does what its own policy forbids.
func keepsQuiet(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	w := &witness{}
	tab.Listen(w.hear)
	webtest.Call(tab, audits.Enable, cdp.Empty{})
	for _, e := range show.All {
		w.take()
		tab.Open(e.URL)
		tab.Tell(openAll + `; scrollTo(0, document.body.scrollHeight)`)
		requests, complaints := w.take()
		if len(requests) == 0 {
			t.Errorf("%s: got no request at all, so nothing is watched", e.Name)
		}
		own := e.URL[:strings.Index(e.URL, "/"+e.Lang+"/")+1]
		for _, url := range requests {
			if !strings.HasPrefix(url, own) {
				t.Errorf("%s: the browser asks for %s, want nothing but this site", e.Name, url)
			}
		}
		for _, complaint := range complaints {
			t.Errorf("%s: the browser complains: %s; want silence", e.Name, complaint)
		}
		if things := webtest.Ask[[]string](tab, kept); len(things) > 0 {
			t.Errorf("%s: the browser keeps %q, want nothing", e.Name, things)
		}
	}
	noCookies(t, tab)
}

// W15: the one thing a browser may keep is a choice of colours that was made,
// and the next page knows it.
func keepsTheColours(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	const dark = `document.querySelector("#colours-dark").checked && getComputedStyle(document.documentElement).colorScheme === "dark"`
	tab.Open(show.Site.URL + "/en/")
	if webtest.Ask[bool](tab, dark) {
		t.Error("dark is chosen before anybody has")
	}
	tab.Tell(`document.querySelector("#colours-dark").click()`)
	for _, path := range []string{"/en/", "/de/artikel"} {
		tab.Open(show.Site.URL + path)
		if things := webtest.Ask[[]string](tab, kept); len(things) != 1 || things[0] != "local colours=dark" {
			t.Errorf("%s with dark chosen: the browser keeps %q, want the key colours alone", path, things)
		}
		if !webtest.Ask[bool](tab, dark) {
			t.Errorf("%s: the choice of dark is forgotten", path)
		}
	}
	noCookies(t, tab)
}

// noCookies asks the browser itself, which also knows the cookies that scripts
// cannot read.
func noCookies(t *testing.T, tab *webtest.Tab) {
	t.Helper()
	for _, c := range webtest.Call(tab, network.GetCookies, network.GetCookiesParams{}).Cookies {
		t.Errorf("got the cookie %s, want none", c.Name)
	}
}
