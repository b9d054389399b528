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

var (
	cssNote  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	bound    = regexp.MustCompile(`([{;]\s*)(--[a-z0-9-]+):\s*([^;{}]*)`) // a property and its value
	used     = regexp.MustCompile(`var\((--[a-z0-9-]+)`)
	usedBare = regexp.MustCompile(`var\((--[a-z0-9-]+)\)`)
)

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

// withConstants writes constants where they are used. This goes before the
// minifier, which leaves out spaces behind var().
func withConstants(tokens, rest string) string {
	sheet := tokens + rest
	times := map[string]int{}
	for _, m := range bound.FindAllStringSubmatch(sheet, -1) {
		times[m[2]]++
	}
	unconditional, _, _ := strings.Cut(tokens, "@media")
	constants := map[string]string{}
	for _, m := range bound.FindAllStringSubmatch(unconditional, -1) {
		if times[m[2]] == 1 && !strings.Contains(m[3], "var(") {
			constants[m[2]] = m[3]
		}
	}
	return usedBare.ReplaceAllStringFunc(sheet, func(use string) string {
		if value, ok := constants[usedBare.FindStringSubmatch(use)[1]]; ok {
			return value
		}
		return use
	})
}

// withoutUnused leaves out properties that no rule asks for, and then those
// that only they asked for.
func withoutUnused(sheet string) string {
	for {
		asked := map[string]bool{}
		for _, m := range used.FindAllStringSubmatch(sheet, -1) {
			asked[m[1]] = true
		}
		less := bound.ReplaceAllStringFunc(sheet, func(binding string) string {
			if m := bound.FindStringSubmatch(binding); !asked[m[2]] {
				return strings.TrimSuffix(m[1], ";")
			}
			return binding
		})
		if less == sheet {
			return strings.ReplaceAll(sheet, "{;", "{")
		}
		sheet = less
	}
}

// withShortNames gives properties names of a letter or two, the most used the
// shortest.
func withShortNames(sheet string) string {
	times := map[string]int{}
	for _, m := range used.FindAllStringSubmatch(sheet, -1) {
		times[m[1]]++
	}
	names := slices.SortedFunc(maps.Keys(times), func(a, b string) int {
		return cmp.Or(times[b]-times[a], strings.Compare(a, b))
	})
	short := map[string]string{}
	for i, name := range names {
		short[name] = "--" + letters(i)
	}
	sheet = used.ReplaceAllStringFunc(sheet, func(use string) string {
		return "var(" + short[strings.TrimPrefix(use, "var(")]
	})
	return bound.ReplaceAllStringFunc(sheet, func(binding string) string {
		m := bound.FindStringSubmatch(binding)
		return m[1] + short[m[2]] + ":" + m[3]
	})
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
