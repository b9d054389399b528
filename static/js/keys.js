// Keys 1 to 5 choose an answer while the focus is among the answers
// (WCAG 2.1.4). Who comes from another step finds the focus there, so that no
// hand has to leave the keys.
const scale = document.querySelector("[data-keys]");

if (scale) {
	const answers = [...scale.querySelectorAll("input")];
	const form = scale.closest("form");
	const folder = location.pathname.replace(/[^/]*$/, "");
	const came = document.referrer && new URL(document.referrer);
	if (came && came.origin === location.origin && `${came.pathname}/`.startsWith(folder) && !matchMedia("(pointer: coarse)").matches && !location.hash) {
		(form.querySelector("input[type=radio]:checked") ?? answers[0]).focus({ preventScroll: true });
	}
	form.addEventListener("keydown", (event) => {
		const answer = answers[Number(event.key) - 1];
		if (answer && !event.ctrlKey && !event.altKey && !event.metaKey) {
			answer.checked = true;
			answer.focus();
			event.preventDefault();
		}
	});
}
