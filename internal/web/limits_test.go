package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"leadpath/internal/booking"
)

// wantWait checks that an answer is 429, keeps the form, and names a wait.
func wantWait(t *testing.T, says string, got reception, least, most time.Duration) {
	t.Helper()
	seconds, err := strconv.Atoi(got.Header.Get("Retry-After"))
	if wait := time.Duration(seconds) * time.Second; got.StatusCode != http.StatusTooManyRequests || err != nil || wait < least || wait > most {
		t.Errorf("%s: got %d, Retry-After %q, want 429 and from %v to %v", says, got.StatusCode, got.Header.Get("Retry-After"), least, most)
	}
}

// S19: a client address posts ten times a minute, and thirty times an hour
// besides switches; what was accepted before is not counted, and the form is kept.
func TestAClientHasLimits(t *testing.T) {
	p := openPractice(t, "")
	me, form := "X-Forwarded-For: 192.0.2.1", p.filled(t, "Ada Lovelace")
	free := p.opening(t, p.english())
	own := p.send(t, http.MethodPost, free, form, me).Header.Get("Location")
	for range 40 {
		if got := p.send(t, http.MethodPost, free, form, me); got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != own {
			t.Fatalf("the same form again: got %d to %q, want 303 to %q", got.StatusCode, got.Header.Get("Location"), own)
		}
	}
	other := p.opening(t, p.english())
	typed := url.Values{"name": {"Kept Karla"}, "message": {"Kept words"}}
	for i := range 9 {
		if got := p.send(t, http.MethodPost, other, typed, me); got.StatusCode != http.StatusUnprocessableEntity {
			t.Fatalf("post %d of a minute: got %d, want 422", i+2, got.StatusCode)
		}
	}
	eleventh := p.send(t, http.MethodPost, other, typed, me)
	wantWait(t, "post 11 of a minute", eleventh, time.Second, time.Minute)
	for _, kept := range []string{"Kept Karla", "Kept words"} {
		if !strings.Contains(string(eleventh.body), kept) {
			t.Errorf("post 11 of a minute: %q is lost", kept)
		}
	}
	wantWait(t, "a switch, after ten posts", p.send(t, http.MethodPost, other, url.Values{"switch": {"1"}}, me), time.Second, time.Minute)
	wantWait(t, "a button, after ten posts", p.press(t, own, "cancel", me), time.Second, time.Minute)
	wantWait(t, "moving, after ten posts", p.send(t, http.MethodPost, p.english().Path("moveto", secretOf(own), rfc3339(p.openings(t)[0])), nil, me), time.Second, time.Minute)
	if got := p.send(t, http.MethodPost, other, typed, "X-Forwarded-For: 192.0.2.2"); got.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("another address: got %d, want 422", got.StatusCode)
	}
	for range 2 {
		p.wait(time.Minute)
		for range 10 {
			p.send(t, http.MethodPost, other, typed, me)
		}
	}
	p.wait(time.Minute)
	wantWait(t, "post 31 of an hour", p.send(t, http.MethodPost, other, typed, me), 50*time.Minute, time.Hour)
	if got := p.send(t, http.MethodPost, other, url.Values{"switch": {"1"}}, me); got.StatusCode != http.StatusOK {
		t.Errorf("a switch after thirty posts: got %d, want 200, since these count for the minute alone", got.StatusCode)
	}
	p.wait(time.Hour)
	if got := p.send(t, http.MethodPost, other, typed, me); got.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("an hour later: got %d, want 422", got.StatusCode)
	}
	if got := p.states(t); got[booking.Booked] != 1 || len(got) != 1 {
		t.Errorf("got the calls %v, want one", got)
	}
}

// S19: of IPv6 a network is one client, and a forwarded chain counts by what
// the trusted proxy saw.
func TestANetworkIsOneClient(t *testing.T) {
	p := openPractice(t, "")
	free := p.opening(t, p.english())
	for i := range 10 {
		p.send(t, http.MethodPost, free, url.Values{}, fmt.Sprintf("X-Forwarded-For: 203.0.113.%d, 2001:db8:0:7::%d", i, i+1))
	}
	wantWait(t, "another address of the network", p.send(t, http.MethodPost, free, url.Values{}, "X-Forwarded-For: 2001:db8:0:7:ffff::1"), time.Second, time.Minute)
	if got := p.send(t, http.MethodPost, free, url.Values{}, "X-Forwarded-For: 2001:db8:0:8::1"); got.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("another network: got %d, want 422", got.StatusCode)
	}
}

// S19: a person has three open calls at most, and gets five mails an hour; the
// owner, whose cancellations are mails too, has no limit.
func TestAPersonHasLimits(t *testing.T) {
	p := openPractice(t, "zone = \"Europe/Berlin\"\ndaily = 0\n[weekly]\ntuesday = [\"09:00-18:00\"]\n")
	book := func(email string) reception {
		form := p.filled(t, "Ada Lovelace")
		form.Set("email", email)
		return p.send(t, http.MethodPost, p.opening(t, p.english()), form)
	}
	var own []string
	for _, email := range []string{"ada@example.org", "ADA@example.org", "ada@EXAMPLE.org"} {
		own = append(own, book(email).Header.Get("Location"))
	}
	fourth := book("Ada@Example.Org")
	wantWait(t, "a fourth call", fourth, time.Second, time.Hour)
	if !strings.Contains(string(fourth.body), `value="Ada@Example.Org"`) {
		t.Errorf("a fourth call: the form is lost")
	}
	if got := p.press(t, own[0], "cancel"); got.StatusCode != http.StatusSeeOther { // the fourth mail
		t.Errorf("cancel one: got %d, want 303", got.StatusCode)
	}
	if got := book("ada@example.org"); got.StatusCode != http.StatusSeeOther { // the fifth
		t.Errorf("a third call again: got %d, want 303", got.StatusCode)
	}
	wantWait(t, "a sixth mail, by cancelling", p.press(t, own[1], "cancel"), 59*time.Minute, time.Hour)
	wantWait(t, "a sixth mail, by moving", p.send(t, http.MethodPost, p.english().Path("moveto", secretOf(own[1]), rfc3339(p.openings(t)[0])), nil), 59*time.Minute, time.Hour)
	before := p.states(t)
	for _, c := range p.calls(t) {
		if c.State == booking.Booked {
			if _, err := p.Server.Diary.CancelForOwner(t.Context(), booking.ByID(c.ID)); err != nil {
				t.Errorf("the owner cancels: %v", err)
			}
		}
	}
	if got := p.states(t); before[booking.Booked] != 3 || got[booking.Booked] != 0 {
		t.Errorf("got the calls %v, and %v after the owner cancelled all, want 3 and none booked", before, got)
	}
	p.wait(30 * time.Minute)
	wantWait(t, "half an hour later", book("ada@example.org"), 29*time.Minute, 30*time.Minute)
	p.wait(31 * time.Minute)
	if got := book("ada@example.org"); got.StatusCode != http.StatusSeeOther {
		t.Errorf("an hour later: got %d, want 303", got.StatusCode)
	}
	if got := p.send(t, http.MethodPost, own[2], url.Values{"do": {"erase"}, "sure": {"yes"}}); got.StatusCode != http.StatusOK {
		t.Errorf("erase, which sends the visitor no mail: got %d, want 200", got.StatusCode)
	}
}

// Over the limit nobody learns more of secrets than below it.
func TestOverTheLimitWrongSecretsAreWrong(t *testing.T) {
	p := openPractice(t, "")
	wrong := strings.Repeat("a", 32)
	for _, target := range []string{p.english().Path("own", wrong), p.english().Path("moveto", wrong, rfc3339(p.openings(t)[0]))} {
		for i := range 12 {
			if got := p.send(t, http.MethodPost, target, url.Values{"do": {"cancel"}}, "X-Forwarded-For: 192.0.2.1"); got.StatusCode != http.StatusNotFound {
				t.Errorf("post %d to %s: got %d, want 404", i+1, target, got.StatusCode)
			}
		}
	}
}

// many posts at once and counts the answers by their status.
func many(t *testing.T, p *practice, n int, post func(i int) (target string, form url.Values, from string)) map[int]int {
	t.Helper()
	got := map[int]int{}
	var mu sync.Mutex
	var all sync.WaitGroup
	turn := make(chan struct{}, 32)
	for i := range n {
		target, form, from := post(i)
		all.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			status := p.send(t, http.MethodPost, target, form, from).StatusCode
			mu.Lock()
			defer mu.Unlock()
			got[status]++
		})
	}
	all.Wait()
	return got
}

// S19: a script that posts 400 (LONG: 4,000) forms from one address books no
// more than an address may, and everybody else still books.
func TestOneScriptFillsNoCalendar(t *testing.T) {
	p := openPractice(t, "")
	free, n := p.openings(t), rounds(400, 4000)
	got := many(t, p, n, func(i int) (string, url.Values, string) {
		return p.english().Path("opening", rfc3339(free[i%len(free)])), p.filled(t, fmt.Sprint("Script ", i)), "X-Forwarded-For: 192.0.2.1"
	})
	if got[303] > 10 || got[429] != n-10 || got[303]+got[409]+got[429] != n {
		t.Errorf("got the answers %v, want 10 that are no 429", got)
	}
	if booked := p.states(t)[booking.Booked]; booked != got[303] {
		t.Errorf("got %d calls, want as many as confirmations, %d", booked, got[303])
	}
	p.book(t, "Somebody Else")
}

// S19: from 50 (LONG: 500) addresses, with the hidden field filled, no opening
// is claimed, and nobody gets more mails than a person may.
func TestManyScriptsClaimNothing(t *testing.T) {
	p := openPractice(t, "")
	free, n, addresses := p.openings(t), rounds(400, 4000), rounds(50, 500)
	got := many(t, p, n, func(i int) (string, url.Values, string) {
		form := p.filled(t, fmt.Sprint("Victim ", i%20))
		form.Set("website", "https://spam.example")
		form.Set("message", fmt.Sprint(i))
		return p.english().Path("opening", rfc3339(free[i%len(free)])), form, fmt.Sprintf("X-Forwarded-For: 198.51.%d.%d", i%addresses/250, i%addresses%250)
	})
	if got[202]+got[429] != n || got[202] != 60 {
		t.Errorf("got the answers %v, want 20 people with three 202 each, and 429", got)
	}
	if left := p.openings(t); len(left) != len(free) {
		t.Errorf("got %d openings, want all %d as before", len(left), len(free))
	}
	mails := map[string]int{}
	for _, c := range p.calls(t) {
		_, list, err := p.Server.Diary.Find(t.Context(), booking.ByID(c.ID))
		if err != nil {
			t.Fatal(err)
		}
		if c.State != booking.Unconfirmed || len(list) != 1 || list[0].To != booking.ToVisitor {
			t.Errorf("got a call that is %s with %d mails, want it unconfirmed with one to the visitor", c.State, len(list))
		}
		mails[c.Email] += len(list)
	}
	for email, n := range mails {
		if n > 3 {
			t.Errorf("%s got %d mails, want 3 at most", email, n)
		}
	}
	p.book(t, "Somebody Else")
}
