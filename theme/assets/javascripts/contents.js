/** Marks in the table of contents where the reader is; on a small screen the contents start folded. */

export function startContents() {
  const box = document.querySelector(".kb-toc details");
  if (box && matchMedia("(max-width: 79.99rem)").matches) box.removeAttribute("open");
  const links = new Map();
  for (const link of document.querySelectorAll(".kb-toc a")) {
    links.set(decodeURIComponent(/** @type {HTMLAnchorElement} */ (link).hash.slice(1)), link);
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
