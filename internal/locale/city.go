package locale

import "strings"

// City gives the name of a zone's city: New York for America/New_York.
func (l *Locale) City(zone string) string {
	return strings.ReplaceAll(zone[strings.LastIndexByte(zone, '/')+1:], "_", " ")
}
