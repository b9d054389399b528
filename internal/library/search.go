package library

// MostHits is how many hits a search gives; who finds nothing among these
// types another word.
const MostHits = 30

// Found is what a search has found.
type Found struct {
	Hits  []Hit // best first
	Other []Hit // in the other languages, where Hits is empty
}

// A Hit is a text in which every word of a query stands, or what may stand for
// it.
type Hit struct {
	Kind     string // article, question or term
	Lang     string
	Article  *Article
	Question *Question
	Term     *Term
	Section  *Section // of the article, where the words stand; nil: its top
	Excerpt  []Piece
}

// A Piece of an excerpt is as it stands in the text.
type Piece struct {
	Text  string
	Found bool // a word that was sought
}

// Search gives what is written in a language and has every word of a query,
// and where that is nothing, what is written in the others. It takes a query
// as it was typed: words of one or two letters less, an umlaut as ae, a
// typing error. What the edition does not show is not found.
func (e *Edition) Search(lang, query string) Found {
	found := Found{Hits: e.searchIn(lang, query)}
	if len(found.Hits) > 0 {
		return found
	}
	for _, l := range e.catalog.All() {
		if l.Code != lang {
			found.Other = append(found.Other, e.searchIn(l.Code, query)...)
		}
	}
	return found
}

func (e *Edition) searchIn(lang, query string) []Hit {
	side := e.Library.searched()[lang]
	if side == nil {
		return nil
	}
	q := side.newSearch(query)
	var hits []Hit
	var scores []float32
	marks := q.marks()
	for _, r := range q.rank(MostHits, func(it item) bool { return e.shows(lang, it) }) {
		hits = append(hits, e.hit(lang, side.segments()[r.part].items[r.item], r.section, marks))
		scores = append(scores, r.score)
	}
	return side.tongue.byPhrase(hits, scores, query)
}

// shows reports whether a text is in the edition.
func (e *Edition) shows(lang string, it item) bool {
	return it.kind != articleHit || e.visible(lang, it.key) != nil
}

// hit makes a hit of an item.
func (e *Edition) hit(lang string, it item, section int, marks marks) Hit {
	switch it.kind {
	case articleHit:
		a := e.visible(lang, it.key)
		h := Hit{Kind: "article", Lang: lang, Article: a}
		if section > 0 {
			s := a.Sections()[section-1]
			h.Excerpt = marks.excerpt(s.Plain)
			if s.Title != "" {
				h.Section = &s
			}
		} else {
			h.Excerpt = marks.excerpt(a.Standfirst + " " + a.Short)
		}
		return h
	case questionHit:
		q := e.shelves[lang].question[e.questions[it.key][lang].Slug]
		return Hit{Kind: "question", Lang: lang, Question: q, Excerpt: marks.excerpt(q.Plain)}
	}
	for _, t := range e.Terms(lang) {
		if t.Key == it.key {
			return Hit{Kind: "term", Lang: lang, Term: t, Excerpt: marks.excerpt(t.Says)}
		}
	}
	return Hit{}
}
