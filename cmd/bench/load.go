package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// connections that ask at the same time.
const connections = 16

// A question is what is asked: one address, or several in turn, each as it
// stands on the wire.
type question struct {
	paths  []string
	header map[string]string
}

func (q question) bytes(path, host string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "GET %s HTTP/1.1\r\nHost: %s\r\n", path, host)
	for name, value := range q.header {
		fmt.Fprintf(&b, "%s: %s\r\n", name, value)
	}
	b.WriteString("\r\n")
	return []byte(b.String())
}

// ask asks for the first address once.
func (q question) ask(url string) (answer, error) {
	host := strings.TrimPrefix(url, "http://")
	conn, err := net.Dial("tcp", host)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.Write(q.bytes(q.paths[0], host)); err != nil {
		return answer{}, err
	}
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return answer{}, err
	}
	response.Header.Del("Date") // net/http writes its own
	body, err := io.ReadAll(response.Body)
	return answer{Status: response.StatusCode, Header: response.Header, Body: body}, err
}

// load asks a question n times over kept connections and gives how long it
// took. Each connection begins at another address, so that few requests reach
// all of them too.
func load(url string, q question, n int) (time.Duration, error) {
	host := strings.TrimPrefix(url, "http://")
	first, err := q.ask(url)
	if err != nil {
		return 0, err
	}
	var requests [][]byte
	for _, path := range q.paths {
		requests = append(requests, q.bytes(path, host))
	}
	begun := time.Now()
	var group sync.WaitGroup
	failures := make(chan error, connections)
	for i := range connections {
		at := i * len(requests) / connections
		group.Go(func() {
			if err := askAll(host, slices.Concat(requests[at:], requests[:at]), first.Status, n/connections); err != nil {
				failures <- err
			}
		})
	}
	group.Wait()
	close(failures)
	return time.Since(begun), <-failures
}

// askAll asks n times over one connection, the requests in turn.
func askAll(host string, requests [][]byte, status, n int) error {
	conn, err := net.Dial("tcp", host)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	reader := bufio.NewReaderSize(conn, 64<<10)
	want := fmt.Sprintf("HTTP/1.1 %d ", status)
	for i := range n {
		if _, err := conn.Write(requests[i%len(requests)]); err != nil {
			return err
		}
		if err := skip(reader, want); err != nil {
			return err
		}
	}
	return nil
}

// skip reads an answer by its length alone: the asker shall not be what is
// measured.
func skip(reader *bufio.Reader, want string) error {
	size := 0
	for first := true; ; first = false {
		line, err := reader.ReadSlice('\n')
		if err != nil {
			return err
		}
		if first && !strings.HasPrefix(string(line), want) {
			return fmt.Errorf("got %q, want %s", line, want)
		}
		if length, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			if size, err = strconv.Atoi(string(bytes.TrimSpace(length))); err != nil {
				return err
			}
		}
		if len(line) == 2 {
			break
		}
	}
	_, err := reader.Discard(size)
	return err
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
