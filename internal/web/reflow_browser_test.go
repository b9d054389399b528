package web_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"leadpath/internal/webtest"
)

// misfits names what scrolls sideways, is cut off, or lies over other text.
// Text is judged by its own boxes, at the height of its small letters, since
// lines that stand close are no overlap.
const misfits = `(() => {
	const width = document.documentElement.clientWidth, found = [];
	const name = e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + [...e.classList].map(c => "." + c).join("");
	const say = (what, e, text) => found.push(what + ": " + name(e.parentElement || e) + " > " + name(e) + (text ? " “" + text.trim().slice(0, 40) + "”" : ""));
	if (document.documentElement.scrollWidth > width) say("a page that scrolls sideways by " + (document.documentElement.scrollWidth - width) + " px", document.body);
	for (const e of document.querySelectorAll("body *"))
		if (["auto", "scroll"].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1) say("a part that scrolls sideways by " + (e.scrollWidth - e.clientWidth) + " px", e);
	const unseen = e => { for (; e; e = e.parentElement) if (getComputedStyle(e).clipPath === "inset(50%)") return true; };
	const hidden = e => unseen(e) || e.closest(".skip, title, desc") || !e.checkVisibility({visibilityProperty: true});
	const frames = e => { const list = []; for (; e; e = e.parentElement) if (["hidden", "clip"].includes(getComputedStyle(e).overflowX)) list.push(e); return list; };
	const boxes = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node; node = walker.nextNode();) {
		const e = node.parentElement;
		if (!node.data.trim() || ["SCRIPT", "STYLE", "NOSCRIPT"].includes(e.tagName) || hidden(e)) continue;
		const range = document.createRange();
		range.selectNodeContents(node);
		for (const r of range.getClientRects()) {
			if (r.width < 1 || r.height < 1) continue;
			const middle = r.height * .3;
			boxes.push({node, e, left: r.left, right: r.right, top: r.top + middle, bottom: r.bottom - middle});
			if (r.left < -1 || r.right > width + 1) say("cut at the edge", e, node.data);
			for (const f of frames(e)) {
				const b = f.getBoundingClientRect();
				if (r.left < b.left - 1 || r.right > b.right + 1 || r.top + middle < b.top || r.bottom - middle > b.bottom) say("cut by " + name(f), e, node.data);
			}
		}
	}
	boxes.sort((a, b) => a.top - b.top);
	boxes.forEach((a, i) => {
		for (let j = i + 1; j < boxes.length && boxes[j].top < a.bottom - 1; j++) {
			const b = boxes[j];
			if (a.node !== b.node && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - b.top > 1) say("text over “" + b.node.data.trim().slice(0, 40) + "”", a.e, a.node.data);
		}
	});
	return [...new Set(found)];
})()`

// spacing is what WCAG 1.4.12 lets readers set. It is given as a sheet of the
// reader's own would be, past the policy of the page.
const spacing = `(() => {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
	document.adoptedStyleSheets = [sheet];
})()`

// A7: on the narrowest screen, zoomed in by four, with spread text and with
// text of twice the size, nothing scrolls sideways, is cut or overlaps.
func fitsNarrowScreens(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	found := map[string][]string{}
	for _, e := range show.All {
		look := func(how string) {
			for _, what := range webtest.Ask[[]string](tab, misfits) {
				found[what] = append(found[what], e.Name+" "+how)
			}
		}
		tab.Size(320, 800)
		tab.Open(e.URL)
		tab.Tell(openAll)
		look("at 320 px")
		tab.Do(chromedp.EmulateViewport(1280/4, 1024/4, chromedp.EmulateScale(4)))
		look("at 1280 px and 400 %")
		tab.Size(320, 800)
		tab.Tell(spacing)
		look("at 320 px with spread text")
		tab.Tell(`document.adoptedStyleSheets = []`)
		tab.Size(1280, 800)
		textSize(t, tab, 32)
		look("at 1280 px with text of 200 %")
		textSize(t, tab, 16)
		for _, width := range []int64{360, 768, 1008, 1440} {
			tab.Size(width, 800)
			look(fmt.Sprintf("at %d px", width))
		}
	}
	report(t, "a reader meets", found)
}

// textSize sets the size of text in the browser's settings, where readers do.
func textSize(t *testing.T, tab *webtest.Tab, px int64) {
	t.Helper()
	webtest.Call(tab, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: px, Fixed: px}})
	if got := webtest.Ask[string](tab, `getComputedStyle(document.documentElement).fontSize`); got != fmt.Sprintf("%dpx", px) {
		t.Fatalf("text size: got %s, want %d px; the page does not follow the reader's setting", got, px)
	}
}
