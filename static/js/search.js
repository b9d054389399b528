// Shows what is found while somebody types: the page of the same search is
// asked for, and what it found put in place of what stands here. Where no
// answer comes everything stays, and the form works as ever.
const form = document.querySelector("main [role=search]");
const part = (page, name) => page.querySelector(`[data-${name}]`);
let timer, asked;

form?.addEventListener("input", () => {
	clearTimeout(timer);
	timer = setTimeout(ask, 150);
});

function ask() {
	const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
	asked?.abort();
	asked = new XMLHttpRequest();
	asked.open("GET", address);
	asked.responseType = "document"; // read by the browser, so that no text becomes HTML here
	asked.onload = ({ target: { status, response: page } }) => {
		const old = part(document, "found");
		if (status !== 200 || !page || !part(page, "found") || old.contains(document.activeElement)) return;
		old.replaceWith(part(page, "found"));
		part(document, "status").textContent = part(page, "status").textContent;
		document.querySelector(".head__lang").href = page.querySelector(".head__lang").getAttribute("href");
		document.title = page.title;
		history.replaceState(null, "", address);
	};
	asked.send();
}
