package web

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/templates"
)

// chooseLanguage sends the visitor to the home page in the language the
// browser prefers.
func (e *site) chooseLanguage(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Vary", "Accept-Language")
	e.redirect(w, r, e.language(r).Path("home"), http.StatusFound)
}

// newestShown is how many articles the home page shows.
const newestShown = 5

func (e *site) showHome(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	newest := e.Articles(l.Code)
	_, err := e.Comparison(l.Code)
	p := e.view("home", l, l.T("home.title"), l.T("home.description"), at("home"))
	p.Data = e.websiteData(p)
	return e.render(w, r, p, templates.Home(p, templates.HomeView{Newest: newest[:min(len(newest), newestShown)], Topics: e.topicCounts(l), Compare: err == nil}))
}

// topicCounts gives the topics with how much there is to read on each.
func (e *site) topicCounts(l *locale.Locale) (list []templates.TopicCount) {
	articles := map[*library.Topic]int{}
	for _, a := range e.Articles(l.Code) {
		articles[a.Topic]++
	}
	for _, t := range e.Topics(l.Code) {
		list = append(list, templates.TopicCount{Topic: t, Articles: articles[t], Questions: len(e.QuestionsOn(t))})
	}
	return list
}

func (e *site) showArticles(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	all := e.Articles(l.Code)
	f, err := leafOf(r, "articles", len(all), func(*locale.Locale) []string { return nil })
	if err != nil || e.moved(w, r, l, f) {
		return err
	}
	p := e.viewLeaf("list", l, l.T("articles.title"), l.T("articles.description"), f)
	p.Data = e.crumbs(p)
	return e.render(w, r, p, templates.Articles(p, e.Topics(l.Code), f.listed(l, all)))
}

func (e *site) showTopic(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	t, err := e.Topic(l.Code, chi.URLParam(r, "slug"))
	if err != nil {
		return err
	}
	all := e.ArticlesOn(t)
	f, err := leafOf(r, "topic", len(all), func(l *locale.Locale) []string { return []string{e.TopicIn(l.Code, t).Slug} })
	if err != nil || e.moved(w, r, l, f) {
		return err
	}
	p := e.viewLeaf("list", l, t.Title, t.About, f)
	p.Data = e.crumbs(p, crumb{l.T("articles.title"), l.Path("articles")})
	return e.render(w, r, p, templates.Topic(p, t, f.listed(l, all), e.QuestionsOn(t)))
}

// showArticle serves one article in the reader's language.
func (e *site) showArticle(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	a, err := e.Article(l.Code, chi.URLParam(r, "slug"))
	if err != nil {
		return err // library.ErrNotFound becomes the 404 page in errors.go
	}
	kind := "article"
	if a.Drawn {
		kind = "drawn"
	}
	p := e.view(kind, l, a.Title, a.Standfirst, func(l *locale.Locale) string { return l.Path("article", e.ArticleIn(l.Code, a).Slug) })
	p.Written = templates.Written{Markdown: l.Path("markdown", a.Slug), Card: l.Path("card", a.Slug)}
	p.Data = e.articleData(p, a)
	return e.render(w, r, p, templates.Article(p, templates.ArticleView{Article: a, Sections: a.Sections(), Sources: e.SourcesOf(a), Corrections: e.CorrectionsOf(a), Questions: e.QuestionsOf(a), Related: e.Related(a)}))
}

func (e *site) showFAQ(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	var topics []templates.TopicQuestions
	for _, t := range e.Topics(l.Code) {
		if list := e.QuestionsOn(t); len(list) > 0 {
			topics = append(topics, templates.TopicQuestions{Topic: t, Questions: list})
		}
	}
	p := e.view("list", l, l.T("faq.title"), l.T("faq.description"), at("faq"))
	p.Data = e.crumbs(p)
	return e.render(w, r, p, templates.FAQ(p, topics))
}

func (e *site) showQuestion(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	q, err := e.Question(l.Code, chi.URLParam(r, "slug"))
	if err != nil {
		return err
	}
	var others []*library.Question
	for _, other := range e.QuestionsOn(q.Topic) {
		if other != q {
			others = append(others, other)
		}
	}
	p := e.view("question", l, q.Title, shorten(q.Plain, 155), func(l *locale.Locale) string { return l.Path("question", e.QuestionIn(l.Code, q).Slug) })
	p.Data = e.crumbs(p, crumb{l.T("menu.faq"), l.Path("faq")})
	return e.render(w, r, p, templates.Question(p, q, e.ArticleOf(q), others))
}

func (e *site) showCompare(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	c, err := e.Comparison(l.Code)
	if err != nil {
		return err
	}
	p := e.view("compare", l, c.Title, c.Lead, at("compare"))
	p.Data = e.crumbs(p)
	return e.render(w, r, p, templates.Compare(p, templates.CompareView{Comparison: c, Articles: func(keys []string) []*library.Article { return e.articlesOf(l, keys) }}))
}

// showGlossary serves the words of the trade, letter by letter.
func (e *site) showGlossary(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	letters := e.letters(l)
	if len(letters) == 0 {
		return library.ErrNotFound
	}
	p := e.view("glossary", l, l.T("glossary.title"), l.T("glossary.description"), at("glossary"))
	p.Data = e.crumbs(p)
	return e.render(w, r, p, templates.Glossary(p, letters))
}

// letters gives the glossary in parts, each term with its other languages.
func (e *site) letters(l *locale.Locale) (letters []templates.Letter) {
	for _, t := range e.Terms(l.Code) {
		if n := len(letters); n == 0 || letters[n-1].Name != t.Letter() {
			letters = append(letters, templates.Letter{Name: t.Letter()})
		}
		term := templates.GlossaryTerm{Term: t}
		for _, other := range e.Catalog.All() {
			if other != l {
				term.Others = append(term.Others, templates.TermElsewhere{Term: e.TermIn(other.Code, t), Locale: other})
			}
		}
		last := &letters[len(letters)-1]
		last.Terms = append(last.Terms, term)
	}
	return letters
}

func (e *site) showAuthor(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	a, err := e.Author(l.Code, chi.URLParam(r, "slug"))
	if err != nil {
		return err
	}
	all := e.ArticlesBy(a)
	f, err := leafOf(r, "author", len(all), func(l *locale.Locale) []string { return []string{e.AuthorIn(l.Code, a).Slug} })
	if err != nil || e.moved(w, r, l, f) {
		return err
	}
	p := e.viewLeaf("author", l, a.Name, l.T("author.description", "Name", a.Name), f)
	p.Data = e.authorData(p, a)
	return e.render(w, r, p, templates.Author(p, a, f.listed(l, all)))
}

// showLegal serves the imprint, the privacy notice or the accessibility page.
func (e *site) showLegal(key string) handler {
	return func(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
		legal, err := e.Legal(l.Code, key)
		if err != nil {
			return err
		}
		p := e.view("legal", l, legal.Title, shorten(legal.Plain, 155), at(key))
		p.Data = e.crumbs(p)
		return e.render(w, r, p, templates.Legal(p, legal))
	}
}
