package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// rooms are the lines of the drawing, from top to bottom. A room
// may use any room on a lower line, and none beside or above it.
var rooms = []floor{
	{"wiring", []string{"cmd/leadpath", "cmd/bench", "cmd/shots"}},
	{"outside", []string{"internal/web", "internal/mailer", "internal/calendars", "internal/store"}},
	{"pages", []string{"templates"}},
	{"product", []string{"internal/library", "internal/advice", "internal/booking", "internal/desk"}},
	{"ground", []string{"templates/parts", "internal/card", "internal/facts", "internal/locale", "internal/ical", "internal/problem"}},
}

type floor struct {
	line  string
	rooms []string
}

// cupboards hold files and nothing else; wiring and tests open them.
var cupboards = []string{"content", "locales", "static"}

// workshops are for tests alone.
var workshops = []string{"internal/webtest", "internal/webtest/diarytest"}

// notInProduct keeps HTTP and SQL out of the product line, so that a stranger
// learns the product without them.
var notInProduct = []string{"net/http", "database/sql"}

// A listed package is what go list tells of one.
type listed struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

const module = "leadpath/"

// The arrows of style.md point downwards only.
func TestEveryArrowBetweenRoomsPointsDown(t *testing.T) {
	for _, p := range listPackages(t) {
		for _, wrong := range wrongArrows(p) {
			t.Error(wrong)
		}
	}
}

func listPackages(t *testing.T) []listed {
	t.Helper()
	list := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", module+"...")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("%v: %v", list, err)
	}
	var packages []listed
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	if len(packages) < 10 {
		t.Fatalf("go list names %d packages, want all of the module", len(packages))
	}
	return packages
}

// wrongArrows says what a package imports that its room must not.
func wrongArrows(p listed) (wrong []string) {
	from := strings.TrimPrefix(p.ImportPath, module)
	if slices.Contains(workshops, from) {
		return nil // a test in all but name
	}
	if slices.Contains(cupboards, from) {
		for _, to := range p.Imports {
			if strings.HasPrefix(to, module) {
				wrong = append(wrong, fmt.Sprintf("%s → %s: %s holds files only and imports no room", from, to, from))
			}
		}
		return wrong
	}
	if line(from) < 0 {
		return []string{fmt.Sprintf("%s has no line yet: write it into rooms_test.go and into the rooms of README.md", from)}
	}
	for _, imported := range p.Imports {
		if line(from) == line("internal/library") && slices.Contains(notInProduct, imported) {
			wrong = append(wrong, fmt.Sprintf("%s → %s: the product line knows neither HTTP nor SQL", from, imported))
		}
		if to, ok := strings.CutPrefix(imported, module); ok && !mayUse(from, to) {
			wrong = append(wrong, fmt.Sprintf("%s (%s) → %s (%s): an arrow points from a line to a lower one only", from, lineName(from), to, lineName(to)))
		}
	}
	return wrong
}

// mayUse tells whether the arrow between two rooms points the right way.
func mayUse(from, to string) bool {
	switch {
	case slices.Contains(workshops, to):
		return from == "cmd/bench" // which measures with the machines of the tests
	case slices.Contains(cupboards, to):
		return lineName(from) == "wiring"
	case line(to) < 0:
		return false
	}
	return line(from) < line(to)
}

// line gives the number of a room's line, from 0 at the top, or -1.
func line(room string) int {
	return slices.IndexFunc(rooms, func(f floor) bool { return slices.Contains(f.rooms, room) })
}

func lineName(room string) string {
	switch n := line(room); {
	case n >= 0:
		return rooms[n].line
	case slices.Contains(cupboards, room):
		return "files"
	case slices.Contains(workshops, room):
		return "tests alone"
	}
	return "no line"
}

func TestTheArrowsAreJudgedAsTheyAreDrawn(t *testing.T) {
	tests := []struct {
		says, from string
		imports    []string
		wrong      int
	}{
		{"wiring opens the cupboards", "cmd/leadpath", []string{"leadpath/content", "leadpath/internal/web", "net/http"}, 0},
		{"a room does not open the cupboards", "internal/library", []string{"leadpath/content"}, 1},
		{"a page may use what lies below it", "templates", []string{"leadpath/internal/booking", "leadpath/templates/parts"}, 0},
		{"a part knows no product", "templates/parts", []string{"leadpath/internal/library"}, 1},
		{"rooms of one line do not know each other", "internal/booking", []string{"leadpath/internal/advice"}, 1},
		{"nor do those of the ground", "internal/locale", []string{"leadpath/internal/ical"}, 1},
		{"the product knows neither HTTP nor SQL", "internal/booking", []string{"net/http", "database/sql"}, 2},
		{"outside may know both", "internal/store", []string{"net/http", "database/sql", "leadpath/internal/booking"}, 0},
		{"nobody but tests uses the workshop", "cmd/leadpath", []string{"leadpath/internal/webtest"}, 1},
		{"a room without a line fails", "internal/util", nil, 1},
		{"and so does the way to one", "internal/web", []string{"leadpath/internal/util"}, 1},
		{"cupboards hold files only", "static", []string{"embed", "leadpath/internal/problem"}, 1},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			got := wrongArrows(listed{ImportPath: module + test.from, Imports: test.imports})
			if len(got) != test.wrong {
				t.Errorf("wrongArrows(%s imports %v): got %q, want %d of them", test.from, test.imports, got, test.wrong)
			}
		})
	}
}
