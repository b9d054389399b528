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

// class names the rung's mark, and that it is an outlook.
func (r Rung) class() string {
	if r.Later {
		return "ladder__" + r.Mark + " ladder__later"
	}
	return "ladder__" + r.Mark
}

// attributes gives the data- attributes of a rung, in a fixed order.
func attributes(data map[string]string) templ.OrderedAttributes {
	list := make(templ.OrderedAttributes, 0, len(data))
	for _, name := range slices.Sorted(maps.Keys(data)) {
		list = append(list, templ.KV[string, any]("data-"+name, data[name]))
	}
	return list
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
