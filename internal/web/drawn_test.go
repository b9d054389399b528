package web_test

import (
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"net/url"
	"testing"

	"leadpath/internal/advice"
	"leadpath/internal/webtest"
)

// A result takes over pieces that were drawn for others. It is the same as if
// nobody had been there.
func TestAResultIsTheSameWhoeverCameBefore(t *testing.T) {
	site := webtest.Serve(t, webtest.Options{Now: fixed})
	site.Server.Drain() // nothing is prepared or packed meanwhile
	r := rand.New(rand.NewPCG(1, 2))
	var addresses []string
	for range 60 {
		query := site.Content.Paths.Parse(anySheet(r, site.Content.Paths.Today())).Encode()
		for _, l := range site.Catalog.All() {
			addresses = append(addresses, l.Path("result")+"?"+query)
		}
	}
	page := func(address string) string {
		w := httptest.NewRecorder()
		site.Server.ServeHTTP(w, httptest.NewRequest("GET", address, nil))
		if w.Code != 200 {
			t.Fatalf("GET %s: got %d, want 200", address, w.Code)
		}
		return w.Body.String()
	}
	after := map[string]string{}
	for _, address := range addresses {
		after[address] = page(address)
	}
	for _, address := range addresses {
		if err := site.Server.Show(site.Content); err != nil { // an edition of which nothing is drawn
			t.Fatal(err)
		}
		if first, after := page(address), after[address]; first != after {
			t.Errorf("GET %s: got another page after others than for the first visitor, from %.200q on", address, after[same(first, after):])
		}
	}
}

// same is how many bytes two texts begin with in common.
func same(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// anySheet answers every statement; every other sheet has answers to whatever
// else is asked.
func anySheet(r *rand.Rand, m *advice.Model) string {
	sheet := url.Values{}
	for _, s := range m.Statements {
		sheet.Set(s.ID, []string{"0", "1", "2", "3", "4", "unsure"}[r.IntN(6)])
		if r.IntN(4) == 0 {
			sheet.Add("star", s.ID)
		}
	}
	if r.IntN(2) == 0 {
		return sheet.Encode()
	}
	for _, p := range m.Pairs {
		sheet.Set(p.ID, []string{"", "a", "b"}[r.IntN(3)])
	}
	for _, c := range m.Circumstances {
		switch {
		case r.IntN(3) == 0:
		case c.Kind == advice.Number:
			sheet.Set(c.ID, fmt.Sprint(r.IntN(1_000)))
		default:
			sheet.Set(c.ID, c.Options[r.IntN(len(c.Options))].ID)
		}
		if r.IntN(8) == 0 {
			sheet.Add("without", c.ID)
		}
	}
	return sheet.Encode()
}
