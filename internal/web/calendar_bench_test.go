package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/web"
	"leadpath/internal/webtest"
)

// allWeek are hours of an owner who takes calls every day.
const allWeek = `zone = "Europe/Berlin"
horizon = 60
[weekly]
monday = ["09:00-17:00"]
tuesday = ["09:00-17:00"]
wednesday = ["09:00-17:00"]
thursday = ["09:00-17:00"]
friday = ["09:00-17:00"]
saturday = ["09:00-17:00"]
sunday = ["09:00-17:00"]
`

// offering gives a server a diary that offers openings by some hours and
// books nothing.
func offering(hours string, now func() time.Time) func(testing.TB, *web.Server) {
	return func(t testing.TB, s *web.Server) {
		t.Helper()
		h, faults := booking.Load(fstest.MapFS{booking.File: {Data: []byte(hours)}})
		if h == nil {
			t.Fatalf("hours: %v", faults)
		}
		s.Diary = &booking.Diary{Hours: func() *booking.Hours { return h }, Now: now}
	}
}

// What a week of free times costs to find and to draw, each time for another
// day and on another clock: 224 times a page (F3).
func BenchmarkCalendar(b *testing.B) {
	site := webtest.Serve(b, webtest.Options{Now: fixed, Diary: offering(allWeek, fixed)})
	var requests []*http.Request
	for day := range 54 {
		for _, zone := range []string{"", "zone=Europe/Berlin&", "zone=America/New_York&", "zone=Asia/Kolkata&"} {
			address := fmt.Sprintf("/en/call?%sfrom=%s", zone, today.AddDate(0, 0, day).Format(time.DateOnly))
			requests = append(requests, httptest.NewRequest("GET", address, nil))
		}
	}
	site.Server.Drain() // nothing is packed meanwhile
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		w := unread{http.Header{}}
		site.Server.ServeHTTP(w, requests[i%len(requests)])
		if w.header.Get("Content-Length") == "" {
			b.Fatal("got no page")
		}
	}
}
