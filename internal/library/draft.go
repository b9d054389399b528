package library

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"text/template"

	"github.com/pelletier/go-toml/v2"

	"leadpath/internal/locale"
)

// A Draft is one half of a new pair of files.
type Draft struct {
	File string // relative to the content folder
	Text string
}

// NewArticle writes the halves of a new article: drafts of a day with
// everything in them that is required, in the order of the languages. It looks
// for topics and for slugs that are taken in a content folder, whose other
// faults do not matter, and leaves it as it is.
func NewArticle(fsys fs.FS, catalog *locale.Catalog, key string, today locale.Date) ([]Draft, error) {
	if !isSlug(key) {
		return nil, fmt.Errorf("%q cannot be a key; write it in a-z, 0-9 and hyphens, as in two-year-line", key)
	}
	b := newBinder(fsys, catalog)
	b.readTopics()
	if len(b.lib.topics) == 0 {
		return nil, b.report.Faults.Err()
	}
	if err := b.refuseWritten(key); err != nil {
		return nil, err
	}
	taken := b.takenSlugs()
	var halves []Draft
	for _, l := range catalog.All() {
		half := draftWords{Locale: l, Key: key, Slug: freeSlug(key, taken[l.Code]), Today: today, Author: b.anyAuthor()}
		for _, topic := range b.lib.topics {
			half.Topics = append(half.Topics, topic[catalog.Default().Code].Key)
		}
		halves = append(halves, Draft{textFile("articles", key, l.Code), half.write()})
	}
	return halves, nil
}

// refuseWritten refuses a key of which a half is there, be it a link to nowhere.
func (b *binder) refuseWritten(key string) error {
	for _, l := range b.catalog.All() {
		file := textFile("articles", key, l.Code)
		if _, err := fs.Lstat(b.fsys, file); err == nil {
			return fmt.Errorf("%s is there already; choose another key, or remove it", file)
		}
	}
	return nil
}

// takenSlugs gives the slugs of all articles, by language, whatever else is
// wrong with them.
func (b *binder) takenSlugs() map[string]map[string]bool {
	taken := map[string]map[string]bool{}
	for _, entry := range b.entries("articles") {
		key, lang, ok := b.textName("articles", entry)
		if !ok {
			continue
		}
		if t := b.readText("articles", key, lang); t != nil {
			var front struct{ Slug string }
			_ = toml.Unmarshal(t.front, &front) // a text with faults has its slug all the same, or none
			if taken[lang] == nil {
				taken[lang] = map[string]bool{}
			}
			taken[lang][front.Slug] = true
		}
	}
	return taken
}

// freeSlug gives a slug that is not taken: the key, or the key with the first
// number that is free.
func freeSlug(key string, taken map[string]bool) string {
	slug := key
	for n := 2; taken[slug]; n++ {
		slug = fmt.Sprintf("%s-%d", key, n)
	}
	return slug
}

// anyAuthor gives the editorial team, or where it has no page somebody who has
// one.
func (b *binder) anyAuthor() string {
	author := Editorial
	for _, entry := range b.entries("authors") {
		switch key, _, ok := b.textName("authors", entry); {
		case ok && key == Editorial:
			return Editorial
		case ok && author == Editorial:
			author = key
		}
	}
	return author
}

// draftWords are what the form of a draft is filled in with.
type draftWords struct {
	*locale.Locale
	Key, Slug, Author string
	Today             locale.Date
	Topics            []string
}

// Again is the day on which a source that was read today is to be read again.
func (d draftWords) Again() locale.Date { return d.Today.Add(halfYear) }

const halfYear = 182

// About names the key in a head, which nobody else may have (promise W12) and
// search engines shorten.
func (d draftWords) About(most int) string { return d.Key[:min(len(d.Key), most)] }

// Every gives the topics to choose from.
func (d draftWords) Every() string { return strings.Join(d.Topics, ", ") }

func (d draftWords) write() string {
	var text bytes.Buffer
	if err := draftForm.Execute(&text, d); err != nil {
		panic(err) // it was parsed here
	}
	return text.String()
}

// draftForm is an article that nobody has written yet. Its comments are in
// English, the language of the house’s authors.
var draftForm = template.Must(template.New("draft").Parse(`+++
# What stands in [[ ]] waits to be written; leadpath check --release refuses it once draft is false.
title = "[[{{.T "draft.title"}} {{.About 40}}]]" # up to 65 signs
slug = "{{.Slug}}" # the end of the address, in the words of this language
topic = "{{index .Topics 0}}" # one of {{.Every}}; the same in both files
author = "{{.Author}}" # a key under authors/; the same in both files
# reviewer = "KEY" # who checked the facts, a key under authors/; leave it out where nobody did
standfirst = "[[{{.T "draft.standfirst"}} {{.About 60}}]]" # what the article is about, up to 170 signs
short = "[[{{.T "draft.short"}}]]" # the answer by itself, in 60 to 90 words
published = {{.Today}} # readers see it from this day on, if it is no draft; the same in both files
updated = {{.Today}} # the day on which facts changed last
draft = true # false: readers see it; the same in both files
faq = [] # keys under faq/ of the questions that it answers; the same in both files
related = [
  # { key = "KEY", reason = "why to read that article next" },
]
sources = [
  # { title = "What it says; who says it", url = "https://www.example.org/", checked = {{.Today}}, due = {{.Again}} }, # the day it was read, and the day to read it again
]
# corrections = [ # a fact that was wrong and since when it is right; readers see it at the article’s foot
#   { date = {{.Today}}, text = "What was wrong, and what is right" },
# ]
# alone = [ # a number that stands in this language only, and why
#   { text = "42", reason = "why the other version does without it" },
# ]
+++

## [[{{.T "draft.heading"}}]]

[[{{.T "draft.body"}}]]
`))
