package templates

import (
	"strings"

	"leadpath/internal/library"
	"leadpath/internal/locale"
)

// A Letter is a part of the glossary: the terms that begin with it.
type Letter struct {
	Name  string
	Terms []GlossaryTerm
}

// A GlossaryTerm is a term with its versions in the other languages.
type GlossaryTerm struct {
	*library.Term
	Others []TermElsewhere
}

// A TermElsewhere is a term on the glossary of another language.
type TermElsewhere struct {
	*library.Term
	Locale *locale.Locale
}

// anchor gives the letter as the anchor of its part.
func (l Letter) anchor() string { return strings.ToLower(l.Name) }
