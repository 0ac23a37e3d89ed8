/**
 * The words that an index knows: the twin of `kbgen/search/indexing/vocabulary.py`, which explains the format and the rules.
 * Parts arrive as they are needed: a method that needs one that is not here throws `Missing`, and is asked again.
 * @module
 */

import { besideOf, likeliest } from "./corrections.js";
import { compare, digitAt } from "./encoding.js";

export const PARTS = 64;
const COMPLETIONS = 6;
const ROOT = 2;

/** Thrown with the parts to fetch first: numbers, or names of files with a piece. */
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
   * @param {import("./text.js").Language} language
   * @param {{pieces?: [number, ...string[]][], rare?: [number, ...string[]][], common?: string, layouts?: Record<string, string>}} [told]
   *   for parts that are in several pieces, where these begin and what they are called, for parts that do not hold all, the same of
   *   the others; the list of the commonest words of all parts; layouts of keyboards
   */
  constructor(language, { pieces = [], rare = [], common = "", layouts = { keys: "" } } = {}) {
    this.language = language;
    this.beside = besideOf(language.name, layouts);
    this.pieces = new Map(pieces.map(([part, ...found]) => [part, found]));
    this.rare = new Map(rare.map(([part, ...found]) => [part, found]));
    this.common = common && `rare-${common}`;
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
    this.need(forms.filter(Boolean).map((form) => this.#homes(this.#place(form))[0]));
  }

  /** @param {string} form */
  #place(form) {
    return this.language.own ? this.language.stem(form) : form;
  }

  /**
   * What of its part would hold `place`, or all words from `root` on that begin like it.
   * @param {string} place @param {string} [root] @returns {(number | string)[]}
   */
  #homes(place, root = "") {
    const number = partOf(place);
    const pieces = this.pieces.get(number);
    if (!pieces) return [number];
    const found = [];
    for (let at = 0; at < pieces.length; at += 2) {
      const begins = pieces[at];
      if (!at || compare(begins, root || place) <= 0) found[0] = `words-${pieces[at + 1]}`;
      else if (root && begins.startsWith(root)) found.push(`words-${pieces[at + 1]}`);
    }
    return found;
  }

  /** All of a part. @param {number} number @returns {(number | string)[]} */
  #whole(number) {
    return this.pieces.get(number)?.flatMap((name, at) => (at % 2 ? [`words-${name}`] : [])) ?? [number];
  }

  /** @param {(number | string)[]} numbers @returns {Part[]} */
  #read(numbers) {
    this.need(numbers);
    return numbers.map((number) => /** @type {Part} */ (this.parts.get(number)));
  }

  /** @param {string} place */
  #home(place) {
    return this.#read(this.#homes(place))[0];
  }

  /** What of its part would hold the words that begin like the first half of `place`. @param {string} place */
  #around(place) {
    const letters = Array.from(place);
    return this.#read(this.#homes(place, letters.slice(0, Math.max(ROOT, letters.length >> 1)).join("")));
  }

  /** The piece of rarer words that would hold `place`, or nothing. @param {string} place */
  #piece(place) {
    const pieces = this.rare.get(partOf(place)) ?? [];
    let found = "";
    for (let at = 0; at < pieces.length && compare(pieces[at], place) <= 0; at += 2) found = pieces[at + 1];
    return found ? this.#read([`rare-${found}`])[0] : null;
  }

  /** @param {string} form @returns {string} */
  stemOf(form) {
    if (this.language.own) return this.language.stem(form);
    return this.#home(form).stems.get(form) ?? this.#piece(form)?.stems.get(form) ?? form;
  }

  /** @param {string} form */
  has(form) {
    const place = this.#place(form);
    const part = this.#home(place);
    const stem = this.stemOf(form);
    if (part.stems.has(form) || part.byStem.has(stem)) return true;
    if (!this.language.own && this.#around(stem).some((other) => other.byStem.has(stem))) return true;
    const piece = this.#piece(place);
    return Boolean(piece && (piece.stems.has(form) || piece.byStem.has(stem)));
  }

  /** @param {string} phrase */
  hasPhrase(phrase) {
    const stems = phrase.split(" ");
    return this.#home(stems.find((stem) => !this.language.stops.has(stem)) ?? stems[0]).phrases.has(phrase);
  }

  /** @param {string} form */
  commonness(form) {
    return this.#home(this.#place(form)).common.get(form) ?? 0;
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
    let found = this.#beginning(this.#around(place), prefix, start);
    const piece = found.length ? null : this.#piece(place);
    // One of thousands of codes is none that somebody begins to type.
    if (piece) found = this.#beginning([piece], prefix, start).filter(([stem, common]) => common > 1 || !/\p{Nd}/u.test(stem));
    return found.sort(([a, left], [b, right]) => right - left || compare(a, b)).slice(0, COMPLETIONS).map(([stem]) => stem);
  }

  /** @param {Part[]} parts @param {string} prefix @param {string} start @returns {[string, number][]} the stems of words that begin like this, how common */
  #beginning(parts, prefix, start) {
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const part of parts) {
      for (const form of part.forms) {
        const stem = /** @type {string} */ (part.stems.get(form));
        if (!form.startsWith(prefix) && !(this.language.own && stem.startsWith(start))) continue;
        found.set(stem, Math.max(found.get(stem) ?? 0, /** @type {number} */ (part.byStem.get(stem))));
      }
    }
    return [...found];
  }

  /**
   * @param {string} word @param {boolean} [listed] whether only forms count that the vocabulary has
   * @returns {import("./corrections.js").Correction[]} the likeliest words for one that is none, best first
   */
  corrections(word, listed = false) {
    const begun = [word, word.slice(1), word.slice(1, 2) + word.slice(0, 1) + word.slice(2)].filter(Boolean);
    const all = begun.flatMap((start) => this.#whole(partOf(this.#place(start))));
    const numbers = [...new Set([...all, ...(this.common ? [this.common] : [])])];
    const parts = this.#read(numbers);
    const place = `${listed} ${word}`;
    let found = this.corrected.get(place);
    if (!found) {
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
