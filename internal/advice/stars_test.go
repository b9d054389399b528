package advice_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"leadpath/internal/advice"
)

// What each star did: the share of its side with all stars and without this
// one, and the outcome without it.
func TestEveryStarShowsWhatItDid(t *testing.T) {
	p := shipped(t)
	for _, c := range []struct{ name, build, verify, stars, unstarred string }{
		{"none, nothing to show", "444444", "000000", "", "lead-implementer"},
		{"a star that makes the path", "4*22212", "000000", "draft 17/28, 13/24 foundation-first", "foundation-first"},
		{"a star that changes nothing", "4*44444", "000000", "draft 28/28, 24/24 lead-implementer", "lead-implementer"},
		{"a star on what is rejected lowers its side", "44220*2", "000000", "tend 14/28, 14/24 lead-implementer", "lead-implementer"},
		{"each of several, the others kept", "4*3*2220", "3*33333", "draft 20/32, 16/28 both; trail 21/28, 18/24 both; halfdone 20/32, 17/28 both", "lead-auditor"},
		{"a star on an open one counts at the middle", "?*44444", "000000", "draft 24/28, 22/24 lead-implementer", "lead-implementer"},
		{"too much open: no star helps", "?*??444", "000000", "draft 20/28, 18/24 foundation-first", "foundation-first"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := advice.Weigh(sheet(p, c.build, c.verify))
			var got []string
			for _, s := range r.Stars {
				got = append(got, fmt.Sprintf("%s %d/%d, %d/%d %s", s.Statement.ID, s.With.Points, s.With.Most, s.Without.Points, s.Without.Most, s.Outcome))
			}
			if list := strings.Join(got, "; "); list != c.stars || string(r.Unstarred) != c.unstarred {
				t.Errorf("Weigh(%s): got %q and %s without any, want %q and %s", r.Encode(), list, r.Unstarred, c.stars, c.unstarred)
			}
		})
	}
}

// How many of all choices of up to three stars keep the outcome, tried one by
// one; and every star's effect is what its removal shows.
func TestStarsKeepingCountsEveryChoice(t *testing.T) {
	p := shipped(t)
	r := rand.New(rand.NewPCG(9, 10))
	for range 60 {
		stars := 3
		a := sheet(p, randomSheet(r, 6, &stars, 0.15), randomSheet(r, 6, &stars, 0.15))
		got := advice.Weigh(a)
		plain, _, _ := strings.Cut(a.Encode(), "&star=")
		keeping, choices := 0, 0
		for i := range 13 {
			for j := range 13 {
				for k := range 13 {
					if (i != 0 && i >= j) || (j != 0 && j >= k) { // 0 is no star; each set once
						continue
					}
					query := plain
					for _, place := range []int{i, j, k} {
						if place > 0 {
							query += "&star=" + a.Model.Statements[place-1].ID
						}
					}
					choices++
					if advice.Weigh(p.Parse(query)).Outcome == got.Outcome {
						keeping++
					}
				}
			}
		}
		if got.StarsKeeping != keeping || got.StarChoices != choices {
			t.Errorf("Weigh(%s): got %d of %d choices of stars, want %d of %d", a.Encode(), got.StarsKeeping, got.StarChoices, keeping, choices)
		}
		if shown := advice.Weigh(p.Parse(plain)).Outcome; got.Unstarred != shown {
			t.Errorf("Weigh(%s).Unstarred: got %s, want %s", a.Encode(), got.Unstarred, shown)
		}
		for _, s := range got.Stars {
			fewer := advice.Weigh(p.Parse(strings.Replace(a.Encode(), "&star="+s.Statement.ID, "", 1)))
			if s.Outcome != fewer.Outcome || s.Without != fewer.Axes[s.Statement.Side].Sum || s.With != got.Axes[s.Statement.Side].Sum {
				t.Errorf("Weigh(%s), the star of %s: got %+v, want %s and %v", a.Encode(), s.Statement.ID, s, fewer.Outcome, fewer.Axes[s.Statement.Side].Sum)
			}
		}
	}
}

func TestFourthStarIsNotCounted(t *testing.T) {
	p := shipped(t)
	a := p.Parse("star=unwelcome&star=agree&star=adapt&star=trail&star=draft&star=trail&star=nobody")
	var starred []string
	for _, s := range a.Model.Statements {
		if a.Starred(s) {
			starred = append(starred, s.ID)
		}
	}
	if got, want := strings.Join(starred, " "), "draft trail adapt"; got != want {
		t.Errorf("five stars: got %s, want the first three in the model's order, %s", got, want)
	}
	for query, want := range map[string]int{"": 3, "star=draft": 2, "star=draft&star=draft": 2, "star=draft&star=trail": 1, "star=draft&star=trail&star=tend&star=agree": 0} {
		if got := p.Parse(query).StarsLeft(); got != want {
			t.Errorf("Parse(%q).StarsLeft(): got %d, want %d", query, got, want)
		}
	}
}
