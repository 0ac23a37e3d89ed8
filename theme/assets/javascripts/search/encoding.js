/**
 * How the published index is read: the twin of `kbgen/search/indexing/encoding.py`.
 * @module
 */

const FIRST = 35;
const HALF = 45;

/** The letters of Arabic and Persian, and the Latin ones that stand for them. */
const ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژکگی";
const LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop";
const EXCHANGED = "~";
const LETTER = /[A-Za-p\u0621-\u063a\u0641-\u064aپچژکگی]/g;
const EXCHANGE = new Map([...ARABIC + LATIN].map((letter, at) => [letter, (LATIN + ARABIC)[at]]));

/** @param {string} text as a file has it @returns {string} with its own letters */
export const restored = (text) =>
  text.startsWith(EXCHANGED) ? text.slice(1).replace(LETTER, (letter) => /** @type {string} */ (EXCHANGE.get(letter))) : text;

/** @param {string} text @param {number} at @returns {number} the number from 0 to 89 that stands there */
export const digitAt = (text, at) => text.charCodeAt(at) - FIRST;

/** @param {string} text @returns {number[]} ascending numbers, written as the steps between them */
export function undelta(text) {
  const numbers = [];
  let [previous, step, place] = [-1, 0, 1];
  for (let at = 0; at < text.length; at++) {
    const value = digitAt(text, at);
    if (value >= HALF) {
      step += (value - HALF) * place;
      place *= HALF;
    } else {
      previous += step + value * place + 1;
      numbers.push(previous);
      [step, place] = [0, 1];
    }
  }
  return numbers;
}

/** @param {number[]} written value, how often, value, how often … @returns {number[]} */
export function unruns(written) {
  const values = [];
  for (let at = 0; at < written.length; at += 2) for (let times = written[at + 1]; times > 0; times--) values.push(written[at]);
  return values;
}

/** What each byte does to a CRC-32 (ISO 3309). */
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});

/** @param {string} key @param {number} buckets @returns {number} which shard holds `key`: CRC-32 of its UTF-8 */
export function bucket(key, buckets) {
  let value = 0xffffffff;
  for (const byte of new TextEncoder().encode(key)) value = (value >>> 8) ^ CRC[(value ^ byte) & 255];
  return ((value ^ 0xffffffff) >>> 0) % buckets;
}

/** @param {string} a @param {string} b @returns {number} order by code points, as Python sorts */
export function compare(a, b) {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    if (left[at] !== right[at]) return /** @type {number} */ (left[at].codePointAt(0)) - /** @type {number} */ (right[at].codePointAt(0));
  }
  return left.length - right.length;
}
