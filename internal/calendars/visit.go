package calendars

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	mostTime = 10 * time.Second // for a reading in all
	mostText = 16 << 20         // bytes of a reading, as they are once unpacked
	mostHops = 5                // redirects of one request
)

// A visit is one reading of a source over the network. All its requests share
// the bounds of time and size.
//
// Whatever the name of a host resolves to, each connection is judged by the
// address that it is made to (promise S18): so neither a resolver that changes
// its mind nor a redirect leads inside. Proxies and cookies there are none.
type visit struct {
	source Source
	secure http.RoundTripper // for https
	clear  http.RoundTripper // for http
	left   int64             // of mostText
	broke  error             // what first ended the reading of a body, if not its end
	close  func()
}

func newVisit(s Source, settings *tls.Config, resolver *net.Resolver) *visit {
	v := &visit{source: s, left: mostText}
	secure, inClear := v.transport(settings, resolver, false), v.transport(settings, resolver, true)
	v.secure, v.clear = secure, inClear
	v.close = func() { secure.CloseIdleConnections(); inClear.CloseIdleConnections() }
	return v
}

func (v *visit) transport(settings *tls.Config, resolver *net.Resolver, inClear bool) *http.Transport {
	dialer := &net.Dialer{Timeout: mostTime, Resolver: resolver, Control: func(network, address string, _ syscall.RawConn) error {
		return v.judge(network, address, inClear)
	}}
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	return &http.Transport{
		DialContext: dialer.DialContext, TLSClientConfig: settings.Clone(), Protocols: &protocols,
		MaxResponseHeaderBytes: 64 << 10, TLSHandshakeTimeout: mostTime, MaxConnsPerHost: 2,
	}
}

// judge is asked about each address before a connection to it is made.
func (v *visit) judge(network, address string, inClear bool) error {
	at, err := netip.ParseAddrPort(address)
	switch {
	case err != nil || !strings.HasPrefix(network, "tcp"):
		return failure("it leads to no address of the internet")
	case v.source.allow.contain(at.Addr()):
		return nil
	case !isForAll(at.Addr()):
		return failure(fmt.Sprintf("it leads to %v, which lies inside a network; name that in --busy-allow if it is meant", at.Addr().Unmap()))
	case inClear:
		return failure(fmt.Sprintf("it leads to %v in the clear, which is allowed inside the networks of --busy-allow only", at.Addr().Unmap()))
	case at.Port() != 443 && strconv.Itoa(int(at.Port())) != v.source.address.Port():
		return failure(fmt.Sprintf("it leads to port %d, which neither https nor its address names", at.Port()))
	}
	return nil
}

// A call is one request of a visit.
type call struct {
	method string
	header http.Header
	body   string
}

// ask makes a request and follows its redirects, with the same method and body
// (RFC 9110, 15.4, but for 303, which means something else). It gives the
// answer and the address at which it was found; its body, which the caller
// closes, ends in an error where the visit has read more than it may.
func (v *visit) ask(ctx context.Context, c call, at *url.URL) (*http.Response, *url.URL, error) {
	for hop := 0; ; hop++ {
		answer, err := v.once(ctx, c, at)
		if err != nil {
			return nil, nil, plain(err)
		}
		next, err := redirect(answer, at)
		if err == nil && next == nil {
			answer.Body = &bounded{v, answer.Body}
			return answer, at, nil
		}
		_ = answer.Body.Close()
		if err == nil && hop == mostHops {
			err = failure(fmt.Sprintf("it redirects more than %d times", mostHops))
		}
		if err != nil {
			return nil, nil, err
		}
		at = next
	}
}

func (v *visit) once(ctx context.Context, c call, at *url.URL) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, c.method, at.String(), bytes.NewReader([]byte(c.body)))
	if err != nil {
		return nil, errNoAnswer
	}
	if c.header != nil {
		request.Header = c.header.Clone()
	}
	request.Header.Set("User-Agent", "Leadpath")
	if u := v.source.user; u != nil && v.isHome(at) {
		password, _ := u.Password()
		request.SetBasicAuth(u.Username(), password)
	}
	if at.Scheme == "https" {
		return v.secure.RoundTrip(request)
	}
	return v.clear.RoundTrip(request)
}

// isHome tells the server that the owner named, to which alone user and
// password go.
func (v *visit) isHome(at *url.URL) bool {
	home := v.source.address
	return at.Scheme == home.Scheme && strings.EqualFold(at.Hostname(), home.Hostname()) && portOf(at) == portOf(home)
}

func portOf(u *url.URL) string {
	if port := u.Port(); port != "" {
		return port
	}
	return map[string]string{"https": "443", "http": "80"}[u.Scheme]
}

// redirect gives where an answer sends on to, nil where it does not.
func redirect(answer *http.Response, at *url.URL) (*url.URL, error) {
	switch answer.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	case http.StatusSeeOther:
		if answer.Request.Method != http.MethodGet {
			return nil, failure("it redirects to what is no calendar")
		}
	default:
		return nil, nil
	}
	next, err := at.Parse(answer.Header.Get("Location"))
	switch {
	case err != nil || answer.Header.Get("Location") == "":
		return nil, failure("it redirects to nowhere")
	case next.Scheme != "https" && next.Scheme != "http" || next.Hostname() == "":
		return nil, failure("it redirects to what is neither https nor http")
	}
	return next, nil // whose user and password nobody sends: see once
}

// bounded is a body of a visit.
type bounded struct {
	visit *visit
	io.ReadCloser
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.visit.left -= int64(n); b.visit.left < 0 {
		n, err = 0, errBig
	}
	if err != nil && !errors.Is(err, io.EOF) && b.visit.broke == nil {
		b.visit.broke = err // later ones are of a body that is closed
	}
	return n, err
}

// status says in plain words what an answer without a calendar means.
func status(code int) error {
	switch code {
	case http.StatusUnauthorized:
		return failure("the server does not take user and password (401)")
	case http.StatusForbidden:
		return failure("the server refuses it (403)")
	case http.StatusNotFound, http.StatusGone:
		return failure(fmt.Sprintf("the server knows no such calendar (%d)", code))
	case http.StatusTooManyRequests:
		return failure("the server is asked too often (429)")
	}
	return failure(fmt.Sprintf("the server answered %d", code))
}
