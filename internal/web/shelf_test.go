package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func TestAShelfKeepsWhatIsAskedFor(t *testing.T) {
	of := func(n int) *answer {
		return newAnswer("/", http.StatusOK, http.Header{}, []byte(strings.Repeat("x", 8000)+fmt.Sprint(n)), false)
	}
	s := &shelf{most: 10 * of(999).size()}
	for n := range 1000 {
		s.keep(fmt.Sprint("/", n), of(n))
		for _, path := range []string{"/0", "/5"} {
			if n >= 5 && s.get(path) == nil {
				t.Fatalf("%s was asked for all the time and is gone after %d answers", path, n+1)
			}
		}
		if s.bytes > s.most {
			t.Fatalf("got %d bytes after %d answers, want at most %d", s.bytes, n+1, s.most)
		}
	}
	kept := 0
	for n := range 1000 {
		if a := s.get(fmt.Sprint("/", n)); a != nil {
			kept++
			if got := string(a.versions.Load()[plain].body[8000:]); got != fmt.Sprint(n) {
				t.Errorf("/%d: got the answer of %s", n, got)
			}
		}
	}
	if kept != 10 || len(s.queue) != 10 {
		t.Errorf("got %d answers and %d in the queue, want 10", kept, len(s.queue))
	}
	if s.get("/999") == nil {
		t.Error("the newest is gone, want it kept")
	}
}
