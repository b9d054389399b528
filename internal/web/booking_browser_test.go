package web_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"leadpath/internal/locale"
	"leadpath/internal/webtest"
	"leadpath/internal/webtest/diarytest"
)

// A booker is somebody with a browser who books a call, in their own way of
// going about pages.
type booker struct {
	t   *testing.T
	tab *webtest.Tab
	l   *locale.Locale
	// follow presses what matches a selector, and waits for the next page.
	follow func(selector string)
	// write puts text into a field, tick ticks a box.
	write func(selector, text string)
	tick  func(selector string)
}

// want fails the story where something on the page is not so.
func (b booker) want(what, expression string) {
	b.t.Helper()
	if !webtest.Ask[bool](b.tab, expression) {
		b.t.Errorf("%s: %s is not so at %s: %s", b.l.Code, what, webtest.Ask[string](b.tab, `location.href`), webtest.Ask[string](b.tab, `document.title`))
	}
}

// byKeys goes about pages by the keyboard alone.
func byKeys(t *testing.T, tab *webtest.Tab, l *locale.Locale) booker {
	press := func(key string) { _ = tab.Attempt(chromedp.KeyEvent(key)) }
	return booker{
		t: t, tab: tab, l: l,
		follow: func(selector string) {
			t.Helper()
			tabTo(t, tab, selector)
			turnPage(t, tab, func() { press(kb.Enter) })
		},
		write: func(selector, text string) {
			t.Helper()
			tabTo(t, tab, selector)
			tab.Tell(`document.activeElement.select()`)
			press(text)
		},
		tick: func(selector string) {
			t.Helper()
			tabTo(t, tab, selector)
			press(" ")
		},
	}
}

// byPointing goes about pages by pointing, as on a phone, without scripts.
func byPointing(t *testing.T, tab *webtest.Tab, l *locale.Locale) booker {
	return booker{
		t: t, tab: tab, l: l,
		follow: func(selector string) {
			t.Helper()
			turnPage(t, tab, func() { point(tab, selector) })
		},
		write: func(selector, text string) {
			t.Helper()
			point(tab, selector)
			tab.Tell(`document.querySelector("` + selector + `").select()`)
			_ = tab.Attempt(chromedp.KeyEvent(text))
		},
		tick: func(selector string) { point(tab, selector) },
	}
}

// A3, A8, A9, A11, A13: a call is booked with a mistake on the way, cancelled,
// taken back, moved and erased; by the keyboard alone, and without scripts by
// pointing on a phone.
func TestACallIsBookedInTheBrowser(t *testing.T) {
	var later atomic.Int64 // how far the clock is put forward
	clock := func() time.Time { return today.Add(time.Duration(later.Load())) }
	site := webtest.Serve(t, webtest.Options{Now: clock, Diary: diarytest.Keep})
	browser := webtest.StartBrowser(t)
	for _, l := range site.Catalog.All() {
		for name, way := range map[string]func(*testing.T, *webtest.Tab, *locale.Locale) booker{"by the keyboard": byKeys, "without scripts": byPointing} {
			t.Run(l.Code+" "+name, func(t *testing.T) {
				tab := browser.Tab(t)
				tab.Media("", "prefers-reduced-motion=reduce")
				webtest.Call(tab, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "America/New_York"})
				tab.Size(1024, 800)
				if name == "without scripts" {
					tab.Size(360, 800)
					webtest.Call(tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
				}
				later.Add(int64(2 * time.Hour)) // the limits of clients and people begin anew
				b := way(t, tab, l)
				tab.Open(site.URL + l.Path("call"))
				if name == "by the keyboard" {
					waitFor(t, tab, `new URLSearchParams(location.search).get("zone") === "America/New_York"`)
				}
				bookMoveAndErase(b, l.Code+strings.ReplaceAll(name, " ", "")+"@example.org", func() { later.Add(int64(time.Minute)) })
			})
		}
	}
}

// waitFor waits until an expression is true of the page.
func waitFor(t *testing.T, tab *webtest.Tab, expression string) {
	t.Helper()
	for range 200 {
		if so, err := webtest.Try[bool](tab, expression+` && document.readyState === "complete"`); err == nil && so {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("%s never came true at %s", expression, webtest.Ask[string](tab, `location.href`))
}

func bookMoveAndErase(b booker, email string, while func()) {
	b.t.Helper()
	start := webtest.Ask[string](b.tab, `document.querySelector("a[data-slot]").dataset.slot`)
	b.follow(`a[data-slot]`)
	b.want("the form is empty", `document.querySelector("#name").value === "" && document.querySelector("form[data-booking]") !== null`)
	b.write("#name", "Ada Lovelace")
	b.write("#email", "ada@example")
	b.write("#message", "Is an exam enough?")
	while()
	b.follow(`form[data-booking] .button[type=submit]`)
	b.want("the title begins with the word", `/^(Error|Fehler): /.test(document.title)`)
	b.want("the e-mail address is named", `document.querySelector("[data-error=email]") !== null && document.querySelector("#email").getAttribute("aria-describedby").split(" ").includes(document.querySelector("[data-error=email]").id)`)
	b.want("the notice is named", `document.querySelector("[data-error=consent]") !== null`)
	b.want("what was typed is there", `document.querySelector("#name").value === "Ada Lovelace" && document.querySelector("#message").value === "Is an exam enough?" && document.querySelector("#email").value === "ada@example"`)
	b.write("#email", email)
	b.tick(`[name=consent]`)
	b.follow(`form[data-booking] .button[type=submit]`)
	b.want("the call is booked", `document.querySelector("[data-state]").dataset.state === "booked" && document.querySelector("[data-booked]").dataset.booked === "`+start+`"`)
	b.want("nothing is said of it elsewhere", `!document.querySelector(".head__lang").href.includes("?")`)
	b.follow(`form[data-cancel] button`)
	b.want("the call is cancelled", `document.querySelector("[data-state]").dataset.state === "cancelled"`)
	b.follow(`form[data-undo] button`)
	b.want("the call is booked again", `document.querySelector("[data-state]").dataset.state === "booked"`)
	b.follow(`a[data-move]`)
	other := webtest.Ask[string](b.tab, `document.querySelector("a[data-slot]:not([data-slot='`+start+`'])").dataset.slot`)
	b.follow(`a[data-slot="` + other + `"]`)
	b.follow(`form[data-move] button`)
	b.want("the call is moved", `document.querySelector("[data-booked]").dataset.booked === "`+other+`"`)
	b.tick(`[name=sure]`)
	b.follow(`form[data-erase] button`)
	b.want("there is a receipt", `document.querySelector("[data-erased]") !== null`)
}
