/**
 * The formula by which articles are ranked: the twin of `kbgen/search/answering/ranking.py`, which explains it.
 * @module
 */

const K1 = 1.2;
const COMMON = 0.5;
const FEW = 120;
const STEPS_PER_OCTAVE = 6;
const LOWEST = -6;
const ABOUT = 62;
const EACH_OCTAVE = 1.5;
export const EXACT_BONUS = 0.25;
export const RELEVANT = 0.2;
export const TOGETHER = 2;

/** What each level of a posting is worth: saturated, and more where the article is about the word. */
export const SATURATED = Array.from({ length: 90 }, (_, level) => {
  const x = 2 ** (level / STEPS_PER_OCTAVE + LOWEST);
  return (x * (K1 + 1)) / (x + K1) + (EACH_OCTAVE * Math.max(0, level - ABOUT)) / STEPS_PER_OCTAVE;
});

/** @param {number} articles @param {number} having @returns {number} inverse document frequency, and a little */
export const rarity = (articles, having) =>
  Math.log(1 + (articles - having + 0.5) / (having + 0.5)) + COMMON * (1 + 1 / (1 + (articles / FEW) ** 4));

/** What a term is worth in an article that a cut line does not name. @param {number} articles @param {number} having @param {number} named @param {number} least */
export const expected = (articles, having, named, least) => SATURATED[least] * Math.sqrt((having - named) / (articles - named + 1));

/** @param {number} score @returns {number} four decimals, halves up */
export const rounded = (score) => Math.floor(score * 10000 + 0.5) / 10000;
