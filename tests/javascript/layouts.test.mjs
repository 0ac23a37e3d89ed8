// What was typed with the letters of another keyboard. The tables are Python's; a few keys are enough here.
import assert from "node:assert/strict";
import test from "node:test";

import { otherLayouts } from "../../theme/assets/javascripts/search/layouts.js";

const LAYOUTS = { keys: "a b lh", fa: "ش ذ لا", ar: "س لا ث" };

test("Latin letters on a Persian page are read as the Persian keys", () => {
  assert.deepEqual(otherLayouts("AB", "fa", LAYOUTS), ["شذ"]);
});

test("Persian letters on an English page are read as Latin keys, by each keyboard that has them", () => {
  assert.deepEqual(otherLayouts("شذ", "en", LAYOUTS), ["ab"]);
  assert.deepEqual(otherLayouts("سش", "en", LAYOUTS), ["aش", "سa"]);
});

test("one key may write two letters, and two letters may be one key", () => {
  assert.deepEqual(otherLayouts("لا", "fa", LAYOUTS), ["lh"]);
  assert.deepEqual(otherLayouts("لا", "en", LAYOUTS), ["b", "lh"]);
});

test("what no key writes stays, and nothing else is no reading", () => {
  assert.deepEqual(otherLayouts("۱۲", "fa", LAYOUTS), []);
  assert.deepEqual(otherLayouts("a1", "fa", LAYOUTS), ["ش1"]);
});
