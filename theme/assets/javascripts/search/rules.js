/**
 * The languages with rules of their own, each in a file that its readers alone fetch.
 * @module
 */

import { Language } from "./text.js";

/**
 * @typedef {{arabicRules?: typeof import("./arabic.js").arabicRules, persianRules?: typeof import("./persian.js").persianRules,
 *   hebrewStem?: typeof import("./hebrew.js").hebrewStem, sounds?: typeof import("./sounds.js")}} Rules
 */

/** A browser remembers that a module did not arrive, and asks anew only under another address. @type {Record<string, () => Promise<Rules>>} */
const FILES = {
  ar: () => import("./arabic.js").catch(() => import("./arabic.js?again")),
  fa: () => import("./persian.js").catch(() => import("./persian.js?again")),
  he: () => import("./hebrew.js").catch(() => import("./hebrew.js?again")),
};

/** Languages of Arabic script, whose readers spell names in Latin letters as they hear them. */
const HEARD = new Set(["ar", "ckb", "fa", "ps", "ur"]);
const heard = () => import("./sounds.js").catch(() => import("./sounds.js?again"));

/** @param {import("./text.js").Tables} tables @returns {Promise<Language>} */
export const languageOf = async (tables) => new Language(tables, await rulesOf(tables.language));

/** @param {string} tag of a language @returns {Promise<Rules>} nothing where it has none */
export async function rulesOf(tag) {
  const [primary] = tag.split("-");
  const [own, sounds] = await Promise.all([FILES[primary]?.(), HEARD.has(primary) ? heard() : undefined]);
  return { ...own, sounds };
}
