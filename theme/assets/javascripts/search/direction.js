/**
 * Which way a text runs, and its foreign runs isolated: twin of `kbgen/pages/direction.py`.
 * @module
 */

import { isOverridden, runs } from "./runs.js";

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/g;
const LEFT_TO_RIGHT = /[a-z\u00c0-\u024f]/gi;
const [ISOLATE, END] = ["\u2068", "\u2069"];
/** What runs as the help center's texts do: its page, or in another application the panel that shows them. @type {HTMLElement} */
let root = globalThis.document?.documentElement;

/** @param {HTMLElement} element the panel whose direction counts */
export function standIn(element) {
  root = element;
}

/**
 * The page's direction for whatever has a letter of its script: `dir="auto"` would turn a Persian heading around that begins
 * with a product's name. On a page from left to right, the direction of most letters.
 * @param {string} text @returns {"ltr" | "rtl"}
 */
export function directionOf(text) {
  const [rtl, latin] = [RIGHT_TO_LEFT, LEFT_TO_RIGHT].map((letters) => text.match(letters)?.length ?? 0);
  if (root.dir === "rtl") return rtl || !latin ? "rtl" : "ltr";
  return latin >= rtl ? "ltr" : "rtl";
}

/** @param {string} text @returns {import("./runs.js").Run[]} where runs begin and end that have to be isolated on this page */
const runsHere = (text) => (root.dir === "rtl" || directionOf(text) === "rtl" ? runs(text) : []);

/**
 * @param {string} text @param {(from: number, to: number) => Node[]} part nodes for a part of it
 * @param {number} from @param {number} to
 * @returns {Node[]} `text` between `from` and `to`, its foreign runs in <bdi>
 */
export function isolated(text, part = (low, high) => [document.createTextNode(text.slice(low, high))], from = 0, to = text.length) {
  const nodes = [];
  let at = from;
  for (const [start, end] of runsHere(text)) {
    const [low, high] = [Math.max(start, from), Math.min(end, to)];
    if (low >= high) continue;
    const run = document.createElement(isOverridden(text.slice(low, high)) ? "bdo" : "bdi");
    if (run.localName === "bdo") run.dir = "ltr";
    run.append(...part(low, high));
    nodes.push(...part(at, low), run);
    at = high;
  }
  return [...nodes, ...part(at, to)];
}

/** @param {string} text @returns {HTMLElement} a title or name in a box of its own direction */
export function boxed(text) {
  const box = document.createElement("span");
  box.dir = directionOf(text);
  box.append(...isolated(text));
  return box;
}

/** @param {string} text @returns {string} the same for places that take no markup, with Unicode's isolates */
export function isolatedText(text) {
  let [plain, at] = ["", 0];
  for (const [start, end] of runsHere(text)) {
    plain += text.slice(at, start) + ISOLATE + text.slice(start, end) + END;
    at = end;
  }
  return plain + text.slice(at);
}
