// Of the words that may be meant by a mistyped one, the likeliest. The tables are Python's; a few keys are enough here.
import assert from "node:assert/strict";
import test from "node:test";

import { besideOf, likeliest } from "../../theme/assets/javascripts/search/corrections.js";

const LAYOUTS = { keys: "q w e r t y u i o p [ ] a s d f g h j k l ; ' z x c v b n m , . / `" };
const beside = besideOf("en", LAYOUTS);

/** A part of the vocabulary whose words are their own stems. */
const part = (common) => ({
  forms: Object.keys(common),
  common: new Map(Object.entries(common)),
  stems: new Map(Object.keys(common).map((form) => [form, form])),
  byStem: new Map(Object.entries(common)),
  phrases: new Set(),
});
const first = (word, common) => likeliest(word, [part(common)], beside, null)[0]?.form;

test("keys touch their neighbours in the row and two keys of the row below", () => {
  assert.deepEqual(["gf", "gh", "gt", "gy", "gv", "gb"].filter((pair) => beside.has(pair)).length, 6);
  assert.deepEqual(["gr", "gu", "gn", "gc", "pa", "lz"].filter((pair) => beside.has(pair)), []);
});

for (const [word, common, meant, why] of [
  ["prce", { price: 3, pace: 2 }, "price", "what more articles have"],
  ["conut", { count: 1, donut: 3 }, "count", "letters that were exchanged"],
  ["maik", { mail: 1, main: 1, mark: 2 }, "mail", "a key beside the right one"],
  ["slate", { plate: 2, skate: 2 }, "skate", "the first letter is seldom wrong"],
  ["passwort", { password: 1, passports: 5 }, "password", "one slip rather than two"],
  ["qqqq", { count: 9 }, undefined, "nothing is near"],
]) {
  test(`${word}: ${meant ?? "nothing"} (${why})`, () => assert.equal(first(word, common), meant));
}

test("a slip in a form that no article has is found where its stem is known, and only there", () => {
  const stem = (form) => (form.startsWith("ال") ? form.slice(2) : form);
  assert.equal(likeliest("لاكتب", [part({ كتب: 3 })], beside, stem)[0].shown, "كتب");
  assert.deepEqual(likeliest("لاكتب", [part({ كتب: 3 })], beside, null), []);
});
