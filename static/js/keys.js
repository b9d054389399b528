// Keys 1 to 5 choose an answer while the focus is among the answers
// (WCAG 2.1.4). The focus begins there, so that no hand has to leave the keys.
const scale = document.querySelector("[data-keys]");
if (scale) {
  const answers = [...scale.querySelectorAll("input")];
  const form = scale.closest("form");
  if (!location.hash) {
    (form.querySelector("input[type=radio]:checked") || answers[0]).focus({ preventScroll: true });
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
