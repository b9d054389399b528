package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"sync/atomic"

	"leadpath/internal/web"
)

// An answer is what the program sent, and what the bare handler sends.
type answer struct {
	Status int
	Header http.Header // without the date
	Body   []byte
	Plain  []byte `json:",omitempty"` // packed into Body anew each time; nil where Body is sent as it is
}

func (a answer) same(b answer) bool {
	return a.Status == b.Status && maps.EqualFunc(a.Header, b.Header, slices.Equal) && bytes.Equal(a.Body, b.Body)
}

// startBare starts the bare handler with answers that it sends in turn, and
// makes sure that it sends each as it was: status, header fields, bytes.
func startBare(folder string, answers []answer) (*program, error) {
	data, err := json.Marshal(answers)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(folder, "answers.json")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p, err := start(self, "bare", file)
	if err != nil {
		return nil, err
	}
	for _, want := range answers {
		got, err := question{paths: []string{"/"}}.ask(p.url)
		if err == nil && !got.same(want) {
			err = fmt.Errorf("the bare handler answers otherwise:\n%v\n%v", want.Header, got.Header)
		}
		if err != nil {
			p.stop()
			return nil, err
		}
	}
	return p, nil
}

// bareGC lets the bare handler collect its garbage at 16 MB, as the program
// does with a whole site in its memory, and not at the 4 MB of an empty one:
// answers that are packed anew leave much of it.
const bareGC = 400

// serveBare is the other side: net/http and nothing else, sending recorded
// answers in turn, whatever is asked.
func serveBare(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var answers []answer
	if err := json.Unmarshal(data, &answers); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "msg=serving url=http://%s\n", listener.Addr())
	debug.SetGCPercent(bareGC)
	var sent atomic.Uint64
	return http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		turn := sent.Add(1) - 1
		answers[turn%uint64(len(answers))].send(w)
	}))
}

func (a *answer) send(w http.ResponseWriter) {
	header, body := w.Header(), a.Body
	for name, values := range a.Header {
		header[name] = values
	}
	if a.Plain != nil {
		body = web.PackBrotli(a.Plain)
		header["Content-Length"] = []string{strconv.Itoa(len(body))}
	}
	w.WriteHeader(a.Status)
	if len(body) > 0 {
		_, _ = w.Write(body)
	}
}
