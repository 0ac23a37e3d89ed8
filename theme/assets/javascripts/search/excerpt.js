/**
 * Finds the passage of an article that answers best, and marks the words in it.
 * @module
 */

import { isolated } from "./direction.js";

const BEFORE = 30;
const LENGTH = 170;

/** @typedef {{start: number, end: number, mark: string}} Place where in a text what stands that is marked */

/**
 * @param {[string, string, string][]} passages anchor, heading, text @param {Map<string, number>} marks stems and phrases
 * @param {import("./text.js").Language} language
 * @returns {{anchor: string, heading: string, text: string, from: number, to: number}} the best passage, and which part of its
 * text is the excerpt: what stands around the part decides what of it runs the other way
 */
export function excerpt(passages, marks, language) {
  /** @type {{score: number, passage: [string, string, string], places: Place[]}} */
  let best = { score: 0, passage: passages[0] ?? ["", "", ""], places: [] };
  for (const passage of passages) {
    const heading = found(passage[1], marks, language);
    const places = found(passage[2], marks, language);
    const score = worth([...heading, ...places], marks) + worth(heading, marks) + places.length / 100;
    if (score > best.score) best = { score, passage, places };
  }
  const [anchor, heading, text] = best.passage;
  const [from, to] = cut(text, best.places, marks);
  return { anchor, heading, text, from, to };
}

/** The weight of the different marks among `places`. @param {Place[]} places @param {Map<string, number>} marks */
function worth(places, marks) {
  return [...new Set(places.map((place) => place.mark))].reduce((sum, mark) => sum + /** @type {number} */ (marks.get(mark)), 0);
}

/**
 * Where marked words stand in `text`: single stems, and phrases as a whole.
 * @param {string} text @param {Map<string, number>} marks @param {import("./text.js").Language} language
 */
export function found(text, marks, language) {
  const tokens = language.tokenise(text);
  /** @type {Place[]} */
  const places = [];
  tokens.forEach((token, at) => {
    if (marks.has(token.stem)) places.push({ start: token.start, end: token.end, mark: token.stem });
    for (let size = 2; size <= 5 && at + size <= tokens.length; size++) {
      const phrase = tokens.slice(at, at + size).map((each) => each.stem).join(" ");
      if (marks.has(phrase)) places.push({ start: token.start, end: tokens[at + size - 1].end, mark: phrase });
    }
  });
  return places;
}

/** @param {string} text @param {Place[]} places @param {Map<string, number>} marks @returns {[number, number]} */
function cut(text, places, marks) {
  if (text.length <= LENGTH) return [0, text.length];
  const near = (/** @type {Place} */ place) => places.filter((other) => other.start >= place.start && other.end <= place.start + LENGTH - BEFORE);
  const worths = places.map((place) => worth(near(place), marks));
  const densest = places[worths.indexOf(Math.max(...worths))]?.start ?? 0;
  const space = text.indexOf(" ", densest - BEFORE);
  // Without a space before the place, in Chinese or Japanese, the excerpt begins anywhere.
  const start = densest <= BEFORE ? 0 : space >= 0 && space < densest ? space + 1 : densest - BEFORE;
  const end = start + LENGTH;
  const last = text.lastIndexOf(" ", end);
  return [start, end >= text.length ? text.length : last > start + LENGTH / 2 ? last : end];
}

/**
 * @param {string} text @param {Map<string, number>} marks @param {import("./text.js").Language} language
 * @param {number} from @param {number} to
 * @returns {Node[]} text, <mark> and <bdi> nodes for this part of it, never markup
 */
export function marked(text, marks, language, from = 0, to = text.length) {
  const places = joined(found(text, marks, language));
  const nodes = isolated(text, (low, high) => between(text, low, high, places), from, to);
  if (from > 0) nodes.unshift(document.createTextNode("… "));
  if (to < text.length) nodes.push(document.createTextNode(" …"));
  return nodes;
}

/** `places` in order, those that overlap as one. @param {Place[]} places */
function joined(places) {
  /** @type {Place[]} */
  const runs = [];
  for (const place of places.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = runs[runs.length - 1];
    if (last && place.start < last.end) last.end = Math.max(last.end, place.end);
    else runs.push({ ...place });
  }
  return runs;
}

/**
 * The part of `text` from `from` to `to`, with what stands at `places` in <mark>.
 * @param {string} text @param {number} from @param {number} to @param {Place[]} places
 */
function between(text, from, to, places) {
  const nodes = [];
  let at = from;
  for (const place of places) {
    const [start, end] = [Math.max(place.start, from), Math.min(place.end, to)];
    if (start < at || start >= end) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    nodes.push(document.createTextNode(text.slice(at, start)), mark);
    at = end;
  }
  return [...nodes, document.createTextNode(text.slice(at, to))];
}
