// Shows the times on the clock of this browser's own zone, where the address
// names none. Without this script they are the owner's, and a list offers the
// others.
const shown = document.querySelector("[data-clock]")?.dataset.clock;
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;

if (shown && own && own !== shown && own !== "Etc/Unknown" && !new URLSearchParams(location.search).has("zone")) {
	location.replace(`?zone=${encodeURIComponent(own)}${location.search.replace("?", "&")}${location.hash}`);
}
