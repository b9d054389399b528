package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The shipped article that everything else grew from.
const (
	articleKey  = "implementer-or-auditor"
	articlePath = "/en/articles/lead-implementer-or-lead-auditor"
	artikelPath = "/de/artikel/lead-implementer-oder-lead-auditor"
)

// published gives a copy of the content in which the article comes out on a day.
func published(t *testing.T, day string) (folder string) {
	t.Helper()
	folder = shippedContent(t)
	for _, lang := range []string{"en", "de"} {
		file := "articles/" + articleKey + "." + lang + ".md"
		text := strings.Replace(textOf(t, folder, file), "published = 2026-06-09\nupdated = 2026-06-09", "published = "+day+"\nupdated = "+day, 1)
		if !strings.Contains(text, "published = "+day) {
			t.Fatalf("%s: found no dates to change", file)
		}
		edit(t, folder, file, text)
	}
	return folder
}

func TestAPreviewShowsTheSiteAsItWillBeThen(t *testing.T) {
	folder := published(t, "2030-03-31") // in Berlin the day on which clocks go forward
	tests := []struct {
		says, at string
		want     int
	}{
		{"hidden on the day before", "2030-03-30", http.StatusNotFound},
		{"shown on its day", "2030-03-31", http.StatusOK},
		{"hidden a second before midnight in the owner’s zone", "2030-03-30T22:59:59Z", http.StatusNotFound},
		{"shown at midnight in the owner’s zone", "2030-03-30T23:00:00Z", http.StatusOK},
		{"shown at that moment in another zone’s words", "2030-03-31T08:00:00+09:00", http.StatusOK},
		{"hidden the second before in another zone’s words", "2030-03-31T07:59:59+09:00", http.StatusNotFound},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "data")
			s := start(t, "--content", folder, "--at", test.at, "--data", data)
			for _, path := range []string{articlePath, artikelPath} {
				if status, _ := s.get(t, path); status != test.want {
					t.Errorf("GET %s with --at %s: got %d, want %d", path, test.at, status, test.want)
				}
				root := path[:4]
				if _, home := s.get(t, root); strings.Contains(home, path) != (test.want == http.StatusOK) {
					t.Errorf("GET %s with --at %s: the article stands there or not other than its own page", root, test.at)
				}
			}
			if _, err := os.Stat(data); err == nil {
				t.Errorf("--at %s made the data folder, want nothing written", test.at)
			}
		})
	}
}

func TestAPreviewWritesNothingIntoADataFolderThatStands(t *testing.T) {
	data := t.TempDir()
	s := start(t, "--at", "2026-12-01", "--data", data)
	s.get(t, "/en/")
	entries, err := os.ReadDir(data)
	if err != nil || len(entries) > 0 {
		t.Errorf("got %v (%v) in the data folder, want nothing", entries, err)
	}
}
