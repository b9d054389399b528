package locale

import (
	"strconv"
	"strings"
)

// Negotiate chooses the locale that an Accept-Language header prefers
// (RFC 9110, 12.5.4): the highest quality above 0 wins, of equal ones the
// first named. A region counts as its language, a wildcard as each language
// not named. Where nothing fits it is the default.
func (c *Catalog) Negotiate(header string) *Locale {
	ranges := parseAcceptLanguage(header)
	best, bestQuality, bestPlace := c.Default(), 0.0, len(ranges)
	for _, l := range c.locales {
		quality, place := preference(ranges, l.Code)
		if quality > bestQuality || quality == bestQuality && quality > 0 && place < bestPlace {
			best, bestQuality, bestPlace = l, quality, place
		}
	}
	return best
}

type languageRange struct {
	language string // the first subtag in lower case, or *
	quality  float64
}

// parseAcceptLanguage reads at most the first hundred ranges; what is not a
// range is passed over.
func parseAcceptLanguage(header string) []languageRange {
	var ranges []languageRange
	for item := range strings.SplitSeq(header, ",") {
		if len(ranges) == 100 {
			break
		}
		tag, parameters, _ := strings.Cut(item, ";")
		primary, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
		if primary == "" {
			continue
		}
		quality, ok := parseQuality(parameters)
		if !ok {
			continue
		}
		ranges = append(ranges, languageRange{primary, quality})
	}
	return ranges
}

// parseQuality reads q=0.8; nothing means 1 (RFC 9110, 12.4.2).
func parseQuality(parameters string) (float64, bool) {
	parameters = strings.TrimSpace(parameters)
	if parameters == "" {
		return 1, true
	}
	name, value, _ := strings.Cut(parameters, "=")
	if strings.TrimSpace(strings.ToLower(name)) != "q" {
		return 1, true
	}
	quality, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(quality >= 0 && quality <= 1) {
		return 0, false
	}
	return quality, true
}

// preference gives the quality of a language and the place in the header
// where it was named.
func preference(ranges []languageRange, code string) (quality float64, place int) {
	named := false
	for i, r := range ranges {
		switch {
		case r.language == code && (!named || r.quality > quality):
			quality, place, named = r.quality, i, true
		case r.language == "*" && !named && r.quality > quality:
			quality, place = r.quality, i
		}
	}
	return quality, place
}
