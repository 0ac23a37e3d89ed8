/**
 * Which word was meant by one that no article has: the twin of `kbgen/search/indexing/corrections.py`, which explains the measure.
 * @module
 */

import { compare } from "./encoding.js";
import { fold } from "./text.js";
import { allowedTypos, bitCount, distance, lettersOf } from "./typos.js";

const CORRECTIONS = 3;
const [ANY, BESIDE, TWICE, FIRST_LETTER, SECOND] = [5, 2, 1, 2, 10];
const [UNLISTED, STEM] = [3, 3];
const WITHIN = 3;
const ROWS = [[0, 12], [12, 23], [23, 33]];
const ASCII = /^[\x00-\x7f]$/;
const LETTER = /[^\x00-\x7f\P{L}]/u;

/** @typedef {{form: string, stem: string, apart: number, bits: number, shown: string}} Correction */
/** @typedef {import("./vocabulary.js").Part} Part */

/**
 * @param {string} word @param {Part[]} parts @param {Set<string>} beside pairs of letters as `besideOf` gives them
 * @param {((form: string) => string) | null} stemOf that of a form which the vocabulary has not got, where those count too
 * @returns {Correction[]} the likeliest words, best first
 */
export function likeliest(word, parts, beside, stemOf) {
  const most = allowedTypos(word);
  if (!most) return [];
  /** @type {Map<string, Correction>} */
  const found = new Map();
  /** @param {string} form @param {string} stem @param {number} apart @param {number} common */
  const add = (form, stem, apart, common) => {
    const bits = common - (apart === 1 ? bitsOf(word, form, beside) : SECOND + (word[0] === form[0] ? 0 : FIRST_LETTER));
    const known = found.get(form);
    if (!known || known.bits < bits) found.set(form, { form, stem, apart, bits, shown: form });
  };
  const letters = lettersOf(word);
  const least = word.length === 3 ? 4 : 3;
  for (const part of parts) {
    for (const form of part.forms) {
      if (Math.abs(form.length - word.length) > most || form.length < least) continue;
      if (bitCount(lettersOf(form) ^ letters) > 2 * most) continue;
      const apart = distance(word, form, most);
      if (apart && apart <= most) add(form, /** @type {string} */ (part.stems.get(form)), apart, /** @type {number} */ (part.common.get(form)));
    }
  }
  if (stemOf && Array.from(word).some((letter) => !ASCII.test(letter))) {
    for (const form of relatives(word, parts[parts.length - 1])) {
      const stem = stemOf(form);
      const common = stem.length < STEM ? -1 : Math.max(...parts.map((part) => part.byStem.get(stem) ?? -1));
      if (common >= 0 && !found.has(form)) add(form, stem, 1, common - UNLISTED);
    }
  }
  const ranked = [...found.values()].sort((a, b) => b.bits - a.bits || compare(a.form, b.form));
  /** @type {Map<string, Correction>} */
  const first = new Map();
  for (const each of ranked) {
    if (each.bits >= ranked[0].bits - WITHIN && !first.has(each.stem)) first.set(each.stem, each);
  }
  return [...first.values()].slice(0, CORRECTIONS).map((each) => ({ ...each, shown: listed(each, parts) }));
}

/** @param {Correction} found @param {Part[]} parts @returns {string} the form itself, or the commonest of its stem that articles have */
function listed({ form, stem }, parts) {
  if (parts.some((part) => part.stems.has(form))) return form;
  const forms = parts.flatMap((part) => part.forms.filter((other) => part.stems.get(other) === stem)
    .map((other) => ({ other, common: /** @type {number} */ (part.common.get(other)) })));
  return forms.sort((a, b) => b.common - a.common || compare(a.other, b.other))[0].other;
}

/** @param {string} word @param {Part} common words with all letters @returns {Iterable<string>} all that is one slip from `word` */
function* relatives(word, common) {
  const letters = [...new Set(common.forms.join(""))].filter((letter) => LETTER.test(letter));
  for (let at = 0; at <= word.length; at++) {
    const [before, letter, after] = [word.slice(0, at), word.slice(at, at + 1), word.slice(at + 1)];
    if (letter) yield before + after;
    if (at && letter && letter !== word[at - 1]) yield word.slice(0, at - 1) + letter + word[at - 1] + after;
    for (const other of letters) {
      if (letter && other !== letter) yield before + other + after;
      yield before + other + letter + after;
    }
  }
}

/** How much less likely than a letter left out the slip is. @param {string} word @param {string} meant @param {Set<string>} beside */
function bitsOf(word, meant, beside) {
  let at = 0;
  while (at < word.length && at < meant.length && word[at] === meant[at]) at++;
  const first = at ? 0 : FIRST_LETTER;
  if (word.length < meant.length || (word.length === meant.length && word.slice(at + 1) !== meant.slice(at + 1))) return first;
  if (ASCII.test(word[at]) !== ASCII.test(meant[Math.min(at, meant.length - 1)])) return 0;
  if (word.length === meant.length) return first + (beside.has(word[at] + meant[at]) ? BESIDE : ANY);
  if (at && word[at] === word[at - 1]) return TWICE;
  return first + ([word[at - 1], word[at + 1]].some((other) => beside.has(word[at] + other)) ? BESIDE : ANY);
}

/** @param {string} language @param {Record<string, string>} layouts @returns {Set<string>} pairs of letters whose keys touch each other */
export function besideOf(language, layouts) {
  const keys = (layouts[language] ?? layouts.keys).split(" ").map(fold);
  const rows = ROWS.map(([from, to]) => keys.slice(from, to));
  const pairs = rows.flatMap((row, at) => [
    ...row.slice(1).map((key, left) => [row[left], key]),
    ...(rows[at + 1] ?? []).flatMap((key, left) => [[row[left], key], [row[left + 1], key]]),
  ]);
  return new Set(pairs.flatMap(([left, right]) => [left + right, right + left]));
}
