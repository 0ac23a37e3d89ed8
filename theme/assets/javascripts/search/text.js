/**
 * Turns text into words, and words into terms: the twin of `kbgen/language/text.py`, which explains the rules.
 * The tables of the language come with the index, so that they are written in one place.
 * @module
 */

import { englishStemmer } from "./english.js";
import { pieces } from "./identifiers.js";

const MIN_WITH_PARTICLE = 3;
const UNREAD = "\\u00ad\\u0640\\u061c\\u200b\\u200d\\u200e\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff";
const VOWELS = "\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06ed";
const MARKS =
  "\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05c7\\u0711\\u0730-\\u074a\\u08ca-\\u08ff\\u0900-\\u0903\\u093a-\\u0963\\u0981-\\u09cd" +
  "\\u0a01-\\u0acd\\u0b01-\\u0bcd\\u0c00-\\u0ccd\\u0d00-\\u0d57\\u0d81-\\u0ddf\\u0e31-\\u0e4e\\u0eb1-\\u0ecd\\u0f18-\\u0f39\\u0f71-\\u0f84" +
  "\\u102b-\\u103e\\u17b4-\\u17d3\\u180b-\\u180d\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20f0\\u3099\\u309a\\ufe00-\\ufe0f\\ufe20-\\ufe2f";
const POINTS =
  "\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0711\\u0730-\\u074a\\u08ca-\\u08ff\\u093c\\u09bc" +
  "\\u0a3c\\u0abc\\u0b3c\\u0cbc\\u180b-\\u180d\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20f0\\ufe00-\\ufe0f\\ufe20-\\ufe2f";
const WORD = new RegExp(`[\\p{L}\\p{N}](?:[\\p{L}\\p{N}${VOWELS}${MARKS}${UNREAD}\\u200c]|['’](?=\\p{L}))*`, "gu");
const DELETED = new RegExp(`[${VOWELS}${UNREAD}]`, "g");
const ACCENTS = new RegExp(`[${POINTS}]`, "g");
const HAMZA_WAW = /[ؤئء]و/g;
const HAMZA = /ء/g;
/** A hamza with two letters before or after it says little. Safari before 16.4 has no lookbehind. */
const withoutHamza = (/** @type {string} */ text) =>
  text.replace(HAMZA, (hamza, at) => (Array.from(text.slice(0, at)).length > 1 || Array.from(text.slice(at + 1)).length > 1 ? "" : hamza));
const UNSPACED_LETTERS = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3";
const UNSPACED = new RegExp(`[${UNSPACED_LETTERS}]`);
const [LATIN, ARABIC] = ["a-z0-9\\u00df-\\u024f", "\\u0621-\\u064a\\u0671-\\u06d3\\u06fa-\\u06fc"];
const MIXED = new RegExp(`[${LATIN}][${ARABIC}${UNSPACED_LETTERS}]|[${ARABIC}${UNSPACED_LETTERS}][${LATIN}]`);
const SCRIPT = new RegExp(`[${LATIN}']+|[${UNSPACED_LETTERS}]+|[^${LATIN}'${UNSPACED_LETTERS}]+`, "g");
const HOST = "هاست";
const PARTICLES = new Set(["ال", "وال", "بال", "لل", "كال", "فال", "و", "ب", "ل", "ك", "ف"]);
const SIGNED = /[.+#]/;
// What Python parts words at.
const PART = /[^\s\x1c-\x1f\x85]+/g;
const ASCII = /^[\x00-\x7f]*$/;

const FOLDED = new Map([["ؤ", "و"], ["ئ", "ي"], ["’", "'"], ["ß", "ss"], ["œ", "oe"], ["æ", "ae"], ["ø", "o"], ["đ", "d"],
  ["ð", "d"], ["þ", "th"], ["ł", "l"], ["ħ", "h"], ["ŧ", "t"], ["ı", "i"], ["ĸ", "k"], ["ŋ", "n"], ["ς", "σ"]]);
for (const [letters, letter] of [["أإآٱ", "ا"], ["ىیېےۍ", "ي"], ["کڪ", "ك"], ["ةۀہەھۂۃ", "ه"]]) {
  for (const other of letters) FOLDED.set(other, letter);
}
for (const zero of [0x660, 0x6f0]) {
  for (let digit = 0; digit < 10; digit++) FOLDED.set(String.fromCharCode(zero + digit), String(digit));
}

/** @typedef {{form: string, stem: string, start: number, end: number, parts: number}} Token `parts` counts the words before an identifier as a whole */

/** @param {string} text @returns {string} one letter for each group of letters that keyboards and habits exchange */
export function fold(text) {
  if (ASCII.test(text)) return text.toLowerCase();
  let folded = text.replace(DELETED, "").normalize("NFKC").toLowerCase();
  folded = withoutHamza(folded.replace(HAMZA_WAW, "و"));
  folded = Array.from(folded, (letter) => FOLDED.get(letter) ?? letter).join("");
  return folded.replace(DELETED, "").normalize("NFD").replace(ACCENTS, "").normalize("NFC");
}

/**
 * `rules` of the index's globals.
 * @typedef {{language: string, own: boolean, stop: string, asks?: string, en?: Record<string, string>, ar?: import("./arabic.js").Tables, fa?: Record<string, string>}} Tables
 */

/** @param {string} text of a table, with ASCII letters for Arabic ones @returns {string} */
const inArabic = (text) => text.replace(/[A-Za-j]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x5e0));

/** @param {any} table @returns {any} with the letters that it stands for */
const unpacked = (table) =>
  typeof table === "string" ? inArabic(table) : Object.fromEntries(Object.entries(table).map(([name, each]) => [name, unpacked(each)]));

/** The rules of one locale. */
export class Language {
  /** @param {Tables} tables @param {import("./rules.js").Rules} [rules] of the language, where it has a file of them */
  constructor(tables, { arabicRules, persianRules, hebrewStem, sounds } = {}) {
    this.name = tables.language;
    /** Whether this language has rules here; else the vocabulary says the stems. */
    this.own = tables.own;
    this.stops = new Set((tables.ar || tables.fa ? inArabic(tables.stop) : tables.stop).split(" ").filter(Boolean));
    /** What a reader says who asks, and a pasted text hardly has. */
    this.asks = new Set((tables.asks ?? "").split(" ").filter(Boolean));
    // "And" is written on to the next word: ومتى says as little as متى.
    if (tables.ar) for (const word of [...this.stops]) this.stops.add("و" + word);
    this.english = tables.en ? englishStemmer(tables.en) : (/** @type {string} */ form) => form;
    this.arabic = tables.ar && arabicRules ? arabicRules(unpacked(tables.ar)) : null;
    this.persian = tables.fa && persianRules ? persianRules(unpacked(tables.fa)) : null;
    /** How names in Latin letters are heard, where pages are in Arabic script. */
    this.sounds = sounds;
    /** The rules themselves, for folded words in the language's own script, where particles are written on to words. */
    this.lightStem = this.arabic?.stem ?? this.persian?.stem ?? hebrewStem ?? null;
    /** @type {Map<string, [string, string][]>} */
    this.known = new Map();
  }

  /** @param {string} text @returns {Token[]} the words of `text` in order, with their places in it */
  tokenise(text) {
    /** @type {Token[]} */
    const tokens = [];
    /** @type {{word: string, start: number, end: number} | null} */
    let previous = null;
    /** @param {string} word @param {number} start @param {number} end */
    const add = (word, start, end, parts = 0) => {
      const read = this.#read(word);
      const folded = UNSPACED.test(word) ? fold(word) : "";
      // Letters of scripts without spaces are marked one by one, where folding left each in its place.
      if (folded.length !== word.length) {
        for (const [form, stem] of read) tokens.push({ form, stem, start, end, parts });
        return;
      }
      let at = 0;
      for (const [form, stem] of read) {
        const place = folded.indexOf(form, at);
        at = place < 0 ? at : place + 1;
        tokens.push({ form, stem, start: place < 0 ? start : start + place, end: place < 0 ? end : start + place + form.length, parts });
      }
    };
    const settle = () => {
      if (previous) tokens.push({ form: previous.word, stem: previous.word, start: previous.start, end: previous.end, parts: 0 });
      previous = null;
    };
    for (const part of text.matchAll(PART)) {
      for (const piece of pieces(part[0])) {
        const from = part.index + piece.start;
        if (piece.parts >= 0) {
          settle();
          add(piece.text, from, part.index + piece.end, piece.parts);
          continue;
        }
        for (const match of piece.text.matchAll(WORD)) {
          let [word, start, end] = [match[0], from + match.index, from + match.index + match[0].length];
          if (this.persian) {
            word = fold(word);
            if (previous) {
              word = previous.word + word;
              start = previous.start;
              previous = null;
            }
            if (this.persian.prefixes.has(word)) {
              previous = { word, start, end };
              continue;
            }
            if (this.persian.enclitics.has(word) && word !== HOST && tokens.length) continue;
          }
          add(word, start, end);
        }
      }
    }
    settle();
    return tokens;
  }

  /** @param {string} form a folded word @returns {string} */
  stem(form) {
    const [first] = this.#read(form);
    return first ? first[1] : form;
  }

  /** @param {string} form a folded word that no article has @returns {string[]} bolder readings, likeliest first */
  variants(form) {
    const rules = this.arabic ?? this.persian;
    return rules && !ASCII.test(form) ? rules.variants(form) : [];
  }

  /** @param {string} form a folded word @returns {string} without a particle of one letter that may be written on to it, or nothing */
  withoutParticle(form) {
    return this.arabic && form.length > MIN_WITH_PARTICLE && "بلكف".includes(form[0]) ? form.slice(1) : "";
  }

  /** @param {string} form a folded word @returns {string} the same in the letters that the language writes */
  spelled(form) {
    return this.persian ? form.replaceAll("ي", "ی").replaceAll("ك", "ک") : form;
  }

  /** @param {string} word @returns {[string, string][]} forms and stems */
  #read(word) {
    let found = this.known.get(word);
    if (!found) {
      found = this.#analyse(word);
      this.known.set(word, found);
    }
    return found;
  }

  /** @param {string} word @returns {[string, string][]} */
  #analyse(word) {
    let folded = fold(word);
    if (!folded.replace(/['\u200c]/g, "")) return []; // nothing but hamzas, or what joins nothing
    if (MIXED.test(folded)) {
      const parts = folded.match(SCRIPT) ?? [];
      const left = parts.filter(
        (part, at) => !(PARTICLES.has(part) && at + 1 < parts.length) && !(at && this.persian?.enclitics.has(part)),
      );
      return left.flatMap((part) => this.#analyse(part));
    }
    if (UNSPACED.test(folded)) {
      const letters = Array.from(folded);
      const pairs = letters.length > 1 ? letters.slice(1).map((letter, at) => letters[at] + letter) : letters;
      return pairs.map((pair) => [pair, pair]);
    }
    if (SIGNED.test(folded)) return [[folded, folded]];
    const english = this.name === "en" || ((this.arabic || this.persian) && ASCII.test(folded));
    const persian = english ? null : this.persian;
    if (persian) return persian.pieces(folded).map((/** @type {string} */ piece) => [piece, persian.stem(piece)]);
    folded = folded.replaceAll("\u200c", "");
    if (english) {
      const form = (folded.endsWith("'s") ? folded.slice(0, -2) : folded).replaceAll("'", "");
      return form ? [[form, fold(this.english(form))]] : [];
    }
    const stem = this.lightStem ?? ((/** @type {string} */ form) => form);
    return folded.split("'").filter(Boolean).map((form) => [form, fold(stem(form))]);
  }
}
