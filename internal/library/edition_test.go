package library

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func moment(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// Both articles of the house are out after this moment.
const later = "2026-07-01T00:00:00Z"

func TestPublicationIsAtMidnightOfTheOwner(t *testing.T) {
	lib := newHouse(t).whole(t)
	cases := []struct {
		name, at, until string
		articles        string
	}{
		{"before the first article there is none", "2026-06-08T21:59:59Z", "2026-06-08T22:00:00Z", ""},
		{"it is out at the stroke of midnight in Berlin", "2026-06-08T22:00:00Z", "2026-06-09T22:00:00Z", "first"},
		{"the second is not, a second before its midnight", "2026-06-19T21:59:59Z", "2026-06-19T22:00:00Z", "first"},
		{"a billionth of a second before is before", "2026-06-19T21:59:59.999999999Z", "2026-06-19T22:00:00Z", "first"},
		{"then it is out and stands first, until a source falls due", "2026-06-19T22:00:00Z", "2026-11-30T23:00:00Z", "second first"},
		{"and stays", "2099-01-01T00:00:00Z", "", "second first"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			e := lib.At(moment(t, c.at))
			for _, lang := range []string{"en", "de"} {
				if got := keysOf(e.Articles(lang)); got != c.articles {
					t.Errorf("Articles(%q) at %s: got %q, want %q", lang, c.at, got, c.articles)
				}
			}
			until := ""
			if !e.Until().IsZero() {
				until = e.Until().UTC().Format(time.RFC3339)
			}
			if until != c.until {
				t.Errorf("Until at %s: got %q, want %q", c.at, until, c.until)
			}
		})
	}
}

func keysOf(articles []*Article) string {
	var keys []string
	for _, a := range articles {
		keys = append(keys, a.Key)
	}
	return strings.Join(keys, " ")
}

// In Cairo the clocks of 24 April 2026 go from midnight to one: the day
// begins at one, which is 22:00 UTC as midnight would have been.
func TestPublicationWhereMidnightDoesNotExist(t *testing.T) {
	h := newHouse(t)
	for _, lang := range []string{"en", "de"} {
		h.replace(t, "articles/second."+lang+".md", "published = 2026-06-20", "published = 2026-04-24")
	}
	cairo := settings
	cairo.Zone = mustLoad("Africa/Cairo")
	lib, _ := Load(fstest.MapFS(h), catalog(t), cairo)
	if got := keysOf(lib.At(moment(t, "2026-04-23T21:59:59Z")).Articles("en")); got != "" {
		t.Errorf("a second before: got %q, want none", got)
	}
	if got := keysOf(lib.At(moment(t, "2026-04-23T22:00:00Z")).Articles("en")); got != "second" {
		t.Errorf("at the first minute of the day: got %q, want second", got)
	}
}

func TestDraftsNeverComeOut(t *testing.T) {
	h := newHouse(t)
	for _, lang := range []string{"en", "de"} {
		h.replace(t, "articles/second."+lang+".md", "updated = 2026-06-20", "updated = 2026-06-20\ndraft = true")
	}
	e := h.whole(t).At(moment(t, "2026-12-01T00:00:00Z"))
	if got := keysOf(e.Articles("en")); got != "first" || !e.Until().IsZero() {
		t.Errorf("got %q until %v, want first, for ever", got, e.Until())
	}
	if _, err := e.Article("en", "second-step"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Article of a draft: got %v, want ErrNotFound", err)
	}
}

// Texts may point ahead: until an article is out, links to it are words.
func TestLinksToWhatIsNotOutAreWords(t *testing.T) {
	h := newHouse(t)
	h.replace(t, "articles/first.de.md", "[den zweiten Schritt](second.de.md)", "[den zweiten\n**Schritt**](second.de.md#was-folgt \"ein Titel\") und [warum](../faq/why.de.md \"darum\")")
	lib := h.whole(t)
	before, after := lib.At(moment(t, "2026-06-10T00:00:00Z")), lib.At(moment(t, later))
	cases := []struct {
		name        string
		html        func(e *Edition) string
		words, link string
	}{
		{"in an article", func(e *Edition) string { return article(t, e, "en", "first-step").Sections()[0].HTML },
			"and the second step.</p>", `<a href="/en/articles/second-step#what-follows">the second step</a>`},
		{"over two lines, with a title", func(e *Edition) string { return article(t, e, "de", "erster-schritt").Sections()[1].HTML },
			"Lesen Sie den zweiten\n<strong>Schritt</strong> und", `<a href="/de/artikel/zweiter-schritt#was-folgt" title="ein Titel">`},
		{"in an answer", func(e *Edition) string { return question(t, e, "en", "why").HTML },
			"Because of the second step.", `<a href="/en/articles/second-step">`},
		{"on a person's page", func(e *Edition) string { return author(t, e, "en", "ada-example").HTML },
			"Ada wrote the second step.", `<a href="/en/articles/second-step">`},
		{"on a legal page", func(e *Edition) string { return legal(t, e, "de", "privacy").Sections[0].HTML },
			"Lesen Sie den zweiten Schritt.", `<a href="/de/artikel/zweiter-schritt">`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := c.html(before); !strings.Contains(got, c.words) || strings.Contains(got, c.link) {
				t.Errorf("before: got %s, want the words %q without a link", got, c.words)
			}
			if got := c.html(after); !strings.Contains(got, c.link) {
				t.Errorf("after: got %s, want the link %s", got, c.link)
			}
		})
	}
	t.Run("other links stay, one with a title too", func(t *testing.T) {
		if got := article(t, before, "de", "erster-schritt").Sections()[1].HTML; !strings.Contains(got, `<a href="/de/faq/warum" title="darum">warum</a>`) {
			t.Errorf("got %s, want the link to the question", got)
		}
	})
	t.Run("what is not out is not to be read next, and of no topic", func(t *testing.T) {
		first := article(t, before, "en", "first-step")
		law, err := before.Topic("en", "law")
		if err != nil {
			t.Fatal(err)
		}
		if got := before.Related(first); len(got) > 0 {
			t.Errorf("Related before: got %d, want none", len(got))
		}
		if got := before.ArticlesOn(law); len(got) > 0 {
			t.Errorf("ArticlesOn before: got %d, want none", len(got))
		}
		if got := before.ArticleOf(question(t, before, "en", "when")); got != nil {
			t.Errorf("ArticleOf before: got %s, want none", got.Key)
		}
		if got := after.Related(first); len(got) != 1 || got[0].Article.Key != "second" || got[0].Reason != "the next step" {
			t.Errorf("Related after: got %+v, want the second with its reason", got)
		}
		if got := keysOf(after.ArticlesOn(law)); got != "second" {
			t.Errorf("ArticlesOn after: got %q, want second", got)
		}
		if got := after.ArticleOf(question(t, after, "en", "when")); got == nil || got.Key != "second" {
			t.Errorf("ArticleOf after: got %+v, want the second", got)
		}
	})
	t.Run("one edition does not change another", func(t *testing.T) {
		if got := article(t, lib.At(moment(t, later)), "en", "first-step").Sections()[0].HTML; !strings.Contains(got, "/en/articles/second-step") {
			t.Errorf("got %s, want the link", got)
		}
	})
}

func article(t testing.TB, e *Edition, lang, slug string) *Article {
	t.Helper()
	a, err := e.Article(lang, slug)
	if err != nil {
		t.Fatalf("Article(%q, %q): %v", lang, slug, err)
	}
	return a
}

func question(t testing.TB, e *Edition, lang, slug string) *Question {
	t.Helper()
	q, err := e.Question(lang, slug)
	if err != nil {
		t.Fatalf("Question(%q, %q): %v", lang, slug, err)
	}
	return q
}

func author(t testing.TB, e *Edition, lang, slug string) *Author {
	t.Helper()
	a, err := e.Author(lang, slug)
	if err != nil {
		t.Fatalf("Author(%q, %q): %v", lang, slug, err)
	}
	return a
}

func legal(t testing.TB, e *Edition, lang, key string) *Legal {
	t.Helper()
	p, err := e.Legal(lang, key)
	if err != nil {
		t.Fatalf("Legal(%q, %q): %v", lang, key, err)
	}
	return p
}

func TestFinding(t *testing.T) {
	e := newHouse(t).whole(t).At(moment(t, later))
	t.Run("newest first, of one day by key", func(t *testing.T) {
		h := newHouse(t)
		for _, lang := range []string{"en", "de"} {
			h.write("articles/another."+lang+".md", strings.Replace(h.file("articles/second."+lang+".md"), "slug = \"", "slug = \"an-", 1))
		}
		if got := keysOf(h.whole(t).At(moment(t, later)).Articles("de")); got != "another second first" {
			t.Errorf("got %q, want another second first", got)
		}
	})
	t.Run("topics stand in the file's order and know their other language", func(t *testing.T) {
		topics := e.Topics("de")
		if len(topics) != 2 || topics[0].Slug != "grundlagen" || topics[1].Slug != "recht" {
			t.Fatalf("Topics: got %+v, want grundlagen and recht", topics)
		}
		if got := e.TopicIn("en", topics[1]); got.Slug != "law" || got.Key != topics[1].Key {
			t.Errorf("TopicIn: got %+v, want law", got)
		}
		if _, err := e.Topic("de", "law"); !errors.Is(err, ErrNotFound) {
			t.Errorf("a slug of the other language: got %v, want ErrNotFound", err)
		}
		if got := e.QuestionsOn(topics[1]); len(got) != 1 || got[0].Key != "when" {
			t.Errorf("QuestionsOn: got %+v, want when", got)
		}
	})
	t.Run("an article's questions come in its own order", func(t *testing.T) {
		got := e.QuestionsOf(article(t, e, "de", "erster-schritt"))
		if len(got) != 2 || got[0].Slug != "warum" || got[1].Slug != "wann" {
			t.Errorf("got %+v, want warum and wann", got)
		}
	})
	t.Run("an author has articles, a reviewer has not written them", func(t *testing.T) {
		if got := keysOf(e.ArticlesBy(author(t, e, "en", "ada-example"))); got != "first" {
			t.Errorf("by Ada: got %q, want first", got)
		}
		editors := author(t, e, "en", "editors")
		if got := keysOf(e.ArticlesBy(editors)); got != "second" || editors.Person() {
			t.Errorf("by the editors: got %q, a person: %v, want second, no person", got, editors.Person())
		}
		if got := article(t, e, "en", "first-step").Reviewer; got == nil || got.Key != Editorial {
			t.Errorf("Reviewer: got %+v, want the editors", got)
		}
		if got := e.Authors("de"); len(got) != 2 || got[0].Key != "ada" || got[1].Name != "Die Redaktion" {
			t.Errorf("Authors: got %+v, want Ada and the editors", got)
		}
	})
	t.Run("everything leads to its other language", func(t *testing.T) {
		if got := e.ArticleIn("de", article(t, e, "en", "first-step")); got.Slug != "erster-schritt" {
			t.Errorf("ArticleIn: got %q", got.Slug)
		}
		if got := e.QuestionIn("de", question(t, e, "en", "why")); got.Slug != "warum" {
			t.Errorf("QuestionIn: got %q", got.Slug)
		}
		if got := e.AuthorIn("de", author(t, e, "en", "editors")); got.Slug != "redaktion" {
			t.Errorf("AuthorIn: got %q", got.Slug)
		}
	})
	t.Run("what was never written is not found", func(t *testing.T) {
		_, noArticle := e.Article("de", "first-step")
		_, noQuestion := e.Question("en", "warum")
		_, noAuthor := e.Author("en", "redaktion")
		_, noLegal := e.Legal("en", "imprint")
		for name, err := range map[string]error{"article": noArticle, "question": noQuestion, "author": noAuthor, "legal page": noLegal} {
			if !errors.Is(err, ErrNotFound) {
				t.Errorf("%s: got %v, want ErrNotFound", name, err)
			}
		}
	})
	t.Run("without compare.toml there is no comparison", func(t *testing.T) {
		if c, err := e.Comparison("de"); err != nil || c.Title != "Verglichen" || len(c.Differ) != 1 || len(c.Alike) != 1 || len(c.Sources) != 1 {
			t.Errorf("got %+v, %v, want the comparison", c, err)
		}
		h := newHouse(t)
		delete(h, "compare.toml")
		h.replace(t, "articles/first.en.md", "[the comparison](/en/compare)", "nothing")
		if _, err := h.whole(t).At(moment(t, later)).Comparison("de"); !errors.Is(err, ErrNotFound) {
			t.Errorf("got %v, want ErrNotFound", err)
		}
	})
	t.Run("an image is known by its address", func(t *testing.T) {
		images := e.Images()
		if len(images) != 1 {
			t.Fatalf("got %d images, want 1", len(images))
		}
		for path, image := range images {
			if !strings.HasSuffix(path, "-step.svg") || image.Type != "image/svg+xml" || image.Width != 320 || image.Height != 180 {
				t.Errorf("got %s, %s, %d × %d, want …-step.svg, image/svg+xml, 320 × 180", path, image.Type, image.Width, image.Height)
			}
		}
	})
}
