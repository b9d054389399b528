package web_test

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"leadpath/content"
	"leadpath/internal/booking"
	"leadpath/internal/locale"
	"leadpath/internal/web"
	"leadpath/internal/webtest"
	"leadpath/internal/webtest/diarytest"
)

// A practice is a site at which calls are booked: with a true store, a clock
// that the test sets, and visitors who each come from an address of their own,
// behind a proxy that the site trusts.
type practice struct {
	*webtest.Site
	log     *notebook
	mu      sync.Mutex
	now     time.Time
	visitor int
}

// openPractice serves the shipped content with call.toml as given, or the
// shipped one, on a Friday before four Tuesdays with openings.
func openPractice(t testing.TB, call string) *practice {
	t.Helper()
	p := &practice{log: &notebook{}, now: time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)}
	files := webtest.Copy(t, content.FS)
	if call != "" {
		files[booking.File].Data = []byte(call)
	}
	p.Site = webtest.Serve(t, webtest.Options{Content: files, Now: p.Now, Log: p.log, Diary: func(t testing.TB, s *web.Server) {
		s.TrustedProxies = []string{"127.0.0.1/32"}
		diarytest.Keep(t, s)
	}})
	t.Cleanup(p.Server.Drain)
	return p
}

// Now is the practice's clock.
func (p *practice) Now() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now
}

func (p *practice) wait(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now = p.now.Add(d)
}

// somebody gives a header line by which a request comes from an address that
// nobody had before.
func (p *practice) somebody() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.visitor++
	return fmt.Sprintf("X-Forwarded-For: 10.%d.%d.%d", p.visitor>>16&255, p.visitor>>8&255, p.visitor&255)
}

// send asks and gives what came back. Fields are header lines; without an
// X-Forwarded-For among them the request is somebody else's than all before.
func (p *practice) send(t testing.TB, method, target string, form url.Values, fields ...string) reception {
	t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r, err := http.NewRequest(method, p.URL+target, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "identity")
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, field := range append([]string{p.somebody()}, fields...) {
		name, value, _ := strings.Cut(field, ": ")
		r.Header.Set(name, value)
	}
	response, err := p.Client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reception{response, answer}
}

func (p *practice) get(t testing.TB, target string) reception {
	t.Helper()
	return p.send(t, http.MethodGet, target, nil)
}

// press posts what one button of an own page says.
func (p *practice) press(t testing.TB, address, do string, fields ...string) reception {
	t.Helper()
	return p.send(t, http.MethodPost, address, url.Values{"do": {do}}, fields...)
}

// english and german are the languages of the tests.
func (p *practice) english() *locale.Locale { return p.Catalog.In("en") }
func (p *practice) german() *locale.Locale  { return p.Catalog.In("de") }

// openings gives the free starts of now.
func (p *practice) openings(t testing.TB) []time.Time {
	t.Helper()
	d := p.Server.Diary
	list, err := d.Openings(t.Context(), d.Now(), d.Horizon())
	if err != nil || len(list) == 0 {
		t.Fatalf("got %d openings, %v", len(list), err)
	}
	return list
}

func rfc3339(start time.Time) string { return start.UTC().Format(time.RFC3339) }

// opening gives the address of the first free start's form.
func (p *practice) opening(t testing.TB, l *locale.Locale) string {
	t.Helper()
	return l.Path("opening", rfc3339(p.openings(t)[0]))
}

// filled is a form as somebody with this name fills it in, who took a while.
func (p *practice) filled(t testing.TB, name string) url.Values {
	t.Helper()
	slow := *p.Server.Diary
	slow.Now = func() time.Time { return p.Now().Add(-time.Minute) }
	return url.Values{
		"name": {name}, "email": {strings.ToLower(strings.ReplaceAll(name, " ", "-")) + "@example.org"}, "timezone": {"Europe/Berlin"},
		"message": {"A question from " + name}, "topic": {"hours"}, "consent": {"yes"}, "form": {slow.NewForm()},
	}
}

// hasty is a form that was sent at once.
func (p *practice) hasty(t testing.TB, name string) url.Values {
	t.Helper()
	form := p.filled(t, name)
	form.Set("form", p.Server.Diary.NewForm())
	return form
}

// book books the first opening for somebody and gives the address of their page.
func (p *practice) book(t testing.TB, name string) (own string) {
	t.Helper()
	got := p.send(t, http.MethodPost, p.opening(t, p.english()), p.filled(t, name))
	if got.StatusCode != http.StatusSeeOther {
		t.Fatalf("%s books: got %d, want 303; the page says %q", name, got.StatusCode, alert(string(got.body)))
	}
	return got.Header.Get("Location")
}

// confirmable sends a form that looks automatic and gives the address that is
// mailed.
func (p *practice) confirmable(t testing.TB, name string) (address string) {
	t.Helper()
	before := p.calls(t)
	if got := p.send(t, http.MethodPost, p.opening(t, p.english()), p.hasty(t, name)); got.StatusCode != http.StatusAccepted {
		t.Fatalf("%s sends a form at once: got %d, want 202", name, got.StatusCode)
	}
	for _, c := range p.calls(t) {
		if !named(before, c.ID) {
			return p.english().Path("own", p.Server.Diary.Key.Link(booking.ForConfirm, c.ID))
		}
	}
	t.Fatalf("%s sends a form at once: it is not kept", name)
	return ""
}

func named(calls []*booking.Call, id string) bool {
	for _, c := range calls {
		if c.ID == id {
			return true
		}
	}
	return false
}

// secretOf gives the token of an address of somebody's.
func secretOf(own string) string { return own[strings.LastIndexByte(own, '/')+1:] }

// calls gives all calls.
func (p *practice) calls(t testing.TB) (calls []*booking.Call) {
	t.Helper()
	err := p.Server.Diary.Store.View(t.Context(), func(r booking.Reader) (err error) {
		calls, err = r.Calls(time.Time{})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return calls
}

// states counts the calls by their state.
func (p *practice) states(t testing.TB) map[booking.State]int {
	t.Helper()
	all := map[booking.State]int{}
	for _, c := range p.calls(t) {
		all[c.State]++
	}
	return all
}

// dump gives everything in the store that can be read, as text.
func (p *practice) dump(t testing.TB) string {
	t.Helper()
	var all strings.Builder
	err := p.Server.Diary.Store.View(t.Context(), func(r booking.Reader) error {
		calls, err := r.Calls(time.Time{})
		if err != nil {
			return err
		}
		for _, c := range calls {
			mails, err := r.Mails(c.ID)
			if err != nil {
				return err
			}
			written, err := r.Written(c.Person, time.Time{})
			fmt.Fprintf(&all, "call %s %s %v %d %+v %v %v %v %x %x %x\nmails %+v\nwritten %v\n", c.ID, c.State, c.Holds(), c.Sequence, c.Visitor,
				c.Made, c.Changed, c.Erase, c.Form[:4], c.Manage[:4], c.Person[:4], mails, written)
			if err != nil {
				return err
			}
		}
		held, err := r.Held(time.Time{}, p.Now().AddDate(1, 0, 0))
		fmt.Fprintf(&all, "held %v\n", held)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// wantSame complains where the store is another than it was.
func (p *practice) wantSame(t testing.TB, before string) {
	t.Helper()
	after := p.dump(t)
	was := strings.Split(before, "\n")
	for i, line := range strings.Split(after, "\n") {
		if i >= len(was) || line != was[i] {
			t.Errorf("the store is another, and first so in\ngot  %s\nwant %s", line, strings.Join(was[min(i, len(was)-1):][:1], ""))
			return
		}
	}
}

var alertText = regexp.MustCompile(`(?s)role="alert".*?</div>`)

// alert gives what a page says is wrong, for messages.
func alert(page string) string {
	return strings.Join(strings.Fields(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(alertText.FindString(page), " ")), " ")
}

// bookingWays gives the routes of booking, with their methods.
func (p *practice) bookingWays() (all []web.Way) {
	for _, way := range p.Server.Ways() {
		for _, l := range p.Catalog.All() {
			if strings.HasPrefix(way.Pattern, l.Route("call")) {
				all = append(all, way)
			}
		}
	}
	return all
}

// pageOf gives the name by which a route is known in every language.
func (p *practice) pageOf(pattern string) (page string, l *locale.Locale) {
	for _, l := range p.Catalog.All() {
		for _, page := range []string{"call", "opening", "own", "ics", "move", "moveto"} {
			if l.Route(page) == pattern {
				return page, l
			}
		}
	}
	return "", nil
}

// at fills a route in.
func at(pattern, secret, start string) string {
	return strings.NewReplacer("{token}", secret, "{start}", start).Replace(pattern)
}

// offerOnly gives a server the diary of a preview.
func offerOnly(_ testing.TB, s *web.Server) {
	s.Diary = &booking.Diary{Hours: s.Hours, Now: s.Now}
}
