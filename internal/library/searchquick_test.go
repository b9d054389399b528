package library

import (
	"strings"
	"testing"
	"time"
)

// awkwardQueries are pieces of queries that, repeated, could take a reader of
// words long.
var awkwardQueries = []string{
	"a", "en", "audit ", "-", "audit-", "iso", "iso42001 ", "17021-1 ", "ü", "u\u0308", "\u00AD", "\x00", "\xff", "e", "ung", "managementsystem", "nen ",
	"Pruefung wiederholen ", ".", "’s ", "1", "x1-", "ﬁ", "𝔘 ", "iziziz", "ssss ", "aeoeue",
}

// S17: no query takes more than linear time, and none makes it fail.
func FuzzSearch(f *testing.F) {
	for _, piece := range awkwardQueries {
		f.Add(piece)
	}
	f.Add("a1 b2 c3 d4 e5 f6 g7 h8 i9 j10 k11 l12 m13 n14 o15 p16 q17 r18 s19 t20 u21 v22 w23 x24 y25 z26")
	e := shippedEdition(f)
	e.Index(nil)
	f.Fuzz(func(t *testing.T, piece string) {
		if piece == "" || len(piece) > 64<<10 {
			return
		}
		took := func(n int) time.Duration {
			query, best := strings.Repeat(piece, n/len(piece)+1), time.Hour
			for range 3 {
				if best = min(best, workOf(func() { e.Search("de", query) })); best < quick/16 {
					break
				}
			}
			return best
		}
		whole := took(64 << 10)
		if whole <= quick {
			return
		}
		if part := took(8 << 10); whole > 24*part {
			t.Errorf("64 KB of %q took %v of work and 8 KB took %v, want below %v or growth in step", piece, whole, part, quick)
		}
	})
}

// The pieces of an excerpt, put together, are what was cut out of the text.
func TestExcerptsAreCutFromTheText(t *testing.T) {
	e := shippedEdition(t)
	for _, q := range readersQueries(t) {
		for _, h := range e.Search(q.Lang, q.Words).Hits {
			var all strings.Builder
			for _, p := range h.Excerpt {
				all.WriteString(p.Text)
			}
			cut := strings.TrimSuffix(strings.TrimPrefix(all.String(), "… "), " …")
			if !strings.Contains(plainOf(h), cut) {
				t.Errorf("%s %q, %s: got the excerpt %q, which is not in its text", q.Lang, q.Words, named(h), cut)
			}
		}
	}
}

// plainOf gives the text that an excerpt is of.
func plainOf(h Hit) string {
	switch {
	case h.Section != nil:
		return h.Section.Plain
	case h.Article != nil:
		return h.Article.Standfirst + " " + h.Article.Short
	case h.Question != nil:
		return h.Question.Plain
	}
	return h.Term.Says
}
