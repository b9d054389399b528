package main

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"leadpath/internal/advice"
	"leadpath/internal/web"
)

// An analysis is what a version of the questionnaire does to all answer
// sheets, as check prints it.
type analysis struct {
	advice.Analysis
	file      string
	published bool
}

// analysesOf counts for every version that was read. There are none where the
// content has faults, or no questionnaire.
func analysesOf(content *web.Content) (list []analysis) {
	if content == nil || content.Paths == nil {
		return nil
	}
	for _, m := range content.Paths.All() {
		list = append(list, analysis{m.Analyse(), m.File(), slices.Contains(content.Paths.Published(), m)})
	}
	return list
}

// print says it in three lines.
func (a analysis) print(w *bytes.Buffer) {
	var shares []string
	for _, o := range advice.Outcomes {
		shares = append(shares, fmt.Sprintf("%s %.1f %%", o, 100*a.Shares[o]))
	}
	fmt.Fprintf(w, "# %s: %s\n", a.file, strings.Join(shares, ", "))
	fmt.Fprintf(w, "# %s: on the edge %.1f %%, close %.1f %%; settled in spite of open answers %.1f %%\n", a.file, 100*a.Edge, 100*a.Close, 100*a.Settled)
	fmt.Fprintf(w, "# %s: both after a step of all answers towards yes %.1f %%, towards no %.1f %%\n", a.file, 100*a.Yes, 100*a.No)
}

// A printedAnalysis is the same as JSON.
type printedAnalysis struct {
	Published bool                       `json:"published"`
	Shares    map[advice.Outcome]float64 `json:"shares"`
	Edge      float64                    `json:"edge"`
	Close     float64                    `json:"close"`
	Settled   float64                    `json:"settled"`
	Yes       float64                    `json:"yes"`
	No        float64                    `json:"no"`
}

// byVersion gives analyses by the number of their version.
func byVersion(list []analysis) map[string]printedAnalysis {
	out := map[string]printedAnalysis{}
	for _, a := range list {
		shares := map[advice.Outcome]float64{}
		for o, share := range a.Shares {
			shares[o] = rounded(share)
		}
		out[strconv.Itoa(a.Version)] = printedAnalysis{a.published, shares, rounded(a.Edge), rounded(a.Close), rounded(a.Settled), rounded(a.Yes), rounded(a.No)}
	}
	return out
}

// rounded keeps four decimals.
func rounded(share float64) float64 { return math.Round(share*1e4) / 1e4 }
