package calendars

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// names is a resolver of our own, whose answers change.
func names(t *testing.T, addresses func() []string) *net.Resolver {
	t.Helper()
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	go func() {
		for buffer := make([]byte, 1500); ; {
			n, from, err := server.ReadFrom(buffer)
			if err != nil {
				return
			}
			_, _ = server.WriteTo(told(buffer[:n], addresses), from)
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", server.LocalAddr().String())
	}}
}

func told(question []byte, addresses func() []string) []byte {
	var m dnsmessage.Message
	if m.Unpack(question) != nil || len(m.Questions) != 1 {
		return nil
	}
	m.Response, m.Additionals = true, nil
	if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
		for _, a := range addresses() {
			m.Answers = append(m.Answers, dnsmessage.Resource{
				Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
				Body:   &dnsmessage.AResource{A: [4]byte(net.ParseIP(a).To4())},
			})
		}
	}
	answer, _ := m.Pack()
	return answer
}

// S18
func TestAResolverThatRebindsLeadsNowhere(t *testing.T) {
	var inside atomic.Int64
	listen := func(address string, serve http.HandlerFunc) string {
		l, err := net.Listen("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		s := httptest.NewUnstartedServer(serve)
		_ = s.Listener.Close()
		s.Listener = l
		s.Start()
		t.Cleanup(s.Close)
		return l.Addr().String()
	}
	_, port, _ := net.SplitHostPort(listen("127.0.0.1:0", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, calendar(1)) }))
	listen("127.0.0.2:"+port, func(http.ResponseWriter, *http.Request) { inside.Add(1) })

	now := atomic.Pointer[[]string]{}
	answers := func(list ...string) { now.Store(&list) }
	r := &Reader{Now: at(noon), resolver: names(t, func() []string { return *now.Load() })}
	s := sourceIn(t, "http://cal.example.org:"+port+"/x", "127.0.0.1")
	try := func(allowed bool) {
		t.Helper()
		_, err := r.Read(background, s, time.UTC, nil)
		if allowed != (err == nil) || err != nil && !strings.Contains(err.Error(), "lies inside") {
			t.Errorf("%v: Read: got %v, want it allowed: %v", *now.Load(), err, allowed)
		}
	}
	answers("127.0.0.1")
	try(true)
	for _, list := range [][]string{{"127.0.0.2"}, {"0.0.0.0"}, {"10.0.0.1"}, {"169.254.169.254"}, {"100.64.1.1"}} {
		answers(list...)
		try(false)
	}
	answers("127.0.0.2", "127.0.0.1")
	_, _ = r.Read(background, s, time.UTC, nil)
	if n := inside.Load(); n != 0 {
		t.Errorf("what lies inside was reached %d times", n)
	}
	s = sourceIn(t, "https://cal.example.org:"+port+"/x", "")
	answers("127.0.0.1")
	try(false)
	s = sourceIn(t, "http://cal.example.org/x", "127.0.0.1")
	answers("8.8.8.8")
	if _, err := r.Read(background, s, time.UTC, nil); err == nil || !strings.Contains(err.Error(), "8.8.8.8 in the clear") {
		t.Errorf("Read in the clear from the outside: got %v, want it refused", err)
	}
}
