package library

import (
	"cmp"
	"maps"
	"path"
	"slices"

	"leadpath/internal/locale"
	"leadpath/internal/problem"
)

// Newer says which other version of a passage is newer.
type Newer struct {
	Lang   string
	Since  locale.Date // the day on which that version was last updated
	anchor string      // of the passage there
}

// Place gives the end of that version's address which leads to the passage:
// what stands before the first heading has none of its own and is found below
// the head.
func (n *Newer) Place() string { return "#" + cmp.Or(n.anchor, atHead) }

// A behind is a passage of which another version is newer.
type behind struct {
	anchor string
	newer  Newer
}

// NewerHead says where title, standfirst and short are newer, or nil.
func (a *Article) NewerHead() *Newer { return a.newer(atHead) }

func (a *Article) newer(anchor string) *Newer {
	for i := range a.behind {
		if a.behind[i].anchor == anchor {
			return &a.behind[i].newer
		}
	}
	return nil
}

// A standing is what has become of the passages of one row since they were
// stamped.
type standing struct {
	row     int
	now     map[string]*passage // by language
	gone    []string            // languages in which it is no more
	changed []string            // languages in which it says something else
}

// isBehind reports whether a version of the row is to be brought up to
// another: exactly one has changed.
func (s standing) isBehind() bool { return len(s.gone) == 0 && len(s.changed) == 1 && len(s.now) > 1 }

// compare gives the rows that are not as they were stamped, and by language
// the passages that were never stamped.
func (s *stamp) compare(versions map[string][]passage) (rows []standing, fresh map[string][]*passage) {
	if s.holds(versions) {
		return nil, nil
	}
	rows, fresh = make([]standing, len(s.rows)), map[string][]*passage{}
	for i := range rows {
		rows[i] = standing{row: i, now: map[string]*passage{}}
	}
	for _, lang := range slices.Sorted(maps.Keys(versions)) {
		list := versions[lang]
		places, taken := s.places(lang, list)
		for i, r := range s.rows {
			at := places[i]
			switch sealed := r.in(lang); {
			case sealed.lang == "":
				continue
			case at < 0:
				rows[i].gone = append(rows[i].gone, lang)
				continue
			case sealed.words != list[at].words:
				rows[i].changed = append(rows[i].changed, lang)
			}
			rows[i].now[lang] = &list[at]
		}
		for at := range list {
			if !taken[at] {
				fresh[lang] = append(fresh[lang], &list[at])
			}
		}
	}
	return slices.DeleteFunc(rows, func(s standing) bool { return len(s.gone)+len(s.changed) == 0 }), fresh
}

// holds reports whether all passages are as they were stamped, in the same
// order: so it is with most texts.
func (s *stamp) holds(versions map[string][]passage) bool {
	for lang, list := range versions {
		if len(list) != len(s.rows) {
			return false
		}
		for i, p := range list {
			if s.rows[i].in(lang) != (seal{lang, p.anchor, p.words}) {
				return false
			}
		}
	}
	return true
}

// places gives for each row where its passage stands in a list, or -1, and for
// each passage of the list whether a row has it. What
// says the same is the same passage, wherever it stands and whatever became of
// its anchor; then counts the anchor; at last, where a heading was written
// anew, the place between the same neighbours.
func (s *stamp) places(lang string, list []passage) (places []int, taken []bool) {
	places, taken = make([]int, len(s.rows)), make([]bool, len(list))
	for i := range places {
		places[i] = -1
	}
	match := func(by func(anchor string, words digest) seal) {
		free := map[seal][]int{}
		for at, p := range list {
			if !taken[at] {
				free[by(p.anchor, p.words)] = append(free[by(p.anchor, p.words)], at)
			}
		}
		for i, r := range s.rows {
			sealed := r.in(lang)
			if found := free[by(sealed.anchor, sealed.words)]; places[i] < 0 && sealed.lang != "" && len(found) > 0 {
				free[by(sealed.anchor, sealed.words)] = found[1:]
				places[i], taken[found[0]] = found[0], true
			}
		}
	}
	match(func(anchor string, words digest) seal { return seal{"", anchor, words} })
	match(func(_ string, words digest) seal { return seal{words: words} })
	match(func(anchor string, _ digest) seal { return seal{anchor: anchor} })
	s.renamed(lang, places, taken)
	return places, taken
}

// renamed gives rows that have lost their passage those that nobody knows, where
// as many of these stand between the same neighbours.
func (s *stamp) renamed(lang string, places []int, taken []bool) {
	for i := 0; i < len(places); {
		end := i
		for end < len(places) && places[end] < 0 && s.rows[end].in(lang).lang != "" {
			end++
		}
		from, to := 0, len(taken)
		if i > 0 {
			from = places[i-1] + 1
		}
		if end < len(places) {
			to = places[end]
		}
		if end > i && to-from == end-i && !slices.Contains(taken[from:to], true) {
			for k := range end - i {
				places[i+k], taken[from+k] = from+k, true
			}
		}
		i = max(end, i+1)
	}
}

// passagesIn gives the passages of a text's pages.
func passagesIn(pages map[string]any) map[string][]passage {
	versions := make(map[string][]passage, len(pages))
	for lang, page := range pages {
		versions[lang] = passagesOf(page)
	}
	return versions
}

// markBehind gives the article with the marks of passages that are newer in
// another language; the same one where these are as before.
func (b *binder) markBehind(m *made, a *Article) *Article {
	list := b.lib.behind(a)
	if slices.Equal(list, a.behind) {
		return a
	}
	marked := *a
	marked.behind, m.page = list, &marked
	return &marked
}

// behind finds what is newer in another language than here.
func (l *Library) behind(a *Article) (list []behind) {
	name := "articles/" + a.Key
	if l.lock == nil || l.lock.stamps[name] == nil {
		return nil
	}
	pages := l.versions(name)
	if pages == nil {
		return nil
	}
	rows, _ := l.lock.stamps[name].compare(passagesIn(pages))
	for _, s := range rows {
		if here := s.now[a.Lang]; here != nil && s.isBehind() && s.changed[0] != a.Lang {
			lang := s.changed[0]
			list = append(list, behind{here.anchor, Newer{lang, pages[lang].(*Article).Updated, s.now[lang].anchor}})
		}
	}
	return list
}

// adviseStamps says what is not as it was stamped, text by text. Without a
// lock nobody began to stamp.
func (b *binder) adviseStamps() map[string]problem.List {
	all := map[string]problem.List{}
	if b.lib.lock == nil {
		return all
	}
	for name := range b.lib.lock.stamps {
		b.adviseStamp(all, name)
	}
	for _, m := range b.order {
		if name := path.Dir(m.file) + "/" + m.key; m.bound && b.lib.lock.stamps[name] == nil {
			b.adviseStamp(all, name)
		}
	}
	return all
}

// adviseStamp puts what there is to say of one text in the place of what was
// said of it before.
func (b *binder) adviseStamp(all map[string]problem.List, name string) {
	delete(all, name)
	if b.lib.lock == nil {
		return
	}
	t := telling{lock: b.lib.lock, name: name, stamp: b.lib.lock.stamps[name], pages: b.lib.versions(name)}
	t.folder, t.key = path.Dir(name), path.Base(name)
	switch {
	case t.pages == nil && b.stands(t.folder, t.key): // its faults come first
	case t.pages == nil:
		t.list.Add(LockFile, t.lock.line(name), "there is no text %s any more; remove these lines", name)
	case t.stamp == nil:
		t.tellUnstamped(b.catalog.Default().Code)
	default:
		t.tell()
	}
	if len(t.list) > 0 {
		all[name] = t.list
	}
}

// A telling is what there is to say of a text and its stamp.
type telling struct {
	lock              *lock
	name, folder, key string
	stamp             *stamp
	pages             map[string]any
	list              problem.List
}

func (t *telling) file(lang string) string { return textFile(t.folder, t.key, lang) }

func (t *telling) tellUnstamped(lang string) {
	if a, ok := t.pages[lang].(*Article); ok && a.draft {
		return
	}
	t.list.Add(t.file(lang), 1, "this was never stamped; see that its versions say the same, then leadpath stamp %s", t.name)
}

func (t *telling) tell() {
	rows, fresh := t.stamp.compare(passagesIn(t.pages))
	for _, s := range rows {
		t.tellRow(s)
	}
	for lang, list := range fresh {
		for _, p := range list {
			t.list.Add(t.file(lang), p.line, "this section was never stamped; see that it says the same in every language, then leadpath stamp %s", t.name)
		}
	}
}

// tellRow says what has become of one row.
func (t *telling) tellRow(s standing) {
	for _, lang := range s.gone {
		sealed := t.stamp.rows[s.row].in(lang)
		t.list.Add(LockFile, t.lock.rowLine(t.name, s.row, lang), "%s has no section #%s any more; see that its versions say the same, then leadpath stamp %s", t.file(lang), sealed.anchor, t.name)
	}
	switch {
	case len(s.gone) > 0:
	case s.isBehind():
		t.tellBehind(s, s.changed[0])
	case len(s.changed) > 1:
		first, second := s.changed[0], s.changed[1]
		t.list.Add(t.file(first), s.now[first].line, "this and %s:%d have both changed since they were stamped on %s; see that they say the same, then leadpath stamp %s",
			t.file(second), s.now[second].line, t.stamp.day, t.name)
	}
}

// tellBehind names each version that is to be brought up to a newer one.
func (t *telling) tellBehind(s standing, newer string) {
	since := "has changed since " + t.stamp.day.String()
	if a, ok := t.pages[newer].(*Article); ok {
		since = "is newer, since " + a.Updated.String()
	}
	for lang, here := range s.now {
		if lang != newer {
			t.list.Add(t.file(lang), here.line, "%s:%d %s; bring this section up to it, then leadpath stamp %s", t.file(newer), s.now[newer].line, since, t.name)
		}
	}
}
