package library

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// What there is at least, in each language the same.
const (
	fewestArticles  = 15 // published; drafts are none
	fewestQuestions = 24
)

// held counts what there is to read in a language.
func held(e *Edition, lang string) string {
	drawings := 0
	for _, a := range e.Articles(lang) {
		for _, s := range a.Sections() {
			drawings += strings.Count(s.HTML, "<img ") + strings.Count(s.HTML, "<figure")
		}
	}
	return fmt.Sprintf("%d articles, %d questions, %d terms, %d drawings", len(e.Articles(lang)), len(e.Questions(lang)), len(e.Terms(lang)), drawings)
}

func TestThereIsAsMuchToReadInEachLanguage(t *testing.T) {
	e := shippedEdition(t)
	first := held(e, "en")
	for _, l := range e.catalog.All() {
		if got := held(e, l.Code); got != first {
			t.Errorf("%s: got %s, want %s as in English", l.Name, got, first)
		}
		if len(e.Articles(l.Code)) < fewestArticles || len(e.Questions(l.Code)) < fewestQuestions || len(e.Terms(l.Code)) < fewestTerms {
			t.Errorf("%s: got %s, want %d, %d and %d at least", l.Name, held(e, l.Code), fewestArticles, fewestQuestions, fewestTerms)
		}
	}
	t.Log(first)
}

// The comparison says how many rows it has.
func TestTheComparisonCountsItsRows(t *testing.T) {
	e := shippedEdition(t)
	for lang, numbers := range map[string][]string{
		"en": {"six", "seven", "eight", "nine", "ten", "eleven", "twelve"},
		"de": {"sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"},
	} {
		c, err := e.Comparison(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, rows := range []int{len(c.Differ), len(c.Alike)} {
			if said := strings.ToLower(c.Lead); rows < 6 || rows > 12 || !strings.Contains(said, numbers[rows-6]) {
				t.Errorf("%s: got %q, want it to say %d", lang, c.Lead, rows)
			}
		}
	}
}

// Every article is found from a text or a list of its own kind, not from the
// lists of all articles alone, and leads on to another one.
func TestEveryArticleHasAWayInAndAWayOn(t *testing.T) {
	e := shippedEdition(t)
	for _, l := range e.catalog.All() {
		in, on := waysBetween(e, l.Code)
		for _, a := range e.Articles(l.Code) {
			if len(in[a.Key]) == 0 {
				t.Errorf("%s: nothing leads to articles/%s; link it, or name it in related, an answer or compare.toml", l.Name, a.Key)
			}
			if len(on[a.Key]) == 0 {
				t.Errorf("%s: articles/%s leads to no article; name one in related", l.Name, a.Key)
			}
		}
	}
}

// waysBetween gives for each article what leads to it, and where it leads to.
func waysBetween(e *Edition, lang string) (in, on map[string][]string) {
	in, on = map[string][]string{}, map[string][]string{}
	bySlug := map[string]string{}
	for _, a := range e.Articles(lang) {
		bySlug[e.catalog.In(lang).Path("article", a.Slug)] = a.Key
	}
	for _, a := range e.Articles(lang) {
		var keys []string
		for _, r := range e.Related(a) {
			keys = append(keys, r.Article.Key)
		}
		for _, target := range a.targets {
			path, _, _ := strings.Cut(target, "#")
			if key := bySlug[path]; key != "" {
				keys = append(keys, key)
			}
		}
		for _, key := range slices.Compact(slices.Sorted(slices.Values(keys))) {
			in[key], on[a.Key] = append(in[key], a.Key), append(on[a.Key], key)
		}
	}
	for _, q := range e.Questions(lang) {
		if a := e.ArticleOf(q); a != nil {
			in[a.Key] = append(in[a.Key], q.Key)
		}
	}
	return in, on
}

// An answer names the article that says more, and that article can be read.
func TestEveryAnswerLeadsToAnArticle(t *testing.T) {
	e := shippedEdition(t)
	for _, q := range e.Questions("en") {
		if e.ArticleOf(q) == nil {
			t.Errorf("faq/%s: leads to no article that readers see; name one", q.Key)
		}
	}
	for _, a := range e.Articles("en") {
		if !slices.ContainsFunc(e.Questions("en"), func(q *Question) bool { return e.ArticleOf(q) == a }) {
			t.Logf("articles/%s: no answer leads to it", a.Key)
		}
	}
}
