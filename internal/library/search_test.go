package library

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// found names what a search finds, best first.
func found(e *Edition, lang, query string) []string {
	var names []string
	for _, h := range e.Search(lang, query).Hits {
		names = append(names, named(h))
	}
	return names
}

// smallEdition has a question for each German text, q0, q1 and so on.
func smallEdition(t *testing.T, texts ...string) *Edition {
	t.Helper()
	return titledEdition(t, nil, texts...)
}

// titledEdition has titles for the first of them too.
func titledEdition(t *testing.T, titles []string, texts ...string) *Edition {
	t.Helper()
	lib := &Library{catalog: catalog(t), Settings: settings, questions: map[string]map[string]*Question{}}
	for i, text := range texts {
		key := fmt.Sprint("q", i)
		lib.questions[key] = map[string]*Question{}
		for _, lang := range []string{"en", "de"} {
			lib.questions[key][lang] = &Question{Key: key, Lang: lang, Slug: key, Plain: text}
			if i < len(titles) {
				lib.questions[key][lang].Title = titles[i]
			}
		}
	}
	lib.order()
	return lib.At(moment(t, later))
}

func TestOneWordIsWrittenInManyWays(t *testing.T) {
	for _, c := range []struct {
		name, lang, text string
		queries          []string
		want             bool
	}{
		{"umlauts are typed as ae or without dots, composed or not", "de", "Die Prüfungen", []string{"Prüfung", "Pruefung", "Prufung", "PRÜFUNG", "Pru\u0308fung", "prüf\u00ADung"}, true},
		{"and read where they were written so", "de", "Die Pruefungen", []string{"Prüfung", "Pruefung"}, true},
		{"ss is ß", "de", "die Maßnahme", []string{"Massnahme", "Maßnahmen"}, true},
		{"a vowel before ue makes it none", "de", "das Neue", []string{"neu", "neues"}, true},
		{"endings do not count", "de", "Managementsysteme", []string{"Managementsystem", "Managementsystems"}, true},
		{"nor do the irregular ones on the list", "de", "ein Risiko", []string{"Risiken"}, true},
		{"a part of a compound finds the whole", "de", "das Informationssicherheitsmanagementsystem", []string{"System", "Management", "Sicherheit", "Informations"}, true},
		{"a compound finds its head", "de", "ein System", []string{"Managementsystem"}, false},
		{"if what stands before is a word too", "de", "ein System für das Management", []string{"Managementsystem", "Managementsysteme"}, true},
		{"hyphens part and join", "de", "die KI-Verordnung", []string{"Verordnung", "KI-Verordnung", "KI Verordnung", "kiverordnung"}, true},
		{"a standard has four names", "en", "by ISO/IEC 42001:2023", []string{"42001", "ISO 42001", "ISO/IEC 42001", "iso42001", "isoiec42001", "ISO/IEC 42001:2023", "42001:2018"}, true},
		{"with non-breaking spaces too", "en", "by ISO/IEC\u00A042001", []string{"ISO 42001"}, true},
		{"one of several parts as well", "de", "nach ISO/IEC 17021-1", []string{"17021", "17021-1", "iso17021-1", "ISO/IEC 17021-1:2015"}, true},
		{"another part is found by the number", "de", "nach ISO/IEC 17021", []string{"17021-1"}, true},
		{"another number is another standard", "de", "nach ISO/IEC 17021", []string{"17024", "1702", "7021", "170211"}, false},
		{"a letter is missing, too many, another, or two have changed places", "de", "die Unparteilichkeit", []string{"Unparteilichket", "Unparteilichkeeit", "Unparteilichkait", "Unparteilihckeit"}, true},
		{"two are too much", "de", "die Unparteilichkeit", []string{"Unpatelichkeit", "Unparteilichkaft"}, false},
		{"in words of seven letters only", "de", "die Normen", []string{"Narmen"}, false},
		{"British and American", "en", "a harmonised organisation", []string{"harmonized", "organization"}, true},
		{"what is being typed", "en", "certification", []string{"cert", "certif", "certifica", "certificatio"}, true},
		{"a beginning of three letters is none", "en", "certification", []string{"cer"}, false},
		{"every word must be there", "en", "audit hours", []string{"audit days", "hours xylophone"}, false},
		{"words of a question are not looked for", "en", "audit hours", []string{"what are the hours of an audit?", "hours: why?"}, true},
		{"and verbs have the forms they have", "de", "die Regeln gelten für alle", []string{"Wann gilt die Regel?", "galt wieso", "gegolten"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := smallEdition(t, c.text)
			for _, query := range c.queries {
				if got := len(found(e, c.lang, query)) > 0; got != c.want {
					t.Errorf("Search(%q) in %q: got %t, want %t", query, c.text, got, c.want)
				}
			}
		})
	}
}

func TestStandardsAreOneHoweverTheyAreWritten(t *testing.T) {
	e := shippedEdition(t)
	for _, number := range []string{"42001", "27001", "17024", "17021-1", "19011"} {
		for _, lang := range []string{"en", "de"} {
			want := e.Search(lang, number)
			if len(want.Hits) == 0 {
				t.Errorf("%s %s: got no hit, want some", lang, number)
			}
			for _, form := range []string{"ISO " + number, "ISO/IEC " + number, "iso" + number} {
				if got := e.Search(lang, form); !reflect.DeepEqual(got, want) {
					t.Errorf("%s %q: got other hits than for %q", lang, form, number)
				}
			}
		}
	}
}

func TestATitleThatSaysItAsItWasTypedStandsFirst(t *testing.T) {
	for _, c := range []struct{ name, query, nearer, other string }{
		{"with the words that say nothing", "how long is the exam", "How long is the exam, and may I use the standard?", "How long from exam to certificate?"},
		{"though it says more besides", "audit plan", "What an audit plan contains", "The plan after an audit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, titles := range [][]string{{c.nearer, c.other}, {c.other, c.nearer}} {
				e := titledEdition(t, titles, "An answer.", "An answer.")
				if got := e.Search("en", c.query).Hits; len(got) != 2 || got[0].Question.Title != c.nearer {
					t.Errorf("Search(%q): got %d hits, the first %q, want 2, the first %q", c.query, len(got), got[0].Question.Title, c.nearer)
				}
			}
		})
	}
}

func TestExcerptsMarkWhatWasFound(t *testing.T) {
	filler := strings.Repeat("Nothing of that sort stands here. ", 20)
	for _, c := range []struct{ name, text, query, want string }{
		{"from the first word on", "Audit hours count.", "hours", "Audit [hours] count."},
		{"every word of the query", "Audit hours and project hours.", "hour audits", "[Audit] [hours] and project [hours]."},
		{"where most of them stand together", filler + "An audit. " + filler + "Audit hours. " + filler, "audit hours", "… [Audit] [hours]. Nothing of that sort"},
		{"whole words of which a part was sought", "The subsystem.", "system", "The [subsystem]."},
		{"at the end of a text", filler + "Last word.", "last", "… [Last] word."},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got strings.Builder
			for _, p := range smallEdition(t, c.text).Search("en", c.query).Hits[0].Excerpt {
				if p.Found {
					got.WriteString("[" + p.Text + "]")
				} else {
					got.WriteString(p.Text)
				}
			}
			if !strings.HasPrefix(got.String(), c.want) {
				t.Errorf("excerpt for %q: got %q, want it to begin %q", c.query, got.String(), c.want)
			}
		})
	}
}

func TestOnlyWhatIsOutIsFound(t *testing.T) {
	lib := newHouse(t).whole(t)
	lib.Index(nil)
	for _, c := range []struct {
		at   string
		want int
	}{{"2026-06-08T21:59:59Z", 0}, {"2026-06-08T22:00:00Z", 1}, {"2026-07-01T00:00:00Z", 2}} {
		e, articles := lib.At(moment(t, c.at)), 0
		for _, a := range lib.articles {
			for _, h := range e.Search("en", a["en"].Title).Hits {
				if h.Kind == "article" && h.Article.Key == a["en"].Key {
					articles++
				}
			}
		}
		if articles != c.want {
			t.Errorf("at %s: got %d articles found by their titles, want %d", c.at, articles, c.want)
		}
	}
}

func TestTheOtherLanguageAnswersWhereThisOneCannot(t *testing.T) {
	e := shippedEdition(t)
	got := e.Search("en", "Konformitätsvermutung")
	if len(got.Hits) != 0 || len(got.Other) == 0 || got.Other[0].Lang != "de" {
		t.Errorf("got %d hits and %d others, want others in German alone", len(got.Hits), len(got.Other))
	}
	if got := e.Search("de", "Konformitätsvermutung"); len(got.Hits) == 0 || got.Other != nil {
		t.Errorf("got %d hits and %d others, want hits alone", len(got.Hits), len(got.Other))
	}
}

// What is laid over an index is found as if the index had been made anew.
func TestAChangedLibraryIsSearchedLikeANewOne(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	lib := largeLibrary(t, 60)
	lib.Index(nil)
	queries := readersQueries(t)
	for round := range 30 {
		next := &Library{catalog: lib.catalog, Settings: lib.Settings, questions: maps.Clone(lib.questions), terms: lib.terms, articles: maps.Clone(lib.articles)}
		for range 1 + random.IntN(3) {
			change(next, random)
		}
		next.Index(lib)
		fresh := &Library{catalog: next.catalog, Settings: next.Settings, questions: next.questions, terms: next.terms, articles: next.articles}
		next.order()
		fresh.order()
		now := moment(t, "2026-12-01T00:00:00Z")
		e, f := next.At(now), fresh.At(now)
		for range 10 {
			q := queries[random.IntN(len(queries))]
			got, want := found(e, q.Lang, q.Words), found(f, q.Lang, q.Words)
			if len(got) < MostHits && len(want) < MostHits { // else the order decides which are among them
				got, want = slices.Sorted(slices.Values(withoutSections(got))), slices.Sorted(slices.Values(withoutSections(want)))
				if !slices.Equal(got, want) {
					t.Fatalf("round %d, %s %q: got %q, want %q", round, q.Lang, q.Words, got, want)
				}
			}
		}
		lib = next
	}
}

// withoutSections names the pages alone.
func withoutSections(names []string) (pages []string) {
	for _, name := range names {
		page, _, _ := strings.Cut(name, "#")
		pages = append(pages, page)
	}
	return pages
}

// change removes an article, writes a new one, or another text for one.
func change(lib *Library, random *rand.Rand) {
	keys := slices.Sorted(maps.Keys(lib.articles))
	key := keys[random.IntN(len(keys))]
	switch random.IntN(3) {
	case 0:
		delete(lib.articles, key)
	case 1:
		lib.articles[key+"-copy"] = rewritten(lib.articles[key], key+"-copy")
	case 2:
		lib.articles[key] = rewritten(lib.articles[keys[random.IntN(len(keys))]], key)
	}
}

// rewritten gives copies of an article under another key.
func rewritten(versions map[string]*Article, key string) map[string]*Article {
	copies := map[string]*Article{}
	for lang, a := range versions {
		other := *a
		other.Key, other.Slug = key, key
		copies[lang] = &other
	}
	return copies
}
