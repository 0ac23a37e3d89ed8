// What a desk promises, by the hour.
import assert from "node:assert/strict";
import test from "node:test";

import { promiseAt } from "../../theme/assets/javascripts/feedback/promise.js";

const PROMISED = { open: [20, "20 minutes"], closed: [1440, "1 day"], hours: [[540, 720, 5, "5 minutes"]] };
// Nine in the morning in Berlin, in summer.
const NINE = new Date("2026-06-01T07:00:00Z");

test("the hour of the desk's own day decides, wherever the reader is", () => {
  assert.deepEqual(promiseAt(PROMISED, true, NINE, "Europe/Berlin"), [5, "5 minutes"]);
  assert.deepEqual(promiseAt(PROMISED, true, NINE, "UTC"), [20, "20 minutes"]);
});

test("out of hours the promise is another, where one was made", () => {
  assert.deepEqual(promiseAt(PROMISED, false, NINE, "Europe/Berlin"), [1440, "1 day"]);
  assert.deepEqual(promiseAt({ open: [20, "20 minutes"] }, false, NINE, "Europe/Berlin"), [20, "20 minutes"]);
});
