// Package static holds the style sheets, scripts, fonts and marks.
package static

import "embed"

//go:embed css js fonts marks
var FS embed.FS
