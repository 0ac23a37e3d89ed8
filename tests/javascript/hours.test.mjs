// When a desk is open. `tests/browser/test_hours.py` compares with Python over whole years; here are the rules one by one.
import assert from "node:assert/strict";
import test from "node:test";

import { stateAt } from "../../theme/assets/javascripts/feedback/hours.js";

const at = (iso) => new Date(iso);
const desk = (week, holidays = [], zone = "Europe/Berlin") => ({ zone, week, holidays });
const WEEKDAYS = Object.fromEntries([0, 1, 2, 3, 4].map((day) => [day, [[540, 1020]]]));

test("a desk is open from its first minute, and no more at its last", () => {
  // Monday; Berlin is two hours before UTC in summer.
  const hours = desk(WEEKDAYS);
  assert.equal(stateAt(hours, at("2026-06-01T06:59:59Z")).open, false);
  assert.deepEqual(stateAt(hours, at("2026-06-01T07:00:00Z")), { open: true, change: at("2026-06-01T15:00:00Z") });
  assert.equal(stateAt(hours, at("2026-06-01T15:00:00Z")).open, false);
});

test("after Friday the next opening is on Monday, or after a holiday", () => {
  const friday = at("2026-06-05T16:00:00Z");
  assert.deepEqual(stateAt(desk(WEEKDAYS), friday).change, at("2026-06-08T07:00:00Z"));
  assert.deepEqual(stateAt(desk(WEEKDAYS, ["2026-06-08"]), friday).change, at("2026-06-09T07:00:00Z"));
  assert.deepEqual(stateAt(desk(WEEKDAYS, ["06-08"]), friday).change, at("2026-06-09T07:00:00Z"));
});

test("a night shift belongs to the day on which it began", () => {
  const night = desk({ 6: [[1320, 1800]] }, [], "UTC");
  assert.deepEqual(stateAt(night, at("2026-06-08T02:00:00Z")), { open: true, change: at("2026-06-08T06:00:00Z") });
});

test("spans that touch at midnight are one", () => {
  const hours = desk({ 0: [[1200, 1440]], 1: [[0, 60]] }, [], "UTC");
  assert.deepEqual(stateAt(hours, at("2026-06-01T22:00:00Z")).change, at("2026-06-02T01:00:00Z"));
});

test("an hour that a clock leaves out, or has twice, ends where the wall clock says", () => {
  const sunday = desk({ 6: [[150, 240]] });
  // 29 March: the clock goes from 2:00 to 3:00; 2:30 is the moment after the gap.
  assert.deepEqual(stateAt(sunday, at("2026-03-29T01:29:00Z")).change, at("2026-03-29T01:30:00Z"));
  // 25 October: 2:30 comes twice; the first counts.
  assert.deepEqual(stateAt(sunday, at("2026-10-25T00:29:00Z")).change, at("2026-10-25T00:30:00Z"));
});

test("a desk that never closes has no change, nor one that never opens", () => {
  const always = desk(Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((day) => [day, [[0, 1440]]])));
  assert.deepEqual(stateAt(always, at("2026-06-01T12:00:00Z")), { open: true, change: undefined });
  assert.deepEqual(stateAt(desk({}), at("2026-06-01T12:00:00Z")), { open: false, change: undefined });
});
