// Keeps the choice between light and dark, once it was changed, under the one
// key "colours" of this browser's storage. Without it the switch works, and
// forgets.
const key = "colours";
const choices = document.querySelectorAll('input[name="colours"]');

try {
	const kept = localStorage.getItem(key);
	for (const choice of choices) {
		if (choice.value === kept) choice.checked = true;
		choice.addEventListener("change", () => localStorage.setItem(key, choice.value));
	}
} catch {
	// Storage may be refused; the switch works all the same.
}
