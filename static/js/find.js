// Searches a copy of the site that no program serves: in a list of all its
// texts, by parts of words.
const main = document.querySelector("[data-index]");
const [form, found, status] = ["form", "[data-found]", "[data-status]"].map((name) => main.querySelector(name));
const { texts, kinds, says, folds } = await (await fetch(main.dataset.index)).json();

const make = (tag, to, more) => to.appendChild(Object.assign(document.createElement(tag), more));

function find() {
	const plain = form.q.value.toLowerCase().normalize("NFD").replace(/\p{M}|\b(iso|iec)/gu, "").replace(/ß/g, "ss");
	const folded = folds.reduce((text, [from, to]) => text.replace(new RegExp(from, "g"), to), plain);
	const words = (folded.match(/\p{L}{3,}|\d[\d-]*/gu) ?? []).map((word) => word.replace(/(?<=.{5})(en|er|es|[ens])$/, ""));
	const hits = texts.filter((text) => words[0] && words.every((word) => (text.heading + text.all).includes(word)));
	const rank = (text) => words.filter((word) => text.heading.includes(word)).length;
	const list = make("ol", document.createElement("div"), { className: "hits" });
	for (const text of hits.sort((a, b) => rank(b) - rank(a)).slice(0, 30)) {
		const hit = make("li", list);
		hit.dataset.hit = text.kind;
		make("p", hit, { className: "small", textContent: kinds[text.kind] });
		make("a", hit, { href: text.address, textContent: text.title });
		make("p", hit, { textContent: text.says });
	}
	found.replaceChildren(list);
	status.textContent = words[0] ? says[list.children.length] : "";
}

form.q.value = new URLSearchParams(location.search).get("q");
find();
form.oninput = form.onsubmit = (event) => (event.preventDefault(), find());
