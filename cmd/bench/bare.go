package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
)

// A recorded answer is what the bare handler sends.
type recorded struct {
	Status int
	Header http.Header
	Body   []byte
}

// record keeps an answer of the program for the bare handler.
func record(file string, response *http.Response, body []byte) error {
	header := response.Header.Clone()
	header.Del("Date") // net/http writes its own
	data, err := json.Marshal(recorded{response.StatusCode, header, body})
	if err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o600)
}

// serveBare is the other side of F1: net/http and nothing else, sending one
// recorded answer with the same header fields and bytes whatever is asked.
func serveBare(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var answer recorded
	if err := json.Unmarshal(data, &answer); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "msg=serving url=http://%s\n", listener.Addr())
	return http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		header := w.Header()
		for name, values := range answer.Header {
			header[name] = values
		}
		w.WriteHeader(answer.Status)
		if len(answer.Body) > 0 {
			_, _ = w.Write(answer.Body)
		}
	}))
}
