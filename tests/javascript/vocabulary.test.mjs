// The words that an index knows, in pieces.
import assert from "node:assert/strict";
import test from "node:test";

import { Language } from "../../theme/assets/javascripts/search/text.js";
import { Missing, Vocabulary } from "../../theme/assets/javascripts/search/vocabulary.js";

/** @param {() => unknown} ask @returns {unknown} what is missing */
function missing(ask) {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Missing) return error.parts;
    throw error;
  }
}

const words = () => new Vocabulary(new Language({ language: "de", own: false, stop: "" }), { pieces: [[97 % 64, "aal", "first", "apfel", "second", "arm", "third"]] });

test("a word is looked for in the piece that would hold it", () => {
  assert.deepEqual(missing(() => words().commonness("apis")), ["words-second"]);
  assert.deepEqual(missing(() => words().commonness("aa")), ["words-first"]);
});

test("what begins like a word of two letters may stand in each piece that begins so", () => {
  const vocabulary = words();
  vocabulary.add("words-first", "#$ap\n\n");
  assert.deepEqual(missing(() => vocabulary.completions("ap")), ["words-second"]);
  vocabulary.add("words-second", "#%apfel\n\n");
  assert.deepEqual(vocabulary.completions("ap"), ["apfel", "ap"]);
});

test("all pieces are read for a word that may be a slip", () => {
  assert.deepEqual(missing(() => words().corrections("apfle")), ["words-first", "words-second", "words-third", "p".charCodeAt(0) % 64]);
});
