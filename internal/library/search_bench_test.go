package library

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// vocabulary gives the words of the shipped texts in a language and compounds
// of them, so that there are as many as in a large library.
func vocabulary(lib *Library, lang string, most int) []string {
	seen := map[string]bool{}
	var words []string
	for _, w := range lib.writings(lang) {
		title, _, lead, _ := w.words()
		for word := range strings.FieldsSeq(title + " " + lead) {
			word = strings.Trim(word, ".,;:?()")
			if !seen[word] {
				seen[word] = true
				words = append(words, word)
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for shipped := len(words); len(words) < most; {
		words = append(words, words[random.IntN(shipped)]+strings.ToLower(words[random.IntN(shipped)]))
	}
	return words
}

// largeLibrary has pairs of articles of 5 KB in five sections.
func largeLibrary(t testing.TB, pairs int) *Library {
	shipped := shippedEdition(t).Library
	date := shippedEdition(t).Articles("en")[0].Published
	large := &Library{catalog: shipped.catalog, Settings: shipped.Settings, questions: shipped.questions, terms: shipped.terms, articles: map[string]map[string]*Article{}}
	for _, lang := range []string{"en", "de"} {
		words := vocabulary(shipped, lang, 60_000)
		random := rand.New(rand.NewPCG(3, 4))
		zipf := rand.NewZipf(random, 1.05, 4, uint64(len(words)-1))
		text := func(bytes int) string {
			var all strings.Builder
			for all.Len() < bytes {
				all.WriteString(words[zipf.Uint64()])
				all.WriteByte(' ')
			}
			return all.String()
		}
		for i := range pairs {
			key := fmt.Sprintf("article-%05d", i)
			a := &Article{Key: key, Lang: lang, Slug: key, Title: text(40), Standfirst: text(120), Short: text(350), Topic: shipped.topics[0][lang], Published: date}
			var sections []Section
			for j := range 5 {
				sections = append(sections, Section{ID: fmt.Sprint(j), Title: text(25), Plain: text(900)})
			}
			a.packed = pack(sections)
			if large.articles[key] == nil {
				large.articles[key] = map[string]*Article{}
			}
			large.articles[key][lang] = a
		}
	}
	large.order()
	return large
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func BenchmarkSearchOfTenThousandPairs(b *testing.B) {
	lib := largeLibrary(b, 10_000)
	before := heap()
	begun := threadTime()
	runtime.LockOSThread()
	var sides []*side
	for _, lang := range []string{"en", "de"} {
		sides = append(sides, newSide(tongueOf(lang), lib.writings(lang), nil))
	}
	built := threadTime() - begun
	held := heap() - before
	b.Logf("built in %v of work, %d MB held, %d and %d forms", built, held>>20, len(sides[0].base.formAt), len(sides[1].base.formAt))
	lib.Index(nil)
	runtime.KeepAlive(sides)
	e := lib.At(moment(b, "2026-12-01T00:00:00Z"))
	var took []time.Duration
	queries := readersQueries(b)
	for b.Loop() {
		took = took[:0]
		for _, q := range queries {
			begun := threadTime()
			e.Search(q.Lang, q.Words)
			took = append(took, threadTime()-begun)
		}
	}
	slices.Sort(took)
	b.Logf("work of queries: half below %v, 99 of 100 below %v, the slowest %v", took[len(took)/2], took[len(took)*99/100], took[len(took)-1])
	next := &Library{catalog: lib.catalog, Settings: lib.Settings, questions: lib.questions, terms: lib.terms, articles: map[string]map[string]*Article{}}
	for key, versions := range lib.articles {
		next.articles[key] = versions
	}
	changed := *lib.articles["article-00007"]["en"]
	next.articles["article-00007"] = map[string]*Article{"en": &changed, "de": lib.articles["article-00007"]["de"]}
	change := time.Now()
	next.Index(lib)
	b.Logf("with one article changed: %v", time.Since(change))
}
