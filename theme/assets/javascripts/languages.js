/** The language menu leads to the same heading of the same article; a heading that is not there shows the top. */

export function startLanguages() {
  const links = document.querySelectorAll(".kb-languages a");
  const follow = () => {
    for (const link of links) if (link instanceof HTMLAnchorElement) link.hash = current() || location.hash;
  };
  addEventListener("hashchange", follow);
  document.querySelector(".kb-languages")?.addEventListener("toggle", follow);
  follow();
}

/** The heading that the reader is at, as `#id`; empty at the top of the page. */
function current() {
  let found = "";
  for (const heading of document.querySelectorAll(".kb-prose :is(h2, h3)[id]")) {
    if (heading.getBoundingClientRect().top > innerHeight / 3) break;
    found = heading.id;
  }
  return found && `#${found}`;
}
