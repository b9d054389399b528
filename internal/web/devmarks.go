package web

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"leadpath/internal/locale"
)

// escape writes a text as the makers of articles’ HTML do.
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace

var (
	ownNames = regexp.MustCompile(` (id|for|aria-labelledby|aria-describedby)="`)
	ownLinks = regexp.MustCompile(`(<a [^>]*?href="#)`)
	regions  = regexp.MustCompile(`(role="region" aria-label=")`)
)

// apart gives the HTML of a section such that it can stand on a page with that
// of other languages: its names are its own.
func apart(html string, l *locale.Locale) string {
	html = ownNames.ReplaceAllString(html, ` $1="`+l.Code+`-`)
	html = ownLinks.ReplaceAllString(html, `${1}`+l.Code+`-`)
	return regions.ReplaceAllString(html, `${1}`+l.Name+`: `)
}

// markWords wraps words in <mark> wherever they stand in HTML as words of their
// own, outside of tags.
func markWords(html string, words []string) string {
	pattern := anyOf(words)
	if pattern == nil {
		return html
	}
	var marked strings.Builder
	for html != "" {
		tag := strings.IndexByte(html, '<')
		if tag < 0 {
			tag = len(html)
		}
		markText(&marked, html[:tag], pattern)
		html = html[tag:]
		end := strings.IndexByte(html, '>') + 1
		marked.WriteString(html[:end])
		html = html[end:]
	}
	return marked.String()
}

// anyOf finds some words in HTML, however the spaces between them are set;
// nil for none. Of words that begin at one place the longest are found.
func anyOf(words []string) *regexp.Regexp {
	var found []string
	for _, w := range words {
		if fields := strings.Fields(w); len(fields) > 0 {
			for i, field := range fields {
				fields[i] = regexp.QuoteMeta(escape(field))
			}
			found = append(found, strings.Join(fields, `[\s\x{a0}\x{202f}]+`))
		}
	}
	if len(found) == 0 {
		return nil
	}
	slices.SortStableFunc(found, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return regexp.MustCompile(strings.Join(found, "|"))
}

// markText marks what a pattern finds in a text without tags.
func markText(marked *strings.Builder, text string, pattern *regexp.Regexp) {
	done := 0
	for _, place := range pattern.FindAllStringIndex(text, -1) {
		start, end := place[0], place[1]
		if joined(text[:start], text[start:]) || joined(text[:end], text[end:]) {
			continue // a piece of a longer word or number
		}
		marked.WriteString(text[done:start] + "<mark>" + text[start:end] + "</mark>")
		done = end
	}
	marked.WriteString(text[done:])
}

// joined reports whether a word, or a number with its points and commas, goes
// on from one text to the next.
func joined(left, right string) bool {
	l, size := utf8.DecodeLastRuneInString(left)
	r, next := utf8.DecodeRuneInString(right)
	beforeL, _ := utf8.DecodeLastRuneInString(left[:len(left)-size])
	behindR, _ := utf8.DecodeRuneInString(right[next:])
	return isOfWord(l) && isOfWord(r) ||
		unicode.IsDigit(beforeL) && isPoint(l) && unicode.IsDigit(r) ||
		unicode.IsDigit(l) && isPoint(r) && unicode.IsDigit(behindR)
}

func isOfWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isPoint(r rune) bool { return r == '.' || r == ',' }
