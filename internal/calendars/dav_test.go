package calendars

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	goical "github.com/emersion/go-ical"
	"github.com/emersion/go-webdav/caldav"
)

// rooms is a CalDAV server's backend: calendars by their path, with the texts
// of their events.
type rooms struct {
	caldav.Backend
	t         testing.TB
	calendars []caldav.Calendar
	objects   map[string][]string
	asked     caldav.CompFilter // for events
}

func (r *rooms) CurrentUserPrincipal(context.Context) (string, error) { return "/ada/", nil }
func (r *rooms) CalendarHomeSetPath(context.Context) (string, error)  { return "/ada/home/", nil }
func (r *rooms) ListCalendars(context.Context) ([]caldav.Calendar, error) {
	return r.calendars, nil
}

func (r *rooms) GetCalendar(_ context.Context, path string) (*caldav.Calendar, error) {
	for _, c := range r.calendars {
		if strings.Trim(c.Path, "/") == strings.Trim(path, "/") {
			return &c, nil
		}
	}
	return nil, fmt.Errorf("no calendar %s", path)
}

func (r *rooms) list(path string) (all []caldav.CalendarObject) {
	for i, text := range r.objects[path] {
		c, err := goical.NewDecoder(strings.NewReader(text)).Decode()
		if err != nil {
			r.t.Errorf("%s: %v", text, err)
			continue
		}
		all = append(all, caldav.CalendarObject{Path: fmt.Sprintf("%s%d.ics", path, i), Data: c})
	}
	return all
}

func (r *rooms) ListCalendarObjects(_ context.Context, path string, _ *caldav.CalendarCompRequest) ([]caldav.CalendarObject, error) {
	return r.list(path), nil
}

func (r *rooms) QueryCalendarObjects(_ context.Context, path string, query *caldav.CalendarQuery) ([]caldav.CalendarObject, error) {
	r.asked = query.CompFilter.Comps[0]
	return caldav.Filter(query, r.list(path))
}

// each gives every event of a calendar as a text of its own.
func each(coming int) (all []string) {
	head, rest, _ := strings.Cut(calendar(coming), "BEGIN:VEVENT")
	for _, event := range strings.Split(strings.TrimSuffix(rest, "END:VCALENDAR\r\n"), "BEGIN:VEVENT") {
		all = append(all, head+"BEGIN:VEVENT"+event+"END:VCALENDAR\r\n")
	}
	return all
}

// server is a CalDAV server of Ada's, with three calendars.
func server(t testing.TB) (address string, backend *rooms) {
	backend = &rooms{t: t, calendars: []caldav.Calendar{
		{Path: "/ada/home/work/", SupportedComponentSet: []string{"VEVENT"}},
		{Path: "/ada/home/private/", SupportedComponentSet: []string{"VTODO", "VEVENT"}},
		{Path: "/ada/home/tasks/", SupportedComponentSet: []string{"VTODO"}},
	}, objects: map[string][]string{"/ada/home/work/": each(5), "/ada/home/private/": each(2), "/ada/home/tasks/": each(9)}}
	handler := &caldav.Handler{Backend: backend}
	return site(t, func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); user != "ada" || password != "hush" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if r.URL.Path == "/moved/" {
			http.Redirect(w, r, "/ada/home/", http.StatusMovedPermanently)
			return
		}
		handler.ServeHTTP(w, r)
	}), backend
}

// davs is an address of a site in CalDAV's words.
func davs(address, user, path string) string {
	return strings.Replace(address, "http://", "caldav://"+user+"@", 1) + path
}

func TestCalendarsAreFoundOnACalDAVServer(t *testing.T) {
	address, _ := server(t)
	for _, test := range []struct {
		says, path string
		want       int
	}{
		{"a calendar", "/ada/home/work/", 5},
		{"the home of them", "/ada/home/", 7},
		{"the owner", "/ada/", 7},
		{"the server", "/", 7},
		{"the server without a path", "", 7},
		{"one that has moved", "/moved/", 7},
		{"where every server begins", "/.well-known/caldav", 7},
	} {
		t.Run(test.says, func(t *testing.T) {
			got := read(t, source(t, davs(address, "ada:hush", test.path)), nil)
			if len(got.Spans) != test.want {
				t.Errorf("Read: got %d spans, want %d", len(got.Spans), test.want)
			}
		})
	}
	for _, test := range []struct{ says, user, path, want string }{
		{"a wrong password", "ada:nosecret", "/ada/home/", "user and password"},
		{"a calendar that is none", "ada:hush", "/ada/home/none/", "answered 500"},
		{"a list of tasks", "ada:hush", "/ada/home/tasks/", "holds no events"},
	} {
		t.Run(test.says, func(t *testing.T) {
			refused(t, source(t, davs(address, test.user, test.path)), nil, test.want)
		})
	}
}

func TestACalendarOnACalDAVServerMayBeEmpty(t *testing.T) {
	address, backend := server(t)
	backend.objects = nil
	if got := read(t, source(t, davs(address, "ada:hush", "/ada/home/")), nil); len(got.Spans) != 0 {
		t.Errorf("Read: got %d spans, want none", len(got.Spans))
	}
}

// The server is asked for the time that is wanted, and leaves out the rest.
func TestOnlyTheTimeThatIsWantedIsAskedFor(t *testing.T) {
	address, backend := server(t)
	backend.objects["/ada/home/work/"] = each(600)
	got := read(t, source(t, davs(address, "ada:hush", "/ada/home/work/")), nil)
	if last := slices.MaxFunc(got.Spans, func(a, b span) int { return a.Start.Compare(b.Start) }); len(got.Spans) != 400 || last.Start.After(got.Through) {
		t.Errorf("Read: got %d spans up to %v, want 400 up to %v", len(got.Spans), last.Start, got.Through)
	}
	if a := backend.asked; !a.Start.Equal(noon.Add(-2*behind)) || !a.End.Equal(got.Through.Add(24*time.Hour)) {
		t.Errorf("it was asked for %v to %v, want a day more at either end", a.Start, a.End)
	}
}

const (
	xmlHead  = `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">`
	isCal    = xmlHead + `<d:response><d:href>/x</d:href><d:propstat><d:prop><d:resourcetype><d:collection/><c:calendar/></d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>`
	anEvent  = `<d:response><d:href>/x/1</d:href><d:propstat><d:prop><c:calendar-data>%s</c:calendar-data></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`
	keptBack = `<d:response><d:href>/x/1</d:href><d:propstat><d:prop><c:calendar-data/></d:prop><d:status>HTTP/1.1 403 Forbidden</d:status></d:propstat></d:response>`
	xmlTail  = `</d:multistatus>`
)

// dav answers for a calendar with a text of its own.
func dav(report func(w io.Writer)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/xml")
		w.WriteHeader(http.StatusMultiStatus)
		if r.Method == "PROPFIND" {
			_, _ = io.WriteString(w, isCal)
			return
		}
		report(w)
	}
}

// R16, R17: what is not whole is no reading, and what is hostile costs little.
func TestWhatACalDAVServerMayAnswerInstead(t *testing.T) {
	event := func(text string) string { return fmt.Sprintf(anEvent, text) }
	write := func(parts ...string) func(io.Writer) {
		return func(w io.Writer) { _, _ = io.WriteString(w, strings.Join(parts, "")) }
	}
	repeat := func(text string) func(io.Writer) {
		return func(w io.Writer) {
			_, _ = io.WriteString(w, xmlHead)
			_, _ = io.CopyN(w, &endless{text: text}, 1<<30)
		}
	}
	for _, test := range []struct {
		says   string
		report func(io.Writer)
		want   string // empty: it is read
	}{
		{"an event", write(xmlHead, event(calendar(1)), xmlTail), ""},
		{"what others add", write(xmlHead, `<d:sync-token>x</d:sync-token>`, event(calendar(1)), xmlTail), ""},
		{"no end", write(xmlHead, event(calendar(1))), "no CalDAV"},
		{"an event without its end", write(xmlHead, event(calendar(1)[:150]), xmlTail), "cannot be read"},
		{"an event that is kept back", write(xmlHead, event(calendar(1)), keptBack, xmlTail), "keeps an event back"},
		{"a list that is cut off", write(xmlHead, event(calendar(1)), `<d:response><d:href>/x</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status></d:response>`, xmlTail), "keeps something back"},
		{"other XML", write(`<html><body>hush</body></html>`), "no CalDAV"},
		{"nothing", write(), "no CalDAV"},
		{"a gigabyte of events", repeat(event(strings.Replace(calendar(1), "Hush", strings.Repeat("hush ", 9999), 1))), "larger than 16 MiB"},
		{"an event without end", repeat(`<d:response>` + strings.Repeat("x", 9999)), "too large"},
		{"elements in elements", repeat(`<d:response>`), "too large"},
		{"one of a million attributes", func(w io.Writer) {
			_, _ = io.WriteString(w, xmlHead+"<d:response ")
			_, _ = io.CopyN(w, &endless{text: `a="" `}, 1<<30)
		}, "too large"},
	} {
		t.Run(test.says, func(t *testing.T) {
			s := source(t, davs(site(t, dav(test.report)), "ada:hush", "/x"))
			within(t, 10*time.Second, 44<<20, func() {
				if test.want == "" {
					if got := read(t, s, nil); len(got.Spans) != 1 {
						t.Errorf("Read: got %d spans, want 1", len(got.Spans))
					}
					return
				}
				refused(t, s, nil, test.want)
			})
		})
	}
}

func TestACalDAVServerDoesNotSendUsElsewhere(t *testing.T) {
	elsewhere := strings.Replace(isCal, "/x", "https://10.0.0.1/hush", 1)
	address := site(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusMultiStatus)
		_, _ = io.WriteString(w, elsewhere)
	})
	refused(t, source(t, davs(address, "ada:hush", "/x")), nil, "another server, 10.0.0.1")
	page := site(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>hush") })
	refused(t, source(t, davs(page, "ada:hush", "/x")), nil, "speaks no CalDAV")
}
