package library

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/pelletier/go-toml/v2"

	"leadpath/internal/facts"
	"leadpath/internal/locale"
	"leadpath/internal/problem"
)

// tablesOfWords are the files in which every value stands in all languages
// below one key: title.en, title.de.
var tablesOfWords = []string{"owner.toml", "topics.toml", "compare.toml", "glossary.toml", "log.toml"}

// compareTables compares what such files state in each language.
func (b *binder) compareTables() (found []Difference) {
	versions, _ := fs.Glob(b.fsys, "path/*.toml")
	for _, file := range append(slices.Clone(tablesOfWords), versions...) {
		if !exists(b.fsys, file) {
			continue
		}
		data, ok := b.read(file)
		var all map[string]any
		if !ok || toml.Unmarshal(data, &all) != nil {
			continue // that has its own fault
		}
		t := &tableOfWords{binder: b, file: file, at: problem.ReadPositions(data, 1)}
		t.walk("", all)
		found = append(found, t.found...)
	}
	return found
}

// A tableOfWords is such a file.
type tableOfWords struct {
	*binder
	file  string
	at    problem.Positions
	found []Difference
}

func (t *tableOfWords) walk(path string, v any) {
	below := func(key string) string {
		if path == "" {
			return key
		}
		return path + "." + key
	}
	switch v := v.(type) {
	case []any:
		for i, v := range v {
			t.walk(below(fmt.Sprint(i)), v)
		}
	case map[string]any:
		if said, ok := t.inAllLanguages(v); ok {
			t.compareWords(path, said)
			return
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if key != "slug" && key != "also" {
				t.walk(below(key), v[key])
			}
		}
	}
}

// inAllLanguages reports whether a table holds one value in every language.
func (t *tableOfWords) inAllLanguages(v map[string]any) (words, bool) {
	said := words{}
	for _, l := range t.catalog.All() {
		text, ok := v[l.Code].(string)
		if !ok {
			return nil, false
		}
		said[l.Code] = text
	}
	return said, len(v) == len(said)
}

func (t *tableOfWords) compareWords(path string, said words) {
	first := t.catalog.Default().Code
	for _, l := range t.catalog.All() {
		if l.Code == first {
			continue
		}
		for _, pair := range facts.Compare(t.claims(path, first, said), t.claims(path, l.Code, said), true) {
			t.differ(path, first, l.Code, pair)
		}
	}
}

func (t *tableOfWords) claims(path, lang string, said words) (claims []facts.Claim) {
	for _, f := range facts.Find(lang, locale.Typography(said[lang])) {
		claims = append(claims, facts.Claim{Fact: f, Line: t.at.Line(path + "." + lang)})
	}
	return claims
}

func (t *tableOfWords) differ(path, first, lang string, pair facts.Pair) {
	d := Difference{}
	here, there := lang, first
	if pair.Right == nil {
		here, there = first, lang
		pair.Left, pair.Right = nil, pair.Left
	}
	line, other := t.at.Line(path+"."+here), t.at.Line(path+"."+there)
	d.Words = pair.Right.Words
	if pair.Left != nil {
		d.OtherWords = pair.Left.Words
		d.Fault = problem.At(t.file, line, "“%s” stands here and “%s” in %s:%d; say the same in both", d.Words, d.OtherWords, t.file, other)
	} else {
		d.Fault = problem.At(t.file, line, "“%s” stands here and not in %s:%d; say the same in both", d.Words, t.file, other)
	}
	d.Other = problem.Place{File: t.file, Line: other}
	t.found = append(t.found, d)
}
