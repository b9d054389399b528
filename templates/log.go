package templates

import (
	"slices"
	"strconv"
	"strings"

	"leadpath/internal/library"
)

// columnsOf says how large the table is.
func columnsOf(p Page, h *library.HoursLog) string {
	rows := h.Rows()
	return p.T("log.columns.count", "Columns", len(rows[0]), "Rows", len(rows)-1)
}

// examplesOf gives what stands in a column in the example rows, each once.
func examplesOf(c library.LogColumn) string {
	var given []string
	for _, example := range c.Examples {
		if example != "" && !slices.Contains(given, example) {
			given = append(given, example)
		}
	}
	return strings.Join(given, " / ")
}

func partNumber(i int) string { return strconv.Itoa(i + 1) }
