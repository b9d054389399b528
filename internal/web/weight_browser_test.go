package web_test

import (
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"

	"leadpath/internal/webtest"
)

// A scale weighs what comes over the wire, by its type, header fields included.
type scale struct {
	mu    sync.Mutex
	types map[network.RequestID]network.ResourceType
	bytes map[network.ResourceType]int
	open  map[network.RequestID]bool
}

func (s *scale) empty() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.types, s.bytes, s.open = map[network.RequestID]network.ResourceType{}, map[network.ResourceType]int{}, map[network.RequestID]bool{}
}

func (s *scale) hear(event any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open == nil {
		return // nothing is weighed yet
	}
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		s.open[e.RequestID] = true
	case *network.EventResponseReceived:
		s.types[e.RequestID] = e.Type
	case *network.EventLoadingFinished:
		s.bytes[s.types[e.RequestID]] += int(e.EncodedDataLength)
		delete(s.open, e.RequestID)
	case *network.EventLoadingFailed:
		delete(s.open, e.RequestID)
	}
}

// weights gives what was weighed once nothing is under way any more.
func (s *scale) weights(t *testing.T) (all int, by map[network.ResourceType]int) {
	t.Helper()
	for range 600 {
		s.mu.Lock()
		rest := len(s.open)
		s.mu.Unlock()
		if rest == 0 {
			for _, n := range s.bytes {
				all += n
			}
			return all, s.bytes
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%d requests have not ended after 30 s", len(s.open))
	return 0, nil
}

// F9: with an empty cache scripts weigh at most 5 KB, fonts 60 KB and a whole
// article, read to its end, 120 KB.
func pagesAreLight(t *testing.T, show *exhibition) {
	heaviest := 0
	tab := show.Browser.Tab(t)
	s := &scale{}
	tab.Listen(s.hear)
	tab.Size(360, 800)
	webtest.Call(tab, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	for _, e := range append(ofKind(show.All, "article"), ofKind(show.Sorts, "home", "faq", "compare")...) {
		s.empty()
		tab.Open(e.URL)
		tab.Tell(openAll + `; scrollTo(0, document.body.scrollHeight); new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))`)
		all, by := s.weights(t)
		scripts, fonts := by[network.ResourceTypeScript], by[network.ResourceTypeFont]
		if scripts == 0 || fonts == 0 || by[network.ResourceTypeDocument] == 0 {
			t.Errorf("%s: got %v, want a document, a script and fonts on the scale", e.Name, by)
		}
		if scripts > 5_000 || fonts > 60_000 || all > 120_000 {
			t.Errorf("%s: got %d bytes of scripts, %d of fonts, %d in all; want at most 5,000, 60,000 and 120,000", e.Name, scripts, fonts, all)
		}
		heaviest = max(heaviest, all)
	}
	t.Logf("F9: the heaviest page weighs %d bytes with an empty cache", heaviest)
}
