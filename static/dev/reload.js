// Loads the page anew when what it was made of was saved. Only pages of
// leadpath serve --dev carry this.
const seen = () =>
	document.hidden
		? new Promise((resolve) => {
				document.addEventListener("visibilitychange", resolve, { once: true });
			})
		: undefined;

// The server answers when there is news, or after a while without.
const ask = async (known) => {
	const answer = await fetch(`/dev/news?known=${known}`, { cache: "no-store" });
	if (!answer.ok) throw new Error(answer.statusText);
	return answer.text();
};

let known = document.documentElement.dataset.reading ?? "";
for (;;) {
	await seen();
	try {
		const now = await ask(known);
		if (known && now !== known) location.reload();
		known = now;
	} catch {
		await new Promise((resolve) => {
			setTimeout(resolve, 500); // the program is being started again
		});
	}
}
