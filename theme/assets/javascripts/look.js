/** Light or dark as the reader chose, before anything is drawn; `theme.js` has the button. A file, so that a policy can refuse inline scripts. */

try {
  document.documentElement.dataset.theme = localStorage.getItem("kb-theme") || "auto";
} catch {
  // A browser that keeps nothing shows what the device prefers.
}
