package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"leadpath/internal/webtest"
)

// What a result costs to weigh and to draw, each time for other answers.
func BenchmarkOutcome(b *testing.B) {
	site := webtest.Serve(b, webtest.Options{Now: fixed})
	var requests []*http.Request
	for i := range 1_000 {
		values := make([]string, 12)
		for k := range values {
			values[k] = fmt.Sprint((i*(k+3) + i/7*k) % 5)
		}
		r := httptest.NewRequest("GET", "/en/path/result?"+site.Answers(b, strings.Join(values, " "), "years=4&pace=20"), nil)
		requests = append(requests, r)
	}
	site.Server.Drain() // nothing is packed meanwhile
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		w := httptest.NewRecorder()
		site.Server.ServeHTTP(w, requests[i%len(requests)])
		if w.Code != http.StatusOK {
			b.Fatalf("got %d, want 200", w.Code)
		}
	}
}
