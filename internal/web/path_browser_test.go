package web_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"leadpath/internal/webtest"
)

// turnPage does something that leads to another page and waits for that page.
func turnPage(t *testing.T, tab *webtest.Tab, do func()) {
	t.Helper()
	tab.Tell(`window.left = true`)
	do()
	for range 200 {
		if there, err := webtest.Try[bool](tab, `!window.left && document.readyState === "complete"`); err == nil && there {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("no other page comes after %s", webtest.Ask[string](tab, `location.href`))
}

// point clicks on the middle of the first element that matches a selector.
func point(tab *webtest.Tab, selector string) {
	at := webtest.Ask[struct{ X, Y float64 }](tab, fmt.Sprintf(`(() => {
		const e = document.querySelector(%q);
		e.scrollIntoView({block: "center", behavior: "instant"});
		const r = e.getClientRects()[0]; // of a link that breaks, its first line
		return {X: r.left + r.width / 2, Y: r.top + r.height / 2};
	})()`, selector))
	_ = tab.Attempt(chromedp.MouseClickXY(at.X, at.Y)) // what it did is seen by what comes
}

// tabTo presses Tab until an element has the focus that matches a selector.
func tabTo(t *testing.T, tab *webtest.Tab, selector string) {
	t.Helper()
	for range 60 {
		if webtest.Ask[bool](tab, fmt.Sprintf(`document.activeElement.matches(%q)`, selector)) {
			return
		}
		tab.Press(kb.Tab)
	}
	t.Fatalf("%s: Tab reaches no %s", webtest.Ask[string](tab, `location.href`), selector)
}

// A3: the questionnaire by the keyboard alone: Tab, digits, arrows, Enter.
// From the second statement on the focus is among the answers already.
func keysAnswerTheQuestions(t *testing.T, show *exhibition) {
	for _, l := range show.Site.Catalog.All() {
		tab := show.Browser.Tab(t)
		tab.Size(1024, 800)
		tab.Media("", "prefers-reduced-motion=reduce") // while a page slides in nothing can be hit
		tab.Open(show.Site.URL + l.Path("path"))
		tabTo(t, tab, "main .button")
		turnPage(t, tab, func() { _ = tab.Attempt(chromedp.KeyEvent(kb.Enter)) })
		for i, s := range show.Site.Content.Paths.Today().Statements {
			if got := webtest.Ask[string](tab, `document.querySelector("form").dataset.question`); got != s.ID {
				t.Fatalf("%s: got the step %s, want %s", l.Code, got, s.ID)
			}
			if !webtest.Ask[bool](tab, `document.activeElement.matches("[data-keys] input")`) {
				t.Errorf("%s: at %s the focus is not among the answers", l.Code, s.ID)
			}
			if i == 0 { // an arrow chooses too, and keys elsewhere choose nothing
				tab.Press("4", kb.ArrowDown)
				tab.Tell(`document.querySelector(".head__lang").focus()`)
				tab.Press("1")
				tab.Tell(`document.querySelector("[data-keys] :checked").focus()`)
			} else {
				tab.Press(fmt.Sprint(i%5 + 1))
			}
			turnPage(t, tab, func() { _ = tab.Attempt(chromedp.KeyEvent(kb.Enter)) })
		}
		address := webtest.Ask[string](tab, `location.search`)
		if want := "v=1&draft=4&trail=1&halfdone=2&badnews=3&adapt=4"; !strings.Contains(address, want) {
			t.Errorf("%s: got the answers %s, want %s in it", l.Code, address, want)
		}
		tabTo(t, tab, "button[formaction]")
		turnPage(t, tab, func() { _ = tab.Attempt(chromedp.KeyEvent(kb.Enter)) })
		if !webtest.Ask[bool](tab, `document.querySelector("main").matches("[data-outcome]")`) {
			t.Errorf("%s: got %s, want the result", l.Code, webtest.Ask[string](tab, `location.href`))
		}
		tab.Close()
	}
}

// A11: without scripts the questionnaire is walked by pointing: answers, star,
// back, skip, result.
func pointingAnswersWithoutScripts(t *testing.T, show *exhibition) {
	for _, l := range show.Site.Catalog.All() {
		tab := show.Browser.Tab(t)
		webtest.Call(tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		tab.Size(360, 800)
		tab.Media("", "prefers-reduced-motion=reduce")
		click := func(selector string) {
			t.Helper()
			turnPage(t, tab, func() { point(tab, selector) })
		}
		choose := func(value string) { point(tab, `.scale__`+value) }
		tab.Open(show.Site.URL + l.Path("path"))
		click("main .button")
		point(tab, ".ask .button") // nothing chosen: the browser asks for an answer
		if !strings.HasSuffix(webtest.Ask[string](tab, `location.href`), "?v=1") {
			t.Errorf("%s: without an answer got %s, want the same page", l.Code, webtest.Ask[string](tab, `location.href`))
		}
		choose("4")
		point(tab, `label:has([name="star"])`)
		click(".ask .button")
		click(".ask .acts a") // back
		if !webtest.Ask[bool](tab, `document.querySelector("[value='4']").checked && document.querySelector("[name=star][type=checkbox]").checked`) {
			t.Errorf("%s: back at the first statement its answer or its star is gone", l.Code)
		}
		click(".ask .button")
		for range show.Site.Content.Paths.Today().Statements[1:] {
			choose("0")
			click(".ask .button")
		}
		click("button[name=skip]")
		click("button[formaction]")
		if !webtest.Ask[bool](tab, `document.querySelector("main").matches("[data-outcome]")`) {
			t.Errorf("%s: got %s, want the result", l.Code, webtest.Ask[string](tab, `location.href`))
		}
		click("[data-flip]")
		if !webtest.Ask[bool](tab, `document.querySelector("main").matches("[data-outcome]")`) {
			t.Errorf("%s: got %s, want the result with the smallest change", l.Code, webtest.Ask[string](tab, `location.href`))
		}
		tab.Close()
	}
}

// sheetsIn counts the pages of a PDF.
var sheetsIn = regexp.MustCompile(`/Type\s*/Page\b`)

// A14, model.md: a result prints on one A4 sheet, whatever was answered, with
// its address and without what only a screen can use.
func resultsPrintOnOneSheet(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	everything := "star=draft&star=trail&star=badnews&monday=a&proud=b&learn=a&standard=42001&need=both&built=recent&checked=no&reach=neither&away=never&payer=open&held=foundation-42001.foundation-27001&years=12&field-years=1&project-hours=1120&audit-hours=30&pace=20"
	for _, l := range show.Site.Catalog.All() {
		for _, c := range []struct{ values, rest string }{
			{someAnswers, everything},
			{"4 1 0 3 4 1 1 3 3 1 1 3", everything},
			{"1 4 3 0 1 4 3 1 1 4 3 0", ""},
			{"2 2 3 3 unsure unsure 3 3 2 unsure unsure 3", everything},
			{"unsure 3 unsure 2 3 3 unsure 2 3 3 2 1", ""},
			{"3 3 1 1 3 3 unsure unsure 3 3 unsure unsure", everything},
		} {
			address := l.Path("result") + "?" + show.Site.Answers(t, c.values, c.rest)
			tab.Media("")
			tab.Open(show.Site.URL + address)
			tab.Media("print")
			if text := webtest.Ask[string](tab, `document.body.innerText`); !strings.Contains(text, show.Site.URL+address) {
				t.Errorf("%s: printed text lacks the result’s address", address)
			}
			for _, part := range []string{".head", "nav", ".foot", "[data-letter]", ".button", ".facts a[rel]"} {
				if webtest.Ask[bool](tab, `[...document.querySelectorAll("`+part+`")].some(e => e.checkVisibility())`) {
					t.Errorf("%s: %s is printed, want it on screens alone", address, part)
				}
			}
			pdf := webtest.Run(tab, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
			if n := len(sheetsIn.FindAll(pdf, -1)); !bytes.HasPrefix(pdf, []byte("%PDF-")) || n != 1 {
				t.Errorf("%s: got %d sheets, want 1", address, n)
			}
		}
	}
}

// F9: a question weighs at most 20 KB besides the fonts, which every page has
// in common, with an empty cache.
func questionsAreLight(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	s := &scale{}
	tab.Listen(s.hear)
	tab.Size(360, 800)
	webtest.Call(tab, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	for _, e := range ofKind(show.Sorts, "step") {
		tab.Open("about:blank")
		s.empty()
		tab.Open(e.URL)
		all, by := s.weights(t)
		if rest := all - by[network.ResourceTypeFont]; rest > 20_000 || by[network.ResourceTypeScript] > 5_000 || by[network.ResourceTypeDocument] == 0 {
			t.Errorf("%s: got %d bytes without fonts, %v; want at most 20,000", e.Name, rest, by)
		}
	}
}

// A12: what a screen reader is told of a question, a result, the free times
// and the form is as it was designed: kept in testdata, written anew with
// -update.
func treesAreAsKept(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	tab.Size(1024, 800)
	webtest.Call(tab, accessibility.Enable, cdp.Empty{})
	for _, l := range show.Site.Catalog.All() {
		for name, address := range map[string]string{
			"question": show.Site.URL + l.Path("step", "trail") + "?" + show.Site.Answers(t, "3", ""),
			"result":   show.Site.URL + l.Path("result") + "?" + show.Site.Answers(t, someAnswers, "years=4"),
			"calendar": show.named(t, l, "free times by two clocks"),
			"form":     show.named(t, l, "form"),
			"faults":   show.named(t, l, "form with faults"),
		} {
			tab.Open(address)
			judgeTree(t, name+"."+l.Code, treeOf(t, tab))
		}
	}
}

func judgeTree(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "tree."+name+".txt")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; -update writes it", err)
	}
	if got != string(want) {
		t.Errorf("%s: got the tree\n%s\nwant, as kept in %s,\n%s", name, got, file, want)
	}
}

// treeOf writes the accessible tree of the main part: role, name and state of
// everything that is told, a line each.
func treeOf(t *testing.T, tab *webtest.Tab) string {
	t.Helper()
	nodes := webtest.Call(tab, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{}).Nodes
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range nodes {
		byID[n.NodeID] = n
	}
	var tree strings.Builder
	var tell func(n *accessibility.Node, above string, depth int)
	inGroup := 0
	tell = func(n *accessibility.Node, above string, depth int) {
		role := valueOf(n.Role)
		switch {
		case role == "StaticText" && valueOf(n.Name) == above:
			return // the words of what was just named
		case role == "option" && inGroup > 0:
			return // one of hundreds of cities
		case role == "group":
			inGroup++
			defer func() { inGroup-- }()
		}
		told := !n.Ignored && role != "none" && role != "generic" && role != "InlineTextBox" && role != "LineBreak" && role != "ListMarker"
		if told {
			fmt.Fprintf(&tree, "%s%s %q", strings.Repeat("  ", depth), role, valueOf(n.Name))
			for _, p := range n.Properties {
				switch name := string(p.Name); name {
				case "checked", "required", "disabled", "level":
					if v := valueOf(p.Value); v != "false" {
						fmt.Fprintf(&tree, " %s=%s", name, strings.Trim(v, `"`))
					}
				}
			}
			tree.WriteByte('\n')
			depth++
		}
		for _, id := range n.ChildIDs {
			if child := byID[id]; child != nil {
				tell(child, valueOf(n.Name), depth)
			}
		}
	}
	for _, n := range nodes {
		if valueOf(n.Role) == "main" {
			tell(n, "", 0)
		}
	}
	return tree.String()
}

func valueOf(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var value any
	if err := json.Unmarshal(v.Value, &value); err != nil {
		return string(v.Value)
	}
	return fmt.Sprint(value)
}
