/**
 * Which terms of a query are read whole, of those whose lines are cut: the twin of `kbgen/search/answering/cut.py`, which explains it.
 * @module
 */

import { compare } from "./encoding.js";
import { PASTED, SHORT } from "./nearness.js";

const [KNOWN, CHEAP] = [5, 6000];

/** @typedef {{keys: string[], having: number}} Cut a term of the query: its keys whose lines are cut, and how many articles have them */

/**
 * @param {Cut[]} terms those with a form of their own @param {number} words of the query @param {boolean} everything
 * @returns {Set<string>} the keys to read whole
 */
export function needed(terms, words, everything) {
  if (everything) return new Set(terms.flatMap((term) => term.keys));
  if (words < SHORT) return new Set();
  const cut = terms.filter((term) => term.keys.length);
  cut.sort((a, b) => a.having - b.having || compare(a.keys.join("\t"), b.keys.join("\t")));
  const known = terms.length - cut.length;
  let sum = 0;
  const rarest = cut.slice(0, Math.max(0, KNOWN - known)).filter(({ having }) => (sum += having) <= CHEAP || words >= PASTED);
  return new Set(rarest.flatMap((term) => term.keys));
}

/** @param {Cut[]} terms @param {Set<string>} whole @returns {number} how many of `terms` are known in every article */
export const knownForms = (terms, whole) => terms.filter((term) => term.keys.every((key) => whole.has(key))).length;
