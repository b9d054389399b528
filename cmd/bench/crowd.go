package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"leadpath/internal/booking"
)

// A crowd books one opening after the other, each as another visitor with an
// address and a form of their own.
type crowd struct {
	host  string
	diary *booking.Diary // makes forms as the server does, some seconds ago
	first time.Time
	next  int
	mu    sync.Mutex
}

func newCrowd(url, data string) (*crowd, error) {
	text, err := os.ReadFile(filepath.Join(data, "secret"))
	if err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil {
		return nil, err
	}
	ago := func() time.Time { return time.Now().Add(-10 * time.Second) }
	return &crowd{host: strings.TrimPrefix(url, "http://"), diary: &booking.Diary{Key: key, Now: ago},
		first: time.Now().UTC().Truncate(5 * time.Minute).Add(time.Hour)}, nil
}

// book has so many openings booked and gives how long all of it took, and
// each of them.
func (c *crowd) book(n int) (took time.Duration, waits []time.Duration, err error) {
	requests := make(chan []byte, n)
	for range n {
		requests <- c.request()
	}
	close(requests)
	began := time.Now()
	var group sync.WaitGroup
	for range visitors {
		group.Go(func() {
			mine, failure := c.send(requests)
			c.mu.Lock()
			defer c.mu.Unlock()
			waits = append(waits, mine...)
			if failure != nil {
				err = failure
			}
		})
	}
	group.Wait()
	return time.Since(began), waits, err
}

// request is a filled form as it stands on the wire.
func (c *crowd) request() []byte {
	start := c.first.Add(time.Duration(c.next) * 5 * time.Minute).Format(time.RFC3339)
	c.next++
	body := url.Values{
		"form": {c.diary.NewForm()}, "name": {"Ada Lovelace"}, "email": {fmt.Sprintf("ada%d@example.org", c.next)}, "topic": {"choice"},
		"message": {"Is an exam enough?"}, "timezone": {"Europe/Berlin"}, "consent": {"yes"},
	}.Encode()
	return fmt.Appendf(nil, "POST /en/call/%s HTTP/1.1\r\nHost: %s\r\nX-Forwarded-For: 10.%d.%d.%d\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
		start, c.host, c.next>>16, c.next>>8&255, c.next&255, len(body), body)
}

// send sends requests over one connection until there are none.
func (c *crowd) send(requests <-chan []byte) (waits []time.Duration, err error) {
	conn, err := net.Dial("tcp", c.host)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }()
	reader := bufio.NewReader(conn)
	for request := range requests {
		began := time.Now()
		if _, err := conn.Write(request); err != nil {
			return nil, err
		}
		response, err := http.ReadResponse(reader, nil)
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(response.Body)
		if err != nil || response.StatusCode != http.StatusSeeOther {
			return nil, fmt.Errorf("a booking got %s (%v): %.200s", response.Status, err, body)
		}
		waits = append(waits, time.Since(began))
	}
	return waits, nil
}

// mailPause is what a mail server takes to answer for a mail, as they do who
// are not on the same machine.
const mailPause = 100 * time.Millisecond

// takeMails is a mail server that takes everything and keeps nothing.
func takeMails() (address string, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go takeMail(conn)
		}
	}()
	return "smtp://" + listener.Addr().String(), nil
}

func takeMail(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	say := func(line string) { _, _ = io.WriteString(conn, line+"\r\n") }
	say("220 bench")
	text := false
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		switch line := lines.Text(); {
		case text && line == ".":
			text = false
			time.Sleep(mailPause)
			say("250 taken")
		case text:
		case line == "DATA":
			text = true
			say("354 go on")
		case line == "QUIT":
			say("221 bye")
			return
		default:
			say("250 yes")
		}
	}
}
