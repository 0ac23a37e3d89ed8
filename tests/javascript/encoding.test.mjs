// How the published index is read.
import assert from "node:assert/strict";
import test from "node:test";

import { bucket, compare, digitAt, restored, undelta, unruns } from "../../theme/assets/javascripts/search/encoding.js";

test("numbers are read from the steps between them", () => {
  assert.deepEqual(undelta(""), []);
  // A step of nothing is the next number; 45 and more are one digit of a longer step, the lowest first.
  assert.deepEqual(undelta("###"), [0, 1, 2]);
  const last = String.fromCharCode(35 + 44);
  assert.deepEqual(undelta(last), [44]);
  assert.deepEqual(undelta(`${String.fromCharCode(35 + 45)}${String.fromCharCode(35 + 1)}`), [45]);
  assert.deepEqual(undelta(`#${String.fromCharCode(35 + 45 + 3)}${String.fromCharCode(35 + 2)}#`), [0, 94, 95]);
});

test("letters that stand for Arabic ones are put back, and those for Latin ones", () => {
  // As Python writes `[["","سلام PDF","پاکت"]]`.
  assert.equal(restored('~[["","SdGe ذؤئ","kGnJ"]]'), '[["","سلام PDF","پاکت"]]');
  assert.equal(restored('[["","PDF"]]'), '[["","PDF"]]');
});

test("a value that comes often is written once", () => {
  assert.deepEqual(unruns([7, 3, 5, 1]), [7, 7, 7, 5]);
  assert.deepEqual(unruns([7, 0]), []);
  assert.deepEqual(unruns([]), []);
});

test("a key is in the same shard as in Python", () => {
  // CRC-32: nothing for nothing, the published check value, and one of bytes above 127.
  assert.equal(bucket("", 2 ** 32), 0);
  assert.equal(bucket("123456789", 2 ** 32), 0xcbf43926);
  assert.equal(bucket("حساب", 2 ** 32), 0x919752b6);
  assert.equal(bucket("123456789", 16), 6);
});

test("words are sorted by code points, not by halves of them", () => {
  const words = ["\u{1f600}", "\uffee", "b", "ab", "a", ""];
  assert.deepEqual(words.sort(compare), ["", "a", "ab", "b", "\uffee", "\u{1f600}"]);
  assert.equal(compare("same", "same"), 0);
});

test("a digit is counted from the first that is published", () => {
  assert.equal(digitAt("#|", 0), 0);
  assert.equal(digitAt("#|", 1), 89);
});
