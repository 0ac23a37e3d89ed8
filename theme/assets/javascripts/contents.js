/** Marks in the table of contents where the reader is; where they have no room beside the text they start folded. */

import { placeNamed } from "./hash.js";

export function startContents() {
  const box = /** @type {HTMLDetailsElement | null} */ (document.querySelector(".kb-toc details"));
  if (box) {
    // Beside the text they cannot be opened by hand, so they follow the window.
    const wide = matchMedia("(min-width: 80rem)");
    const fold = () => void (box.open = wide.matches);
    fold();
    box.dataset.ready = "";
    wide.addEventListener("change", fold);
  }
  const links = new Map();
  for (const link of document.querySelectorAll(".kb-toc a")) {
    links.set(placeNamed(/** @type {HTMLAnchorElement} */ (link).hash), link);
  }
  if (!links.size || !("IntersectionObserver" in window)) return;
  const seen = new Set();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) entry.isIntersecting ? seen.add(entry.target.id) : seen.delete(entry.target.id);
      const first = [...links.keys()].find((id) => seen.has(id));
      if (!first) return;
      for (const [id, link] of links) id === first ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
    },
    { rootMargin: "-10% 0px -60% 0px" },
  );
  for (const id of links.keys()) {
    const heading = document.getElementById(id);
    if (heading) observer.observe(heading);
  }
}
