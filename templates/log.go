package templates

import (
	"strconv"

	"leadpath/internal/library"
)

// columnsOf says how large the table is.
func columnsOf(p Page, h *library.HoursLog) string {
	rows := h.Rows()
	return p.T("log.columns.count", "Columns", len(rows[0]), "Rows", len(rows)-1)
}

// exampleOf gives what stands in a column in the first example row that has
// something there.
func exampleOf(c library.LogColumn) string {
	for _, example := range c.Examples {
		if example != "" {
			return example
		}
	}
	return ""
}

func partNumber(i int) string { return strconv.Itoa(i + 1) }
