package web_test

import "testing"

// What every page promises, seen with a browser's eyes. The stories share one
// site and one browser; each has a tab with cookies, storage and a cache of
// its own.
func TestEveryPage(t *testing.T) {
	show := openExhibition(t)
	for _, story := range []struct {
		name string
		tell func(*testing.T, *exhibition)
	}{
		{"bars nobody", noBarriers},                // A1
		{"is flawless HTML", htmlIsFlawless},       // A2
		{"fits narrow screens", fitsNarrowScreens}, // A7
	} {
		t.Run(story.name, func(t *testing.T) {
			t.Parallel()
			story.tell(t, show)
		})
	}
}
