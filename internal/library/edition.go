package library

import (
	"cmp"
	"slices"
	"time"

	"leadpath/internal/locale"
)

// An Edition is a library as its readers see it at one moment: no drafts and
// nothing that is published later.
type Edition struct {
	*Library
	day     locale.Date       // on which it begins, in the owner's zone
	until   time.Time         // zero: for ever
	shelves map[string]*shelf // by language
}

// A shelf is an edition in one language.
type shelf struct {
	articles  []*Article       // newest first
	bySlug    map[string]int32 // place among articles
	questions []*Question
	question  map[string]*Question // by slug
	authors   []*Author
	legal     map[string]*Legal // by key
}

// At gives the edition of a moment.
func (l *Library) At(now time.Time) *Edition {
	shown := l.roll.at(l, now)
	e := &Edition{Library: l, day: locale.DateOf(now, l.Settings.Zone), until: shown.until, shelves: map[string]*shelf{}}
	for _, lc := range l.catalog.All() {
		e.shelves[lc.Code] = l.shelfAt(lc.Code, shown)
	}
	return e
}

func (l *Library) shelfAt(lang string, shown *showing) *shelf {
	hidden := shown.hidden[lang]
	s := &shelf{bySlug: shown.bySlug[lang], question: map[string]*Question{}, legal: map[string]*Legal{}}
	s.articles = make([]*Article, len(shown.keys))
	for i, key := range shown.keys {
		s.articles[i] = l.articles[key][lang].without(hidden)
	}
	for _, versions := range l.questions {
		q := versions[lang].without(hidden)
		s.questions = append(s.questions, q)
		s.question[q.Slug] = q
	}
	slices.SortFunc(s.questions, func(a, b *Question) int { return cmp.Compare(a.Key, b.Key) })
	for _, versions := range l.authors {
		s.authors = append(s.authors, versions[lang].without(hidden))
	}
	slices.SortFunc(s.authors, func(a, b *Author) int { return cmp.Compare(a.Key, b.Key) })
	for key, versions := range l.legal {
		s.legal[key] = versions[lang].without(hidden)
	}
	return s
}

// Until gives the moment at which the next edition is due; the zero time
// where nothing more is to come.
func (e *Edition) Until() time.Time { return e.until }

// Articles gives all articles in a language, newest first.
func (e *Edition) Articles(lang string) []*Article { return e.shelves[lang].articles }

// Article gives the article with a slug, or ErrNotFound.
func (e *Edition) Article(lang, slug string) (*Article, error) {
	s := e.shelves[lang]
	if at, ok := s.bySlug[slug]; ok {
		return s.articles[at], nil
	}
	return nil, ErrNotFound
}

// ArticleIn gives an article's version in another language.
func (e *Edition) ArticleIn(lang string, a *Article) *Article { return e.articles[a.Key][lang] }

// Related gives the articles to read after a, without those that are not out yet.
func (e *Edition) Related(a *Article) []Related {
	var list []Related
	for _, r := range a.related {
		if other := e.visible(a.Lang, r.key); other != nil {
			list = append(list, Related{other, r.reason})
		}
	}
	return list
}

// ArticleOn gives the article with a key in a language, or nil where it is not
// out.
func (e *Edition) ArticleOn(lang, key string) *Article {
	if !e.Written(key) {
		return nil
	}
	return e.visible(lang, key)
}

func (e *Edition) visible(lang, key string) *Article {
	a := e.articles[key][lang]
	if a == nil {
		return nil
	}
	shown, _ := e.Article(lang, a.Slug)
	return shown
}

// QuestionsOf gives the questions that an article answers, in its order.
func (e *Edition) QuestionsOf(a *Article) []*Question {
	list := make([]*Question, len(a.questions))
	for i, key := range a.questions {
		list[i] = e.shelves[a.Lang].question[e.questions[key][a.Lang].Slug]
	}
	return list
}

// Questions gives all questions in a language.
func (e *Edition) Questions(lang string) []*Question { return e.shelves[lang].questions }

// Question gives the question with a slug, or ErrNotFound.
func (e *Edition) Question(lang, slug string) (*Question, error) {
	if q, ok := e.shelves[lang].question[slug]; ok {
		return q, nil
	}
	return nil, ErrNotFound
}

// QuestionIn gives a question's version in another language.
func (e *Edition) QuestionIn(lang string, q *Question) *Question { return e.questions[q.Key][lang] }

// ArticleOf gives the article that says more about a question, or nil.
func (e *Edition) ArticleOf(q *Question) *Article { return e.visible(q.Lang, q.article) }

// Topics gives all topics in a language, in the owner's order.
func (e *Edition) Topics(lang string) []*Topic {
	list := make([]*Topic, len(e.topics))
	for i, versions := range e.topics {
		list[i] = versions[lang]
	}
	return list
}

// Topic gives the topic with a slug, or ErrNotFound.
func (e *Edition) Topic(lang, slug string) (*Topic, error) {
	for _, t := range e.Topics(lang) {
		if t.Slug == slug {
			return t, nil
		}
	}
	return nil, ErrNotFound
}

// TopicIn gives a topic's version in another language.
func (e *Edition) TopicIn(lang string, t *Topic) *Topic {
	for _, versions := range e.topics {
		if versions[t.Lang] == t {
			return versions[lang]
		}
	}
	return nil
}

// ArticlesOn gives the articles of a topic, newest first.
func (e *Edition) ArticlesOn(t *Topic) []*Article {
	return filter(e.Articles(t.Lang), func(a *Article) bool { return a.Topic == t })
}

// QuestionsOn gives the questions of a topic.
func (e *Edition) QuestionsOn(t *Topic) []*Question {
	return filter(e.Questions(t.Lang), func(q *Question) bool { return q.Topic == t })
}

// Author gives the author with a slug, or ErrNotFound.
func (e *Edition) Author(lang, slug string) (*Author, error) {
	for _, a := range e.shelves[lang].authors {
		if a.Slug == slug {
			return a, nil
		}
	}
	return nil, ErrNotFound
}

// AuthorIn gives an author's page in another language.
func (e *Edition) AuthorIn(lang string, a *Author) *Author { return e.authors[a.Key][lang] }

// Authors gives all authors in a language.
func (e *Edition) Authors(lang string) []*Author { return e.shelves[lang].authors }

// ArticlesBy gives the articles that an author wrote, newest first.
func (e *Edition) ArticlesBy(author *Author) []*Article {
	return filter(e.Articles(author.Lang), func(a *Article) bool { return a.Author.Key == author.Key })
}

// Comparison gives the two roles side by side, or ErrNotFound where the
// content has none.
func (e *Edition) Comparison(lang string) (*Comparison, error) {
	if c, ok := e.comparison[lang]; ok {
		shown := *c
		shown.Sources = e.marked(c.Sources)
		return &shown, nil
	}
	return nil, ErrNotFound
}

// Legal gives a legal page (imprint, privacy, accessibility), or ErrNotFound.
func (e *Edition) Legal(lang, key string) (*Legal, error) {
	if p, ok := e.shelves[lang].legal[key]; ok {
		return p, nil
	}
	return nil, ErrNotFound
}

func filter[T any](list []*T, keep func(*T) bool) []*T {
	var kept []*T
	for _, item := range list {
		if keep(item) {
			kept = append(kept, item)
		}
	}
	return kept
}
