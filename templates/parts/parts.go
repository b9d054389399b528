package parts

import "fmt"

// blockClass says how many cells stand side by side on a wide sheet.
func blockClass(cells int) string { return fmt.Sprintf("block--%d", cells) }
