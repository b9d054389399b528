package facts_test

import (
	"strings"
	"testing"
	"time"

	"leadpath/internal/facts"
)

// Whatever is written, facts lie in the text in their order, say something, and
// a text has no difference from itself.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"27. Mai 2026, 1.200 Stunden, zweieinhalb Jahre", "May 27, 2026 at 2:30 pm, EUR 10 m", "a hundred and ten", "½ 2/3 A.5.1 § 38", "NIS-2 3@b.c 1:2024 12.34.5678",
		"eintausendzweihundertvierunddreißig", "Annex I half a", "twenty-", "1\u00A0000", "9 Uhr 24:00 25:61",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, lang := range []string{"en", "de", "fr"} {
			end := 0
			var all []facts.Claim
			for _, found := range facts.Find(lang, text) {
				if found.At < end || found.Words == "" || len(found.Values) == 0 || !strings.HasPrefix(text[found.At:], found.Words) {
					t.Fatalf("Find(%s, %q): got %+v behind %d", lang, text, found, end)
				}
				end = found.At + len(found.Words)
				all = append(all, facts.Claim{Fact: found})
			}
			if pairs := facts.Compare(all, all, true); len(pairs) > 0 {
				t.Fatalf("Compare(%q with itself): got %v, want nothing", text, pairs)
			}
		}
	})
}

// Twice the text takes about twice the time, of whatever it is made (S17).
func TestFactsAreFoundInLinearTime(t *testing.T) {
	for _, piece := range []string{"1.", "1,000 ", "zwei", "a ", "half a ", "www.", "a.b", "NIS-", "May ", "1/", "hundert", "und", "\u00A0"} {
		took := func(n int) time.Duration {
			text := strings.Repeat(piece, n/len(piece))
			least := time.Hour
			for range 3 {
				began := time.Now()
				claims := claims("de", text)
				facts.Compare(claims, claims[:len(claims)/2], true)
				claims = append(claims[:0], claimsOf("en", text)...)
				least = min(least, time.Since(began))
			}
			return least
		}
		if short, long := took(1<<13), took(1<<16); long > 40*short+50*time.Millisecond {
			t.Errorf("%q: 8 KB took %v and 64 KB %v, want about eight times that", piece, short, long)
		}
	}
}

func claimsOf(lang, text string) []facts.Claim { return claims(lang, text) }
