package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// What visitors do to book, as their browsers send it.

// wideHours offer a start every quarter of an hour, day and night, for four
// weeks. A call keeps the next one free, and the first is far enough ahead that
// nobody is reminded of it while a test runs.
const wideHours = `zone    = "UTC"
minutes = 15
buffer  = 15
notice  = 2
horizon = 28
daily   = 0

[weekly]
monday    = ["00:00-24:00"]
tuesday   = ["00:00-24:00"]
wednesday = ["00:00-24:00"]
thursday  = ["00:00-24:00"]
friday    = ["00:00-24:00"]
saturday  = ["00:00-24:00"]
sunday    = ["00:00-24:00"]
`

// withHours copies the shipped content with other hours.
func withHours(t testing.TB, hours string) (folder string) {
	t.Helper()
	folder = shippedContent(t)
	edit(t, folder, "call.toml", hours)
	return folder
}

// offered gives the starts that are offered while nobody has booked.
func offered(t testing.TB, content string) []string {
	t.Helper()
	got := outcome(t, command(t, "openings", "--content", content))
	starts := strings.Fields(got.stdout)
	if got.code != exitOK || len(starts) == 0 {
		t.Fatalf("leadpath openings: got exit code %d and %q, want openings", got.code, got.stderr)
	}
	return starts[1:] // the first may pass while the test runs
}

// bookable serves wide hours to visitors who each have an address of their
// own.
func bookable(t testing.TB, content string, arguments ...string) *running {
	t.Helper()
	return start(t, append([]string{"--content", content, "--data", filepath.Join(t.TempDir(), "data"), "--trusted-proxies", "127.0.0.1/32"}, arguments...)...)
}

// An answer is what a visitor got.
type answer struct {
	status int
	header http.Header
	body   string
}

var lastAddress atomic.Uint32

// newAddress gives an address that nobody else has.
func newAddress() string {
	n := lastAddress.Add(1)
	return fmt.Sprintf("10.%d.%d.%d", n>>16&255, n>>8&255, n&255)
}

// ask fetches a page, or posts a form to it, from an address.
func (s *running) ask(path string, form url.Values, address string) (answer, error) {
	method, body := http.MethodGet, ""
	if form != nil {
		method, body = http.MethodPost, form.Encode()
	}
	request, err := http.NewRequest(method, s.url+path, strings.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("X-Forwarded-For", address)
	response, err := s.client.Do(request)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = response.Body.Close() }()
	data, err := io.ReadAll(response.Body)
	return answer{response.StatusCode, response.Header, string(data)}, err
}

// opened fetches a page that must come.
func (s *running) opened(t testing.TB, path string) answer {
	t.Helper()
	a, err := s.ask(path, nil, newAddress())
	if err != nil {
		t.Fatalf("GET %s: %v", path, err)
	}
	return a
}

// posted posts a form from an address of its own and must get an answer.
func (s *running) posted(t testing.TB, path string, form url.Values) answer {
	t.Helper()
	a, err := s.ask(path, form, newAddress())
	if err != nil {
		t.Fatalf("POST %s: %v", path, err)
	}
	return a
}

// filled is a form as somebody sends it.
func filled(hidden, email string) url.Values {
	return url.Values{
		"form": {hidden}, "name": {"Ada Lovelace"}, "email": {email}, "topic": {"choice"}, "message": {"Is an exam enough?"},
		"timezone": {"Europe/Berlin"}, "consent": {"yes"}, "website": {""},
	}
}

var hiddenValue = regexp.MustCompile(`name="form" value="([^"]+)"`)

// hidden gives the hidden values of so many forms once people can send them:
// three seconds after the last of them was made.
func (s *running) hidden(t testing.TB, start string, n int) []string {
	t.Helper()
	values := make([]string, n)
	atOnce(min(n, 8), func(worker int) {
		for i := worker; i < n; i += 8 {
			a, err := s.ask("/en/call/"+start, nil, newAddress())
			if found := hiddenValue.FindStringSubmatch(a.body); err == nil && found != nil {
				values[i] = found[1]
			}
		}
	})
	for i, value := range values {
		if value == "" {
			t.Fatalf("form %d of %s has no hidden value", i, start)
		}
	}
	time.Sleep(3*time.Second + 50*time.Millisecond)
	return values
}

// atOnce runs n copies and waits for all of them.
func atOnce(n int, do func(i int)) {
	var group sync.WaitGroup
	ready := make(chan struct{})
	for i := range n {
		group.Go(func() { <-ready; do(i) })
	}
	close(ready)
	group.Wait()
}

// wantBooked follows the way to the visitor's own page, which must show a
// state and a start, and gives its path.
func wantBooked(t testing.TB, s *running, a answer, state, start string) (own string) {
	t.Helper()
	own = a.header.Get("Location")
	if a.status != http.StatusSeeOther || !strings.Contains(own, "/b/") {
		t.Fatalf("got status %d and the way to %q, want 303 to the visitor's page", a.status, own)
	}
	page := s.opened(t, own)
	if got := sightOf(page); got != (sight{state, start}) {
		t.Errorf("GET the visitor's page: got %d with %+v, want %s at %s", page.status, got, state, start)
	}
	return own
}

// A sight is what a visitor's page shows; nothing where it is gone.
type sight struct{ state, start string }

var (
	shownState = regexp.MustCompile(`data-state="([^"]+)"`)
	shownStart = regexp.MustCompile(`data-booked="([^"]+)"`)
)

func sightOf(page answer) (seen sight) {
	if found := shownState.FindStringSubmatch(page.body); found != nil {
		seen.state = found[1]
	}
	if found := shownStart.FindStringSubmatch(page.body); found != nil {
		seen.start = found[1]
	}
	return seen
}

// wantKept checks that a form came back with what was typed.
func wantKept(t testing.TB, a answer, status int, email string) {
	t.Helper()
	if a.status != status {
		t.Errorf("got status %d, want %d", a.status, status)
	}
	for _, typed := range []string{`value="` + email + `"`, "Ada Lovelace", "Is an exam enough?", "data-booking"} {
		if !strings.Contains(a.body, typed) {
			t.Errorf("status %d: the form came back without %q", a.status, typed)
		}
	}
}

// exported gives the calls of a store as `leadpath bookings export` has them,
// by column.
func exported(t testing.TB, arguments ...string) []map[string]string {
	t.Helper()
	got := outcome(t, command(t, append([]string{"bookings", "export"}, arguments...)...))
	if got.code != exitOK {
		t.Fatalf("leadpath bookings export: got exit code %d and %q, want 0", got.code, got.stderr)
	}
	rows, err := csv.NewReader(strings.NewReader(got.stdout)).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("leadpath bookings export: %v in %q", err, got.stdout)
	}
	var calls []map[string]string
	for _, row := range rows[1:] {
		call := map[string]string{}
		for i, column := range rows[0] {
			call[column] = row[i]
		}
		calls = append(calls, call)
	}
	return calls
}

// data is the data folder that a server was told.
func (s *running) data() string { return s.Args[slices.Index(s.Args, "--data")+1] }
