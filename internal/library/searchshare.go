package library

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
)

// mostChanged is how many texts are laid over an index before it is made
// anew.
const mostChanged = 200

// An indexed library makes its index when it is first asked for.
type indexed struct {
	once  sync.Once
	sides atomic.Pointer[map[string]*side] // by language
}

// Index makes the library's index, so that nobody who searches waits for it.
// What is the same text as in the library before (nil where there was none) is
// not read again.
func (l *Library) Index(before *Library) {
	l.search.once.Do(func() {
		old := map[string]*side{}
		if before != nil && before.search.sides.Load() != nil {
			old = *before.search.sides.Load()
		}
		var work sync.WaitGroup
		var taking sync.Mutex
		sides := map[string]*side{}
		for _, lc := range l.catalog.All() {
			work.Go(func() {
				s := newSide(tongueOf(lc.Code), l.writings(lc.Code), old[lc.Code])
				taking.Lock()
				defer taking.Unlock()
				sides[lc.Code] = s
			})
		}
		work.Wait()
		l.search.sides.Store(&sides)
	})
}

// searched gives the index, by language.
func (l *Library) searched() map[string]*side {
	l.Index(nil)
	return *l.search.sides.Load()
}

// writings gives all that is written in a language, in no order.
func (l *Library) writings(lang string) []writing {
	list := make([]writing, 0, len(l.terms[lang])+len(l.questions)+len(l.articles))
	for _, t := range l.terms[lang] {
		list = append(list, writing{termHit, t.Key, t})
	}
	for key, versions := range l.questions {
		list = append(list, writing{questionHit, key, versions[lang]})
	}
	for key, versions := range l.articles {
		list = append(list, writing{articleHit, key, versions[lang]})
	}
	return list
}

// inOrder puts writings in the order in which they are indexed.
func inOrder(list []writing) []writing {
	slices.SortFunc(list, func(a, b writing) int { return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.key, b.key)) })
	return list
}

// newSide indexes writings, beginning with what the side before had of them.
func newSide(t *tongue, list []writing, before *side) *side {
	if before == nil {
		return &side{tongue: t, base: index(t, inOrder(list)), over: index(t, nil)}
	}
	s := &side{tongue: t, base: before.base, gone: map[uint32]bool{}}
	still := make([]bool, len(s.base.items))
	var changed []writing
	for _, w := range list {
		if number, ok := s.base.byText[w.text]; ok {
			still[number] = true
		} else {
			changed = append(changed, w)
		}
	}
	for number, is := range still {
		if !is {
			s.gone[uint32(number)] = true
		}
	}
	if max(len(changed), len(s.gone)) > mostChanged {
		return &side{tongue: t, base: index(t, inOrder(list)), over: index(t, nil)}
	}
	s.over = index(t, inOrder(changed))
	return s
}
