package calendars

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"
)

// endless gives a text over and over.
type endless struct{ text, rest string }

func (e *endless) Read(p []byte) (int, error) {
	if e.rest == "" {
		e.rest = e.text
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// within runs something and asks for its bounds of time and memory, loosely:
// memory is what is in use while it runs, beyond what was.
func within(t *testing.T, limit time.Duration, mostBytes uint64, do func()) {
	t.Helper()
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	done, most := make(chan struct{}), make(chan uint64)
	go func() {
		peak := uint64(0)
		for {
			select {
			case <-done:
				most <- peak
				return
			case <-time.After(20 * time.Millisecond):
				runtime.ReadMemStats(&now)
				if now.HeapAlloc > before.HeapAlloc {
					peak = max(peak, now.HeapAlloc-before.HeapAlloc)
				}
			}
		}
	}()
	began := time.Now()
	do()
	took := time.Since(began)
	close(done)
	peak := <-most
	t.Logf("%v, %d MiB", took, peak>>20)
	if peak > mostBytes {
		t.Errorf("it took %d MiB, want %d at most", peak>>20, mostBytes>>20)
	}
	if took > limit {
		t.Errorf("it took %v, want %v at most", took, limit)
	}
}

// R17
func TestAHostileServerCostsLittle(t *testing.T) {
	event := "BEGIN:VEVENT\r\nDTSTART:20261201T100000Z\r\nDTEND:20261201T110000Z\r\nSUMMARY:" + strings.Repeat("hush ", 200) + "\r\nEND:VEVENT\r\n"
	var bomb bytes.Buffer
	packer := gzip.NewWriter(&bomb)
	_, _ = io.CopyN(packer, io.MultiReader(strings.NewReader("BEGIN:VCALENDAR\r\n"), &endless{text: event}), 1<<28)
	_ = packer.Close()
	for _, test := range []struct {
		says  string
		serve http.HandlerFunc
		want  string
	}{
		{"a gigabyte", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(1<<30))
			_, _ = io.CopyN(w, io.MultiReader(strings.NewReader("BEGIN:VCALENDAR\r\n"), &endless{text: event}), 1<<30)
		}, "larger than 16 MiB"},
		{"a bomb", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb.Bytes())
		}, "larger than 16 MiB"},
		{"a slow drip", func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, "BEGIN:VCALENDAR\r\n")
			for r.Context().Err() == nil {
				_, _ = io.WriteString(w, "X:y\r\n")
				w.(http.Flusher).Flush()
				time.Sleep(50 * time.Millisecond)
			}
		}, "longer than 10 seconds"},
		{"no answer", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, "longer than 10 seconds"},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			s := source(t, site(t, test.serve)+"/x")
			within(t, 20*time.Second, 64<<20, func() { refused(t, s, nil, test.want) })
		})
	}
}
