// Package problem says what is wrong in which line of a file and what mends it.
package problem

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Fault is one thing that is wrong in a file. Its text says what is wrong
// and what mends it, in one line, for whoever wrote the file.
type Fault struct {
	File  string // relative to the folder that was judged, "." for the folder itself
	Line  int    // from 1; 1 where the whole file is meant
	Text  string
	Other Place // where its counterpart stands, if it has one
}

// A Place is a line of a file; the zero one is none.
type Place struct {
	File string
	Line int
}

// At makes a fault with a formatted text.
func At(file string, line int, format string, args ...any) Fault {
	return Fault{File: file, Line: max(line, 1), Text: fmt.Sprintf(format, args...)}
}

// String gives FILE:LINE: TEXT, the form in which every fault is printed.
func (f Fault) String() string {
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, strings.Join(strings.Fields(f.Text), " "))
}

// A List holds faults; an empty one means that nothing is wrong.
type List []Fault

// Add appends a fault with a formatted text.
func (l *List) Add(file string, line int, format string, args ...any) {
	*l = append(*l, At(file, line, format, args...))
}

// Sort orders the list by file, line and text, each fault once.
func (l *List) Sort() {
	slices.SortStableFunc(*l, Order)
	*l = slices.Compact(*l)
}

// Order puts faults into the order of files, lines and texts.
func Order(a, b Fault) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Text, b.Text))
}

// Err gives nil for an empty list and the list itself otherwise.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// Error names the first fault and how many more there are.
func (l List) Error() string {
	switch len(l) {
	case 0:
		return "no faults"
	case 1:
		return l[0].String()
	}
	return fmt.Sprintf("%s (and %d more)", l[0], len(l)-1)
}
