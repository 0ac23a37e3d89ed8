// Distance between words, as typing fingers make it.
import assert from "node:assert/strict";
import test from "node:test";

import { allowedTypos, bitCount, distance, lettersOf } from "../../theme/assets/javascripts/search/typos.js";

const CASES = [
  ["pasword", "password", 1, "a letter left out"],
  ["passsword", "password", 1, "one too many"],
  ["pazsword", "password", 1, "a wrong one"],
  ["paswsord", "password", 1, "two that changed places"],
  ["paswdrod", "password", 3, "three"],
  ["", "ab", 2, "all"],
  ["same", "same", 0, "none"],
  ["ca", "abc", 3, "letters that changed places are not changed again"],
];

for (const [left, right, typos, why] of CASES) {
  test(`${left || "nothing"} and ${right}: ${typos} (${why})`, () => {
    assert.equal(distance(left, right, 3), typos);
    assert.equal(distance(right, left, 3), typos);
  });
}

test("words that are farther apart than wanted are only told to be so", () => {
  assert.equal(distance("abcdef", "uvwxyz", 2), 3);
  assert.equal(distance("a", "abcdef", 2), 3);
  assert.equal(distance("ab", "cd", 1), 2);
});

test("short words and numbers have no typos, long words two", () => {
  assert.deepEqual(["ab", "abc", "abcdefg", "abcdefgh", "12345678", "۱۲۳۴۵۶۷۸"].map(allowedTypos), [0, 1, 1, 2, 0, 0]);
});

test("a set of letters counts each once", () => {
  assert.equal(bitCount(lettersOf("banana")), 3);
  assert.equal(bitCount(lettersOf("")), 0);
  // The thirty-second bit is the sign.
  assert.equal(bitCount(-1), 32);
});
