package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/locale"
	"leadpath/internal/webtest"
)

// openings are free on the day of the tests; by the owner's hours there are
// more than these.
var openings = struct{ taken, free, moved, own time.Time }{
	taken: time.Date(2026, 12, 8, 8, 0, 0, 0, time.UTC), free: time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC),
	moved: time.Date(2026, 12, 10, 13, 0, 0, 0, time.UTC), own: time.Date(2026, 12, 15, 8, 0, 0, 0, time.UTC),
}

func inUTC(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// A guest is somebody who books; each has an address of their own.
func guest(l *locale.Locale, n int) booking.Visitor {
	return booking.Visitor{
		Name: "Ada Lovelace-Donaudampfschifffahrt", Email: fmt.Sprintf("ada%d@example.org", n), Topic: "choice",
		Message: "Result: both.\nIs it worth starting <before> the first course & exam?", Zone: "Europe/Lisbon", Lang: l.Code,
	}
}

// A frontDesk books calls for tests behind the pages' back, and lets a browser
// that only knows addresses see what is answered to a form.
type frontDesk struct {
	site  *webtest.Site
	url   string
	n     atomic.Int64
	posts []func() (address string, fields url.Values)
}

// openDesk gives the desk of a site that has a diary.
func openDesk(t testing.TB, site *webtest.Site) *frontDesk {
	t.Helper()
	d := &frontDesk{site: site}
	server := httptest.NewServer(http.HandlerFunc(d.serve))
	t.Cleanup(server.Close)
	d.url = server.URL
	return d
}

// serve answers /posted/N with what the site answers to a form, and anything
// else as the site does.
func (d *frontDesk) serve(w http.ResponseWriter, r *http.Request) {
	var n int
	if _, err := fmt.Sscanf(r.URL.Path, "/posted/%d", &n); err != nil {
		d.site.Server.ServeHTTP(w, r)
		return
	}
	address, fields := d.posts[n]()
	post := httptest.NewRequest(http.MethodPost, address, strings.NewReader(fields.Encode()))
	post.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	post.Header["Accept-Encoding"] = r.Header["Accept-Encoding"]
	post.RemoteAddr = fmt.Sprintf("10.%d.%d.%d:1", d.n.Add(1)>>16&255, d.n.Load()>>8&255, d.n.Load()&255) // limits count clients
	d.site.Server.ServeHTTP(w, post)
}

// shows gives the address of what is answered to a form.
func (d *frontDesk) shows(post func() (string, url.Values)) string {
	d.posts = append(d.posts, post)
	return fmt.Sprintf("%s/posted/%d", d.url, len(d.posts)-1)
}

// always sends the same form.
func always(address string, fields url.Values) func() (string, url.Values) {
	return func() (string, url.Values) { return address, fields }
}

// book books a call and gives the secret of its visitor's page.
func (d *frontDesk) book(t testing.TB, l *locale.Locale, start time.Time) (*booking.Call, string) {
	t.Helper()
	diary := d.site.Server.Diary
	early := *diary
	early.Now = func() time.Time { return diary.Now().Add(-time.Minute) } // when the form was opened
	c, err := diary.Book(t.Context(), booking.Request{Form: early.NewForm(), Start: start, Visitor: guest(l, int(d.n.Add(1))), Consent: true})
	if err != nil || c.State != booking.Booked {
		t.Fatalf("book %v: got %+v, %v", start, c, err)
	}
	return c, diary.Key.Link(booking.ForManage, c.ID)
}

// suspect sends a form that looks automatic, and gives the secret that is
// mailed for it.
func (d *frontDesk) suspect(t testing.TB, l *locale.Locale, start time.Time) string {
	t.Helper()
	diary := d.site.Server.Diary
	c, err := diary.Book(t.Context(), booking.Request{Form: diary.NewForm(), Start: start, Visitor: guest(l, int(d.n.Add(1))), Consent: true})
	if err != nil || c.State != booking.Unconfirmed {
		t.Fatalf("book %v at once: got %+v, %v, want it unconfirmed", start, c, err)
	}
	return diary.Key.Link(booking.ForConfirm, c.ID)
}

// typed are fields of a form, some of them faulty.
func typed(changes ...string) url.Values {
	v := guest(&locale.Locale{}, 0)
	fields := url.Values{"name": {v.Name}, "email": {"grace@hopper"}, "message": {v.Message}, "timezone": {v.Zone}, "topic": {v.Topic}, "form": {"none of ours"}}
	for i := 0; i < len(changes); i += 2 {
		fields.Set(changes[i], changes[i+1])
	}
	return fields
}

// bookingPages gives the pages of booking in their states: free times, the
// form empty, faulty, too late and waiting for a mail, the visitor's page in
// each state, moving and the receipt.
func bookingPages(t *testing.T, site *webtest.Site) []exhibit {
	t.Helper()
	desk := openDesk(t, site)
	desk.book(t, site.Catalog.Default(), openings.taken)
	var all []exhibit
	for i, l := range site.Catalog.All() {
		add := func(kind, name, address string) {
			if strings.HasPrefix(address, "/") {
				address = site.URL + address
			}
			all = append(all, exhibit{l.Code + " " + name, kind, l.Code, address})
		}
		own := func(day int, do func(secret string)) string {
			_, secret := desk.book(t, l, openings.own.Add(time.Duration(day)*30*time.Minute+time.Duration(i)*7*24*time.Hour))
			do(secret)
			return secret
		}
		form := l.Path("opening", inUTC(openings.free))
		add("call", "free times by two clocks", l.Path("call")+"?zone=America/New_York")
		add("call", "no free times so far ahead", l.Path("call")+"?from=2027-06-01")
		add("opening", "form", form+"?zone=Asia/Kolkata&"+site.Answers(t, someAnswers, ""))
		add("opening", "form with faults", desk.shows(always(form, typed("name", "", "topic", "weather", "timezone", ""))))
		add("opening", "form of a time that is gone", desk.shows(always(l.Path("opening", inUTC(openings.taken)), typed())))
		add("opening", "time that is not offered", l.Path("opening", "2026-12-06T09:00:00Z"))
		add("opening", "form to be confirmed", desk.shows(always(form, typed("email", l.Code+"grace@example.org", "consent", "yes"))))
		booked := own(0, func(string) {})
		add("own", "call booked", l.Path("own", booked))
		add("own", "call not erased yet", desk.shows(always(l.Path("own", booked), url.Values{"do": {"erase"}})))
		add("own", "call cancelled", l.Path("own", own(1, func(secret string) {
			if _, err := site.Server.Diary.Cancel(t.Context(), booking.ByManage(secret)); err != nil {
				t.Fatal(err)
			}
		})))
		add("own", "call to be confirmed", l.Path("own", desk.suspect(t, l, openings.free)))
		add("move", "free times to move to", l.Path("move", booked))
		add("moveto", "time to move to", l.Path("moveto", booked, inUTC(openings.moved)))
		add("moveto", "time to move to that is gone", desk.shows(always(l.Path("moveto", booked, inUTC(openings.taken)), url.Values{})))
		add("erased", "receipt", desk.shows(func() (string, url.Values) {
			_, secret := desk.book(t, l, openings.own.Add(90*time.Minute))
			return l.Path("own", secret), url.Values{"do": {"erase"}, "sure": {"yes"}}
		}))
	}
	return all
}
