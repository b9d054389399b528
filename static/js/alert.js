// Gives the focus to what went wrong, so that a screen reader begins there and
// Tab goes on to its links.
document.getElementById("alert")?.focus();
