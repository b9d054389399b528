package library

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"leadpath/content"
)

// A readersQuery is what somebody types, and the pages of which each is what
// they want: KIND KEY, and behind a hash the section.
type readersQuery struct {
	Lang, Words string
	Want        []string
}

func readersQueries(t testing.TB) []readersQuery {
	t.Helper()
	data, err := os.ReadFile("testdata/queries.toml")
	if err != nil {
		t.Fatal(err)
	}
	var list struct{ Query []readersQuery }
	if err := toml.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	return list.Query
}

// shippedEdition is what the site is shipped with, after its newest article.
func shippedEdition(t testing.TB) *Edition {
	t.Helper()
	lib, report := Load(content.FS, catalog(t), settings)
	if lib == nil {
		t.Fatalf("got faults, want none:\n%s", printed(report.Faults))
	}
	return lib.At(moment(t, "2026-12-01T00:00:00Z"))
}

// named gives what a hit leads to.
func named(h Hit) string {
	switch h.Kind {
	case "article":
		if h.Section != nil {
			return "article " + h.Article.Key + "#" + h.Section.ID
		}
		return "article " + h.Article.Key
	case "question":
		return "question " + h.Question.Key
	}
	return "term " + h.Term.Key
}

// leadsTo reports whether a hit leads to a wanted page, and to its section
// where one is wanted.
func leadsTo(h Hit, want string) bool {
	page, _, _ := strings.Cut(named(h), "#")
	return named(h) == want || page == want
}

// isThere reports whether a wanted page, and its section, is in the edition.
func isThere(e *Edition, lang, want string) bool {
	page, id, inSection := strings.Cut(want, "#")
	kind, key, _ := strings.Cut(page, " ")
	switch kind {
	case "article":
		a := e.visible(lang, key)
		return a != nil && (!inSection || slices.ContainsFunc(a.Sections(), func(s Section) bool { return s.ID == id }))
	case "question":
		return e.questions[key][lang] != nil
	}
	return slices.ContainsFunc(e.Terms(lang), func(t *Term) bool { return kind == "term" && t.Key == key })
}

// A page that is gone would be wanted in vain, and a long list found too
// easily.
func TestReadersWantWhatIsThere(t *testing.T) {
	e := shippedEdition(t)
	for _, q := range readersQueries(t) {
		if len(q.Want) == 0 || len(q.Want) > 3 {
			t.Errorf("%s %q: got %d wanted pages, want one to three", q.Lang, q.Words, len(q.Want))
		}
		for _, want := range q.Want {
			if !isThere(e, q.Lang, want) {
				t.Errorf("%s %q wants %s, which is not there", q.Lang, q.Words, want)
			}
		}
	}
}

func TestReadersFindWhatTheyWant(t *testing.T) {
	e := shippedEdition(t)
	var asked, first, amongThree int
	var misses strings.Builder
	for _, q := range readersQueries(t) {
		wanted := q.Want
		asked++
		found := e.Search(q.Lang, q.Words)
		hits := slices.Concat(found.Hits, found.Other)
		place := slices.IndexFunc(hits, func(h Hit) bool {
			return slices.ContainsFunc(wanted, func(want string) bool { return leadsTo(h, want) })
		})
		switch place {
		case 0:
			first++
			amongThree++
			continue
		case 1, 2:
			amongThree++
		}
		fmt.Fprintf(&misses, "%s %q: got place %d, want %s; before it stand", q.Lang, q.Words, place+1, strings.Join(wanted, " or "))
		for _, h := range hits[:min(len(hits), 3)] {
			fmt.Fprintf(&misses, " [%s]", named(h))
		}
		misses.WriteByte('\n')
	}
	t.Logf("%d of %d queries have the wanted page first, %d among three\n%s", first, asked, amongThree, misses.String())
	if asked < 150 || first*100 < asked*85 || amongThree*100 < asked*95 {
		t.Errorf("got %d of %d first and %d among three, want 85 and 95 of 100, of 150 queries or more:\n%s", first, asked, amongThree, misses.String())
	}
}
