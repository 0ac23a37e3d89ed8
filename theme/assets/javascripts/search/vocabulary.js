/**
 * The words that an index knows: the twin of `kbgen/search/indexing/vocabulary.py`, which explains the format and the rules.
 * Parts arrive as they are needed: a method that needs one that is not here throws `Missing`, and is asked again.
 * @module
 */

import { besideOf, likeliest } from "./corrections.js";
import { compare, digitAt } from "./encoding.js";

export const PARTS = 64;
const COMPLETIONS = 6;

/** Thrown with the parts to fetch first: numbers, or names of pieces of rarer words. */
export class Missing extends Error {
  /** @param {(number | string)[]} parts */
  constructor(parts) {
    super("parts of the vocabulary are missing");
    this.parts = parts;
  }
}

/** @param {string} word @returns {number} which part holds the words that begin like `word` */
const partOf = (word) => /** @type {number} */ (word.codePointAt(0)) % PARTS;

/** @typedef {{forms: string[], common: Map<string, number>, stems: Map<string, string>, byStem: Map<string, number>, phrases: Set<string>}} Part */

export class Vocabulary {
  /**
   * @param {import("./text.js").Language} language @param {[number, ...string[]][]} [rare] for parts that do not hold all, where the pieces
   *   of the others begin and what they are called @param {string} [common] the list of the commonest words of all parts
   * @param {Record<string, string>} [layouts] of keyboards
   */
  constructor(language, rare = [], common = "", layouts = { keys: "" }) {
    this.language = language;
    this.beside = besideOf(language.name, layouts);
    this.rare = new Map(rare.map(([part, ...pieces]) => [part, pieces]));
    this.common = common;
    /** @type {Map<number | string, Part>} */
    this.parts = new Map();
    /** What was found for a word: of a query that is being typed, all words but the last come again. @type {Map<string, import("./corrections.js").Correction[]>} */
    this.corrected = new Map();
  }

  /** @param {number | string} number @param {string} written the part as published, empty if it did not arrive */
  add(number, written) {
    /** @type {Part} */
    const part = { forms: [], common: new Map(), stems: new Map(), byStem: new Map(), phrases: new Set() };
    const gap = written.startsWith("\n") ? 0 : written.indexOf("\n\n");
    const words = gap < 0 ? written : written.slice(0, gap);
    const phrases = gap < 0 ? "" : written.slice(gap + (gap === 0 ? 1 : 2));
    let form = "";
    for (const line of words.split("\n")) {
      if (!line) continue;
      const common = digitAt(line, 1);
      const [rest, told] = line.slice(2).split("\t");
      form = Array.from(form).slice(0, digitAt(line, 0)).join("") + rest;
      const stem = told ?? (this.language.own ? this.language.stem(form) : form);
      part.forms.push(form);
      part.common.set(form, common);
      part.stems.set(form, stem);
      part.byStem.set(stem, Math.max(part.byStem.get(stem) ?? 0, common));
    }
    for (const phrase of phrases.split("\n")) if (phrase) part.phrases.add(phrase);
    this.parts.set(number, part);
    this.corrected.clear();
  }

  /** @param {(number | string)[]} numbers */
  need(numbers) {
    const missing = numbers.filter((number) => !this.parts.has(number));
    if (missing.length) throw new Missing([...new Set(missing)]);
  }

  /** Fetch at once what these forms need. @param {string[]} forms */
  needFor(forms) {
    this.need(forms.filter(Boolean).map((form) => partOf(this.#place(form))));
  }

  /** @param {string} form */
  #place(form) {
    return this.language.own ? this.language.stem(form) : form;
  }

  /** @param {string} word */
  #part(word) {
    const number = partOf(word);
    this.need([number]);
    return /** @type {Part} */ (this.parts.get(number));
  }

  /** The piece of rarer words that would hold `place`, or nothing. @param {string} place */
  #piece(place) {
    const pieces = this.rare.get(partOf(place)) ?? [];
    let found = "";
    for (let at = 0; at < pieces.length && compare(pieces[at], place) <= 0; at += 2) found = pieces[at + 1];
    if (!found) return null;
    this.need([found]);
    return this.parts.get(found);
  }

  /** @param {string} form @returns {string} */
  stemOf(form) {
    if (this.language.own) return this.language.stem(form);
    return this.#part(form).stems.get(form) ?? this.#piece(form)?.stems.get(form) ?? form;
  }

  /** @param {string} form */
  has(form) {
    const place = this.#place(form);
    const part = this.#part(place);
    const stem = this.stemOf(form);
    if (part.stems.has(form) || part.byStem.has(stem)) return true;
    const piece = this.#piece(place);
    return Boolean(piece && (piece.stems.has(form) || piece.byStem.has(stem)));
  }

  /** @param {string} phrase */
  hasPhrase(phrase) {
    const stems = phrase.split(" ");
    return this.#part(stems.find((stem) => !this.language.stops.has(stem)) ?? stems[0]).phrases.has(phrase);
  }

  /** @param {string} form */
  commonness(form) {
    return this.#part(this.#place(form)).common.get(form) ?? 0;
  }

  /** @param {string} form @param {string} word which `form` begins @returns {boolean} whether it may be looked for */
  begins(form, word) {
    const place = partOf(this.#place(form));
    return !this.language.own || place === partOf(form) || place === partOf(this.#place(word));
  }

  /** @param {string} prefix @returns {string[]} the commonest stems of words that begin like this */
  completions(prefix) {
    const start = this.stemOf(prefix);
    const place = this.#place(prefix);
    let part = this.#part(place);
    let found = this.#beginning(part, prefix, start);
    const having = (/** @type {string} */ stem) => /** @type {number} */ (part.byStem.get(stem));
    const piece = found.length ? null : this.#piece(place);
    if (piece) {
      part = piece;
      // One of thousands of codes is none that somebody begins to type.
      found = this.#beginning(part, prefix, start).filter((stem) => having(stem) > 1 || !/\p{Nd}/u.test(stem));
    }
    const order = (/** @type {string} */ a, /** @type {string} */ b) => having(b) - having(a) || compare(a, b);
    return found.sort(order).slice(0, COMPLETIONS);
  }

  /** @param {Part} part @param {string} prefix @param {string} start @returns {string[]} the stems of a part's words that begin like this */
  #beginning(part, prefix, start) {
    /** @type {Set<string>} */
    const found = new Set();
    for (const form of part.forms) {
      const stem = /** @type {string} */ (part.stems.get(form));
      if (form.startsWith(prefix) || (this.language.own && stem.startsWith(start))) found.add(stem);
    }
    return [...found];
  }

  /**
   * @param {string} word @param {boolean} [listed] whether only forms count that the vocabulary has
   * @returns {import("./corrections.js").Correction[]} the likeliest words for one that is none, best first
   */
  corrections(word, listed = false) {
    const begun = [word, word.slice(1), word.slice(1, 2) + word.slice(0, 1) + word.slice(2)].filter(Boolean);
    const numbers = [...new Set([...begun.map((start) => partOf(this.#place(start))), ...(this.common ? [this.common] : [])])];
    this.need(numbers);
    const place = `${listed} ${word}`;
    let found = this.corrected.get(place);
    if (!found) {
      const parts = numbers.map((number) => /** @type {Part} */ (this.parts.get(number)));
      found = likeliest(word, parts, this.beside, listed ? null : this.language.lightStem);
      this.corrected.set(place, found);
    }
    return found;
  }

  /** @param {string} word @returns {[string, string] | null} two words that `word` is written together from */
  split(word) {
    const places = Array.from({ length: Math.max(0, word.length - 3) }, (_, at) => at + 2);
    this.needFor(places.map((at) => word.slice(0, at)));
    const possible = places.filter((at) => this.commonness(word.slice(0, at)));
    this.needFor(possible.map((at) => word.slice(at)));
    /** @type {[number, number, string, string] | null} */
    let best = null;
    for (const at of possible) {
      const [left, right] = [word.slice(0, at), word.slice(at)];
      const rarer = Math.min(this.commonness(left), this.commonness(right));
      if (!rarer) continue;
      /** @type {[number, number, string, string]} */
      const pair = [rarer, -Math.abs(2 * at - word.length), left, right];
      const order = best ? pair[0] - best[0] || pair[1] - best[1] || compare(left, best[2]) || compare(right, best[3]) : 1;
      if (order > 0) best = pair;
    }
    return best ? [best[2], best[3]] : null;
  }
}
