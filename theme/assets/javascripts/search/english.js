/**
 * Stemming of English: the twin of `kbgen/language/english.py`, which explains the algorithm and owns the tables.
 * @module
 */

const BEGINNING = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/;
const REGION = /[^aeiouy]*[aeiouy]+[^aeiouy]/y;
const VOWEL = /[aeiouy]/;
const SHORT = /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$/;

/** @param {string} lines @returns {[string, string][]} longest ending first */
function endings(lines) {
  const pairs = lines.split(" ").map((entry) => /** @type {[string, string]} */ (entry.split(":")));
  return pairs.map(([ending, rest]) => /** @type {[string, string]} */ ([ending, rest ?? ""])).sort((a, b) => b[0].length - a[0].length);
}

/**
 * @param {Record<string, string>} tables as `english.browser_rules` gives them
 * @returns {(word: string) => string} the stemmer of folded words
 */
export function englishStemmer(tables) {
  /** @type {Map<string, string>} */
  const irregular = new Map();
  for (const entry of tables.irregular.split(" ")) {
    const [base, forms] = entry.split(":");
    for (const form of forms.split(",")) if (form !== base) irregular.set(form, base);
  }
  const exceptions = new Map(endings(tables.exceptions).map(([word, stem]) => [word, stem || word]));
  const [second, third, fourth] = [endings(tables.second), endings(tables.third), endings(tables.fourth)];

  return function stem(folded) {
    let word = irregular.get(folded) ?? folded;
    if (word.length < 3) return word;
    if (exceptions.has(word)) return /** @type {string} */ (exceptions.get(word));
    word = word.replace(/(^|[aeiouy])y/g, "$1Y");
    const known = BEGINNING.exec(word);
    const r1 = known ? known[0].length : region(word, 0);
    const r2 = region(word, r1);
    word = tense(plural(word), r1);
    word = word.replace(/^(.+[^aeiouy])[yY]$/, "$1i");
    word = exchange(word, second, r1, r2);
    word = exchange(word, third, r1, r2);
    word = remove(word, fourth, r2);
    return last(word, r1, r2).toLowerCase();
  };
}

/** @param {string} word @param {number} start */
function region(word, start) {
  REGION.lastIndex = start;
  return REGION.test(word) ? REGION.lastIndex : word.length;
}

/** @param {string} word */
function plural(word) {
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
  return /[^us]s$/.test(word) && VOWEL.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
}

/** @param {string} word @param {number} r1 */
function tense(word, r1) {
  const found = /(?:eedly|ingly|edly|eed|ing|ed)$/.exec(word);
  if (!found) return word;
  const base = word.slice(0, found.index);
  if (found[0].startsWith("eed")) {
    return found.index >= r1 && !["succ", "proc", "exc"].includes(base) ? base + "ee" : word;
  }
  if (found[0] === "ing") {
    if (/^[^aeiouy]y$/.test(base)) return base[0] + "ie";
    if (["even", "cann", "inn", "earr", "herr", "out"].includes(base)) return word;
  }
  if (!VOWEL.test(base)) return word;
  if (/(?:at|bl|iz)$/.test(base)) return base + "e";
  if (/([bdfgmnprt])\1$/.test(base)) return base.length === 3 && "aeo".includes(base[0]) ? base : base.slice(0, -1);
  return base.length === r1 && SHORT.test(base) ? base + "e" : base;
}

/** @param {string} word @param {[string, string][]} table @param {number} r1 @param {number} r2 */
function exchange(word, table, r1, r2) {
  for (const [ending, rest] of table) {
    if (!word.endsWith(ending)) continue;
    const base = word.slice(0, -ending.length);
    let allowed = base.length >= (ending === "ative" ? r2 : r1);
    if (ending === "li") allowed &&= /[cdeghkmnrt]$/.test(base);
    if (ending === "ogi") allowed &&= base.endsWith("l");
    return allowed ? base + rest : word;
  }
  return word;
}

/** @param {string} word @param {[string, string][]} table @param {number} r2 */
function remove(word, table, r2) {
  for (const [ending] of table) {
    if (!word.endsWith(ending)) continue;
    const base = word.slice(0, -ending.length);
    return base.length >= r2 && (ending !== "ion" || /[st]$/.test(base)) ? base : word;
  }
  return word;
}

/** @param {string} word @param {number} r1 @param {number} r2 */
function last(word, r1, r2) {
  const base = word.slice(0, -1);
  if (word.endsWith("e") && (base.length >= r2 || (base.length >= r1 && !SHORT.test(base)))) return base;
  return word.endsWith("ll") && base.length >= r2 ? base : word;
}
