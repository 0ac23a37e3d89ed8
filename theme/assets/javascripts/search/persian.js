/**
 * Light stemming of Persian: the twin of `kbgen/language/persian.py`, which explains the rules and owns the tables.
 * @module
 */

const PERSONS = ["يم", "يد", "ين", "ند", "ن", "م", "ي", "د", "ه", ""];
const PAST_PERSONS = ["هاند", "هام", "هايم", "ن", "م", "يم", "يد", "ين", "ند", "ه", ""];
const VERB_PREFIXES = new Set(["مي", "نمي", "همي"]);

/**
 * @param {Record<string, string>} tables as `persian.browser_rules` gives them
 * @returns {{stem: (word: string) => string, variants: (word: string) => string[], pieces: (word: string) => string[], enclitics: Set<string>, prefixes: Set<string>}}
 */
export function persianRules(tables) {
  const [endings, spoken] = [tables.endings.split(" "), tables.spoken.split(" ")];
  const preverbs = tables.preverbs.split(" ");
  const prefixes = new Set([...VERB_PREFIXES].flatMap((prefix) => [prefix, ...preverbs.map((preverb) => preverb + prefix)]));
  const [enclitics, plurals] = [tables.enclitics, tables.plurals].map((written) => new Set(written.split(" ")));
  /** @type {Map<string, string>} */
  const past = new Map();
  /** @type {Map<string, string>} */
  const present = new Map();
  for (const entry of tables.verbs.split(" ")) {
    const [name, forms] = entry.split(":");
    const all = forms.split(",");
    past.set(name, all[0]);
    for (const form of all) if (!present.has(form)) present.set(form, all[0]);
  }
  const others = new Map(tables.others.split(" ").map((entry) => /** @type {[string, string]} */ (entry.split(":"))));
  const without = (/** @type {string} */ word, /** @type {string} */ ending) => (ending && word.endsWith(ending) ? word.slice(0, -ending.length) : word);

  /** @param {string} word @returns {string[]} */
  function pieces(word) {
    if (!word.includes("\u200c")) return [word];
    /** @type {string[]} */
    const found = [];
    let prefix = "";
    for (const piece of word.split("\u200c").filter(Boolean)) {
      if (prefixes.has(piece)) prefix += piece;
      else if (prefix && found.length && preverbs.includes(found[found.length - 1])) {
        found[found.length - 1] += prefix + piece;
        prefix = "";
      } else if (!(found.length && !prefix && enclitics.has(piece))) {
        found.push(prefix + piece);
        prefix = "";
      }
    }
    if (found.length > 1) found.push(found.join(""));
    return found.length ? found : [word.replaceAll("\u200c", "")];
  }

  /** The present stem of برنمی‌گردد, برگشتم and of their relatives. @param {string} preverb @param {string} rest */
  function coreOf(preverb, rest) {
    for (const prefix of ["نمي", "مي", "ن", "ب", ""]) {
      if (!rest.startsWith(prefix)) continue;
      for (const person of PERSONS) {
        const core = preverb + without(rest.slice(prefix.length), person);
        if (rest.endsWith(person) && (present.has(core) || past.has(core))) return /** @type {string} */ (present.get(core) ?? past.get(core));
      }
    }
    return null;
  }

  /** @param {string} word @returns {string | null} */
  function verb(word) {
    for (const preverb of preverbs) {
      const core = word.startsWith(preverb) && word.length > preverb.length + 2 ? coreOf(preverb, word.slice(preverb.length)) : null;
      if (core) return core;
    }
    const bare = word.startsWith("نمي") ? word.slice(1) : word;
    const prefixed = bare.startsWith("مي");
    if (bare.length > 3 && (prefixed || "بن".includes(bare[0]))) {
      const rest = bare.slice(prefixed ? 2 : 1);
      for (const person of PERSONS) {
        const core = without(rest, person);
        if (rest.endsWith(person) && (core.length > 1 || prefixed) && (present.has(core) || past.has(core))) {
          return /** @type {string} */ (present.get(core) ?? past.get(core));
        }
      }
    }
    if (/^[بن]ي/.test(bare)) {
      for (const person of PERSONS) {
        const core = "ا" + without(bare.slice(2), person);
        if (bare.endsWith(person) && core.length > 2 && present.has(core)) return /** @type {string} */ (present.get(core));
      }
    }
    for (const person of PAST_PERSONS) {
      const core = without(word, person);
      if (word.endsWith(person) && core.length >= 3 && past.has(core)) return /** @type {string} */ (past.get(core));
    }
    if (prefixed && bare.length >= 5) {
      for (const person of ["يم", "يد", "ند", "م", "ي", "د"]) {
        const core = without(bare.slice(2), person);
        if (bare.endsWith(person) && core.length >= 2) return core;
      }
    }
    return null;
  }

  /** @param {string} word @returns {string} */
  function stem(word) {
    const other = others.get(word);
    if (other) return other;
    const known = verb(word);
    if (known !== null) return known;
    const ending = endings.find((end) => word.endsWith(end) && word.length - end.length >= (plurals.has(end) ? 2 : 3));
    return ending ? word.slice(0, -ending.length) : word;
  }

  /** @param {string} word @returns {string[]} */
  function variants(word) {
    /** @type {Set<string>} */
    const found = new Set();
    for (const ending of spoken) {
      if (!word.endsWith(ending) || word.length - ending.length < 2) continue;
      const base = word.slice(0, -ending.length);
      if ("متش".includes(ending[0]) && base.length > 2) found.add(base + "ه");
      found.add(base);
    }
    for (const form of [word, ...found]) {
      if (form.slice(1).includes("ون")) found.add(form[0] + form.slice(1).replace("ون", "ان"));
    }
    for (const prefix of ["ب", "ن", "مي", "نمي"]) {
      if (word.startsWith(prefix) && word.length - prefix.length >= 3) found.add(word.slice(prefix.length));
    }
    return [...found];
  }

  return { stem, variants, pieces, enclitics, prefixes: VERB_PREFIXES };
}
