package web

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Style sheets are written to be read: names that say what they are for, a
// palette beneath them, a layer around each file. No page needs these, and
// each would carry them in its first ten packets (F8). So what the minifier
// leaves alone is made smaller here, where the sheet is known to be the whole
// style of its page; what it does to the page stays the same.

var cssNote = regexp.MustCompile(`(?s)/\*.*?\*/`)

// squeeze makes a sheet small. What its first part, the tokens, binds without
// a condition and nothing binds again is a constant.
func squeeze(tokens, rest string) (string, error) {
	sheet := withConstants(cssNote.ReplaceAllString(tokens, ""), cssNote.ReplaceAllString(rest, ""))
	small, err := minifier.String("text/css", sheet)
	if err != nil {
		return "", err
	}
	return gathered(withShortNames(withoutUnused(small))), nil
}

// A mention is where a sheet binds a custom property or uses it.
type mention struct {
	name       string
	begin, end int // of the name
	binds      bool
}

// mentions finds them all. Names of classes may have two hyphens too.
func mentions(sheet string) (list []mention) {
	for end := 0; ; {
		at := strings.Index(sheet[end:], "--")
		if at < 0 {
			return list
		}
		begin := end + at
		end = begin + len("--")
		for end < len(sheet) && (sheet[end] == '-' || 'a' <= sheet[end] && sheet[end] <= 'z' || '0' <= sheet[end] && sheet[end] <= '9') {
			end++
		}
		before := strings.TrimRight(sheet[max(0, begin-20):begin], " \n")
		binds := strings.HasSuffix(before, "{") || strings.HasSuffix(before, ";")
		if binds || strings.HasSuffix(before, "var(") {
			list = append(list, mention{sheet[begin:end], begin, end, binds})
		}
	}
}

// value gives what a mention binds its property to.
func (m mention) value(sheet string) string {
	rest := sheet[m.end:]
	return strings.TrimSpace(strings.TrimPrefix(rest[:strings.IndexAny(rest, ";}")], ":"))
}

// uses counts how often properties are used.
func uses(sheet string) map[string]int {
	times := map[string]int{}
	for _, m := range mentions(sheet) {
		if !m.binds {
			times[m.name]++
		}
	}
	return times
}

// withConstants writes constants where they are used. This goes before the
// minifier, which leaves out spaces behind var().
func withConstants(tokens, rest string) string {
	sheet := tokens + rest
	all, times, constants := mentions(sheet), map[string]int{}, map[string]string{}
	for _, m := range all {
		if m.binds {
			times[m.name]++
		}
	}
	unconditional, _, _ := strings.Cut(tokens, "@media")
	for _, m := range all {
		if m.binds && m.end < len(unconditional) && times[m.name] == 1 && !strings.Contains(m.value(sheet), "var(") {
			constants[m.name] = m.value(sheet)
		}
	}
	var b strings.Builder
	last := 0
	for _, m := range all {
		if value, ok := constants[m.name]; ok && !m.binds && sheet[m.end] == ')' { // and none stands in for it
			b.WriteString(sheet[last:m.begin-len("var(")] + value)
			last = m.end + len(")")
		}
	}
	return b.String() + sheet[last:]
}

// withoutUnused leaves out properties that no rule asks for, and then those
// that only they asked for.
func withoutUnused(sheet string) string {
	for {
		asked := uses(sheet)
		var b strings.Builder
		last := 0
		for _, m := range mentions(sheet) {
			if m.binds && asked[m.name] == 0 {
				b.WriteString(sheet[last:m.begin])
				last = m.end + strings.IndexAny(sheet[m.end:], ";}")
				if sheet[last] == ';' {
					last++
				}
			}
		}
		if last == 0 {
			return sheet
		}
		sheet = strings.ReplaceAll(b.String()+sheet[last:], ";}", "}")
	}
}

// withShortNames gives properties names of a letter or two, the most used the
// shortest.
func withShortNames(sheet string) string {
	times := uses(sheet)
	names := slices.SortedFunc(maps.Keys(times), func(a, b string) int {
		return cmp.Or(times[b]-times[a], strings.Compare(a, b))
	})
	short := map[string]string{}
	for i, name := range names {
		short[name] = "--" + letters(i)
	}
	var b strings.Builder
	last := 0
	for _, m := range mentions(sheet) {
		b.WriteString(sheet[last:m.begin] + short[m.name])
		last = m.end
	}
	return b.String() + sheet[last:]
}

// letters counts a, b, … z, ba, bb, …
func letters(n int) string {
	if n < 26 {
		return string(rune('a' + n))
	}
	return letters(n/26) + letters(n%26)
}

// gathered writes each layer once. Their order is that of the statement
// @layer at the top, so only the order within each matters.
func gathered(sheet string) string {
	var order []string
	layers := map[string]string{}
	for _, s := range statements(sheet) {
		begin, rules := opened(s, "@layer ")
		if _, seen := layers[begin]; !seen {
			order = append(order, begin)
		}
		layers[begin] += rules
	}
	var b strings.Builder
	for _, begin := range order {
		b.WriteString(begin + neighbours(layers[begin]))
		if begin != "" {
			b.WriteByte('}')
		}
	}
	return b.String()
}

// neighbours writes rules under one condition once, where they follow each
// other.
func neighbours(rules string) string {
	var b strings.Builder
	last := ""
	for _, s := range append(statements(rules), "") {
		begin, inner := opened(s, "@media")
		if begin != last && last != "" {
			b.WriteByte('}')
		}
		if begin != last {
			b.WriteString(begin)
		}
		b.WriteString(inner)
		last = begin
	}
	return b.String()
}

// opened takes a statement of a kind apart: its beginning up to the brace, and
// what is in it. Of others the beginning is empty, and they stay whole.
func opened(statement, kind string) (begin, inner string) {
	i := strings.IndexByte(statement, '{')
	if i < 0 || !strings.HasPrefix(statement, kind) {
		return "", statement
	}
	return statement[:i+1], strings.TrimSuffix(statement[i+1:], "}")
}

// statements cuts a sheet, in which no string has a brace, into its outermost
// statements.
func statements(sheet string) (list []string) {
	depth, begin := 0, 0
	for i := range len(sheet) {
		switch sheet[i] {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 && (sheet[i] == '}' || sheet[i] == ';') {
			list = append(list, sheet[begin:i+1])
			begin = i + 1
		}
	}
	return list
}
