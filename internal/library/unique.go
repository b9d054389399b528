package library

import (
	"cmp"
	"path"
	"slices"

	"leadpath/internal/problem"
)

// A head is a title or a description as readers see it among the results of a
// search.
type head struct{ lang, name, value string }

// heads keeps which texts have a head: where there are several, nobody tells
// them apart (promise W12).
type heads struct {
	of    map[head][]*made // in the order of articles and questions, then of keys
	alike map[head]bool    // those that several have
}

func newHeads() *heads { return &heads{map[head][]*made{}, map[head]bool{}} }

// headsOf gives the heads of a text that is part of the library.
func headsOf(m *made) []head {
	if m.bound {
		switch page := m.page.(type) {
		case *Article:
			return []head{{m.lang, "title", page.Title}, {m.lang, "standfirst", page.Standfirst}}
		case *Question:
			return []head{{m.lang, "title", page.Title}}
		}
	}
	return nil
}

func (h *heads) add(m *made) {
	for _, of := range headsOf(m) {
		list := h.of[of]
		at, _ := slices.BinarySearchFunc(list, m, func(a, b *made) int {
			return cmp.Or(cmp.Compare(path.Dir(a.file), path.Dir(b.file)), cmp.Compare(a.key, b.key))
		})
		h.of[of] = slices.Insert(list, at, m)
		if len(list) > 0 {
			h.alike[of] = true
		}
	}
}

func (h *heads) remove(m *made) {
	for _, of := range headsOf(m) {
		list := slices.DeleteFunc(h.of[of], func(other *made) bool { return other == m })
		if h.of[of] = list; len(list) < 2 {
			delete(h.alike, of)
		}
		if len(list) == 0 {
			delete(h.of, of)
		}
	}
}

// advise names the texts whose head is that of another in the same language.
func (h *heads) advise(b *binder, list *problem.List) {
	for of := range h.alike {
		texts := h.of[of]
		for _, m := range texts[1:] {
			list.Add(m.file, b.line(m, of.name), "%s is that of %s too; write another, so that readers tell them apart", of.name, texts[0].file)
		}
	}
}
