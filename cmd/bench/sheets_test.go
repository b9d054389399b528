package main

import (
	"slices"
	"strings"
	"testing"

	"leadpath/content"
	"leadpath/internal/advice"
	"leadpath/internal/locale"
)

// What is measured shall be what visitors bring: every outcome, with stars,
// open answers and circumstances, in both languages.
func TestTheSheetsAreManifold(t *testing.T) {
	paths, err := resultPaths(sheets)
	if err != nil {
		t.Fatal(err)
	}
	questionnaire, faults := advice.Load(content.FS, locale.Languages)
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	met, known := map[string]int{}, map[string]bool{}
	for _, path := range paths {
		page, query, _ := strings.Cut(path, "?")
		a := questionnaire.Parse(query)
		if !a.Complete() || a.Encode() != query || known[query] {
			t.Errorf("%s: want a full sheet, in its one form, and once", path)
		}
		known[query] = true
		met[page]++
		met[string(advice.Weigh(a).Outcome)]++
		for _, what := range []string{"star=", "=unsure", "&need=", "&years="} {
			if strings.Contains(query, what) {
				met[what]++
			}
		}
	}
	for what, least := range map[string]int{
		"/en/path/result": sheets / 2, "/de/weg/ergebnis": sheets / 2,
		"lead-implementer": 100, "lead-auditor": 100, "both": 100, "foundation-first": 100,
		"star=": 500, "=unsure": 300, "&need=": 50, "&years=": 50,
	} {
		if met[what] < least {
			t.Errorf("%s: got %d of %d sheets, want at least %d; met were %v", what, met[what], sheets, least, met)
		}
	}
}

func TestTheSameSheetsAreAskedInEveryRun(t *testing.T) {
	first, err := resultPaths(50)
	if err != nil {
		t.Fatal(err)
	}
	again, err := resultPaths(50)
	if err != nil || !slices.Equal(first, again) {
		t.Errorf("resultPaths(50): got others the second time (error %v), want the same", err)
	}
}
