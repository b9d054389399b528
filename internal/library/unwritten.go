package library

import (
	"bytes"
	"fmt"
	"strings"
)

// fromPlaceholder gives the text inside of a value in [[ ]], and any other
// value as it is.
func fromPlaceholder(value string) (inside string, is bool) {
	inside, is = strings.CutPrefix(strings.TrimSpace(value), "[[")
	if !is {
		return value, false
	}
	return strings.TrimSpace(strings.TrimSuffix(inside, "]]")), true
}

// fillIn takes the values of an article’s head that are placeholders as the
// text inside, and names them and those of the body. A draft’s are named to
// nobody: no reader sees it, so it need not hold up a release.
func (b *binder) fillIn(t *text, f *articleFront) {
	if bytes.Contains(t.front, []byte("[[")) {
		for key, value := range f.words() {
			inside, is := fromPlaceholder(*value)
			if *value = inside; is && !f.Draft {
				b.report.Placeholders.Add(t.file, t.at.Line(key), "%s is a placeholder; write the article’s own", key)
			}
		}
	}
	if !f.Draft && bytes.Contains(t.body, []byte("[[")) {
		b.findUnwritten(t)
	}
}

// words gives the values of the head that are there to be read, by key.
func (f *articleFront) words() map[string]*string {
	values := map[string]*string{"title": &f.Title, "standfirst": &f.Standfirst, "short": &f.Short}
	for i := range f.Related {
		values[fmt.Sprintf("related.%d.reason", i)] = &f.Related[i].Reason
	}
	for i := range f.Sources {
		values[fmt.Sprintf("sources.%d.title", i)] = &f.Sources[i].Title
	}
	for i := range f.Corrections {
		values[fmt.Sprintf("corrections.%d.text", i)] = &f.Corrections[i].Text
	}
	return values
}

// findUnwritten names the lines of a body that are nothing but a placeholder.
func (b *binder) findUnwritten(t *text) {
	line := t.bodyLine
	for words := range bytes.Lines(t.body) {
		words = bytes.TrimLeft(bytes.TrimSpace(words), "#>-* ")
		if bytes.HasPrefix(words, []byte("[[")) && bytes.HasSuffix(words, []byte("]]")) {
			b.report.Placeholders.Add(t.file, line, "this is a placeholder; write the article’s own words")
		}
		line++
	}
}
