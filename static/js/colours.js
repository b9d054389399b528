// Keeps the choice between light and dark, once it was changed, under the one
// key "colours" of this browser's storage; "as the device" keeps nothing.
// Without this script the switch works, and forgets.
const key = "colours";

try {
	const kept = localStorage.getItem(key);
	if (kept) document.documentElement.dataset.colours = kept; // where there is no switch
	for (const choice of document.querySelectorAll('input[name="colours"]')) {
		if (choice.value === kept) choice.checked = true;
		choice.addEventListener("change", () => {
			document.documentElement.dataset.colours = choice.value;
			if (choice.value === "auto") localStorage.removeItem(key);
			else localStorage.setItem(key, choice.value);
		});
	}
} catch {
	// Storage may be refused; the switch works all the same.
}
