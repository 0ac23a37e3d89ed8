/** Shows what a glossary term means to fingers and keyboards too; a mouse has the browser's own tooltip. */

export function startTerms() {
  const terms = document.querySelectorAll("abbr[title]");
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
      term.append(bubble);
    };
    term.addEventListener("focus", show);
    term.addEventListener("blur", hide);
    // It can be put away without moving on (WCAG 2.2, 1.4.13).
    term.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  }
}
