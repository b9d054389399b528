package templates

import (
	"fmt"
	"strings"

	"github.com/a-h/templ"

	"leadpath/internal/library"
	"leadpath/internal/problem"
)

// A DevPage is a page for authors. Its words are English alone, as are those
// of all that speaks to them.
type DevPage struct {
	Page
	Reading string // the name of the reading that it was made of
	Faults  int    // in that reading: then what is shown is the last good one
}

// A DevBody is the list of all texts or one text whole.
type DevBody struct {
	Folders   []DevFolder
	Elsewhere []DevRemark // on files of no pair
	Pair      *DevPair    // nil: the list
}

// A DevFolder is a folder of texts with what is in it.
type DevFolder struct {
	Name    string
	Entries []DevEntry
}

// A DevEntry is a text in the list.
type DevEntry struct {
	library.Pair
	Remarks []DevRemark
}

// address leads to the text side by side.
func (e DevEntry) address() templ.SafeURL { return templ.SafeURL("/dev/" + e.Folder + "/" + e.Key) }

// A DevRemark is what check says of a line.
type DevRemark struct {
	problem.Fault
	Kind string // fault, difference or advice
}

// class tells kinds of remarks apart, besides the word that each begins with.
func (r DevRemark) class() string { return "said said--" + r.Kind }

// place is where the remark points at, as check prints it.
func (r DevRemark) place() string {
	place := fmt.Sprintf("%s:%d", r.File, r.Line)
	if r.Other.File != "" {
		place += fmt.Sprintf(" and %s:%d", r.Other.File, r.Other.Line)
	}
	return place
}

// A DevPair is a text whole: its versions’ heads and their sections, row by row.
type DevPair struct {
	library.Pair
	Rows []DevRow
}

// A DevRow sets the same part of all versions side by side.
type DevRow []DevCell

// A DevCell is the head of a version or one of its sections, with what check
// says of its lines. Its words are HTML.
type DevCell struct {
	Version                        library.Version
	Head, Missing                  bool
	Title, Standfirst, Short, HTML string
	Remarks                        []DevRemark
}

// state says who sees a text.
func state(p library.Pair) string {
	switch {
	case p.Draft:
		return "draft"
	case !p.Published.IsZero():
		return "published " + p.Published.String()
	}
	return ""
}

// sourced reports whether a version of the text names a source.
func (p DevPair) sourced() bool {
	for _, v := range p.Versions {
		if len(v.Sources) > 0 {
			return true
		}
	}
	return false
}

// files names the files of a text.
func files(p library.Pair) string {
	var names []string
	for _, v := range p.Versions {
		names = append(names, v.File)
	}
	return strings.Join(names, ", ")
}

// readOn says when a source was read, and when it is to be read again.
func readOn(s library.Source) string {
	if s.Due.IsZero() {
		return "checked " + s.Checked.String()
	}
	return "checked " + s.Checked.String() + ", due " + s.Due.String()
}
