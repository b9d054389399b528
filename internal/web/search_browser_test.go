package web_test

import (
	"strings"
	"testing"
	"time"

	"leadpath/internal/webtest"
)

// Results come as somebody types: the list, its count and the address follow
// the field, which keeps the focus, and the browser has nothing to complain of.
func resultsComeAsOneTypes(t *testing.T, show *exhibition) {
	for _, l := range show.Site.Catalog.All() {
		tab := show.Browser.Tab(t)
		var w witness
		tab.Listen(w.hear)
		tab.Open(show.Site.URL + l.Path("search"))
		tab.Tell(`window.stays = true; document.querySelector("main [type=search]").focus()`)
		tab.Press(strings.Split("auditor", "")...)
		waitFor(t, tab, `location.search === "?q=auditor" && document.querySelectorAll("[data-hit]").length > 3`)
		for what, so := range map[string]string{
			"the page stays":               `window.stays === true`,
			"the focus stays":              `document.activeElement.matches("main [type=search]")`,
			"the count is told":            `document.querySelector("[role=status]").textContent.startsWith(document.querySelectorAll("[data-hit]").length + " ")`,
			"there is one list":            `document.querySelectorAll("[data-found]").length === 1`,
			"the title says it":            `document.title.startsWith("auditor")`,
			"the language link goes along": `document.querySelector(".head__lang").search === "?q=auditor"`,
			"nothing more to go back to":   `history.length <= 2`,
		} {
			if !webtest.Ask[bool](tab, so) {
				t.Errorf("%s: after typing it is not so that %s", l.Code, what)
			}
		}
		tab.Press(strings.Split("xyz", "")...)
		waitFor(t, tab, `!document.querySelector("[data-hit]") && document.querySelector("[role=status]").textContent.length > 20`)
		if _, complaints := w.take(); len(complaints) > 0 {
			t.Errorf("%s: the browser complains: %q", l.Code, complaints)
		}
	}
}

// Where answers do not come the page stays as it is and complains to nobody.
func searchOutlivesTheNetwork(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	tab.Open(show.Site.URL + "/en/search?q=audit")
	before := webtest.Ask[int](tab, `document.querySelectorAll("[data-hit]").length`)
	tab.Tell(`document.querySelector("main form").action = "/en/nothing"; document.querySelector("main [type=search]").focus()`)
	tab.Press("s")
	time.Sleep(600 * time.Millisecond)
	if got := webtest.Ask[int](tab, `document.querySelectorAll("[data-hit]").length`); got != before || before == 0 {
		t.Errorf("after a failed answer: got %d hits, want the %d from before", got, before)
	}
}
