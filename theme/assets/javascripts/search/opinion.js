/**
 * The second opinion on a search, from a collector that knows what passages mean. The page shows its own results at once; where
 * the answer comes soon, they are put in its order, unless the reader is about to press one of them.
 * @module
 */

import { config } from "../config.js";

const PAUSE = 150; // milliseconds without a key before anybody is asked
const PATIENCE = 300;
const WORDS = 2; // one word alone means what it says

let refused = false;
let timer = 0;

/**
 * Ask for the order of the results of `query`, once its reader pauses.
 * @param {string} query @param {string} version of the index whose numbers are wanted
 * @returns {Promise<number[]>} numbers of articles, best first; none where there is no opinion, or a later query is asked about
 */
export function secondOpinion(query, version) {
  clearTimeout(timer);
  const words = query.trim().split(/\s+/);
  if (!config.opinion || refused || words.length < WORDS) return Promise.resolve([]);
  return new Promise((resolve) => {
    timer = setTimeout(() => ask(words.join(" "), version).then(resolve, () => resolve([])), PAUSE);
  });
}

/** @param {string} query @param {string} version @returns {Promise<number[]>} */
async function ask(query, version) {
  const answer = await fetch(`${config.base}_kb/${config.locale}/opinion`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query: query.slice(0, 200) }),
    credentials: "omit",
    signal: AbortSignal.timeout?.(PATIENCE),
  });
  // Where none is given, this page asks no more.
  if (!answer.ok) refused = answer.status !== 429;
  const { version: theirs, order } = answer.ok ? await answer.json() : { version: "", order: [] };
  return theirs === version ? order : [];
}

/**
 * Whether results may still move: nobody points at one, has chosen one, or touches the screen.
 * @param {Element} list
 */
export function untouched(list) {
  return !list.matches(":hover, :active, :focus-within") && !list.querySelector('[aria-selected="true"]');
}

/**
 * @template {{article: string, rank?: number, opinion?: string}} R
 * @param {R[]} results in the new order @param {R[]} before
 * @returns {R[]} the results, those marked that the opinion brought further up
 */
export function marked(results, before) {
  const places = new Map(before.map((result, at) => [result.article, at]));
  return results.map((result, at) => (at < (places.get(result.article) ?? Infinity) ? { ...result, opinion: "meaning" } : result));
}
