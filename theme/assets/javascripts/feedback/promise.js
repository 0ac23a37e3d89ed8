/**
 * How long an answer takes, by what the desk promised for this hour. No DOM, no clock.
 *
 * @typedef {[number, string]} Time minutes, and the same in words
 * @typedef {{open: Time, closed?: Time, hours?: [number, number, number, string][]}} Promised `hours`: from, to (minutes of the
 *   desk's day), minutes, words
 */

import { wallClock } from "./hours.js";

/**
 * @param {Promised} promised
 * @param {boolean} open whether somebody is there
 * @param {Date} now
 * @param {string} [zone] of the desk; hours mean nothing without
 * @returns {Time}
 */
export function promiseAt({ open: usual, closed, hours = [] }, open, now, zone) {
  if (!open) return closed ?? usual;
  if (!zone || !hours.length) return usual;
  const { hour, minute } = wallClock(zone)(+now);
  const at = hour * 60 + minute;
  const found = hours.find(([from, to]) => from <= at && at < to);
  return found ? [found[2], found[3]] : usual;
}
