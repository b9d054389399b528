package web_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"leadpath/internal/webtest"
)

// undecided is what axe-core leaves to people: a rule and the reason it gives,
// for elements within a selector, and what people found.
const undecided = `[
	{rule: "color-contrast", why: "bgOverlap imgNode shortTextContent", within: "svg[role=img]", found: "lettering of a drawing stands on the paper; its colours are pairs of the stylesheet, tested there"},
	{rule: "color-contrast", why: "pseudoContent", within: ".dim", found: "the pseudo-elements are the hairlines of a dimension, without a ground of their own"},
	{rule: "color-contrast-enhanced", why: "pseudoContent", within: ".dim", found: "as above"},
	{rule: "color-contrast", why: "pseudoContent", within: ".ladder", found: "the pseudo-element is the line beside the words, which stand on the paper"},
	{rule: "color-contrast-enhanced", why: "pseudoContent", within: ".ladder", found: "as above"},
	{rule: "color-contrast", why: "bgOverlap elmPartiallyObscuring elmPartiallyObscured", within: ".facts, .ladder", found: "a link in a line can be hit a little above and below it, over the lines beside; all of them stand on the paper"},
	{rule: "color-contrast-enhanced", why: "bgOverlap elmPartiallyObscuring elmPartiallyObscured", within: ".facts, .ladder", found: "as above"},
	{rule: "identical-links-same-purpose", why: "identical-links-same-purpose", within: ".dev__cell", found: "a name that both languages share, such as that of a standard, leads in each to the page of its language"},
]`

// audit runs every rule, those of level AAA and the best practices included,
// and gives each violation and each open question.
const audit = `axe.run({
	runOnly: ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	resultTypes: ["violations", "incomplete"],
}).then(found => {
	const open = ` + undecided + `;
	const lines = (list, kind) => list.flatMap(rule => rule.nodes.map(node => {
		const checks = [...node.any, ...node.all, ...node.none];
		const why = [...new Set(checks.map(c => (c.data && c.data.messageKey) || c.id))].join(" ");
		return {Rule: rule.id, Kind: kind, Why: why, Where: node.target.join(" "), Say: checks.map(c => c.message).join("; ")};
	}));
	const decided = b => open.some(o => o.rule === b.Rule && o.why.includes(b.Why) && document.querySelector(b.Where).closest(o.within));
	return [...lines(found.violations, "violation"), ...lines(found.incomplete, "incomplete").filter(b => !decided(b))];
})`

type barrier struct{ Rule, Kind, Why, Where, Say string }

// A1: axe-core finds nothing on any kind of page, in both languages, light,
// dark and in forced colours, on a phone and on a wide screen.
func noBarriers(t *testing.T, show *exhibition) {
	axe := string(must(os.ReadFile(webtest.Module(t, "axe-core", "axe.min.js"))))
	tab := show.Browser.Tab(t)
	found := map[string][]string{}
	for _, e := range show.Sorts {
		tab.Media("")
		tab.Open(e.URL)
		tab.Tell(axe)
		tab.Tell(openAll)
		for _, width := range []int64{360, 1440} {
			tab.Size(width, 800)
			for _, scheme := range []string{"prefers-color-scheme=light", "prefers-color-scheme=dark", "forced-colors=active"} {
				tab.Media("", scheme)
				for _, b := range webtest.Run(tab, chromedp.Evaluate[[]barrier](audit, chromedp.EvalAwaitPromise)) {
					what := fmt.Sprintf("%s: %s (%s) at %s: %s", b.Kind, b.Rule, b.Why, b.Where, b.Say)
					found[what] = append(found[what], fmt.Sprintf("%s at %d px, %s", e.Name, width, scheme))
				}
			}
		}
	}
	report(t, "axe-core says", found)
}

// report names each finding once, with where it was met.
func report(t *testing.T, who string, found map[string][]string) {
	t.Helper()
	var whats []string
	for what := range found {
		whats = append(whats, what)
	}
	slices.Sort(whats)
	for _, what := range whats {
		where := found[what]
		t.Errorf("%s %s\n\ton %d views: %s; want nothing", who, what, len(where), strings.Join(where[:min(len(where), 4)], "; "))
	}
}
