// Package content holds the shipped articles, questions, authors, legal
// pages and the owner's details.
package content

import "embed"

//go:embed *.toml articles faq authors images legal path
var FS embed.FS
