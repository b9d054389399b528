package library

import (
	"regexp"
	"strings"
)

// A space that must not break a line, as in ISO 42001 or 5 Tage.
const noBreak = "\u00A0"

var glued = []*regexp.Regexp{
	regexp.MustCompile(`\b((?:pr)?EN|ISO|IEC|ISO/IEC|IEC/ISO|DIN|BS|TS) ((?:ISO|TS|IEC)?[ /]?\d)`),
	regexp.MustCompile(`(§§?|\bArt\.|\bArtikel|\bArticle|\bAbschnitt|\b[Cc]lauses?|\b[Aa]nnex|\bAnhang|\bAnhangs|\bNr\.|\bNo\.|\bNo|\bRegulation) ([A-Z0-9(])`),
	regexp.MustCompile(`(\d) (%|€|EUR|USD|[Dd]ays?|Tagen?|[Hh]ours?|Stunden|[Yy]ears?|Jahren?|Minuten?|minutes?|[Mm]onths?|Monaten?|CPD|Uhr|January|February|March|April|May|June|July|August|September|October|November|December)\b`),
	regexp.MustCompile(`(\b\d{1,2}\.) (Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b`),
	regexp.MustCompile(`\b(z\.|u\.|d\.|i\.) (B\.|a\.|h\.|d\.)`),
}

// typography puts spaces that do not break where a number belongs to its
// word, so that no line ends between the two.
func typography(s string) string {
	if !strings.Contains(s, " ") {
		return s
	}
	for _, pattern := range glued {
		s = pattern.ReplaceAllString(s, "${1}"+noBreak+"${2}")
	}
	return s
}
