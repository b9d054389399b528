package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// connections that ask at the same time.
const connections = 16

// A question is one request as it stands on the wire.
type question struct {
	path   string
	header map[string]string
}

func (q question) bytes(host string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "GET %s HTTP/1.1\r\nHost: %s\r\n", q.path, host)
	for name, value := range q.header {
		fmt.Fprintf(&b, "%s: %s\r\n", name, value)
	}
	b.WriteString("\r\n")
	return []byte(b.String())
}

// ask sends a request once and gives the answer with its body.
func (q question) ask(url string) (*http.Response, []byte, error) {
	host := strings.TrimPrefix(url, "http://")
	conn, err := net.Dial("tcp", host)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.Write(q.bytes(host)); err != nil {
		return nil, nil, err
	}
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return nil, nil, err
	}
	body, err := io.ReadAll(response.Body)
	return response, body, err
}

// load asks a question n times over kept connections and gives how long it
// took. Answers are read by their length alone: the asker shall not be what
// is measured.
func load(url string, q question, n int) (time.Duration, error) {
	host := strings.TrimPrefix(url, "http://")
	request := q.bytes(host)
	response, body, err := q.ask(url)
	if err != nil {
		return 0, err
	}
	begun := time.Now()
	var group sync.WaitGroup
	failures := make(chan error, connections)
	for range connections {
		group.Go(func() {
			if err := askAll(host, request, response.StatusCode, len(body), n/connections); err != nil {
				failures <- err
			}
		})
	}
	group.Wait()
	close(failures)
	return time.Since(begun), <-failures
}

// askAll asks the same n times over one connection.
func askAll(host string, request []byte, status, size, n int) error {
	conn, err := net.Dial("tcp", host)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	reader := bufio.NewReaderSize(conn, 64<<10)
	want := fmt.Sprintf("HTTP/1.1 %d ", status)
	for range n {
		if _, err := conn.Write(request); err != nil {
			return err
		}
		for first := true; ; first = false {
			line, err := reader.ReadSlice('\n')
			if err != nil {
				return err
			}
			if first && !strings.HasPrefix(string(line), want) {
				return fmt.Errorf("got %q, want %s", line, want)
			}
			if len(line) == 2 {
				break
			}
		}
		if _, err := reader.Discard(size); err != nil {
			return err
		}
	}
	return nil
}

// pinHere keeps this process off the core of the server until it is let go.
func pinHere() (letGo func(), err error) {
	if err := pin(1); err != nil {
		return nil, fmt.Errorf("two cores are needed: %w", err)
	}
	return func() { _ = pin(0, 1) }, nil
}

// pin moves every thread of this process to these cores; threads and programs
// to come are started there too.
func pin(cores ...int) error {
	runtime.GOMAXPROCS(len(cores))
	var set unix.CPUSet
	for _, core := range cores {
		set.Set(core)
	}
	threads, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return err
	}
	for _, thread := range threads {
		id, err := strconv.Atoi(thread.Name())
		if err != nil {
			return err
		}
		if err := unix.SchedSetaffinity(id, &set); err != nil && err != unix.ESRCH {
			return err
		}
	}
	return nil
}
