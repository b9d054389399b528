package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"
)

var noon = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)

func TestAClientPostsTenTimesAMinute(t *testing.T) {
	var p posts
	client := netip.MustParsePrefix("192.0.2.1/32")
	for i := range postsAMinute {
		if wait := p.admit(client, noon.Add(time.Duration(i)*time.Second), i%2 == 0); wait != 0 {
			t.Fatalf("post %d: got a wait of %v, want none", i+1, wait)
		}
	}
	if wait := p.admit(client, noon.Add(30*time.Second), false); wait != 30*time.Second {
		t.Errorf("post 11: got a wait of %v, want the 30 s until the first is a minute old", wait)
	}
	if wait := p.admit(netip.MustParsePrefix("192.0.2.2/32"), noon.Add(30*time.Second), false); wait != 0 {
		t.Errorf("another client: got a wait of %v, want none", wait)
	}
	if wait := p.admit(client, noon.Add(time.Minute), false); wait != 0 {
		t.Errorf("a minute later: got a wait of %v, want none", wait)
	}
}

func TestAClientPostsThirtyTimesAnHourBesideSwitches(t *testing.T) {
	var p posts
	client := netip.MustParsePrefix("2001:db8::/64")
	for i := range postsAnHour {
		now := noon.Add(time.Duration(i) * 20 * time.Second)
		if wait := p.admit(client, now, false) + p.admit(client, now, true); wait != 0 {
			t.Fatalf("post %d: got a wait of %v, want none", i+1, wait)
		}
	}
	if wait := p.admit(client, noon.Add(20*time.Minute), true); wait != 0 {
		t.Errorf("a switch: got a wait of %v, want none", wait)
	}
	if wait := p.admit(client, noon.Add(20*time.Minute), false); wait != 40*time.Minute {
		t.Errorf("post 31: got a wait of %v, want 40 min", wait)
	}
	if wait := p.admit(client, noon.Add(time.Hour), false); wait != 0 {
		t.Errorf("an hour after the first: got a wait of %v, want none", wait)
	}
}

// R19: nobody is kept out because the clock was wrong.
func TestAClockPutBackKeepsNobodyOut(t *testing.T) {
	var p posts
	client := netip.MustParsePrefix("192.0.2.1/32")
	for range postsAMinute {
		p.admit(client, noon, false)
	}
	if wait := p.admit(client, noon.Add(-24*time.Hour), false); wait != 0 {
		t.Errorf("a day before: got a wait of %v, want none", wait)
	}
}

func TestClientsAreForgottenAfterAnHour(t *testing.T) {
	var p posts
	for i := range 1000 {
		p.admit(netip.MustParsePrefix(fmt.Sprintf("10.0.%d.%d/32", i/256, i%256)), noon, false)
	}
	p.admit(netip.MustParsePrefix("192.0.2.1/32"), noon.Add(2*time.Hour), false)
	if got := len(p.clients); got != 1 {
		t.Errorf("got %d clients in memory, want the one who posted now", got)
	}
}

// S25: who is not named as a proxy is believed nothing.
func TestForwardedAddressesCountOnlyFromNamedProxies(t *testing.T) {
	for _, c := range []struct {
		says, peer, forwarded string
		trusted               []string
		want                  string
	}{
		{"without proxies the connection counts", "203.0.113.9:1234", "198.51.100.7", nil, "203.0.113.9/32"},
		{"a named proxy is believed", "10.0.0.1:1234", "198.51.100.7", []string{"10.0.0.0/8"}, "198.51.100.7/32"},
		{"somebody else is not", "203.0.113.9:1234", "198.51.100.7", []string{"10.0.0.0/8"}, "203.0.113.9/32"},
		{"of a chain the last stranger counts", "10.0.0.1:1234", "192.0.2.66, 198.51.100.7, 10.0.0.2", []string{"10.0.0.0/8"}, "198.51.100.7/32"},
		{"IPv6 counts by its network", "[2001:db8:1:2:3:4:5:6]:1234", "", nil, "2001:db8:1:2::/64"},
		{"IPv4 in IPv6 is IPv4", "[::ffff:203.0.113.9]:1234", "", nil, "203.0.113.9/32"},
	} {
		t.Run(c.says, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodPost, "/en/call/x", nil)
			r.RemoteAddr = c.peer
			if c.forwarded != "" {
				r.Header.Set("X-Forwarded-For", c.forwarded)
			}
			var got netip.Prefix
			(&Server{TrustedProxies: c.trusted}).clientAddress()(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = client(r) })).ServeHTTP(nil, r)
			if got.String() != c.want {
				t.Errorf("client: got %v, want %s", got, c.want)
			}
		})
	}
}

func TestNoClientIsTakenForAnother(t *testing.T) {
	var p posts
	clients := []string{"192.0.2.1/32", "192.0.2.2/32", "::/64", "2001:db8::/64", "2001:db8:0:1::/64", "0:0:c000:201::/64", "c000:201::/64"}
	for _, client := range clients {
		for i := range postsAMinute {
			if wait := p.admit(netip.MustParsePrefix(client), noon, false); wait != 0 {
				t.Errorf("%s, post %d: got a wait of %v, want none", client, i+1, wait)
			}
		}
	}
	if got := len(p.clients); got != len(clients) {
		t.Errorf("got %d clients, want %d", got, len(clients))
	}
}
