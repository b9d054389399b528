package library

import (
	"cmp"
	"maps"
	"slices"
	"sync"
	"time"

	"leadpath/internal/locale"
)

// A roll is what a library has of articles but for their texts: keys, days and
// addresses. Libraries that differ in texts alone have one in common, and with
// it what was worked out of it last.
type roll struct {
	newest []string      // keys, newest first
	days   []locale.Date // on which something turns in them, see Library.days

	mu   sync.Mutex
	last *showing // may be nil
}

// A showing says which articles readers see from one moment to another, between
// which nothing turns in any of them.
type showing struct {
	from, until time.Time                   // until zero: for ever
	keys        []string                    // newest first
	bySlug      map[string]map[string]int32 // by language: the place among keys
	hidden      map[string]map[string]bool  // by language: the addresses of all others; nil: none
}

// order puts the articles in the order in which readers see them: newest
// first, in all languages the same, since a pair is published on one day.
func (l *Library) order() {
	code := l.catalog.Default().Code
	l.roll = &roll{newest: slices.SortedFunc(maps.Keys(l.articles), func(a, b string) int {
		return cmp.Or(l.articles[b][code].Published.Compare(l.articles[a][code].Published), cmp.Compare(a, b))
	}), days: l.days()}
}

// turning gives the roll with the days on which something turns in a library
// that has the same articles: the same roll where they are as before.
func (r *roll) turning(days []locale.Date) *roll {
	if slices.Equal(r.days, days) {
		return r
	}
	return &roll{newest: r.newest, days: days}
}

// at gives what is shown of a library at a moment.
func (r *roll) at(l *Library, now time.Time) *showing {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s := r.last; s == nil || now.Before(s.from) || !s.until.IsZero() && !now.Before(s.until) {
		r.last = r.work(l, now)
	}
	return r.last
}

func (r *roll) work(l *Library, now time.Time) *showing {
	today := locale.DateOf(now, l.Settings.Zone)
	s := &showing{from: now, bySlug: map[string]map[string]int32{}, hidden: map[string]map[string]bool{}}
	var others []string
	for _, key := range r.newest {
		a := l.articles[key][l.catalog.Default().Code]
		if !a.draft && a.Published.Compare(today) <= 0 {
			s.keys = append(s.keys, key)
			continue
		}
		others = append(others, key)
		if !a.draft {
			s.until = a.Published.Begins(l.Settings.Zone) // they come from the last to the next
		}
	}
	if next := r.turns(l, today); !next.IsZero() && (s.until.IsZero() || next.Before(s.until)) {
		s.until = next
	}
	for _, lc := range l.catalog.All() {
		s.list(l, lc, others)
	}
	return s
}

// turns gives the moment after a day at which something turns; zero where
// nothing does any more.
func (r *roll) turns(l *Library, day locale.Date) time.Time {
	next, _ := slices.BinarySearchFunc(r.days, day.Add(1), locale.Date.Compare)
	if next == len(r.days) {
		return time.Time{}
	}
	return r.days[next].Begins(l.Settings.Zone)
}

// list notes the addresses of a language.
func (s *showing) list(l *Library, lc *locale.Locale, others []string) {
	places := make(map[string]int32, len(s.keys))
	for i, key := range s.keys {
		places[l.articles[key][lc.Code].Slug] = int32(i)
	}
	s.bySlug[lc.Code] = places
	if len(others) == 0 {
		return
	}
	hidden := map[string]bool{}
	for _, key := range others {
		hidden[lc.Path("article", l.articles[key][lc.Code].Slug)] = true
	}
	s.hidden[lc.Code] = hidden
}
