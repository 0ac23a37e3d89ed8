/**
 * What to offer when nothing was found: articles for the beginning of the query's longest word.
 * @module
 */

const ATTEMPTS = 4;
const SHORTEST = 3;

/**
 * @param {import("./searcher.js").Searcher} searcher @param {string} query @param {number} limit
 * @returns {Promise<import("./searcher.js").Answer | null>}
 */
export async function nearest(searcher, query, limit) {
  const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
  let word = words.sort((a, b) => b.length - a.length)[0] ?? "";
  for (let attempt = 0; attempt < ATTEMPTS && word.length > SHORTEST; attempt++) {
    word = word.slice(0, Math.max(SHORTEST, Math.ceil(word.length * 0.75)));
    const answer = await searcher.search(word, { limit });
    if (answer.count) return answer;
  }
  return null;
}
