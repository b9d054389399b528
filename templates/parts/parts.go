package parts

import (
	"fmt"
	"maps"
	"slices"

	"github.com/a-h/templ"
)

// blockClass says how many cells stand side by side on a wide sheet.
func blockClass(cells int) string { return fmt.Sprintf("block--%d", cells) }

// attributes gives the data- attributes of a rung, in a fixed order.
func attributes(data map[string]string) templ.OrderedAttributes {
	list := make(templ.OrderedAttributes, 0, len(data))
	for _, name := range slices.Sorted(maps.Keys(data)) {
		list = append(list, templ.KV[string, any]("data-"+name, data[name]))
	}
	return list
}
