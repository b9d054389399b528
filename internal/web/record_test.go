package web_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"leadpath/internal/locale"
)

// A record says what was tried of the accessibility page's claims.
type record struct {
	Tried        toml.LocalDate
	ScreenReader bool `toml:"screen_reader"`
	Tools        map[string]string
	Named        map[string][]string
	Untried      map[string]string
}

// A16: the accessibility page agrees with the record of what was tested.
func TestAccessibilityPageSaysWhatWasTested(t *testing.T) {
	w := shared(t)
	data, err := os.ReadFile("testdata/accessibility.toml")
	if err != nil {
		t.Fatal(err)
	}
	var tried record
	if err := toml.Unmarshal(data, &tried); err != nil {
		t.Fatal(err)
	}
	for _, l := range w.Catalog.All() {
		page := strings.ReplaceAll(w.bodies[l.Path("accessibility")], "\u00a0", " ")
		wants := append([]string{strings.ReplaceAll(l.Date(locale.Date(tried.Tried)), "\u00a0", " ")}, tried.Named[l.Code]...)
		if !tried.ScreenReader {
			wants = append(wants, tried.Untried[l.Code])
		}
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the page lacks %q, which is in the record", l.Path("accessibility"), want)
			}
		}
	}
	got := pinnedTools(t) // others judge no pages
	for name, version := range tried.Tools {
		if got[name] != version {
			t.Errorf("package.json: got %s %s, want %s as in the record; try the pages anew and date the record", name, got[name], version)
		}
	}
}

// pinnedTools gives the checkers of the tests with their versions.
func pinnedTools(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile("../webtest/package.json")
	if err != nil {
		t.Fatal(err)
	}
	var tools struct{ DevDependencies map[string]string }
	if err := json.Unmarshal(data, &tools); err != nil {
		t.Fatal(err)
	}
	return tools.DevDependencies
}
