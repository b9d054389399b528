package templates

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"leadpath/internal/advice"
	"leadpath/internal/locale"
	"leadpath/templates/parts"
)

// A MethodView is a version of the questionnaire as it is published, with a
// result that was worked out by it.
type MethodView struct {
	*advice.Model
	Paths    *advice.Paths
	Analysis advice.Analysis
	Example  ResultView
}

// NewMethod makes the view of a version.
func NewMethod(l *locale.Locale, paths *advice.Paths, m *advice.Model) MethodView {
	return MethodView{Model: m, Paths: paths, Analysis: m.Analyse(), Example: NewResult(l, example(m), time.Time{})}
}

// exampleAnswers are made up, for the statements in their order and over again
// where a version has more of them; they have something open in them.
var exampleAnswers = strings.Fields("4 3 1 3 3 2 unsure 3 3 2 2 2")

// exampleStar is the place of the statement that bears a star.
const exampleStar = 4

// example works the made-up answers out.
func example(m *advice.Model) *advice.Result {
	var query strings.Builder
	for i, s := range m.Statements {
		query.WriteString(s.ID + "=" + exampleAnswers[i%len(exampleAnswers)] + "&")
	}
	query.WriteString("star=" + m.Statements[min(exampleStar, len(m.Statements)-1)].ID)
	return advice.Weigh(m.Read(query.String()))
}

// chapters are the sections of the page in their order, by the name that their
// words, their place in the address and their number have in common.
var chapters = []string{"axes", "statements", "answers", "rule", "unsure", "firm", "order", "circumstances", "example", "proofs", "trial", "limits", "versions"}

// chapters gives those that this version has.
func (v MethodView) chapters() []string {
	return slices.DeleteFunc(slices.Clone(chapters), func(name string) bool {
		return name == "trial" && v.Trial == nil || name == "order" && len(v.Pairs) == 0 || name == "circumstances" && len(v.Circumstances) == 0
	})
}

// wideChapters are drawn over the column of notes too.
var wideChapters = map[string]bool{"statements": true, "rule": true, "order": true}

// number gives a chapter's number.
func (v MethodView) number(chapter string) string {
	return strconv.Itoa(slices.Index(v.chapters(), chapter) + 1)
}

// block is the title block of the page.
func (v MethodView) block(p Page) []parts.Cell {
	return append([]parts.Cell{
		{Label: p.T("method.version"), Words: v.versionName(p, v.Model)},
		{Label: p.T("method.statements"), Words: p.T("method.block.statements", "All", len(v.Statements), "Burdens", v.burdens())},
		{Label: p.T("method.block.sheets"), Words: p.Number(int(v.Analysis.Sheets))},
		{Label: p.T("method.block.try"), Words: p.T("method.block.try.link"), Address: p.Path("path")},
	}, languageCells(p)...)
}

func (v MethodView) burdens() int {
	n := 0
	for _, s := range v.Statements {
		if s.Cost {
			n++
		}
	}
	return n
}

// most gives the points that a side can reach without stars.
func (v MethodView) most() int { return advice.Most * len(v.Statements) / len(advice.Sides) }

// answerWord is one of the five answers in words.
func answerWord(p Page, value int) string { return p.T("answer." + strconv.Itoa(value)) }

// kindOf says whether a statement attracts or burdens.
func kindOf(p Page, s *advice.Statement) string {
	if s.Cost {
		return p.T("method.kind.burden")
	}
	return p.T("method.kind.attraction")
}

// pointsFor lists what the answers to a statement give, from the answer 0 on.
func pointsFor(s *advice.Statement) string {
	var list []string
	for value := range advice.Most + 1 {
		list = append(list, strconv.Itoa(s.Points(value)))
	}
	return strings.Join(list, " ")
}

// rule writes one step of the rule.
func (v MethodView) rule(p Page, step int) string {
	return p.T("method.rule."+strconv.Itoa(step), "Bar", v.Bar, "Gap", v.Gap, "Both", v.Both)
}

// ruleSteps are the steps of the rule.
var ruleSteps = [...]int{1, 2, 3, 4}

// percent writes a share with one decimal, in the language's way.
func percent(p Page, share float64) string {
	n := int(math.Round(1000 * share))
	return p.T("number.percent", "Number", strconv.Itoa(n/10)+p.T("number.decimal")+strconv.Itoa(n%10))
}

// effects says what a circumstance may change.
func (v MethodView) effects(p Page, c *advice.Circumstance) string {
	var list []string
	for _, e := range v.Effects(c) {
		list = append(list, p.T("method.effect."+string(e)))
	}
	if len(list) == 0 {
		return p.T("method.effect.none")
	}
	return p.T("method.effect", "What", strings.Join(list, "; "))
}

// A pairOption is what an either/or question offers for one side.
type pairOption struct{ value, words string }

// optionFor gives the option that speaks for a side.
func optionFor(p Page, pair *advice.Pair, side advice.Side) pairOption {
	words := pair.In(p.Code)
	if a, _ := pair.Sides(); a == side {
		return pairOption{pair.ID + "=a", words.A}
	}
	return pairOption{pair.ID + "=b", words.B}
}

// A ledgerLine is a line of the worked example.
type ledgerLine struct {
	place, short, said string
	points             [2]string // by side; empty for the other one
}

// ledger gives the lines of the worked example, in the order of the
// statements.
func (v MethodView) ledger(p Page) []ledgerLine {
	carried := map[*advice.Statement]advice.Contribution{}
	for _, c := range v.Example.Contributions {
		carried[c.Statement] = c
	}
	list := make([]ledgerLine, len(v.Statements))
	for i, s := range v.Statements {
		list[i] = ledgerLine{place: strconv.Itoa(i + 1), short: s.In(p.Code).Short, said: v.Example.said(p, carried[s])}
		list[i].points[s.Side] = strconv.Itoa(carried[s].Points)
	}
	return list
}

// verdict says which step of the rule decided the example.
func (v MethodView) verdict(p Page) string {
	r := v.Example
	if r.TooOpen {
		return p.T("method.example.open", "Open", v.Open, "Outcome", outcomeName(p.Locale, r.Outcome))
	}
	b, c := r.Axes[advice.Build], r.Axes[advice.Verify]
	ahead := b.Points*c.Most - c.Points*b.Most
	gap := advice.Sum{Points: max(ahead, -ahead), Most: b.Most * c.Most}
	return p.T("method.example.step", "Gap", tenths(p.Locale, gap.Tenths()), "Step", decidedBy(r.Result), "Outcome", outcomeName(p.Locale, r.Outcome))
}

// decidedBy gives the number of the rule's step that decided a result.
func decidedBy(r *advice.Result) int {
	switch {
	case r.Outcome == advice.FoundationFirst:
		return 1
	case r.Leaning:
		return 4
	case r.Outcome == advice.Both:
		return 3
	}
	return 2
}

// proofs says what holds for every version.
func (v MethodView) proofs(p Page) []string {
	var list []string
	for _, name := range []string{"reachable", "alike", "towards", "same", "matters"} {
		list = append(list, p.T("method.proof."+name))
	}
	return append(list, p.T("method.proof.shift", "Both", percent(p, v.Analysis.Shares[advice.Both]), "Yes", percent(p, v.Analysis.Yes), "No", percent(p, v.Analysis.No)))
}

// A countedShare is a line of what was counted.
type countedShare struct{ mark, what, percent string }

// shares lists what was counted: outcomes first.
func (v MethodView) shares(p Page) []countedShare {
	var list []countedShare
	for _, o := range advice.Outcomes {
		list = append(list, countedShare{outcomeMark(o), outcomeName(p.Locale, o), percent(p, v.Analysis.Shares[o])})
	}
	return append(list,
		countedShare{"", p.T("method.share.edge"), percent(p, v.Analysis.Edge)},
		countedShare{"", p.T("method.share.close"), percent(p, v.Analysis.Close)})
}

// versionName names a version and says whether it is today’s.
func (v MethodView) versionName(p Page, m *advice.Model) string {
	if m == v.Paths.Today() {
		return p.T("method.version.today", "Version", m.Version)
	}
	return p.T("method.version.old", "Version", m.Version)
}

// address is where a version is published.
func (v MethodView) address(p Page, m *advice.Model) string {
	if m == v.Paths.Today() {
		return p.Path("method")
	}
	return p.Path("method") + "?v=" + strconv.Itoa(m.Version)
}
