package locale

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A space that must not break a line, as in ISO 42001 or 5 Tage.
const noBreak = "\u00A0"

// Words that belong to what stands behind them, and words that belong to the
// number before them.
var (
	beforeNumber   = set("EN prEN ISO IEC DIN BS TS TR S. p. pp. Kap. Kapitel chapter Chapter Bd. Ziff. Rn. Tz. Abb. Tab. Fig. fig. ca. approx.")
	beforeName     = set("Dr. Prof. Mr. Mrs. Ms. Hr. Fr. St.")
	beforeStandard = set("EN ISO IEC")
	afterStandard  = set("ISO TS TR")
	beforePlace    = set("§ §§ Art. Artikel Article Abs. Abschnitt Section section Sections sections Clause clause Clauses clauses Annex annex Anhang Anhangs Nr. No. Regulation")
	units          = set("EUR USD CPD Uhr Day day Days days Hour hour Hours hours Week week Weeks weeks Month month Months months Year year Years years Minute minute Minutes minutes " +
		"Mio Mrd Tsd million billion Million Millionen Milliarde Milliarden Euro Dollar Prozent Punkt Punkte Punkten " +
		"kg km cm mm m g t ms min h GB MB kB TB kW kWh " +
		"Tag Tage Tagen Stunde Stunden Woche Wochen Monat Monate Monaten Jahr Jahre Jahren Minuten " +
		"January February March April May June July August September October November December")
	largeNumbers  = set("Mio. Mrd. Tsd.")
	germanMonths  = set("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
	abbreviations = set("z. B. u. a. d. h. i. d.") // their halves
)

func set(words string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		all[word] = true
	}
	return all
}

// Typography puts spaces that do not break where a number belongs to its
// word, so that no line ends between the two. It goes through the text once.
func Typography(s string) string {
	if !strings.Contains(s, " ") {
		return s
	}
	var tidy strings.Builder
	done := 0
	for at := 0; ; {
		space := strings.IndexByte(s[at:], ' ')
		if space < 0 {
			break
		}
		space += at
		at = space + 1
		if mayGlue(s, space) && glued(lastWord(s[:space]), nextWord(s[at:])) {
			tidy.WriteString(s[done:space])
			tidy.WriteString(noBreak)
			done = at
		}
	}
	tidy.WriteString(s[done:])
	return tidy.String()
}

// mayGlue reports whether the signs on both sides of a space are such that
// words there can belong together: most are not.
func mayGlue(s string, space int) bool {
	if space == 0 || space+1 == len(s) {
		return false
	}
	before, behind := s[space-1], s[space+1]
	return before == '.' || before >= '0' && before <= '9' || behind == '(' ||
		behind >= '0' && behind <= '9' || behind >= 'A' && behind <= 'Z'
}

// longestWord is as far as words are looked at: those in the lists are short.
const longestWord = 24

// lastWord gives the word at the end of s without opening marks before it.
func lastWord(s string) string {
	start := len(s)
	for start > 0 && len(s)-start < longestWord && !isGap(s[start-1]) {
		start--
	}
	s = s[start:]
	if s == "" || s[0] >= 'a' && s[0] <= 'z' || s[0] >= 'A' && s[0] <= 'Z' || s[0] >= '0' && s[0] <= '9' {
		return s
	}
	return strings.TrimLeft(s, "([*_„“‚‘‑–—-")
}

// nextWord gives the word at the beginning of s with what hangs on it.
func nextWord(s string) string {
	end := 0
	for end < min(len(s), longestWord) && !isGap(s[end]) {
		end++
	}
	return s[:end]
}

func isGap(sign byte) bool { return sign == ' ' || sign == '\n' || sign == '\t' }

// glued reports whether no line may end between two words.
func glued(before, behind string) bool {
	if before == "" || behind == "" {
		return false
	}
	first := behind[0]
	digit := first >= '0' && first <= '9'
	last := before[len(before)-1]
	body := before[strings.LastIndexByte(before, '/')+1:]
	if digit && beforeNumber[body] {
		return true
	}
	if (digit || first == '(' || first >= 'A' && first <= 'Z') && beforePlace[before] {
		return true
	}
	letters := leadingLetters(behind)
	switch {
	case beforeName[before]:
		return unicode.IsUpper(rune(first))
	case largeNumbers[before]:
		return units[letters]
	case (first == 'I' || first == 'T') && beforeStandard[body] && afterStandard[letters]:
		return true
	case before == "Buchst.":
		return len(letters) == 1
	case last >= '0' && last <= '9':
		return first == '%' || strings.HasPrefix(behind, "€") || units[letters]
	case last == '.' && isDay(before[:len(before)-1]):
		return germanMonths[letters]
	case abbreviations[before]:
		return len(behind) > 1 && abbreviations[behind[:2]]
	}
	return false
}

// isDay reports whether s is the number of a day in a month.
func isDay(s string) bool {
	return len(s) > 0 && len(s) <= 2 && strings.Trim(s, "0123456789") == ""
}

func leadingLetters(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) || r == utf8.RuneError {
			return s[:i]
		}
	}
	return s
}
