/**
 * Which way a text runs, and which parts of it run the other way: twin of `kbgen/pages/direction.py`.
 * @module
 */

// Latin words with the signs that belong to names, versions and addresses.
const LATIN = /(?<!\w)[.@#/~]?[A-Za-z\u00c0-\u024f][\w.+#/@:&=%~'’-]*(?: +[A-Za-z0-9\u00c0-\u024f][\w.+#/@:&=%~'’-]*)*/g;
const TRAILING = /[.:,;'’]+$/;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * The page's direction for whatever has a letter of its script: `dir="auto"` would turn a Persian heading around that begins
 * with a product's name.
 * @param {string} text @returns {"ltr" | "rtl"}
 */
export function directionOf(text) {
  const rtlPage = document.documentElement.dir === "rtl";
  const [rtl, latin] = [RIGHT_TO_LEFT.test(text), /[a-z]/i.test(text)];
  if (rtlPage) return rtl || !latin ? "rtl" : "ltr";
  return latin || !rtl ? "ltr" : "rtl";
}

/** @param {string} text @returns {[number, number][]} where runs of a right-to-left page that have to be isolated begin and end */
export function latinRuns(text) {
  if (document.documentElement.dir !== "rtl" || !/[A-Za-z\u00c0-\u024f]/.test(text)) return [];
  // Latin throughout: one run, its last mark included.
  if (!RIGHT_TO_LEFT.test(text)) return [[0, text.length]];
  return [...text.matchAll(LATIN)].map((found) => [found.index, found.index + found[0].replace(TRAILING, "").length]);
}
