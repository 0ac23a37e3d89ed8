/**
 * The languages with rules of their own, each in a file that its readers alone fetch.
 * @module
 */

import { Language } from "./text.js";

/**
 * @typedef {{arabicRules?: typeof import("./arabic.js").arabicRules, persianRules?: typeof import("./persian.js").persianRules,
 *   hebrewStem?: typeof import("./hebrew.js").hebrewStem}} Rules
 */

/** A browser remembers that a module did not arrive, and asks anew only under another address. @type {Record<string, () => Promise<Rules>>} */
const FILES = {
  ar: () => import("./arabic.js").catch(() => import("./arabic.js?again")),
  fa: () => import("./persian.js").catch(() => import("./persian.js?again")),
  he: () => import("./hebrew.js").catch(() => import("./hebrew.js?again")),
};

/** @param {import("./text.js").Tables} tables @returns {Promise<Language>} */
export const languageOf = async (tables) => new Language(tables, await rulesOf(tables.language));

/** @param {string} tag of a language @returns {Promise<Rules>} nothing where it has none */
export const rulesOf = async (tag) => FILES[tag.split("-")[0]]?.() ?? {};
