package main

import (
	"fmt"
	"strings"
	"testing"
)

// An author with an editor on one side and a browser on the other.
func TestAnAuthorSeesWhatIsSavedSideBySide(t *testing.T) {
	folder := shippedContent(t)
	s := start(t, "--dev", "--content", folder)
	shows := func(path, what string) {
		t.Helper()
		s.waitFor(t, path+" to show "+what, func() bool {
			status, body := s.get(t, path)
			return status == 200 && strings.Contains(body, what)
		})
	}
	wantBegun(t, begun(t, folder, "moon-rising"), folder, "moon-rising")
	shows("/dev/", `data-pair="articles/moon-rising"`)
	shows("/dev/articles/moon-rising", "Titel von moon-rising")
	if status, _ := s.get(t, "/en/articles/moon-rising"); status != 404 {
		t.Errorf("GET /en/articles/moon-rising: got %d, want a draft shown to its authors alone", status)
	}

	_, known := s.get(t, "/dev/news")
	replaced(t, folder, halves("moon-rising")[1], "[[Was in", "Evidence, was in")
	if _, now := s.get(t, "/dev/news?known="+known); now == known {
		t.Errorf("got the reading %q again, want a save to be told at once", now)
	}
	shows("/dev/articles/moon-rising", fmt.Sprintf("%s:30</code> &#34;Evidence&#34; is foreign here", halves("moon-rising")[1]))

	replaced(t, folder, halves("moon-rising")[0], "\ndraft = true", "\nnonsense = 1\ndraft = true")
	shows("/dev/articles/moon-rising", "data-broken")
	shows("/dev/articles/moon-rising", halves("moon-rising")[0]+":12</code>")
	replaced(t, folder, halves("moon-rising")[0], "\nnonsense = 1", "")
	s.waitFor(t, "the mending", func() bool {
		_, body := s.get(t, "/dev/articles/moon-rising")
		return !strings.Contains(body, "data-broken")
	})
}

// What differs is marked in the words of both versions.
func TestADifferenceOfFactIsMarkedOnBothSides(t *testing.T) {
	folder := shippedContent(t)
	s := start(t, "--dev", "--content", folder)
	for half, says := range map[string]string{"en": "It takes 37 hours.", "de": "Es dauert 38 Stunden."} {
		file := "articles/three-words." + half + ".md"
		edit(t, folder, file, textOf(t, folder, file)+"\n"+says+"\n")
	}
	s.waitFor(t, "the marks", func() bool {
		_, page := s.get(t, "/dev/articles/three-words")
		return strings.Contains(page, "<mark>37") && strings.Contains(page, "<mark>38") && strings.Contains(page, `data-said="difference"`)
	})
}
