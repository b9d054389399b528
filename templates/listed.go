package templates

import "leadpath/internal/library"

// Listed is what of a list of articles stands on one page.
type Listed struct {
	Articles       []*library.Article
	Number, Pages  int
	Before, Behind string // addresses of the pages beside this one; empty: none
}
