package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// foreignHost are the ways to tell a server a name that is not its own.
var foreignHost = []string{
	"Host: foreign.example", "X-Forwarded-Host: foreign.example", "X-Forwarded-Proto: gopher", "X-Forwarded-Port: 6666", "X-Forwarded-Prefix: /foreign.example", "X-Forwarded-Server: foreign.example",
	"X-Original-URL: /foreign.example", "X-Rewrite-URL: /foreign.example", "Forwarded: for=192.0.2.43;host=foreign.example;proto=gopher", "X-Host: foreign.example", "X-Real-IP: 192.0.2.43", "Via: 1.1 foreign.example",
}

var traces = []string{"foreign.example", "gopher", ":6666", "192.0.2.43"}

// S12: no name that a request claims builds anything, neither in an answer
// nor in a mail.
func TestClaimedHostsBuildNothing(t *testing.T) {
	p := openPractice(t, "")
	own, confirm := p.book(t, "Ada Lovelace"), p.confirmable(t, "Hasty Hugo")
	look := func(what string, got reception) reception {
		for _, trace := range traces {
			if strings.Contains(got.fieldsBut()+string(got.body), trace) {
				t.Errorf("%s: got %q in the answer, %d", what, trace, got.StatusCode)
			}
		}
		return got
	}
	for _, way := range p.bookingWays() {
		if way.Method != http.MethodGet {
			continue
		}
		for _, secret := range []string{secretOf(own), secretOf(confirm), "wrong"} {
			target := at(way.Pattern, secret, rfc3339(p.openings(t)[1]))
			look(target, ask(t, p.Site, http.MethodGet, target, foreignHost...))
			look("absolute "+target, ask(t, p.Site, http.MethodGet, "http://foreign.example"+target, foreignHost...))
			look("in capitals "+target, ask(t, p.Site, http.MethodGet, "http://foreign.example"+strings.ToUpper(target[:4])+target[4:], foreignHost...))
		}
	}
	post := func(target string, form url.Values) reception {
		body := form.Encode()
		request := "POST " + target + " HTTP/1.1\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n" + p.somebody() + "\r\n"
		request += strings.Join(foreignHost, "\r\n") + "\r\nContent-Length: " + strconv.Itoa(len(body)) + "\r\n\r\n" + body
		return look("POST "+target, tell(t, p.Site, http.MethodPost, request))
	}
	free := p.opening(t, p.german())
	form := p.filled(t, "Grace Hopper")
	post(free, url.Values{"name": {"Grace"}})
	if got := post("http://foreign.example"+free, form); got.StatusCode != http.StatusSeeOther || !strings.HasPrefix(got.Header.Get("Location"), "/de/") {
		t.Errorf("book: got %d to %q, want 303 to a path", got.StatusCode, got.Header.Get("Location"))
	}
	post(free, p.hasty(t, "Late Lara"))
	post(p.opening(t, p.german()), p.hasty(t, "Late Lara"))
	post(own, url.Values{"do": {"cancel"}})
	post(own, url.Values{"do": {"undo"}})
	post(p.english().Path("moveto", secretOf(own), rfc3339(p.openings(t)[1])), nil)
	post(confirm, url.Values{"do": {"book"}})
	letters := p.letters(t)
	if len(letters) < 10 {
		t.Fatalf("got %d mails, want those of all that happened", len(letters))
	}
	for _, letter := range letters {
		for _, trace := range traces {
			if strings.Contains(letter, trace) {
				t.Errorf("got %q in a mail: %.300s", trace, letter)
			}
		}
	}
}
