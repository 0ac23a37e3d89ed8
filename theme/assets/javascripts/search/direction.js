/**
 * Which way a text runs, and which parts of it run the other way: twin of `kbgen/pages/direction.py`.
 * @module
 */

// Latin words with the signs that belong to names, versions, addresses and options, or a telephone number.
const LETTER = "[A-Za-z\\u00c0-\\u024f]";
const SIGN = "(?:[.@#/~]|(?<![\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc-])--?)?";
const REST = "[\\w.+#/@:&=%~'’-]*";
const MORE = `(?: +-{0,2}[A-Za-z0-9\\u00c0-\\u024f]${REST})*`;
const RUN = new RegExp(`(?<!\\w)${SIGN}${LETTER}${REST}${MORE}|(?<![\\w.+])\\+?\\d[\\d ]{6,}\\d`, "g");
const MAY_HOLD_RUNS = new RegExp(`${LETTER}|\\d[\\d ]{6}`);
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
  if (document.documentElement.dir !== "rtl" || !MAY_HOLD_RUNS.test(text)) return [];
  // Latin throughout: one run, its last mark included.
  if (!RIGHT_TO_LEFT.test(text)) return [[0, text.length]];
  return [...text.matchAll(RUN)].map((found) => [found.index, found.index + found[0].replace(TRAILING, "").length]);
}
