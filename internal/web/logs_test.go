package web_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"

	"leadpath/internal/webtest"
)

// A notebook is a log that may be read while it is written.
type notebook struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (n *notebook) Write(line []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.Write(line)
}

func (n *notebook) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.String()
}

// marked is what visitors bring along, each recognisable.
var marked = []string{
	"Cookie: session=marked-cookie", "User-Agent: marked-agent", "Referer: https://marked-referer.example/", "X-Forwarded-For: 203.0.113.77", "X-Real-IP: 203.0.113.77", "Forwarded: for=203.0.113.77",
	"Authorization: Bearer marked-token", "Accept-Language: marked-language", "Host: marked-host.example", "X-Marked: marked-field", "If-None-Match: \"marked-tag\"", "Content-Type: marked-type",
}

// S21: a request leaves one line in the log, which holds neither path nor
// query nor anything else of the visitor.
func TestLogHoldsNothingOfTheVisitor(t *testing.T) {
	w := shared(t)
	book := &notebook{}
	site := serve(t, webtest.Options{Log: book})
	asked := 0
	visit := func(method, target string) {
		ask(t, site, method, target, marked...)
		asked++
	}
	for _, address := range samples(t, w) {
		visit("GET", address+"?name=marked-query&mail=ada%40marked-mail.example")
		visit("MARKED", address)
	}
	for _, target := range []string{"/marked-path", "/en/marked-path", "/de/artikel/marked-path", "/EN/FAQ?marked-query", "/en/%0Atime=forged%20level=INFO", "/%0D%0Amarked-path", "/en/%1b[31mmarked-path", "/static/marked-path.css", "/images/marked-path", "http://marked-host.example/en/", "/en/faq?" + strings.Repeat("marked-query", 200)} {
		visit("GET", target)
		visit("POST", target)
	}
	site.Server.Break()
	visit("GET", "/en/faq/marked-path?marked-query") // panics
	visit("GET", "/en/template?marked-query")        // fails
	checkLog(t, book.String(), asked)
}

var (
	requestLine = regexp.MustCompile(`^time=\S+ level=INFO msg=request method=([A-Z]+|other) route=(\S+) status=\d{3} bytes=\d+ took=\S+$`)
	failureLine = regexp.MustCompile(`^time=\S+ level=ERROR msg="(handler panicked|page failed)" `)
)

func checkLog(t *testing.T, text string, asked int) {
	t.Helper()
	requests := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case requestLine.MatchString(line):
			requests++
		case !failureLine.MatchString(line):
			t.Errorf("got the line %q, want one of a request or of a failure", line)
		}
		if strings.ContainsAny(line, "\r\x1b\x00") {
			t.Errorf("got a control character in the line %q", line)
		}
	}
	if requests != asked {
		t.Errorf("got %d lines for %d requests", requests, asked)
	}
	for _, mark := range []string{"marked", "MARKED", "203.0.113.77", "127.0.0.1", "forged"} {
		if at := strings.Index(text, mark); at >= 0 {
			t.Errorf("got %q in the log: …%s…", mark, text[max(0, at-100):min(len(text), at+100)])
		}
	}
}

// inside is what would tell of the program, its parts and the machine.
var inside = regexp.MustCompile(`(?i)\b(panic|goroutine|runtime|nil pointer|stack trace|golang|net/http|chi|templ|sqlite|postgres|sql|slog|errno|not in the library|/root|/home|/usr|/tmp|localhost)\b|\.go\b|\bgo1\.|internal/|secret|0x[0-9a-f]{4}|v\d+\.\d+\.\d+|no such file|half a page`)

// S22: a page that says what went wrong tells nothing of the inside.
func TestErrorsTellNothingOfTheInside(t *testing.T) {
	w := shared(t)
	site := serve(t, webtest.Options{BaseURL: "https://www.example.org"})
	statuses := map[int]bool{}
	for name, got := range everyStatus(t, site, samples(t, w.on(t, site))) {
		if got.StatusCode < 400 {
			continue
		}
		statuses[got.StatusCode] = true
		text := styleElement.ReplaceAllString(string(got.body), "")
		if told := inside.FindString(got.fieldsBut() + text); told != "" {
			t.Errorf("%s: got %q in the answer", name, told)
		}
	}
	if got := fmt.Sprint(len(statuses)); got != "6" {
		t.Errorf("got the statuses %v, want 404, 405, 413, 414, 431, 500", statuses)
	}
}
