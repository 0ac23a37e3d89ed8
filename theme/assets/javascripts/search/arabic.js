/**
 * Light stemming of Arabic: the twin of `kbgen/language/arabic.py`, which explains the rules and owns the tables.
 * @module
 */

import { verbsOf } from "./arabicVerbs.js";

/**
 * @typedef {{prefixes: string, possessives: string, endings: string, loosePrefixes: string, looseEndings: string, plurals: string,
 *   verbs: Record<string, string>}} Tables
 */

/**
 * @param {Tables} tables as `arabic.browser_rules` gives them
 * @returns {{stem: (word: string) => string, variants: (word: string) => string[]}}
 */
export function arabicRules(tables) {
  const [prefixes, possessives, endings] = [tables.prefixes, tables.possessives, tables.endings].map((written) => written.split(" "));
  const loosePrefixes = tables.loosePrefixes.split(" ");
  const looseEndings = ["", ...tables.looseEndings.split(" ")];
  /** @type {Map<string, string>} */
  const plurals = new Map();
  const pairs = tables.plurals.split(" ").map((entry) => entry.split(":"));
  for (const [singular] of pairs) plurals.set(singular, singular);
  for (const [singular, forms] of pairs) for (const form of forms.split(",")) plurals.set(form, singular);

  const { verbs, verb } = verbsOf(tables.verbs);

  /** @param {string} word */
  function withoutPrefix(word) {
    if (word.startsWith("و") && word.length >= 4 && !/^و(?:ال|بال|كال|لل)/.test(word)) word = word.slice(1);
    const prefix = prefixes.find((start) => word.startsWith(start) && word.length - start.length >= 2);
    const rest = prefix ? word.slice(prefix.length) : word;
    return prefix && rest.startsWith("و") && rest.length >= 4 && !plurals.has(rest) && !verb(rest) ? rest.slice(1) : rest;
  }

  /** @param {string} folded @returns {string} */
  function stem(folded) {
    const known = plurals.get(folded) ?? verb(folded);
    if (known) return known;
    let word = withoutPrefix(folded);
    if (plurals.has(word) || verbs.has(word)) return /** @type {string} */ (plurals.get(word) ?? verbs.get(word));
    const owner = possessives.find((end) => word.endsWith(end) && word.length - end.length >= 3);
    if (owner) word = word.slice(0, -owner.length);
    if (plurals.has(word) || verbs.has(word)) return /** @type {string} */ (plurals.get(word) ?? verbs.get(word));
    const ending = endings.find((end) => word.endsWith(end) && word.length - end.length >= (end === "ت" || end === "يا" ? 3 : 2));
    if (ending) word = word.slice(0, -ending.length);
    const whole = plurals.get(word) ?? verbs.get(word);
    if (whole) return whole;
    return ["ي", "يه", "يا", "ه"].includes(ending ?? "") && /^.{3,}[وا]ن$/.test(word) ? word.slice(0, -2) : word;
  }

  /** @param {string} word @returns {string[]} */
  function variants(word) {
    /** @type {Set<string>} */
    const found = new Set();
    const rests = [word, ...loosePrefixes.filter((start) => word.startsWith(start)).map((start) => word.slice(start.length))];
    for (const rest of rests) {
      for (const ending of looseEndings) {
        if (rest.endsWith(ending) && rest.length - ending.length >= 3) found.add(rest.slice(0, rest.length - ending.length));
      }
    }
    found.delete(word);
    return [...found];
  }

  return { stem, variants };
}
