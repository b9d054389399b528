package main

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
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

// dated gives a copy of the content in which the article comes out on
// 1 March 2030, has a source that falls due on 1 June 2030 and a correction of
// 1 May 2030, and another article is a draft.
func dated(t *testing.T) (folder string) {
	t.Helper()
	folder = published(t, "2030-03-01")
	for _, lang := range []string{"en", "de"} {
		file := "articles/" + articleKey + "." + lang + ".md"
		text := textOf(t, folder, file)
		text = strings.Replace(text, "updated = 2030-03-01", "updated = 2030-05-01\ncorrections = [{ date = 2030-05-01, text = \"Corrected later.\" }]", 1)
		edit(t, folder, file, dueOf.ReplaceAllString(text, "due = 2030-06-01"))
		draft := "articles/two-year-line." + lang + ".md"
		edit(t, folder, draft, strings.Replace(textOf(t, folder, draft), "draft = false", "draft = true", 1))
	}
	return folder
}

var dueOf = regexp.MustCompile(`due = \d{4}-\d{2}-\d{2}`)

// Everything that goes by the day is in a preview as it will be: lists, feeds,
// the map of the site, what is overdue, what was corrected. A draft is never
// out.
func TestAPreviewShowsWhatGoesByTheDay(t *testing.T) {
	folder := dated(t)
	const draft = "consultant-and-auditor-in-one-person"
	for _, c := range []struct {
		at                      string
		out, corrected, overdue bool
	}{
		{"2030-02-28", false, false, false},
		{"2030-03-01", true, false, false},
		{"2030-05-01", true, true, false},
		{"2030-05-31T21:59:59Z", true, true, false},
		{"2030-05-31T22:00:00Z", true, true, true},
	} {
		s := start(t, "--content", folder, "--at", c.at, "--data", filepath.Join(t.TempDir(), "data"))
		holds := func(path, words string, want bool) {
			t.Helper()
			if _, body := s.get(t, path); strings.Contains(body, words) != want {
				t.Errorf("--at %s: %s has %q: %v, want %v", c.at, path, words, !want, want)
			}
		}
		for _, list := range []string{"/en/", "/en/articles", "/en/feed.xml", "/sitemap.xml", "/llms.txt"} {
			holds(list, articlePath, c.out)
			holds(list, draft, false)
		}
		holds("/de/feed.xml", artikelPath, c.out)
		holds("/en/feed.xml", "Corrected later.", c.corrected)
		holds(articlePath, `data-correction="2030-05-01"`, c.corrected)
		holds(articlePath, `"@type":"CorrectionComment"`, c.corrected)
		holds(articlePath, `data-overdue="2030-06-01"`, c.overdue)
		holds(articlePath+".md", "not yet checked again", c.overdue)
		holds(artikelPath, "noch nicht erneut geprüft", c.overdue)
		if status, _ := s.get(t, "/en/articles/"+draft); status != http.StatusNotFound {
			t.Errorf("--at %s: the draft answers %d, want 404", c.at, status)
		}
	}
}

// An exported copy says the same of its day.
func TestAnExportedPreviewMarksWhatIsOverdue(t *testing.T) {
	content := dated(t)
	for at, want := range map[string]bool{"2030-05-31": false, "2030-06-01": true} {
		folder := filepath.Join(t.TempDir(), "site")
		if got := outcome(t, command(t, "export", folder, "--content", content, "--at", at, "--base-url", "https://a.example", "--no-cards")); got.code != exitOK {
			t.Fatalf("export --at %s: got %+v, want 0", at, got)
		}
		if got := strings.Contains(textOf(t, folder, strings.TrimPrefix(articlePath, "/")+".html"), `data-overdue="2030-06-01"`); got != want {
			t.Errorf("export --at %s: the page marks what is overdue: %v, want %v", at, got, want)
		}
	}
}

// A form of a preview is shown, and takes nothing: no call, no mail, no file.
func TestAPreviewTakesNoCall(t *testing.T) {
	data := t.TempDir()
	s := start(t, "--content", withHours(t, wideHours), "--at", "2030-03-01T10:00:00Z", "--data", data)
	const opening = "/en/call/2030-03-04T10:00:00Z"
	status, form := s.get(t, opening)
	if status != http.StatusOK || !strings.Contains(form, "data-booking") {
		t.Fatalf("GET %s: got %d, want the form", opening, status)
	}
	hidden := ""
	if found := hiddenValue.FindStringSubmatch(form); found != nil {
		hidden = found[1]
	}
	wantKept(t, s.posted(t, opening, filled(hidden, "ada@example.org")), http.StatusServiceUnavailable, "ada@example.org")
	if _, again := s.get(t, opening); !strings.Contains(again, "data-booking") {
		t.Error("the opening is not offered any more, though nothing was booked")
	}
	if entries, err := os.ReadDir(data); err != nil || len(entries) > 0 {
		t.Errorf("got %v (%v) in the data folder, want nothing", entries, err)
	}
}
