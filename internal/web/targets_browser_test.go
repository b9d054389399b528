package web_test

import (
	"testing"

	"leadpath/internal/webtest"
)

// smallTargets names what is to be hit but smaller than 44 by 44 pixels and no
// text in a line. A label makes its box part of its control's; what lies
// around a link and leads to it is found by asking which element is hit.
const smallTargets = `(() => {
	const found = [];
	const inline = e => {
		if (getComputedStyle(e).display !== "inline") return false;
		let block = e.parentElement;
		while (getComputedStyle(block).display === "inline") block = block.parentElement;
		const words = node => [...node.childNodes].map(n => n.nodeType === 3 ? n.data : n.nodeType === 1 && !n.matches("a, button") ? words(n) : "").join("");
		return /\p{L}{2}/u.test(words(block));
	};
	for (const e of document.querySelectorAll("a[href], summary, button, input, select, textarea")) {
		if (!e.checkVisibility({visibilityProperty: true}) || e.closest(".skip") || inline(e)) continue;
		e.scrollIntoView({block: "center"});
		const target = e.closest("label") || e, r = target.getBoundingClientRect();
		if (r.width >= 43.5 && r.height >= 43.5) continue;
		const x = r.left + r.width / 2, y = r.top + r.height / 2;
		const hits = [[-21.5, 0], [21.5, 0], [0, -21.5], [0, 21.5]].every(([dx, dy]) => {
			const hit = document.elementFromPoint(x + dx, y + dy);
			return hit && (hit === target || target.contains(hit));
		});
		if (!hits) found.push(e.tagName.toLowerCase() + " in " + target.parentElement.tagName.toLowerCase() + "." + target.parentElement.className + " “" + target.innerText.trim().slice(0, 40) + "” is " + Math.round(r.width) + " by " + Math.round(r.height) + " px");
	}
	return found;
})()`

// A5: on a phone every target is 44 by 44 pixels, or text in a line.
func targetsAreLarge(t *testing.T, show *exhibition) {
	tab := show.Browser.Tab(t)
	tab.Size(360, 800)
	found := map[string][]string{}
	for _, e := range show.All {
		tab.Open(e.URL)
		tab.Tell(openAll)
		for _, what := range webtest.Ask[[]string](tab, smallTargets) {
			found[what] = append(found[what], e.Name)
		}
	}
	report(t, "at 360 px the target", found)
}
