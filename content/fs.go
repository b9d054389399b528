// Package content holds the shipped articles, questions, authors, legal
// pages and the owner's details.
package content

import "embed"

//go:embed *.toml translations.lock articles faq authors images legal path
var FS embed.FS
