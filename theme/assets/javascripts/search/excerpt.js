/**
 * Finds the passage of an article that answers best, and marks the words in it.
 * @module
 */

import { isolated } from "./direction.js";

const BEFORE = 30;
const LENGTH = 170;

/** @typedef {{anchor: string, heading: string, text: string}} Passage */

/**
 * @param {[string, string, string][]} passages anchor, heading, text @param {Map<string, number>} marks stems and phrases
 * @param {import("./text.js").Language} language
 * @returns {{anchor: string, heading: string, text: string, from: number, to: number}} the best passage, and which part of its
 * text is the excerpt: what stands around the part decides what of it runs the other way
 */
export function excerpt(passages, marks, language) {
  /** @type {{score: number, passage: [string, string, string], places: any[]}} */
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

/** The weight of the different marks among `places`. */
function worth(places, marks) {
  return [...new Set(places.map((place) => place.mark))].reduce((sum, mark) => sum + marks.get(mark), 0);
}

/** Where marked words stand in `text`: single stems, and phrases as a whole. */
export function found(text, marks, language) {
  const tokens = language.tokenise(text);
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

/** @returns {[number, number]} */
function cut(text, places, marks) {
  if (text.length <= LENGTH) return [0, text.length];
  const near = (place) => places.filter((other) => other.start >= place.start && other.end <= place.start + LENGTH - BEFORE);
  const worths = places.map((place) => worth(near(place), marks));
  const densest = places[worths.indexOf(Math.max(...worths))]?.start ?? 0;
  const start = densest > BEFORE ? text.indexOf(" ", densest - BEFORE) + 1 : 0;
  const end = start + LENGTH;
  return [start, end < text.length ? Math.max(text.lastIndexOf(" ", end), start + LENGTH / 2) : text.length];
}

/**
 * @param {string} text @param {Map<string, number>} marks @param {import("./text.js").Language} language
 * @param {number} from @param {number} to
 * @returns {Node[]} text, <mark> and <bdi> nodes for this part of it, never markup
 */
export function marked(text, marks, language, from = 0, to = text.length) {
  const places = found(text, marks, language).sort((a, b) => a.start - b.start || b.end - a.end);
  const nodes = isolated(text, (low, high) => between(text, low, high, places), from, to);
  if (from > 0) nodes.unshift(document.createTextNode("… "));
  if (to < text.length) nodes.push(document.createTextNode(" …"));
  return nodes;
}

/** The part of `text` from `from` to `to`, with what stands at `places` in <mark>. */
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
