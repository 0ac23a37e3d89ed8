/**
 * Reads a query: the twin of `kbgen/search/query.py`, which explains the rules.
 * @module
 */

import { otherLayouts } from "./layouts.js";
import { fold } from "./text.js";

const MAX_CHARACTERS = 400;
const MAX_WORDS = 24;
const MAX_PHRASE = 5;
const [VARIANT, SPLIT, JOINED, IN_PHRASE] = [0.9, 0.9, 1, 0.5];
const [ONE_TYPO, TWO_TYPOS] = [0.9, 0.7];
const [COMPLETED, COMPLETED_KNOWN] = [0.7, 0.2];
const MORE = 2;

/** @typedef {{keys: [string, number][], form: string}} Term */
/** @typedef {{terms: Term[], corrected: string}} Plan */

/**
 * @param {string} query @param {import("./vocabulary.js").Vocabulary} vocabulary
 * @param {import("./text.js").Language} language @param {Record<string, string>} layouts
 * @returns {Plan} throws `Missing` while the vocabulary lacks a part that it needs
 */
export function plan(query, vocabulary, language, layouts) {
  query = Array.from(query).slice(0, MAX_CHARACTERS).join("");
  let tokens = language.tokenise(query).slice(0, MAX_WORDS);
  const pairs = tokens.slice(1).map((token, at) => tokens[at].form + token.form);
  vocabulary.needFor([...tokens.map((token) => token.form), ...pairs]);
  const other = otherLayout(query, tokens, vocabulary, language, layouts);
  if (other) {
    query = other;
    tokens = language.tokenise(other).slice(0, MAX_WORDS);
  }
  const typing = tokens.length > 0 && /[\p{L}\p{N}]$/u.test(query);
  let telling = tokens.map((token) => !language.stops.has(token.form));
  if (!telling.some(Boolean)) telling = tokens.map(() => true);
  const readings = tokens.map((token, at) => read(token.form, vocabulary, language, typing && at === tokens.length - 1));
  const stems = readings.map((reading) => reading.stem);
  const phrases = phrasesIn(stems, vocabulary);
  const covered = new Set();
  for (const [start, end] of phrases) for (let at = start; at < end; at++) covered.add(at);
  const joined = joinedIn(tokens, vocabulary);
  /** @type {Term[]} */
  const terms = [];
  readings.forEach((reading, at) => {
    if (!telling[at] || (!reading.known && joined.some(([first]) => at === first || at === first + 1))) return;
    const weight = covered.has(at) ? IN_PHRASE : 1;
    for (const keys of reading.terms) {
      terms.push({ keys: keys.map(([key, share]) => [key, weight * share]), form: tokens[at].form });
    }
  });
  for (const [start, end] of phrases) terms.push({ keys: [[stems.slice(start, end).join(" "), 1]], form: "" });
  for (const [at, key] of joined) terms.push({ keys: [[key, JOINED]], form: tokens[at].form + tokens[at + 1].form });
  const changed = new Map();
  readings.forEach((reading, at) => {
    if (reading.corrected && telling[at]) changed.set(tokens[at].form, language.spelled(reading.shown));
  });
  return { terms, corrected: (other || changed.size) && terms.length ? inOwnWords(query, changed) : "" };
}

function inOwnWords(query, changed) {
  const words = query.replace(/^[ \t\n\r\f\v]+|[ \t\n\r\f\v]+$/g, "").split(/([ \t\n\r\f\v\u200c]+)/);
  return words.map((piece) => {
    const [, before, core, after] = /** @type {string[]} */ (piece.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su));
    const right = core && changed.get(fold(core));
    return right ? before + right + after : piece;
  }).join("");
}

function read(form, vocabulary, language, typing) {
  const known = vocabulary.stemOf(form);
  const completions = typing ? vocabulary.completions(form) : [];
  if (vocabulary.has(form)) {
    const more = completions.filter((key) => key !== known).slice(0, MORE).map((key) => [key, COMPLETED_KNOWN]);
    return { terms: [[[known, 1], ...more]], stem: known, shown: form, known: true };
  }
  if (completions.length) {
    return { terms: [completions.map((key) => [key, COMPLETED])], stem: completions[0], shown: form };
  }
  const variants = language.variants(form);
  vocabulary.needFor(variants);
  const variant = variants.find((reading) => vocabulary.has(reading));
  const parts = variant ? null : vocabulary.split(form);
  if (parts) {
    const stems = parts.map((part) => vocabulary.stemOf(part));
    return { terms: stems.map((key) => [[key, SPLIT]]), stem: stems[0], shown: parts.join(" ") };
  }
  const corrections = vocabulary.corrections(form);
  vocabulary.needFor(corrections.map(([near]) => near));
  const keys = new Map(variant ? [[vocabulary.stemOf(variant), VARIANT]] : []);
  for (const [near, apart] of corrections) {
    const stem = vocabulary.stemOf(near);
    if (!keys.has(stem)) keys.set(stem, apart === 1 ? ONE_TYPO : TWO_TYPOS);
  }
  if (!keys.size) return { terms: [], stem: known, shown: form };
  const shown = variant ? form : corrections[0][0];
  return { terms: [[...keys]], stem: [...keys.keys()][0], shown, corrected: !variant };
}

function phrasesIn(stems, vocabulary) {
  const found = [];
  for (let start = 0; start < stems.length; start++) {
    for (let end = start + 2; end <= Math.min(start + MAX_PHRASE, stems.length); end++) {
      if (vocabulary.hasPhrase(stems.slice(start, end).join(" "))) found.push([start, end]);
    }
  }
  return found;
}

function joinedIn(tokens, vocabulary) {
  const found = [];
  for (let at = 0; at + 1 < tokens.length; at++) {
    const word = tokens[at].form + tokens[at + 1].form;
    const apart = tokens.every((token) => token.form !== word);
    if (word.length > 4 && apart && vocabulary.commonness(word)) found.push([at, vocabulary.stemOf(word)]);
  }
  return found;
}

function otherLayout(query, tokens, vocabulary, language, layouts) {
  const known = (found) => {
    const forms = found.map((token) => token.form);
    vocabulary.needFor(forms);
    return forms.some((form) => vocabulary.has(form) || (form.length > 2 && vocabulary.completions(form).length > 0));
  };
  if (!tokens.length || known(tokens)) return "";
  return otherLayouts(query, language.name, layouts).find((reading) => known(language.tokenise(reading))) ?? "";
}
