/** Shows what a glossary term means to fingers and keyboards too; a mouse has the browser's own tooltip. */

/** Pixels that stay free between an explanation and the edge of the window. */
const EDGE = 8;

/** @param {ParentNode} [place] where terms are */
export function startTerms(place = document) {
  const terms = /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("abbr[title]"));
  if (!terms.length) return;
  const bubble = document.createElement("span");
  bubble.className = "kb-meaning";
  bubble.id = "kb-meaning";
  bubble.setAttribute("role", "tooltip");
  const hide = () => {
    bubble.parentElement?.removeAttribute("aria-describedby");
    bubble.remove();
  };
  for (const term of terms) {
    term.tabIndex = 0;
    const show = () => {
      bubble.textContent = term.getAttribute("title");
      term.setAttribute("aria-describedby", bubble.id);
      bubble.style.transform = "";
      term.append(bubble);
      // Kept within the window: a term may stand at the end of a line, on either side.
      const { left, right } = bubble.getBoundingClientRect();
      const shift = Math.max(EDGE - left, 0) + Math.min(document.documentElement.clientWidth - EDGE - right, 0);
      bubble.style.transform = `translateX(${Math.round(shift)}px)`;
    };
    term.addEventListener("focus", show);
    term.addEventListener("blur", hide);
    // It can be put away without moving on (WCAG 2.2, 1.4.13).
    term.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  }
}
