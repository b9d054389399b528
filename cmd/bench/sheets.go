package main

import (
	"math/rand/v2"
	"net/url"
	"strconv"

	"leadpath/content"
	"leadpath/internal/advice"
	"leadpath/internal/locale"
	"leadpath/internal/web"
	"leadpath/locales"
)

// resultPaths gives the addresses of n results, each of another sheet of
// answers, the languages in turn; the same ones in every run.
func resultPaths(n int) ([]string, error) {
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		return nil, err
	}
	shipped, report := web.Read(content.FS, catalog)
	if err := report.Faults.Err(); err != nil {
		return nil, err
	}
	r, languages := rand.New(rand.NewPCG(1, 2)), catalog.All()
	var paths []string
	for known := map[string]bool{}; len(paths) < n; {
		sheet := shipped.Paths.Parse(fillIn(r, shipped.Paths.Today())).Encode()
		if !known[sheet] {
			known[sheet] = true
			paths = append(paths, languages[len(paths)%len(languages)].Path("result")+"?"+sheet)
		}
	}
	return paths, nil
}

// fillIn answers every statement, leaning on each side to yes, no or neither:
// one in twenty is left open, one in eight starred (Parse keeps the first
// three). One sheet in three says something of the circumstances too.
func fillIn(r *rand.Rand, m *advice.Model) string {
	sheet := url.Values{}
	lean := [2]int{r.IntN(3) - 1, r.IntN(3) - 1}
	for _, s := range m.Statements {
		value := min(advice.Most, max(0, r.IntN(advice.Most+1)+lean[s.Side]*r.IntN(3)))
		if s.Cost {
			value = advice.Most - value
		}
		sheet.Set(s.ID, strconv.Itoa(value))
		if r.IntN(20) == 0 {
			sheet.Set(s.ID, "unsure")
		}
		if r.IntN(8) == 0 {
			sheet.Add("star", s.ID)
		}
	}
	if r.IntN(3) == 0 {
		tell(r, m, sheet)
	}
	return sheet.Encode()
}

// tell answers the pairs, and some of the circumstances.
func tell(r *rand.Rand, m *advice.Model, sheet url.Values) {
	for _, p := range m.Pairs {
		sheet.Set(p.ID, [2]string{"a", "b"}[r.IntN(2)])
	}
	for _, c := range m.Circumstances {
		if r.IntN(3) > 0 {
			continue
		}
		switch c.Kind {
		case advice.Number:
			sheet.Set(c.ID, strconv.Itoa(r.IntN(40)))
		default:
			sheet.Set(c.ID, c.Options[r.IntN(len(c.Options))].ID)
		}
	}
}
