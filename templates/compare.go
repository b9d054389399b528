package templates

import "leadpath/internal/library"

// A CompareView is the two roles side by side, with the articles that their
// rows lead to.
type CompareView struct {
	*library.Comparison
	Articles func(keys []string) []*library.Article // those that readers see
}
