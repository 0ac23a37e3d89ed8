/**
 * The answer itself, where the best result has it in few words: a question of a FAQ, a short list of steps, one passage. It is taken
 * word for word from the article's page, never made up, and the article stands below it.
 * @module
 */

import { boxed, directionOf, element, excerpt } from "./engine.js";

const WORDS = 2; // a single word names a subject and asks nothing
const COVER = 0.75; // of the query's words, in the heading or the title: less, and the passage answers another question
const LONGEST = 700; // characters; three lines of a wide page, one view of a phone
const STEPS = 8;
const SHORT = "p, ul, ol, dl";

/**
 * @param {string} query @param {import("./searcher.js").Answer} answer @param {import("./searcher.js").Searcher} searcher @param {import("./searcher.js").Index} index
 * @param {{base: string}} config
 * @returns {Promise<HTMLElement | null>} nothing where the best result is longer, or another one may be meant
 */
export async function answerOf(query, answer, searcher, index, config) {
  const [best] = answer.results;
  if (!best || answer.partial || index.language.tokenise(query).length < WORDS) return null;
  const passages = await searcher.passages(best.text);
  const { anchor, heading } = excerpt(passages, answer.marks, index.language);
  if (!anchor || !heading || coverOf(answer.terms, `${best.title} ${heading}`, index.language) < COVER) return null;
  const address = new URL(config.base + best.url, location.href);
  const response = await fetch(address);
  if (!response.ok) return null;
  const parts = partsBelow(new DOMParser().parseFromString(await response.text(), "text/html").getElementById(anchor));
  if (!parts.length || parts.map((part) => part.textContent).join("").length > LONGEST) return null;
  const link = (/** @type {Node | string} */ words) =>
    Object.assign(element("a", "", words), { href: `${address.pathname}#${encodeURIComponent(anchor)}` });
  const title = element("h2", "kb-instant__title", link(heading));
  title.dir = directionOf(heading);
  const body = element("div", "kb-instant__body kb-prose", ...parts.map((part) => cleaned(part, address)));
  body.dir = directionOf(body.textContent ?? "");
  const section = element("section", "kb-instant", title, body, element("p", "kb-instant__from", link(boxed(best.title))));
  section.setAttribute("aria-label", heading);
  return section;
}

/**
 * Which share of the query's words stand in `text`, themselves or as a synonym.
 * @param {string[][]} terms @param {string} text @param {import("./text.js").Language} language
 */
function coverOf(terms, text, language) {
  const stems = new Set(language.tokenise(text).map((token) => token.stem));
  const having = terms.filter((keys) => keys.some((key) => key.split(" ").every((stem) => stems.has(stem))));
  return terms.length ? having.length / terms.length : 0;
}

/**
 * What stands below a heading, or in the answer of a FAQ; nothing where that is more than paragraphs and short lists.
 * @param {HTMLElement | null} place
 */
function partsBelow(place) {
  if (!place) return [];
  const parts = [];
  if (/^H[1-6]$/.test(place.tagName)) {
    for (let next = place.nextElementSibling; next && !/^H[1-6]$/.test(next.tagName); next = next.nextElementSibling) parts.push(next);
  } else {
    parts.push(...place.children);
  }
  const short = parts.every((part) => part.matches(SHORT) && !part.querySelector("img, video, table, pre, form, iframe"));
  const steps = parts.reduce((count, part) => count + part.querySelectorAll("li").length, 0);
  return short && steps <= STEPS ? parts : [];
}

/** A copy for this page: no second id, links that lead where they led. @param {Element} part @param {URL} address */
function cleaned(part, address) {
  const copy = /** @type {HTMLElement} */ (document.importNode(part, true));
  for (const each of copy.querySelectorAll("script, style, button, template")) each.remove();
  for (const each of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name } of [...each.attributes]) if (name === "id" || name.startsWith("on") || name.startsWith("data-")) each.removeAttribute(name);
    const href = each.getAttribute("href");
    if (href) each.setAttribute("href", new URL(href, address).href);
  }
  return copy;
}
