package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Pages that readers keep open while somebody edits.
var readPages = []string{articlePath, artikelPath, "/en/", "/de/", "/en/articles", "/de/faq", "/en/compare"}

// A readership reads all the time and knows which versions of each page were
// whole. Every answer must be one of them.
type readership struct {
	server  *running
	group   sync.WaitGroup
	stop    chan struct{}
	answers atomic.Int64
	mu      sync.Mutex
	whole   map[string][]string // by page: the version before, the one after
	wrong   []string
}

func (r *readership) read(reader int) {
	for n := reader; ; n++ {
		select {
		case <-r.stop:
			return
		default:
		}
		time.Sleep(2 * time.Millisecond)
		page := readPages[n%len(readPages)]
		before := r.versions(page)
		status, body, err := fetch(r.server, page)
		r.answers.Add(1)
		if err != nil || status != 200 || !slices.Contains(append(before, r.versions(page)...), body) {
			r.mu.Lock()
			r.wrong = append(r.wrong, fmt.Sprintf("GET %s: %d, %d bytes, %v", page, status, len(body), err))
			r.mu.Unlock()
		}
	}
}

func (r *readership) versions(page string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.whole[page])
}

// allow lets readers see another version of the whole site.
func (r *readership) allow(version map[string]string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for page, body := range version {
		r.whole[page] = append(r.whole[page], body)
	}
}

// settle waits until the newest version is shown everywhere and forbids all
// others.
func (r *readership) settle(t *testing.T) {
	t.Helper()
	for _, page := range readPages {
		versions := r.versions(page)
		newest := versions[len(versions)-1]
		r.server.waitFor(t, "the new version of "+page, func() bool {
			_, body := r.server.get(t, page)
			return body == newest
		})
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for page, versions := range r.whole {
		r.whole[page] = versions[len(versions)-1:]
	}
}

func (r *readership) failed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.wrong) > 0
}

func (r *readership) allowMended(t *testing.T, version map[string]string, faults []string) {
	t.Helper()
	if len(faults) > 0 {
		t.Fatalf("the mended content has faults: %q", faults)
	}
	r.allow(version)
}

// sayBroken waits until /readyz and the log say what is wrong, and until
// readers have read on.
func (r *readership) sayBroken(t *testing.T, logged int, fault string) {
	t.Helper()
	r.server.waitFor(t, "the log to name "+fault, func() bool {
		return strings.Contains(r.server.log.String()[logged:], fault)
	})
	status, body := r.server.get(t, "/readyz")
	if status != 200 || !strings.HasPrefix(body, "content: last good of 20") {
		t.Errorf("GET /readyz after %s: got %d %q, want 200 and the time of the last good content", fault, status, body)
	}
	read := r.answers.Load()
	r.server.waitFor(t, "readers to read on", func() bool { return r.answers.Load() >= read+10 })
}
