package library

import (
	"maps"
	"slices"

	"leadpath/internal/locale"
)

// adviseAlike names the texts whose title or description is that of another in
// the same language: among results of a search nobody tells them apart
// (promise W12).
func (b *binder) adviseAlike() {
	first := map[string]string{}
	for _, l := range b.catalog.All() {
		for _, key := range slices.Sorted(maps.Keys(b.lib.articles)) {
			if a := b.lib.articles[key][l.Code]; a != nil {
				b.adviseTaken(first, l, "articles", key, "title", a.Title)
				b.adviseTaken(first, l, "articles", key, "standfirst", a.Standfirst)
			}
		}
		for _, key := range slices.Sorted(maps.Keys(b.lib.questions)) {
			if q := b.lib.questions[key][l.Code]; q != nil {
				b.adviseTaken(first, l, "faq", key, "title", q.Title)
			}
		}
	}
}

func (b *binder) adviseTaken(first map[string]string, l *locale.Locale, folder, key, name, value string) {
	m := b.made[textFile(folder, key, l.Code)]
	words := l.Code + " " + name + " " + value
	if other, taken := first[words]; taken {
		b.advise(m.file, b.line(m, name), "%s is that of %s too; write another, so that readers tell them apart", name, other)
		return
	}
	first[words] = m.file
}
