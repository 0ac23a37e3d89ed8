/**
 * Whether the words of a query stand together in an article: the twin of `kbgen/search/answering/nearness.py`, which explains the rules.
 * @module
 */
import { rounded } from "./ranking.js";

const OTHER_WORD = 2;
const WORDS = 3;
export const SHORT = 5;
const COVER = 0.6;
const BATCHES = [0, 4, 12, 20];
const [SHORT_BATCHES, LONGER_BATCHES] = [[0, 4, 12], [0, 6, 12]];
export const PASTED = 8;
export const QUOTED_TEXTS = 60;
const [RUN, RUN_SHARE] = [3, 0.4];

/** @param {string[]} query stems @param {string[]} text stems @returns {number} the most words of `query` that stand together */
export function together(query, text) {
  const places = new Map();
  query.forEach((word, at) => places.set(word, [...(places.get(word) ?? []), at]));
  let most = 0;
  let before = new Map();
  for (const word of text) {
    const now = new Map();
    for (const at of places.get(word) ?? []) {
      const length = (before.get(at - 1) ?? 0) + 1;
      now.set(at, length);
      if (length > most) most = length;
    }
    for (const [at, length] of before) {
      if (length > OTHER_WORD && at + 1 < query.length && !now.has(at + 1)) now.set(at + 1, length - OTHER_WORD);
    }
    before = now;
  }
  return most;
}

/**
 * @param {string[]} query stems @param {number} forms @param {number} known of how many forms `exact` says it for every article
 * @param {Map<number, number>} exact how many of the forms each article has as typed
 * @param {number[]} ranked articles @returns {number[]} which of them to read
 */
export function candidates(query, forms, known, exact, ranked) {
  if (query.length < WORDS) return [];
  const code = query.some((word) => /\p{Nd}/u.test(word));
  const least = Math.max(2, query.length < SHORT && !code ? forms : COVER * (known > 1 ? known : forms));
  const having = ranked.filter((document) => (exact.get(document) ?? 0) >= least);
  return having.sort((a, b) => /** @type {number} */ (exact.get(b)) - /** @type {number} */ (exact.get(a))).slice(0, BATCHES[BATCHES.length - 1]);
}

/** @param {number} words @param {boolean} cut @returns {number[]} where the batches of texts begin and end */
export function batchesFor(words, cut) {
  if (!cut || words >= PASTED) return BATCHES;
  return words < SHORT ? SHORT_BATCHES : LONGER_BATCHES;
}

/** @param {string[]} query @param {{form: string, stem: string}[][]} text @returns {number} */
export function shareTogether(query, text) {
  const most = text.reduce((best, passage) => Math.max(best, together(query, passage.map((token) => token.stem))), 0);
  return most >= Math.max(RUN, RUN_SHARE * query.length) ? most / query.length : 0;
}

/** @param {number[]} shares @param {boolean} [prose] @returns {boolean} */
export function isEnough(shares, prose = false) {
  const best = Math.max(0, ...shares);
  return best === 1 || (best === 0 && !prose);
}

/** @param {string[]} quoted forms @param {{form: string}[][]} text @returns {boolean} */
export function stands(quoted, text) {
  return text.some((passage) => passage.some((_, at) => quoted.every((form, step) => passage[at + step]?.form === form)));
}

/**
 * Keeps the scores of the articles in which the quoted words stand; quoted in passing, these have half of the best score more.
 * @param {Map<number, number>} scores @param {Set<number>} standing @param {boolean} inPassing
 */
export function standingFirst(scores, standing, inPassing) {
  const more = Math.max(...scores.values()) / 2;
  for (const [document, score] of scores) {
    if (standing.has(document) && inPassing) scores.set(document, rounded(score + more));
    else if (!standing.has(document) && !inPassing) scores.delete(document);
  }
}
