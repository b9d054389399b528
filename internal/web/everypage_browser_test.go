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
		{"bars nobody", noBarriers},                            // A1
		{"is flawless HTML", htmlIsFlawless},                   // A2
		{"is walked through by Tab", tabWalksThroughThePage},   // A3, A4
		{"has a skip link", skipLinkLeadsToTheText},            // A3
		{"opens its questions by key", questionsOpenByKey},     // A3
		{"changes its colours by key", arrowsChooseTheColours}, // A3
		{"has large targets", targetsAreLarge},                 // A5
		{"fits narrow screens", fitsNarrowScreens},             // A7
		{"letters its drawings", drawingsAreLegible},           // A7, A14
		{"tells its drawings", drawingsAreTold},                // A12, A14
		{"works without scripts", worksWithoutScripts},         // A11
		{"reads without styles", readsWithoutStyles},           // A11
		{"lies still when asked to", nothingMovesUnasked},      // A14
		{"prints clean", printsClean},                          // A14
		{"keeps quiet", keepsQuiet},                            // W15, S7
		{"is light", pagesAreLight},                            // F9
		{"asks in few bytes", questionsAreLight},               // F9
		{"answers by keys", keysAnswerTheQuestions},            // A3
		{"answers by pointing", pointingAnswersWithoutScripts}, // A11
		{"prints results", resultsPrintOnOneSheet},             // A14
		{"tells the tree", treesAreAsKept},                     // A12
		{"never shifts", nothingShifts},                        // F10
		{"stands as it arrives", nothingMovesAsItArrives},      // F10
		{"keeps the colours alone", keepsTheColours},           // W15
		{"searches as one types", resultsComeAsOneTypes},
		{"searches on without answers", searchOutlivesTheNetwork},
		{"searches a copy", aCopySearchesByItself}, // W14
	} {
		t.Run(story.name, func(t *testing.T) {
			t.Parallel()
			story.tell(t, show)
		})
	}
}
