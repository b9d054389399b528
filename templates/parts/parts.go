package parts

import (
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/a-h/templ"
)

// blockClass says how many cells stand side by side on a wide sheet.
func blockClass(cells int) string { return "block block--" + strconv.Itoa(cells) }

// attributes gives the class of a rung, which names its mark and that it is an
// outlook, and its data- attributes in a fixed order.
func (r Rung) attributes() templ.OrderedAttributes {
	class := "ladder__" + r.Mark
	if r.Later {
		class += " ladder__later"
	}
	list := classed(class)
	for _, name := range slices.Sorted(maps.Keys(r.Data)) {
		list = append(list, templ.KV[string, any]("data-"+name, r.Data[name]))
	}
	return list
}

// classed is a class attribute as it stands. The classes of an expression are
// sorted out by templ, each time.
func classed(class string) templ.OrderedAttributes {
	return templ.OrderedAttributes{templ.KV[string, any]("class", class)}
}

// longestBrief is as long as a When may be, in letters, to stand in a narrow
// column: "12 min", not "23 November 2026".
const longestBrief = 8

// registerClass says how much room a register keeps at the end of its lines.
// It keeps it before the first one is drawn: a line whose room depended on its
// words would be set anew when they come.
func registerClass(entries []Entry) string {
	longest := 0
	for _, e := range entries {
		longest = max(longest, utf8.RuneCountInString(e.When))
	}
	switch {
	case longest == 0:
		return "register"
	case longest <= longestBrief:
		return "register register--brief"
	}
	return "register register--dated"
}
