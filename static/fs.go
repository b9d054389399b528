// Package static holds the style sheets, scripts (those of authors in dev), fonts and marks.
package static

import "embed"

//go:embed css dev js fonts marks
var FS embed.FS
