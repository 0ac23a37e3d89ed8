/**
 * Finds identifiers in running text: the twin of `kbgen/language/identifiers.py`, which explains the rules.
 * @module
 */

const LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f";
const DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9";
const SIGN = LATIN + DIGIT;
const CODE = `(?:0[xX][0-9A-Fa-f]{4,}|[${LATIN}]+[${DIGIT}]{4,})`;
const JOIN = "(?:[._@\\-\u2010\u2011]|[/\\\\]{1,2}|::)";
const HINT = new RegExp(`[${SIGN}](?:${JOIN}|[,'’\u066c])[${SIGN}]|[a-z][A-Z]|[${LATIN}](?:\\+\\+|#)|\\.[${LATIN}]|[${LATIN}][${DIGIT}]{4}|0[xX]`);
// What may stand where no letter or digit comes before; `identifiers` sees to that, for Safari before 16.4 has no lookbehind.
const GROUPED = `(?<grouped>[${DIGIT}]{1,3}(?:[,'’\u066c][${DIGIT}]{3})+(?:[.\u066b][${DIGIT}]+)?(?![${SIGN}]))`;
const JOINED = `\\.?[${SIGN}]+(?:${JOIN}[${SIGN}]+)+(?:\\+\\+|#)?(?![${SIGN}])`;
const POINTED = `\\.[${LATIN}][${SIGN}]*(?![${SIGN}])`;
const SIGNED = `[${SIGN}]*[${LATIN}](?:\\+\\+|#)(?![${SIGN}])`;
const HUMPED = `[A-Za-z0-9]*[a-z][A-Z][A-Za-z0-9]*(?![${SIGN}])`;
const CODED = `${CODE}(?![${SIGN}])`;
const ANYWHERE = new RegExp([GROUPED, JOINED, POINTED, SIGNED, HUMPED, CODED].join("|"), "y");
const AFTER_POINT = new RegExp([GROUPED, JOINED, SIGNED, HUMPED, CODED].join("|"), "y");
const ONE_SIGN = new RegExp(`[${SIGN}]`);
const WORD = new RegExp(`[${SIGN}]+`, "g");
const SEGMENT = new RegExp(`\\.?[${SIGN}.]+`, "g");
const DOTTED = new RegExp(`^[vV]?[${DIGIT}]+(?:\\.[${DIGIT}]+)+$`);
const THOUSANDS = new RegExp(`^[${DIGIT}]{1,3}(?:\\.[${DIGIT}]{3}){2,}$`);
const NUMBERED = new RegExp(`^${CODE}$`);
const PREFIX = new RegExp(`^(?:0[xX]|[${LATIN}]+)`);
const EITHER = /^[a-z]+\/[a-z]+$/;
const LETTER_SIGNED = new RegExp(`^[${LATIN}](?:\\+\\+|#)$`);
const JOINS = new RegExp(JOIN);
const HUMP = /[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+/g;
const LONGEST = 64;

/** @typedef {{text: string, start: number, end: number, parts: number}} Piece `parts` is -1 where there is no identifier */

/** @param {string} part what stands between two spaces @returns {Piece[]} */
export function pieces(part) {
  if (!HINT.test(part)) return [{ text: part, start: 0, end: part.length, parts: -1 }];
  /** @type {Piece[]} */
  const found = [];
  let at = 0;
  for (const match of identifiers(part)) {
    if (match.index > at) found.push({ text: part.slice(at, match.index), start: at, end: match.index, parts: -1 });
    at = match.index + match[0].length;
    if (match.groups?.grouped) number(match[0], match.index, found);
    else if (EITHER.test(match[0]) && part[match.index - 1] !== "/" && part[at] !== "/") either(match[0], match.index, found);
    else identifier(match[0], match.index, found);
  }
  if (at < part.length) found.push({ text: part.slice(at), start: at, end: part.length, parts: -1 });
  return found;
}

/** @param {string} part @returns {Generator<RegExpExecArray>} the identifiers in it, from left to right */
function* identifiers(part) {
  for (let at = 0; at < part.length; ) {
    const before = part[at - 1] ?? "";
    const pattern = before === "." ? AFTER_POINT : ANYWHERE;
    pattern.lastIndex = at;
    const match = ONE_SIGN.test(before) ? null : pattern.exec(part);
    if (match) yield match;
    at += match ? match[0].length : 1;
  }
}

/** @param {string} text @param {number} start @param {Piece[]} found */
function number(text, start, found) {
  const point = text.search(/[.\u066b]/);
  const whole = point < 0 ? text : text.slice(0, point);
  const plain = whole.replace(/[,'’\u066c]/g, "");
  found.push({ text: plain, start, end: start + whole.length, parts: 0 });
  if (point < 0) return;
  const fraction = text.slice(point + 1);
  const end = start + text.length;
  found.push({ text: fraction, start: start + point + 1, end, parts: 0 }, { text: `${plain}.${fraction}`, start, end, parts: 2 });
}

/** @param {string} text @param {number} start @param {Piece[]} found */
function either(text, start, found) {
  for (const word of text.matchAll(WORD)) {
    found.push({ text: word[0], start: start + word.index, end: start + word.index + word[0].length, parts: 0 });
  }
}

/** @param {string} text @param {number} start @param {Piece[]} found */
function identifier(text, start, found) {
  const end = start + text.length;
  if (LETTER_SIGNED.test(text)) {
    found.push({ text, start, end, parts: 0 });
    return;
  }
  const sign = text.endsWith("++") ? "++" : text.endsWith("#") ? "#" : "";
  const segments = [...text.slice(0, text.length - sign.length).matchAll(SEGMENT)];
  let words = 0;
  segments.forEach((segment, place) => {
    const low = start + segment.index;
    const high = low + segment[0].length;
    const atoms = [...segment[0].matchAll(WORD)];
    if (DOTTED.test(segment[0])) {
      atoms.forEach((atom, at) => {
        const there = low + atom.index;
        found.push({ text: at ? atom[0] : atom[0].replace(/^[vV]+/, ""), start: there, end: there + atom[0].length, parts: 0 });
      });
      found.push({ text: segment[0].replace(/^[vV]+/, ""), start: low, end: high, parts: atoms.length });
      if (THOUSANDS.test(segment[0])) found.push({ text: segment[0].replaceAll(".", ""), start: low, end: high, parts: atoms.length });
      words += atoms.length;
      return;
    }
    const signed = place === segments.length - 1 ? sign : "";
    atoms.forEach((atom, at) => {
      const there = low + atom.index;
      const humps = humpsOf(atom[0]);
      for (const hump of humps) found.push({ text: hump[0], start: there + hump.index, end: there + hump.index + hump[0].length, parts: 0 });
      found.push({ text: atom[0], start: there, end: there + atom[0].length, parts: humps.length });
      words += humps.length || 1;
      if (at < atoms.length - 1) return;
      if (segment[0].startsWith(".")) found.push({ text: segment[0].toLowerCase(), start: low, end: high, parts: words });
      if (signed) found.push({ text: atom[0] + signed, start: there, end, parts: humps.length || 1 });
    });
  });
  const joined = (text.match(WORD) ?? []).join("");
  const alone = segments.length === 1 && (DOTTED.test(segments[0][0]) || sign || !JOINS.test(text.slice(1)));
  if (!alone && joined.length <= LONGEST) found.push({ text: joined, start, end, parts: words });
}

/** @param {string} word @returns {{0: string, index: number}[]} the parts of a word in camel case, or the number at the end of a code */
function humpsOf(word) {
  const humps = /^[\x00-\x7f]*$/.test(word) ? [...word.matchAll(HUMP)] : [];
  const letters = humps.map((hump) => hump[0]).filter((hump) => /[A-Za-z]/.test(hump));
  const split = letters.length > 2 || (letters.length === 2 && /^[a-z]{2}/.test(letters[0]));
  if (split) return humps;
  const prefix = NUMBERED.test(word) ? PREFIX.exec(word) : null;
  return prefix ? [{ 0: word.slice(prefix[0].length), index: prefix[0].length }] : [];
}
