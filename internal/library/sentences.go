package library

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A span is a piece of a text.
type span struct{ start, stop int }

// sentencesIn cuts the words of a paragraph into sentences, in one pass. A dot
// ends one unless it belongs to an abbreviation, to a German ordinal number or
// to what goes on behind it without a space: decimals, standards, addresses.
func sentencesIn(lang, words string) (list []span) {
	start := 0
	for at := 0; at < len(words); {
		mark, size := utf8.DecodeRuneInString(words[at:])
		if !isStop(mark) {
			at += size
			continue
		}
		end := skip(words, at, func(r rune) bool { return isStop(r) || isClosing(r) })
		next := skip(words, end, unicode.IsSpace)
		if next < len(words) && (next == end || !endsSentence(lang, words[start:at], mark, words[next:])) {
			at = end
			continue
		}
		list = append(list, span{start, end})
		start, at = next, next
	}
	if start < len(words) {
		list = append(list, span{start, len(words)})
	}
	return list
}

func isStop(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' }

func isClosing(r rune) bool { return strings.ContainsRune("”“’‘»«›‹)]\"'", r) }

func isOpening(r rune) bool { return strings.ContainsRune("„“‚‘»«›‹([\"'", r) }

// skip gives the place behind the signs that are of a kind.
func skip(s string, at int, of func(rune) bool) int {
	for at < len(s) {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !of(r) {
			break
		}
		at += size
	}
	return at
}

// endsSentence reports whether a stop between two words ends a sentence.
func endsSentence(lang, before string, stop rune, next string) bool {
	next = strings.TrimLeftFunc(next, isOpening)
	first, _ := utf8.DecodeRuneInString(next)
	return !unicode.IsLower(first) && (stop != '.' || dotEnds(lang, before, next))
}

var (
	// Words that are shortened wherever they stand.
	shortened = wordSet("Dr Prof Mr Mrs Ms Hr Fr St Dipl Ing vgl Vgl bzw ca inkl exkl ggf evtl sog gem lt Mio Mrd Tsd Jh cf vs al approx")
	// Words that are shortened before a number only; “No.” may be an answer.
	shortBeforeNumber = wordSet("No no Nr nr S p pp Art art Abs Kap kap Ziff Buchst Bd Abb Tab Fig fig Vol vol ch sec Rn Tz Anm max min Jan Feb Apr Aug Sept Oct Okt Nov Dec Dez")
	// Words that are shortened and often stand last.
	shortAtEnd = wordSet("usw etc Co Inc Ltd")
	// Words that single capitals stand behind as names of parts.
	lettered = wordSet("Annex Anhang Anhangs Part Teil Typ Type Option Plan Klasse Class Gruppe Group Appendix")
	// Words that a German sentence begins with more often than they follow an
	// ordinal number, with a capital.
	beginnings = wordSet("Der Die Das Den Dem Des Ein Eine Einen Einem Einer Es Sie Er Wir Ich Ihr Ihre Ihren In Im Am An Auf Aus Bei Für Mit Nach Von Vor Zu Zum Zur " +
		"Wer Was Wenn Wann Wie Wo Warum Welche Welcher Welches Dann Da Dort Danach Davor Dazu Damit Darum Deshalb Daher Diese Dieser Dieses Diesen Dabei Dafür Alle Jede Jeder Jedes " +
		"Kein Keine Auch Aber Und Oder Denn Doch Nur Noch Nicht Nun So Ob Als Seit Bis Über Unter Um Ohne Man Manche Viele Mehr")
)

func wordSet(list string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		all[word] = true
	}
	return all
}

// dotEnds reports whether a dot behind some words ends their sentence.
func dotEnds(lang, before, next string) bool {
	word := lastWordOf(before)
	wordBefore := strings.TrimSuffix(lastWordOf(strings.TrimSuffix(before, word)), ".")
	switch {
	case word == "":
		return true
	case shortened[word]:
		return false
	case shortBeforeNumber[word]:
		return !isFigure(next)
	case shortAtEnd[word]:
		return lang != "de" || beginnings[firstWordOf(next)]
	case utf8.RuneCountInString(word) == 1 && !isFigure(word):
		return unicode.IsUpper(rune(word[0])) && lettered[wordBefore]
	case isInitials(word):
		return false
	case lang == "de" && len(word) <= 2 && strings.Trim(word, "0123456789") == "":
		return shortBeforeNumber[wordBefore] || beginnings[firstWordOf(next)]
	}
	return true
}

// longestShort is as far as a word is looked at before a dot.
const longestShort = 24

func lastWordOf(s string) string {
	s = strings.TrimRightFunc(s[max(0, len(s)-2*longestShort):], unicode.IsSpace)
	if at := strings.LastIndexFunc(s, unicode.IsSpace); at >= 0 {
		_, size := utf8.DecodeRuneInString(s[at:])
		s = s[at+size:]
	}
	return strings.TrimLeftFunc(s, isOpening)
}

func firstWordOf(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		return s
	}
	return s[:end]
}

func isFigure(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// isInitials reports whether a word is single letters with dots between, as in
// z.B or e.g.
func isInitials(word string) bool {
	for i := 0; i < len(word); i += 2 {
		if word[i]|0x20 < 'a' || word[i]|0x20 > 'z' || i+1 < len(word) && word[i+1] != '.' {
			return false
		}
	}
	return len(word) > 1
}
