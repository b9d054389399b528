package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// corrected gives content in which an hour count was corrected in German alone,
// and the lines on which it stands in both versions.
func corrected(t *testing.T) (folder, germanLine, englishLine string) {
	t.Helper()
	folder = shippedContent(t)
	german, english := "articles/grades-and-hours.de.md", "articles/grades-and-hours.en.md"
	row := lineWith(t, textOf(t, folder, german), "ISO/IEC 42001 Senior Lead Implementer")
	lines := strings.Split(textOf(t, folder, german), "\n")
	lines[row-1] = strings.Replace(lines[row-1], "1.000", "1.200", 1)
	edit(t, folder, german, strings.Join(lines, "\n"))
	return folder, fmt.Sprintf("%s:%d", german, row), fmt.Sprintf("%s:%d", english, lineWith(t, textOf(t, folder, english), "ISO/IEC 42001 Senior Lead Implementer"))
}

// lineWith gives the first line of a table that begins with some words, from 1.
func lineWith(t *testing.T, text, words string) int {
	t.Helper()
	for i, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "| "+words) {
			return i + 1
		}
	}
	t.Fatalf("no line of a table begins with %q", words)
	return 0
}

func TestCheckNamesAFactThatWasChangedInOneLanguageOnly(t *testing.T) {
	folder, german, english := corrected(t)
	got := outcome(t, command(t, "check", "--content", folder))
	faults, _ := linesOf(t, got)
	want := german + ": “1.200” stands here and “1,000” in " + english + ";"
	if got.code != exitFailed || len(faults) != 1 || !strings.HasPrefix(faults[0], want) {
		t.Errorf("got exit code %d and %q, want %d and one fault that begins %q", got.code, faults, exitFailed, want)
	}
	var report struct {
		Faults []struct {
			File  string
			Line  int
			Other struct {
				File string
				Line int
			}
		}
	}
	got = outcome(t, command(t, "check", "--content", folder, "--json"))
	if err := json.Unmarshal([]byte(got.stdout), &report); err != nil || len(report.Faults) != 1 {
		t.Fatalf("got %q (%v), want one fault", got.stdout, err)
	}
	f := report.Faults[0]
	if here, there := fmt.Sprintf("%s:%d", f.File, f.Line), fmt.Sprintf("%s:%d", f.Other.File, f.Other.Line); here != german || there != english {
		t.Errorf("got %s and %s, want %s and %s", here, there, german, english)
	}
}

// The author who corrects one language first must not take the page away from
// its readers.
func TestADifferenceIsServed(t *testing.T) {
	folder, _, _ := corrected(t)
	s := start(t, "--content", folder)
	status, page := s.get(t, "/de/artikel/von-provisional-bis-senior-lead")
	if status != http.StatusOK || !strings.Contains(page, "1.200") {
		t.Errorf("got %d without the corrected number, want the page with it", status)
	}
}
