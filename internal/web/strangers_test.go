package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// A postWay is something that can be posted, to an address of its own.
type postWay struct {
	says   string
	target string
	form   url.Values
}

// postWays prepares a call for each button there is, in the language of the
// addresses, so that each post would change something.
func postWays(t *testing.T, p *practice) []postWay {
	t.Helper()
	german := func(own string) string { return p.german().Path("own", secretOf(own)) }
	cancelled := p.book(t, "Cancelled Carl")
	booked, erased, moved := p.book(t, "Booked Bert"), p.book(t, "Erased Eve"), p.book(t, "Moved Mary")
	confirm := p.confirmable(t, "Hasty Hugo")
	p.press(t, cancelled, "cancel")
	free := p.openings(t)
	form := p.german().Path("opening", rfc3339(free[len(free)-1]))
	return []postWay{
		{"the confirmation", german(confirm), url.Values{"do": {"book"}}},
		{"cancelling", german(booked), url.Values{"do": {"cancel"}}},
		{"erasing", german(erased), url.Values{"do": {"erase"}, "sure": {"yes"}}},
		{"moving", p.german().Path("moveto", secretOf(moved), rfc3339(free[9])), url.Values{}},
		{"taking back", german(cancelled), url.Values{"do": {"undo"}}},
		{"booking", form, p.filled(t, "Late Lara")},
		{"a switch", form, url.Values{"switch": {"1"}, "name": {"Lara"}}},
	}
}

// S4: what other sites send in a visitor's name is refused, in the page's
// language, and nothing comes of it.
func TestOtherSitesCannotPost(t *testing.T) {
	p := openPractice(t, "")
	ways := postWays(t, p)
	before := p.dump(t)
	for _, way := range ways {
		for _, fields := range [][]string{
			{"Sec-Fetch-Site: cross-site"}, {"Sec-Fetch-Site: same-site"},
			{"Sec-Fetch-Site: nonsense"}, {"Origin: https://elsewhere.example"}, {"Origin: null"}, {"Origin: http://127.0.0.1:1"},
			{"Origin: " + p.URL + ".elsewhere.example"}, {"Origin: nonsense"},
			{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "X-HTTP-Method-Override: GET"},
		} {
			got := p.send(t, http.MethodPost, way.target, way.form, fields...)
			if got.StatusCode != http.StatusForbidden || got.Header.Get("Content-Language") != "de" || !strings.Contains(string(got.body), p.german().T("error.403.title")) {
				t.Errorf("%s with %v: got %d in %q, want the page of 403 in German", way.says, fields, got.StatusCode, got.Header.Get("Content-Language"))
			}
		}
	}
	p.wantSame(t, before)
}

// S4: our own pages, and programs without a browser, can.
func TestOwnPagesCanPost(t *testing.T) {
	t.Parallel()
	for _, fields := range [][]string{
		{"Sec-Fetch-Site: same-origin", "Origin: SITE"}, {"Sec-Fetch-Site: none"}, {"Origin: SITE"}, nil,
	} {
		p := openPractice(t, "")
		for _, way := range postWays(t, p) {
			sent := append([]string{}, fields...)
			for i := range sent {
				sent[i] = strings.ReplaceAll(sent[i], "SITE", p.URL)
			}
			if got := p.send(t, http.MethodPost, way.target, way.form, sent...); got.StatusCode >= 400 {
				t.Errorf("%s with %v: got %d, want it done", way.says, fields, got.StatusCode)
			}
		}
	}
}

// W5: every route of booking says what it takes.
func TestMethodsOfBooking(t *testing.T) {
	p := openPractice(t, "")
	own := p.book(t, "Ada Lovelace")
	takes := map[string][]string{}
	for _, way := range p.bookingWays() {
		takes[way.Pattern] = append(takes[way.Pattern], way.Method)
	}
	before := p.dump(t)
	for pattern, methods := range takes {
		want := "GET, HEAD"
		if strings.Contains(strings.Join(methods, " "), http.MethodPost) {
			want += ", POST"
		}
		target := at(pattern, secretOf(own), rfc3339(p.openings(t)[0]))
		for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "BREW", "get", "post"} {
			got := p.send(t, method, target, nil, "Sec-Fetch-Site: cross-site")
			if method == http.MethodPost && strings.HasSuffix(want, method) {
				if got.StatusCode == http.StatusMethodNotAllowed {
					t.Errorf("%s %s: got 405", method, pattern)
				}
				continue
			}
			if got.StatusCode != http.StatusMethodNotAllowed || got.Header.Get("Allow") != want {
				t.Errorf("%s %s: got %d, Allow %q, want 405 and %s", method, pattern, got.StatusCode, got.Header.Get("Allow"), want)
			}
		}
		get, head := p.get(t, target), p.send(t, http.MethodHead, target, nil)
		if head.StatusCode != get.StatusCode || head.fieldsBut() != get.fieldsBut() || len(head.body) != 0 {
			t.Errorf("HEAD %s: got %d, %d bytes and\n%swant as for GET %d\n%s", pattern, head.StatusCode, len(head.body), head.fieldsBut(), get.StatusCode, get.fieldsBut())
		}
	}
	p.wantSame(t, before)
}
