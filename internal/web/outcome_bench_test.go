package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"leadpath/internal/webtest"
)

// What a result costs to weigh and to draw, each time for other answers. One
// sheet in three says something of the circumstances too.
func BenchmarkOutcome(b *testing.B) {
	site := webtest.Serve(b, webtest.Options{Now: fixed})
	var requests []*http.Request
	for i := range 1_000 {
		values := make([]string, 12)
		for k := range values {
			values[k] = fmt.Sprint((i*(k+3) + i/7*k) % 5)
		}
		more := ""
		if i%3 == 0 {
			more = "years=4&pace=20"
		}
		r := httptest.NewRequest("GET", "/en/path/result?"+site.Answers(b, strings.Join(values, " "), more), nil)
		requests = append(requests, r)
	}
	site.Server.Drain() // nothing is packed meanwhile
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		w := unread{http.Header{}}
		site.Server.ServeHTTP(w, requests[i%len(requests)])
		if w.header.Get("Content-Length") == "" {
			b.Fatal("got no result")
		}
	}
}

// unread takes an answer and holds none of it: a recorder would take as long to
// hold a page as the server to make it.
type unread struct{ header http.Header }

func (u unread) Header() http.Header         { return u.header }
func (u unread) WriteHeader(int)             {}
func (u unread) Write(p []byte) (int, error) { return len(p), nil }
