// Words that stand together, and ranking's figures.
import assert from "node:assert/strict";
import test from "node:test";

import { candidates, isEnough } from "../../theme/assets/javascripts/search/nearness.js";
import { rarity, rounded, SATURATED } from "../../theme/assets/javascripts/search/ranking.js";

test("few words are no passage: nothing is read", () => {
  assert.deepEqual(candidates(["a"], 1, 1, new Map([[1, 9]]), [1]), []);
});

test("articles that have more of the words are read first, and those with too few not at all", () => {
  const exact = new Map([[1, 10], [2, 12], [3, 1]]);
  const query = Array.from({ length: 12 }, (_, at) => `w${at}`);
  assert.deepEqual(candidates(query, 12, 12, exact, [1, 2, 3, 4]), [2, 1]);
});

test("reading goes on only where a part of what was pasted was found", () => {
  const shares = [[], [0, 0], [0.6, 0], [0.6, 1]];
  assert.deepEqual(shares.map((each) => isEnough(each)), [true, true, false, true]);
  assert.deepEqual(shares.map((each) => isEnough(each, true)), [false, false, false, true]);
});

test("a rare word counts more than a common one, and a word of all articles a little", () => {
  assert.ok(rarity(1000, 1) > rarity(1000, 10));
  assert.ok(rarity(1000, 10) > rarity(1000, 1000));
  assert.ok(rarity(1000, 1000) > 0);
});

test("a score is rounded to four digits, half of the last one up", () => {
  assert.deepEqual([1.00004, 1.00006, 0.5].map(rounded), [1, 1.0001, 0.5]);
});

test("the more often a word stands there the less one more counts", () => {
  assert.equal(SATURATED.length, 90);
  assert.ok(SATURATED.every((value, level) => level === 0 || value >= SATURATED[level - 1]));
});
