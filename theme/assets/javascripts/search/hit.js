/**
 * One result as readers see it: title, where it belongs, and, once its text arrived, the best heading and an excerpt.
 * @module
 */

import { boxed, directionOf } from "./direction.js";
import { excerpt, marked } from "./excerpt.js";

/** @param {string} kind @param {import("./strings.js").Say} say */
export const kindName = (kind, say) => say(`kind.${kind}`).replace(/^kind\./, "");

/** @param {string} tag @param {string} name @param {(Node | string)[]} children @returns {HTMLElement} */
export function element(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}

/** @param {Element} element @param {Record<string, string>} values */
export function attributes(element, values) {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
}

/** A link to a result; `show` fetches and shows its excerpt. @typedef {HTMLAnchorElement & {show: (searcher: import("./searcher.js").Searcher) => Promise<void>}} Hit */

/**
 * @param {import("./searcher.js").Result} result @param {number} rank from 1 @param {string} query
 * @param {import("./searcher.js").Answer} answer @param {import("./searcher.js").Index} index
 * @param {import("./strings.js").Say} say @param {{base: string}} config
 * @returns {Hit}
 */
export function hit(result, rank, query, answer, index, say, config) {
  const link = /** @type {Hit} */ (document.createElement("a"));
  link.className = "kb-hit";
  link.href = config.base + result.url;
  const section = new Map(index.globals.sections).get(result.section) ?? "";
  const title = element("span", "kb-hit__title", ...marked(result.title, answer.marks, index.language));
  const heading = element("span", "kb-hit__heading");
  const text = element("span", "kb-hit__text");
  title.dir = directionOf(result.title);
  const kind = kindName(result.kind, say);
  const place = element("span", "kb-hit__place", element("span", "kb-hit__kind", kind));
  // A section of one kind often has its name, and one that is found itself has.
  if (section && section !== kind && section !== result.title) place.append(boxed(section));
  link.append(title, place, heading, text);
  link.addEventListener("click", () => {
    const { article, opinion } = result;
    // Heard on the page, or in the panel that the link is in; not outside of it.
    link.dispatchEvent(new CustomEvent("kb:search-open", { bubbles: true, detail: { query, article, rank, ...(opinion && { opinion }) } }));
  });
  link.show = async (searcher) => {
    const passages = await searcher.passages(result.text);
    const best = excerpt(passages, answer.marks, index.language);
    if (best.anchor) link.href = `${config.base}${result.url}#${encodeURIComponent(best.anchor)}`;
    heading.dir = directionOf(best.heading);
    text.dir = directionOf(best.text.slice(best.from, best.to));
    heading.replaceChildren(...marked(best.heading, answer.marks, index.language));
    text.replaceChildren(...marked(best.text, answer.marks, index.language, best.from, best.to));
  };
  return link;
}
