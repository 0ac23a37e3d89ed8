// Which of a query's common words are read in every article that has them.
import assert from "node:assert/strict";
import test from "node:test";

import { needed } from "../../theme/assets/javascripts/search/cut.js";
import { batchesFor, PASTED } from "../../theme/assets/javascripts/search/nearness.js";

const COMMON = ["lantern", "screen", "printer", "phone", "account"].map((word, at) => ({ keys: [word], having: 1500 * (at + 1) }));

test("a question reads the rarer of its common words, a pasted text all", () => {
  assert.deepEqual([...needed(COMMON, 4, false)], []);
  assert.deepEqual([...needed(COMMON, 5, false)], ["lantern", "screen"]);
  assert.equal(needed(COMMON, PASTED, false).size, 5);
  assert.equal(needed(COMMON, 1, true).size, 5);
});

test("of a question whose words thousands of articles have, fewer texts are read", () => {
  const most = (/** @type {number} */ words, /** @type {boolean} */ cut) => batchesFor(words, cut).at(-1);
  assert.equal(most(4, false), most(PASTED, true));
  assert.ok(Number(most(4, true)) < Number(most(PASTED, true)));
});
