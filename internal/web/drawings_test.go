package web_test

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"leadpath/internal/library"
)

var (
	drawingsIn = regexp.MustCompile(`(?s)<figure class="drawn">.*?</figure>\s*<details class="fold told.*?</details>`)
	drawnRule  = regexp.MustCompile(`(\.[a-z-]+)[^{}]*\{([^}]*)\}`)
)

// mostDrawing is what a drawing may add to its page with its words (F8).
const mostDrawing = 1_000

// F8: a drawing is light, and only pages that have one carry its style.
func TestDrawingsAreLight(t *testing.T) {
	w, count := shared(t), 0
	for page, body := range w.bodies {
		drawings := drawingsIn.FindAllString(body, -1)
		count += len(drawings)
		if styled := strings.Contains(body, ".told"); styled != (len(drawings) > 0) {
			t.Errorf("%s: got the style of drawings: %v, with %d drawings; want it where there are some", page, styled, len(drawings))
		}
		for _, d := range drawings {
			got := packed(body) - packed(strings.Replace(body, d, "", 1))
			t.Logf("%s: %d bytes for %.60s", page, got, d[strings.Index(d, "aria-label"):])
			if got > mostDrawing {
				t.Errorf("%s: got %d bytes for a drawing and its words, want at most %d", page, got, mostDrawing)
			}
		}
	}
	if count < 4 {
		t.Errorf("got %d drawings, want 2 in each language at least", count)
	}
}

// packed gives how many bytes a text has as it is sent.
func packed(text string) int {
	var out bytes.Buffer
	writer := brotli.NewWriterLevel(&out, brotli.BestCompression)
	_, _ = io.WriteString(writer, text)
	_ = writer.Close()
	return out.Len()
}

// A6: each class that a drawing may bear is styled, letters in a colour for
// text, lines in one for marks.
func TestDrawingClassesStandOut(t *testing.T) {
	styled := map[string]string{}
	for _, rule := range drawnRule.FindAllStringSubmatch(readSheet(t, "css/parts/mark.css")+readSheet(t, "css/parts/drawn.css"), -1) {
		for _, class := range regexp.MustCompile(`\.[a-z-]+`).FindAllString(rule[0][:strings.Index(rule[0], "{")], -1) {
			styled[class[1:]] += rule[2]
		}
	}
	least := map[string]float64{}
	for _, pair := range colourPairs {
		if pair.ground == "paper" {
			least[pair.intent] = max(least[pair.intent], pair.least)
		}
	}
	for _, class := range library.DrawingClasses {
		wanted := 3.0
		if strings.HasPrefix(class, "text-") {
			wanted = 7
		}
		for _, intent := range regexp.MustCompile(`(?:fill|stroke): var\(--([a-z-]+)\)`).FindAllStringSubmatch(styled[class], -1) {
			if least[intent[1]] < wanted {
				t.Errorf(".%s is drawn in --%s, which stands out %g:1 from paper; want %g:1", class, intent[1], least[intent[1]], wanted)
			}
		}
		if styled[class] == "" {
			t.Errorf(".%s may be borne by drawings; want a rule in parts/mark.css or parts/drawn.css", class)
		}
	}
}
