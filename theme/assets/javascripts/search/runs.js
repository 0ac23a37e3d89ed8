/**
 * Where text that runs from left to right stands inside text that runs from right to left: twin of `kbgen/language/runs.py`,
 * which explains it. Names, order and rules are the same; places are in UTF-16.
 * @module
 */

const RTL =
  "\\u0590-\\u065f\\u066a\\u066d-\\u06ef\\u06fa-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}";
const EDGES = RTL + "\\u00ab\\u00bb\\u2039\\u203a\\u200c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufffc\\u0002\\u0003";
const LETTERS =
  "A-Za-z\\u00aa\\u00b5\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02b8\\u0370-\\u058f\\u0900-\\u1fff\\u2126\\u212a\\u212b\\u2c00-\\u2dff" +
  "\\u3005-\\u3007\\u3041-\\ud7ff\\uf900-\\ufaff\\uff21-\\uff3a\\uff41-\\uff5a\\uff66-\\uffdc" +
  "\\u{10000}-\\u{107ff}\\u{11000}-\\u{1bfff}\\u{1d400}-\\u{1d7ff}\\u{20000}-\\u{3ffff}";
const ARABIC_DIGITS = "\\u0660-\\u0669";
const NATIVE_DIGITS = ARABIC_DIGITS + "\\u06f0-\\u06f9";
const DIGITS = "0-9" + NATIVE_DIGITS;
const NUMBER = `[${DIGITS}]+(?:[.,:/\\u066b\\u066c][${DIGITS}]+)*`;
const SPACES = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

const all = (/** @type {string} */ pattern) => new RegExp(`^(?:${pattern})$`, "u");
const some = (/** @type {string} */ pattern, flags = "u") => new RegExp(pattern, flags);

const STRETCH = some(`[^${EDGES}]*`, "uy");
const EDGE = some(`[${EDGES}]`);
const BACKWARD = some(`[${RTL}${NATIVE_DIGITS}]`);
const LETTER = some(`[${LETTERS}]`);
const DIGIT = some(`[${DIGITS}]`);
const EACH_DIGIT = some(`[${DIGITS}]`, "gu");
const ARABIC = some(`[${ARABIC_DIGITS}]`);
const NATIVE = some(`[${NATIVE_DIGITS}]`);
const CORE = some(`[${LETTERS}${DIGITS}\\u{10000}-\\u{10ffff}]`);
const NEXT_CORE = some(CORE.source, "gu");
const PLAIN = all(`${NUMBER}[.,:;!?)]*[${SPACES}]*`);
const NUMBERS = all(`${NUMBER}(?:[${SPACES}]+${NUMBER})*`);
const GROUPS = all(`[${DIGITS}]+(?:[${SPACES}]+[${DIGITS}]+)+`);
const THOUSANDS = all(`[${DIGITS}]{1,3}(?:[ \\u00a0\\u2009\\u202f][${DIGITS}]{3})+`);
const PERCENT = all(`%?[${SPACES}]?${NUMBER}[${SPACES}]?%?`);
const SEQUENCE = all(
  `\\+?[${ARABIC_DIGITS}() –\\-]+|[*#${ARABIC_DIGITS}]*[*#][*#${ARABIC_DIGITS}]*|[${ARABIC_DIGITS}]+(?:[\\-–.][${ARABIC_DIGITS}]+){2,}`,
);
const YEARS = all("(?:١[٣٤٥٩]|٢٠)[٠-٩]{2} ?[\\-–] ?(?:١[٣٤٥٩]|٢٠)[٠-٩]{2}");
const LONG_NUMBER = 7;
const TOKEN = some(`\\u0003|[^\\u0003${SPACES}]+`, "gu");
const BRACKET = /[()[\]{}<>"'“”‘’]/gu;
const CLOSING = { "(": ")", "[": "]", "{": "}", "<": ">", "“": "”", "‘": "’" };
const WORD = all(`[${LETTERS}]{2,}[${LETTERS}0-9'’\\-]*[.,:;!?]*`);
const DASH = /^[-–—]$/u;
const SLASH = /^[/|]$/u;
const JOINED_DIGITS = all(`[+(]?[${DIGITS}]+[\\-–()][\\-–()${DIGITS}]*`);
const CODE = /[={}]|\);/u;
const PARTING_BEFORE = /^[-–—−.,;:!?…/|+=×÷<>&•·→←✓]+$/u;
const PARTING_BEHIND = /^(?!\.\.(?!\.))[-–—−.,;:!?…/|+=×÷<>&•·→←✓]+$/u;
const SENTENCE = ".:,;!?…'’-–—−>";
const BEFORE_LETTERS = ".:,;!?…'’-–—−/&=|";
const BEHIND_LETTERS = SENTENCE + "/&=|";
const OPENING = SPACES + '([{=:,“"';
const ENDING = SPACES + SENTENCE + ")]}";
const PUNCTUATION = "\u060c\u061b\u061f\u06d4\u066a";
const DEEPEST = 8;

/** @typedef {[number, number]} Run */
/** @typedef {{low: number, high: number, kind: "edge" | "letters" | "native" | "digits" | "sign"}} Token */

/** @param {string} text @returns {Run[]} where the runs of `text`, which stands for itself, begin and end */
export function runs(text) {
  if (!CORE.test(text)) return [];
  if (!BACKWARD.test(text) && LETTER.test(text)) return [trimmed(text)];
  /** @type {Run[]} */
  const found = [];
  let [at, seen, quotes] = [0, 0, 0];
  for (let core = nextCore(text, 0); core; core = nextCore(text, at)) {
    let start = core.index;
    while (start > at && !EDGE.test(characterBefore(text, start))) start -= characterBefore(text, start).length;
    while (SPACES.includes(text[start])) start++;
    STRETCH.lastIndex = start;
    const end = start + (STRETCH.exec(text)?.[0].length ?? 0);
    at = end > start ? end : start + core[0].length;
    if (end === start) continue;
    if (at < text.length && isAttached(text, at)) at = endOfAddress(text, start, at);
    if (PLAIN.test(text.slice(start, at))) continue;
    for (; seen < start; seen++) if ('"“”'.includes(text[seen]) && !DIGIT.test(text[seen - 1] ?? "")) quotes++;
    lookInto(text, start, at, found, quotes % 2 > 0, 0);
  }
  return found;
}

/** @param {string} run @returns {boolean} whether it needs an override, not only an isolate */
export const isOverridden = (run) => ARABIC.test(run);

/** @param {string} text @returns {Run} all of it without the spaces around it */
function trimmed(text) {
  let [low, high] = [0, text.length];
  while (SPACES.includes(text[low])) low++;
  while (SPACES.includes(text[high - 1])) high--;
  return [low, high];
}

/** @param {string} text @param {number} from */
function nextCore(text, from) {
  NEXT_CORE.lastIndex = from;
  return NEXT_CORE.exec(text);
}

/** @param {string} text @param {number} at */
function characterBefore(text, at) {
  const one = text[at - 1];
  return at > 1 && one >= "\udc00" && one <= "\udfff" ? text.slice(at - 2, at) : one;
}

/** @param {string} text @param {number} at */
function isAttached(text, at) {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return character === "\u200c" || (BACKWARD.test(character) && !PUNCTUATION.includes(character));
}

/** @param {string} text @param {number} start @param {number} end */
function endOfAddress(text, start, end) {
  const address = text.slice(Math.max(text.lastIndexOf(" ", end - 1) + 1, start), end);
  if (!"/=?#&_%+-".includes(address.slice(-1)) || !(address.includes("://") || address.startsWith("www."))) return end;
  let at = end;
  while (at < text.length && !SPACES.includes(text[at]) && !'«»<>"،؛؟'.includes(text[at])) at++;
  return at;
}

/**
 * @param {string} text @param {number} start @param {number} end @param {Run[]} found @param {boolean} quoted
 * @param {number} depth
 */
function lookInto(text, start, end, found, quoted, depth) {
  const whole = text.slice(start, end);
  const [working, pairs] = filled(whole, quoted);
  const code = CODE.test(whole);
  /** @type {Token[]} */
  const tokens = [...working.matchAll(TOKEN)].map((token) => {
    return { low: token.index, high: token.index + token[0].length, kind: kindOf(token[0]) };
  });
  /** @type {Token[][]} */
  const pieces = [[]];
  /** @type {Token["kind"]} */
  let script = "sign";
  for (const [place, token] of tokens.entries()) {
    const piece = pieces[pieces.length - 1];
    const parts = token.kind === "edge" || (token.kind === "sign" && !code && partsOthers(whole, tokens, place));
    if (parts || (piece.length && !code && goesOn(working, piece, script, token.kind))) {
      pieces.push([]);
      script = "sign";
    }
    if (parts) continue;
    pieces[pieces.length - 1].push(token);
    if (token.kind !== "sign" && script !== "letters") script = token.kind;
  }
  for (const piece of pieces) {
    const [low, high] = ends(text, start, end, working, piece, code);
    if (low >= high) continue;
    const run = whole.slice(low, high);
    const letters = LETTER.test(run);
    const inner = pairs.get(low) === high - 1 && ("([".includes(whole[low]) || !letters);
    if (inner && depth < DEEPEST) lookInto(text, start + low + 1, start + high - 1, found, quoted, depth + 1);
    else if (letters || needsIsolation(run)) found.push([start + low, start + high]);
  }
}

/** @param {string} token @returns {Token["kind"]} */
function kindOf(token) {
  if (token === "\u0003") return "edge";
  if (LETTER.test(token)) return "letters";
  if (NATIVE.test(token)) return "native";
  return DIGIT.test(token) ? "digits" : "sign";
}

/** @param {string} whole @param {Token[]} tokens @param {number} place */
function partsOthers(whole, tokens, place) {
  const at = (/** @type {number} */ other, /** @type {RegExp} */ pattern) =>
    other in tokens && pattern.test(whole.slice(tokens[other].low, tokens[other].high));
  if (at(place, DASH)) return at(place + 1, WORD) || (at(place - 1, WORD) && tokens[place - 2]?.kind !== "digits");
  const beside = [place - 1, place + 1];
  return at(place, SLASH) && (beside.some((each) => at(each, ARABIC)) || beside.every((each) => at(each, JOINED_DIGITS)));
}

/** @param {string} working @param {Token[]} piece @param {Token["kind"]} script @param {Token["kind"]} kind */
function goesOn(working, piece, script, kind) {
  if (kind !== "sign" && script !== "sign" && (kind === "native") !== (script === "native")) return true;
  return (script === "native" || script === "digits") && ",;:.!?".includes(working[piece[piece.length - 1].high - 1]);
}

/**
 * @param {string} text @param {number} start @param {number} end @param {string} working @param {Token[]} piece
 * @param {boolean} code @returns {Run} in the stretch
 */
function ends(text, start, end, working, piece, code) {
  const parts = (/** @type {Token} */ { low, high, kind }, /** @type {RegExp} */ sign) => kind === "sign" && sign.test(working.slice(low, high));
  let [first, last] = [0, piece.length - 1];
  while (first <= last && parts(piece[first], PARTING_BEFORE)) first++;
  while (first <= last && parts(piece[last], PARTING_BEHIND)) last--;
  if (piece.slice(first, last + 1).every(({ kind }) => kind === "sign")) return [0, 0];
  let [low, high] = [piece[first].low, piece[last].high];
  const attached = low === 0 && start > 0 && isAttached(text, start - characterBefore(text, start).length);
  if (attached && BEFORE_LETTERS.includes(working[low])) {
    const sign = working[low];
    while (working[low] === sign) low++;
  }
  while (",;…".includes(working[low]) || SPACES.includes(working[low])) low++;
  const touches = start + high === end && end < text.length && isAttached(text, end);
  const outside = (touches ? BEHIND_LETTERS : SENTENCE) + SPACES;
  const floor = piece[last].low + (working.startsWith("..", piece[last].low) ? 2 : 0);
  while (high > floor && outside.includes(working[high - 1]) && !(code && working[high - 1] === ";")) high--;
  while (high > low && SPACES.includes(working[high - 1])) high--;
  return [low, high];
}

/** @param {string} number */
function needsIsolation(number) {
  const digits = number.match(EACH_DIGIT)?.length ?? 0;
  if (!digits) return false;
  if (NUMBERS.test(number)) return THOUSANDS.test(number) || (digits >= LONG_NUMBER && GROUPS.test(number));
  if (NATIVE.test(number) && PERCENT.test(number)) return false;
  if (!ARABIC.test(number)) return true;
  if (!SEQUENCE.test(number) || YEARS.test(number)) return false;
  return digits >= LONG_NUMBER || /[*#+]|[-–.]\S+[-–.]/u.test(number);
}

/** @param {string} whole @param {boolean} quoted @returns {[string, Map<number, number>]} */
function filled(whole, quoted) {
  /** @type {Record<string, number[]>} */
  const opened = { ")": [], "]": [], "}": [], ">": [], "”": [], "’": [], '"': [], "'": [] };
  /** @type {Map<number, number>} */
  const pairs = new Map();
  const working = whole.split("");
  for (const { 0: sign, index: at } of whole.matchAll(BRACKET)) {
    const before = at ? characterBefore(whole, at) : " ";
    const behind = at + 1 < whole.length ? String.fromCodePoint(whole.codePointAt(at + 1) ?? 0) : " ";
    const close = () => pairs.set(/** @type {number} */ (opened[sign].pop()), at);
    if (sign in CLOSING) opened[CLOSING[/** @type {keyof typeof CLOSING} */ (sign)]].push(at);
    else if (sign === '"') {
      if (opened[sign].length) close();
      else if (!ENDING.includes(behind) || OPENING.includes(before)) opened[sign].push(at);
      else if (quoted || !DIGIT.test(before)) working[at] = "\u0003";
    } else if ("'’".includes(sign)) {
      if (opened[sign].length && !CORE.test(behind)) close();
      else if (sign === "'" && OPENING.includes(before) && !SPACES.includes(behind)) opened[sign].push(at);
    } else if (opened[sign].length) close();
    else if (!"}>".includes(sign) && !(sign === "”" && !quoted && DIGIT.test(before))) working[at] = "\u0003";
  }
  for (const sign of ")]”\"") for (const at of opened[sign]) working[at] = "\u0003";
  let reach = -1;
  for (const [low, high] of [...pairs].sort(([one], [other]) => one - other)) {
    if (high <= reach) continue;
    const part = whole.slice(low, high + 1);
    working.fill(LETTER.test(part) ? "x" : NATIVE.test(part) ? "۰" : "0", low, high + 1);
    reach = high;
  }
  return [working.join(""), pairs];
}
