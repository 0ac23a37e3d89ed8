/** The language menu leads to the same heading of the same article; a heading that is not there shows the top. */

export function startLanguages() {
  const links = document.querySelectorAll(":is(.kb-languages, .kb-footer__languages) a");
  const follow = () => {
    for (const link of links) if (link instanceof HTMLAnchorElement) link.hash = current() || location.hash;
  };
  addEventListener("hashchange", follow);
  // Where the reader is, is known when a language is about to be chosen, wherever on the page its link stands.
  for (const menu of document.querySelectorAll(".kb-languages, .kb-footer__languages")) {
    for (const moment of ["toggle", "pointerdown", "focusin"]) menu.addEventListener(moment, follow);
  }
  follow();
}

/** The heading that the reader is at, as `#id`; empty at the top of the page. */
function current() {
  let found = "";
  // Of a question the address stands with its answer.
  for (const heading of document.querySelectorAll(".kb-prose :is(h2, h3)[id], .kb-question[open] .kb-answer[id]")) {
    if (heading.getBoundingClientRect().top > innerHeight / 3) break;
    found = heading.id;
  }
  return found && `#${found}`;
}
