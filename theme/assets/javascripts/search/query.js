/**
 * Reads a query: the twin of `kbgen/search/answering/query.py`, which explains the rules.
 * @module
 */

import { compare } from "./encoding.js";
import { otherLayouts } from "./layouts.js";
import { fold } from "./text.js";

const MAX_CHARACTERS = 400;
const MAX_WORDS = 24;
const MAX_PHRASE = 5;
const PROSE = 4;
const [VARIANT, SPLIT, JOINED, IN_PHRASE] = [0.9, 0.9, 1, 0.5];
const [ONE_TYPO, TWO_TYPOS, LESS_LIKELY] = [1, 0.9, 0.15];
const SHORT_HALF = 2;
const [COMPLETED, COMPLETED_KNOWN] = [0.7, 0.2];
const [SMALL, SMALL_WORDS] = [0.3, 3];
const [MORE, RARER, SETTLED] = [2, 1, 11];
const [WHOLE, PART, CODE] = [3, 0.2, 1.6];
const YEAR = /^(?:19|20)[0-9]{2}$/;
const QUOTED = /["“”„«][^"“”„«»]+["“”»]/g;
const STRAY = /[\u0621-\u064a\u0671-\u06d3\u06fa-\u06fc][A-Za-z][\u0621-\u064a\u0671-\u06d3\u06fa-\u06fc]/;
const GAP = /([ \t\n\r\f\v\u200c]+)/;
const CORE = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su;
const AROUND = /^[ \t\n\r\f\v]+|[ \t\n\r\f\v]+$/g;

/** @typedef {import("./text.js").Token} Token */
/** @typedef {{keys: [string, number][], form: string}} Term */
/** How a word is read: for each term its keys, and how it is shown. @typedef {{terms: {keys: [string, number][], form: string}[], stem: string, shown: string, known?: boolean, corrected?: boolean}} Reading */
/** @typedef {import("./vocabulary.js").Vocabulary} Vocabulary */
/** @typedef {import("./text.js").Language} Language */
/** @typedef {{terms: Term[], corrected: string, words: string[], quoted: string[][], prose: boolean}} Plan */

/**
 * @param {string} query @param {Vocabulary} vocabulary @param {Language} language @param {Record<string, string>} layouts
 * @returns {Plan} throws `Missing` while the vocabulary lacks a part that it needs
 */
export function plan(query, vocabulary, language, layouts) {
  query = Array.from(query).slice(0, MAX_CHARACTERS).join("");
  let [tokens, names] = wordsAndNames(query, language);
  const tells = (/** @type {Token} */ token) => !language.stops.has(token.form);
  vocabulary.needFor([...tokens.filter(tells), ...names.map(([name]) => name)].map((token) => token.form));
  const other = otherLayout(query, tokens, vocabulary, language, layouts) || withoutStrayLetters(query, vocabulary, language);
  if (other) {
    query = other;
    [tokens, names] = wordsAndNames(other, language);
  }
  const typing = tokens.length > 0 && /[\p{L}\p{N}]$/u.test(query);
  let telling = tokens.map(tells);
  if (!telling.some(Boolean)) telling = tokens.map(() => true);
  if (tokens.length > 1 && Array.from(tokens[tokens.length - 1].form).length === 1) telling[tokens.length - 1] = true;
  const small = tokens.length >= SMALL_WORDS && telling.filter(Boolean).length === 1 ? SMALL : 0;
  const weights = telling.map((each) => (each ? 1 : small));
  const readings = tokens.map(({ form }, at) =>
    weights[at] ? read(form, vocabulary, language, typing && at === tokens.length - 1) : unread(form, vocabulary));
  const stems = readings.map((reading) => reading.stem);
  /** @type {Term[]} */
  const terms = [];
  for (const [name, start, end] of names) {
    const keys = keysOf(name, vocabulary, typing && end === tokens.length);
    if (!keys.length) continue;
    terms.push({ keys, form: name.form });
    for (let at = start; at < end; at++) weights[at] *= PART;
  }
  const typed = tokens.map(({ form }, at) => (readings[at].known ? readings[at].stem : vocabulary.stemOf(form)));
  const phrases = phrasesIn(typed, vocabulary).map(([start, end]) => ({ start, end, key: typed.slice(start, end).join(" ") }));
  for (const { start, end } of phrases) for (let at = start; at < end; at++) weights[at] *= readings[at].known ? IN_PHRASE : 0;
  for (const [start, end] of phrasesIn(stems, vocabulary)) {
    if (phrases.some((phrase) => phrase.start === start && phrase.end === end)) continue;
    phrases.push({ start, end, key: stems.slice(start, end).join(" ") });
    for (let at = start; at < end; at++) weights[at] *= IN_PHRASE;
  }
  const joined = joinedIn(tokens, telling, names.map(([name]) => name), vocabulary);
  joined.push(...namesInTwo(tokens, telling, readings, joined.map(([first]) => first), vocabulary, language));
  const letters = lettersOfNames(tokens, vocabulary, language);
  for (const [start, end] of letters) weights.fill(0, start, end);
  readings.forEach((reading, at) => {
    if (!weights[at] || (!reading.known && joined.some(([first]) => at === first || at === first + 1))) return;
    const weight = weights[at] * (isCode(tokens[at].form) ? CODE : 1);
    for (const { keys, form } of reading.terms) terms.push({ keys: keys.map(([key, share]) => [key, weight * share]), form });
  });
  for (const { key } of phrases) terms.push({ keys: [[key, 1]], form: "" });
  for (const [at, key] of joined) terms.push({ keys: [[key, JOINED]], form: tokens[at].form + tokens[at + 1].form });
  for (const [, , key] of letters) terms.push({ keys: [[key, 1]], form: "" });
  /** @type {Map<string, string>} */
  const changed = new Map();
  readings.forEach((reading, at) => {
    if (reading.corrected && telling[at]) changed.set(tokens[at].form, language.spelled(reading.shown));
  });
  const corrected = (other || changed.size) && terms.length ? inOwnWords(query, changed) : "";
  const prose = language.asks.size > 0 && tokens.length >= PROSE && tokens.every((token) => !language.asks.has(token.form));
  return { terms, corrected, words: stems, quoted: quotedIn(query, language), prose };
}

/** @param {string} query @param {Language} language @returns {[Token[], [Token, number, number][]]} */
function wordsAndNames(query, language) {
  /** @type {[Token[], [Token, number, number][]]} */
  const [words, names] = [[], []];
  for (const token of language.tokenise(query)) {
    if (token.parts) names.push([token, words.length - token.parts, words.length]);
    else if (words.length === MAX_WORDS) break;
    else words.push(token);
  }
  return [words, names];
}

/** @param {string} query @param {Language} language @returns {string[][]} the forms of what stands between quotation marks */
function quotedIn(query, language) {
  const phrases = [...query.matchAll(QUOTED)].map(([found]) => language.tokenise(found).filter((token) => !token.parts));
  return phrases.filter((tokens) => tokens.length).map((tokens) => tokens.map((token) => token.form));
}

/** @param {Plan} plan @returns {boolean} whether most words stand outside of the quotation marks: `change "log in" to "sign in"` */
export const inPassing = ({ words, quoted }) => quoted.flat().length * 2 < words.length;

/** @param {string} query @returns {string} as it is read where nothing stands as quoted */
export const withoutQuotes = (query) => query.replace(QUOTED, (found) => found.slice(1, -1)).replace(AROUND, "");

/** @param {Token} name @param {Vocabulary} vocabulary @param {boolean} typing @returns {[string, number][]} */
function keysOf(name, vocabulary, typing) {
  if (vocabulary.has(name.form)) return [[vocabulary.stemOf(name.form), WHOLE]];
  return typing ? vocabulary.completions(name.form).map((key) => [key, WHOLE * COMPLETED]) : [];
}

const isCode = (/** @type {string} */ form) => form.length > 3 && /\p{Nd}/u.test(form) && !YEAR.test(form);

/** @param {string} query @param {Map<string, string>} changed what stands instead of a form */
function inOwnWords(query, changed) {
  return query.replace(AROUND, "").split(GAP).map((piece) => {
    const [, before, core, after] = /** @type {string[]} */ (piece.match(CORE));
    const right = core && changed.get(fold(core));
    return right ? before + right + after : piece;
  }).join("");
}

/** @param {string} query @param {Vocabulary} vocabulary @param {Language} language @returns {string} with words put right that have a letter of another script within, or nothing */
function withoutStrayLetters(query, vocabulary, language) {
  /** @type {Map<string, string>} */
  const changed = new Map();
  for (const piece of query.split(GAP).filter((part) => STRAY.test(part))) {
    const form = fold(/** @type {string[]} */ (piece.match(CORE))[2]);
    const [best] = vocabulary.corrections(form);
    if (best) changed.set(form, language.spelled(best.shown));
  }
  return changed.size ? inOwnWords(query, changed) : "";
}

/** @param {string} form @param {Vocabulary} vocabulary @returns {Reading} */
const unread = (form, vocabulary) => ({ terms: [], stem: vocabulary.stemOf(form), shown: form });

/** @param {string} form @param {Vocabulary} vocabulary @param {Language} language @param {boolean} typing @returns {Reading} */
function read(form, vocabulary, language, typing) {
  const known = vocabulary.stemOf(form);
  const completions = typing && vocabulary.commonness(form) < SETTLED ? vocabulary.completions(form) : [];
  if (vocabulary.has(form)) {
    /** @type {[string, number][]} */
    const more = completions.filter((key) => key !== known).slice(0, MORE).map((key) => [key, COMPLETED_KNOWN]);
    const bare = language.withoutParticle(form);
    if (bare) {
      vocabulary.needFor([bare]);
      const key = vocabulary.stemOf(bare);
      const other = key !== known && more.every(([each]) => each !== key);
      if (other && vocabulary.commonness(bare) > vocabulary.commonness(form) + RARER) more.unshift([key, VARIANT]);
    }
    return { terms: [{ keys: [[known, 1], ...more], form }], stem: known, shown: form, known: true };
  }
  if (completions.length) {
    return { terms: [{ keys: completions.map((key) => [key, COMPLETED]), form }], stem: completions[0], shown: form };
  }
  if (language.stops.has(form)) return { terms: [], stem: known, shown: form };
  const variants = language.variants(form);
  vocabulary.needFor(variants);
  const variant = variants.find((reading) => vocabulary.has(reading));
  if (variant && language.stops.has(variant)) return { terms: [], stem: known, shown: form };
  const parts = variant ? null : vocabulary.split(form);
  const name = variant ? "" : nameHeard([form, ...variants], vocabulary, language);
  if (name && language.sounds?.isSure(name)) return { terms: [{ keys: [[name, 1]], form }], stem: name, shown: form };
  let corrections = vocabulary.corrections(form);
  if (!corrections.length && !variant && !parts) corrections = within(form, variants, vocabulary);
  if (name && !parts && corrections[0]?.apart !== 1) return { terms: [{ keys: [[name, 1]], form }], stem: name, shown: form };
  if (parts && !isLikelier(corrections, parts, vocabulary)) {
    const told = parts.filter((part) => !language.stops.has(part));
    const telling = told.length ? told : parts;
    const terms = telling.map((part) => ({ keys: /** @type {[string, number][]} */ ([[vocabulary.stemOf(part), SPLIT]]), form: part }));
    return { terms, stem: vocabulary.stemOf(telling[0]), shown: parts.join(" ") };
  }
  /** @type {Map<string, number>} */
  const keys = new Map(variant ? [[vocabulary.stemOf(variant), VARIANT]] : []);
  for (const { stem, apart, bits } of corrections) {
    const likely = 1 - LESS_LIKELY * (corrections[0].bits - bits);
    if (!keys.has(stem)) keys.set(stem, (apart === 1 ? ONE_TYPO : TWO_TYPOS) * likely);
  }
  if (!keys.size) return { terms: [], stem: known, shown: form };
  const [stem] = keys.keys();
  if (variant) return { terms: [{ keys: [...keys], form }], stem, shown: form };
  const [best] = corrections;
  const terms = best.apart > 1 || !language.stops.has(best.form) ? [{ keys: [...keys], form: best.form }] : [];
  return { terms, stem, shown: best.shown, corrected: true };
}

/** @param {string[]} forms @param {Vocabulary} vocabulary @param {Language} language @returns {string} the key of a name in Latin letters that one of them spells, or nothing */
function nameHeard(forms, vocabulary, language) {
  const keys = forms.flatMap((form) => language.sounds?.heard(form, Boolean(language.arabic)) ?? []);
  return keys.find((key) => vocabulary.has(key)) ?? "";
}

/** @param {string} form @param {string[]} variants @param {Vocabulary} vocabulary */
function within(form, variants, vocabulary) {
  const every = variants.filter((reading) => form.startsWith(reading)).flatMap((reading) => vocabulary.corrections(reading, true));
  return every.sort((a, b) => b.bits - a.bits || compare(a.form, b.form)).slice(0, 1);
}

/** @param {import("./corrections.js").Correction[]} corrections @param {string[]} parts @param {Vocabulary} vocabulary */
function isLikelier(corrections, parts, vocabulary) {
  if (!corrections.length || corrections[0].apart > 1) return false;
  const short = parts.filter((part) => Array.from(part).length === 2).length * SHORT_HALF;
  return corrections[0].bits > Math.min(...parts.map((part) => vocabulary.commonness(part))) - short;
}

/** @param {string[]} stems @param {Vocabulary} vocabulary @returns {[number, number][]} where phrases begin and end */
function phrasesIn(stems, vocabulary) {
  /** @type {[number, number][]} */
  const found = [];
  for (let start = 0; start < stems.length; start++) {
    for (let end = start + 2; end <= Math.min(start + MAX_PHRASE, stems.length); end++) {
      if (vocabulary.hasPhrase(stems.slice(start, end).join(" "))) found.push([start, end]);
    }
  }
  return found;
}

/** @param {Token[]} tokens @param {boolean[]} telling @param {Token[]} names @param {Vocabulary} vocabulary @returns {[number, string][]} where two words are one, and its stem; not of two that tell nothing */
function joinedIn(tokens, telling, names, vocabulary) {
  /** @type {[number, string][]} */
  const found = [];
  for (let at = 0; at + 1 < tokens.length; at++) {
    if (!telling[at] && (!telling[at + 1] || vocabulary.has(tokens[at + 1].form))) continue;
    const word = tokens[at].form + tokens[at + 1].form;
    const apart = [...tokens, ...names].every((token) => token.form !== word);
    if (word.length > 4 && apart && vocabulary.begins(tokens[at].form, word) && vocabulary.commonness(word)) found.push([at, vocabulary.stemOf(word)]);
  }
  return found;
}

/**
 * @param {Token[]} tokens @param {boolean[]} telling @param {Reading[]} readings @param {number[]} joined @param {Vocabulary} vocabulary
 * @param {Language} language @returns {[number, string][]} where two words are one name in Latin letters, and its key
 */
function namesInTwo(tokens, telling, readings, joined, vocabulary, language) {
  /** @type {[number, string][]} */
  const found = [];
  for (let at = 0; at + 1 < tokens.length; at++) {
    const known = readings[at].known && readings[at + 1].known;
    if (joined.includes(at) || !(telling[at] && telling[at + 1]) || known) continue;
    const key = nameHeard([tokens[at].form + tokens[at + 1].form], vocabulary, language);
    if (key && language.sounds?.isSure(key)) found.push([at, key]);
  }
  return found;
}

/** @param {Token[]} tokens @param {Vocabulary} vocabulary @param {Language} language @returns {[number, number, string][]} where a name is spelled letter by letter */
function lettersOfNames(tokens, vocabulary, language) {
  /** @type {[number, number, string][]} */
  const found = [];
  const { sounds } = language;
  for (let at = 0; sounds && at < tokens.length; ) {
    let end = at;
    while (end < tokens.length && end - at < sounds.LONGEST_OF_LETTERS && sounds.namesLetter(tokens[end].form)) end++;
    const whole = tokens.slice(at, end).map((token) => token.form).join("");
    const key = end - at > 1 ? nameHeard([whole], vocabulary, language) : "";
    if (sounds.isOfLetters(key)) found.push([at, end, key]);
    at = Math.max(end, at + 1);
  }
  return found;
}

/**
 * @param {string} query @param {Token[]} tokens @param {Vocabulary} vocabulary @param {Language} language
 * @param {Record<string, string>} layouts @returns {string} what was meant on another keyboard, or nothing
 */
function otherLayout(query, tokens, vocabulary, language, layouts) {
  const formsOf = (/** @type {Token[]} */ found) => found.filter((token) => !token.parts).map((token) => token.form);
  const lettersOf = (/** @type {string[]} */ forms) => forms.reduce((sum, form) => sum + form.length, 0);
  const known = (/** @type {string[]} */ forms) => {
    vocabulary.needFor(forms);
    return lettersOf(forms.filter((form) => vocabulary.has(form) || (form.length > 2 && vocabulary.completions(form).length > 0)));
  };
  const forms = formsOf(tokens);
  if (!tokens.length || known(forms.filter((form) => !language.stops.has(form))) || known(forms)) return "";
  const means = (/** @type {string} */ reading) => {
    const longer = formsOf(language.tokenise(reading)).filter((form) => form.length > 1);
    return known(longer) * 2 >= lettersOf(forms);
  };
  return otherLayouts(query, language.name, layouts).find(means) ?? "";
}
