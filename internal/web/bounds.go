package web

import (
	"net/http"
	"runtime/debug"
)

// What a request may have (promise S16).
const (
	maxAddress    = 2_000    // characters of the request's target
	maxHeaders    = 32 << 10 // bytes of all header fields
	maxBody       = 1 << 20  // bytes of the body
	maxParameters = 200      // of a form; the rest is dropped
)

// bounds gives the status for a request that is larger than it may be, else 0.
func bounds(r *http.Request) int {
	switch {
	case len(r.RequestURI) > maxAddress:
		return http.StatusRequestURITooLong
	case tooManyHeaders(r.Header):
		return http.StatusRequestHeaderFieldsTooLarge
	case r.ContentLength > maxBody:
		return http.StatusRequestEntityTooLarge
	}
	return 0
}

// tooManyHeaders counts the header fields as they stand on the wire.
func tooManyHeaders(h http.Header) bool {
	size := 0
	for name, values := range h {
		for _, value := range values {
			size += len(name) + len(value) + len(": \r\n")
		}
	}
	return size > maxHeaders
}

func stack() string { return string(debug.Stack()) }
