package web_test

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// foreignRequest is what would let a browser ask another site for something.
var foreignRequest = regexp.MustCompile(`(?i)(?:src|srcset|poster|data|action|formaction)="(?:https?:)?//|url\(|<(?:iframe|object|embed)|rel="(?:preload|preconnect|dns-prefetch|prefetch|stylesheet)" href="http`)

// S2: whatever is answered at an address with a secret, redirects and
// failures included, is kept by nobody, found by no search engine and named to
// no other page.
func TestSecretAddressesLeakNowhere(t *testing.T) {
	p := openPractice(t, "")
	cancelled := p.book(t, "Cancelled Carl")
	p.press(t, cancelled, "cancel")
	confirm := p.confirmable(t, "Hasty Hugo")
	own := p.book(t, "Ada Lovelace")
	free := rfc3339(p.openings(t)[2])
	answers := map[string]reception{}
	for _, address := range []string{own, cancelled, confirm, p.german().Path("own", secretOf(own))} {
		for target, method := range map[string]string{
			"": http.MethodGet, "/call.ics": http.MethodGet, "/move": http.MethodGet, "/move/" + free: http.MethodGet, "/move/2026-12-06T09:00:00Z": http.MethodGet,
			"/": http.MethodGet, "/nothing": http.MethodGet, "/move/never": http.MethodGet, "?x": http.MethodGet,
		} {
			answers[method+" "+address+target] = p.send(t, method, address+target, nil)
		}
		answers["PUT "+address] = p.send(t, http.MethodPut, address, nil)
		answers["403 "+address] = p.press(t, address, "cancel", "Sec-Fetch-Site: cross-site")
		answers["413 "+address] = p.send(t, http.MethodPost, address, url.Values{"do": {strings.Repeat("x", 1<<20)}})
		answers["422 "+address] = p.press(t, address, "erase")
		answers["capitals "+address] = p.get(t, strings.Replace(address, address[:4], strings.ToUpper(address[:4]), 1))
	}
	answers["303 own"] = p.press(t, own, "cancel")
	answers["303 confirm"] = p.press(t, confirm, "book")
	answers["303 confirmed"] = p.get(t, confirm)
	answers["303 move"] = p.send(t, http.MethodPost, confirmed(answers["303 confirm"])+"/move/"+free, nil)
	answers["303 booked"] = p.send(t, http.MethodPost, p.opening(t, p.english()), p.filled(t, "Grace Hopper"))
	for name, got := range answers {
		if kept := got.Header.Get("Cache-Control"); kept != "no-store" {
			t.Errorf("%s: got %d with Cache-Control %q, want no-store", name, got.StatusCode, kept)
		}
		if told := got.Header.Get("Referrer-Policy"); told != "no-referrer" {
			t.Errorf("%s: got %d with Referrer-Policy %q, want no-referrer", name, got.StatusCode, told)
		}
		if found := got.Header.Get("X-Robots-Tag"); found != "noindex" && got.StatusCode == http.StatusOK {
			t.Errorf("%s: got %d with X-Robots-Tag %q, want noindex", name, got.StatusCode, found)
		}
		if coding := got.Header.Get("Content-Encoding"); coding != "" {
			t.Errorf("%s: got it packed by %s, which tells of a secret by its length", name, coding)
		}
		if got.StatusCode == http.StatusOK && got.Header.Get("Set-Cookie")+got.Header.Get("ETag")+got.Header.Get("Last-Modified") != "" {
			t.Errorf("%s: got fields by which a visitor is known again\n%s", name, got.fieldsBut())
		}
		if foreign := foreignRequest.FindString(styleElement.ReplaceAllString(string(got.body), "")); foreign != "" {
			t.Errorf("%s: got %q in the page", name, foreign)
		}
	}
	for _, link := range tags(string(answers["GET "+own].body), "a") {
		if strings.HasPrefix(link["href"], "http") && !strings.HasPrefix(link["href"], p.URL) && !strings.Contains(link["rel"], "external") {
			t.Errorf("got a link to %s without rel", link["href"])
		}
	}
	for _, secret := range []string{secretOf(own), secretOf(confirm), secretOf(cancelled)} {
		if strings.Contains(p.log.String(), secret) {
			t.Errorf("got the secret %s in the log", secret)
		}
	}
}

func confirmed(r reception) string { return r.Header.Get("Location") }

// S2: who tries secrets learns nothing from the answers.
func TestSecretsThatAreNoneGetOneAnswer(t *testing.T) {
	p := openPractice(t, "")
	erased := secretOf(p.book(t, "Erased Eve"))
	if got := p.send(t, http.MethodPost, p.english().Path("own", erased), url.Values{"do": {"erase"}, "sure": {"yes"}}); got.StatusCode != http.StatusOK {
		t.Fatalf("erase: got %d, want 200", got.StatusCode)
	}
	expired := secretOf(p.confirmable(t, "Hasty Hugo"))
	p.wait(25 * time.Hour)
	if n, err := p.Server.Diary.Forget(t.Context()); n != 1 || err != nil {
		t.Fatalf("Forget: got %d, %v, want the call that waited", n, err)
	}
	own := secretOf(p.book(t, "Ada Lovelace"))
	unconfirmed := secretOf(p.confirmable(t, "Hasty Hugo"))
	free := rfc3339(p.openings(t)[3])
	foreign := map[string]string{
		"wrong": strings.Repeat("a", 32), "erased": erased, "expired": expired, "short": "a", "long": strings.Repeat("b", 900), "in capitals": strings.ToUpper(own), "odd": "%00%0d%0a", "words": "call.ics",
	}
	for page, wrong := range map[string]map[string]string{
		"own": foreign, "ics": withAlso(foreign, unconfirmed), "move": withAlso(foreign, unconfirmed), "moveto": withAlso(foreign, unconfirmed),
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			want := reception{}
			for says, token := range wrong {
				got := p.send(t, method, at(p.german().Route(page), token, free), nil)
				if want.Response == nil {
					want = got
				}
				status := http.StatusNotFound
				if got.StatusCode == http.StatusMethodNotAllowed && method == http.MethodPost {
					status = http.StatusMethodNotAllowed
				}
				if got.StatusCode != status || got.fieldsBut() != want.fieldsBut() || !bytes.Equal(got.body, want.body) {
					t.Errorf("%s %s with a secret that is %s: got %d, %d bytes\n%swant the same as for all, %d, %d bytes\n%s",
						method, page, says, got.StatusCode, len(got.body), got.fieldsBut(), want.StatusCode, len(want.body), want.fieldsBut())
				}
			}
		}
	}
	for _, do := range []string{"cancel", "undo", "erase", "book", "nonsense", ""} {
		wrong := p.press(t, p.english().Path("own", strings.Repeat("a", 32)), do)
		purpose := p.english().Path("own", unconfirmed)
		if do == "book" {
			purpose = p.english().Path("own", own)
		}
		if do == "nonsense" || do == "" {
			purpose = p.english().Path("own", erased)
		}
		got := p.press(t, purpose, do)
		if do == "erase" {
			got = p.send(t, http.MethodPost, purpose, url.Values{"do": {do}, "sure": {"yes"}})
		}
		if got.StatusCode != http.StatusNotFound || !bytes.Equal(got.body, wrong.body) || got.fieldsBut() != wrong.fieldsBut() {
			t.Errorf("%q with a secret of another purpose: got %d, want 404 as for a wrong one", do, got.StatusCode)
		}
	}
}

// withAlso adds the secret of a link that is good for something else.
func withAlso(foreign map[string]string, unconfirmed string) map[string]string {
	all := map[string]string{"of another purpose": unconfirmed}
	for says, token := range foreign {
		all[says] = token
	}
	return all
}
