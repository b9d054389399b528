// Package locales holds the words and addresses of every language.
package locales

import "embed"

//go:embed *.toml
var FS embed.FS
