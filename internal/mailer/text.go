package mailer

import "strings"

// plain writes a letter as the text part. Lines end in line feeds.
func (l *letter) plain() string {
	var b strings.Builder
	paragraph := func(s string) {
		if s != "" {
			b.WriteString(s + "\n\n")
		}
	}
	paragraph(l.greeting)
	paragraph(l.lead)
	for _, f := range l.facts {
		b.WriteString(f.label + "\n")
		for _, line := range f.lines {
			b.WriteString(strings.TrimRight("  "+line, " \t") + "\n")
		}
		b.WriteString("\n")
	}
	if l.way.address != "" {
		paragraph(l.way.label + "\n  " + l.way.address)
	}
	for _, note := range l.notes {
		paragraph(note)
	}
	b.WriteString(l.brand + "\n" + l.home + "\n")
	return b.String()
}

// isLink reports whether a line of a fact is an address to follow.
func isLink(line string) bool {
	return (strings.HasPrefix(line, "https://") || strings.HasPrefix(line, "http://")) && !strings.ContainsAny(line, " \t")
}
