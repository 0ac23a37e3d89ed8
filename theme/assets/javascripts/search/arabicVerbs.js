/**
 * Verbs of Arabic: the twin of `kbgen/language/arabic_verbs.py`, which explains the rules and owns the roots.
 * @module
 */

const ORDER = ["1", "2", "6", "3", "4", "4h", "4d", "5", "7", "8", "8d", "8h", "8w", "10", "10h", "10g", "1w", "1h", "1g", "1a", "1d"];
const PERSONS = ["ي", "ت", "ن", "ا"];
const BEFORE = ["", "و", "ف", "س", "ب", "ح", "ه", "ل", "رح", "وس", "وب", "عم", "ك", "كا"];
const NEGATED = ["ماب", "مب", "ما", "م"];
const AFTER = [
  "", "ها", "ه", "هم", "ني", "نا", "ك", "كم", "ون", "ين", "وا", "و", "وه", "وها", "وهم", "وني", "ونه", "ونها", "ت", "ته", "تها", "تهم", "تم",
  "ي", "يه", "يها", "ا", "ن", "لي", "لك", "له", "لها", "لنا", "لهم", "ولي", "ولك", "وله", "ولنا", "تلي", "تلك", "تله", "ش", "وش", "هاش", "وهاش",
];

/** @param {string} measure @param {string} entry @returns {[string, string[]]} the stem of a verb, and its forms */
function formsOf(measure, entry) {
  const bare = !entry.startsWith("-");
  const [root, own] = entry.replace(/^-/, "").split(":");
  const [first, last, short] = [root[0], root.at(-1), root.slice(0, -1)];
  const persons = (/** @type {string} */ rest, of = PERSONS) => of.map((person) => person + rest);
  const third = PERSONS.slice(0, 3);
  switch (measure) {
    case "1": return [root, [root, "ا" + root, ...persons(root), ...(own ? [own] : [])]];
    case "2": return [`ت${short}ي${last}`, [`ت${short}ي${last}`, ...(bare ? [root] : []), ...persons(root)]];
    case "3": return [root, [root, `م${root}ه`, "م" + root, ...persons(root)]];
    case "4": {
      const stem = "ا" + root;
      const forms = [stem, last === "ا" ? stem : `ا${short}ا${last}`, ...persons(root, third)];
      return [stem, last === "ا" ? [...forms, ...forms.map((form) => form.slice(0, -1) + "ي")] : forms];
    }
    case "4h": {
      const [long, bent] = [`${first}ا${last}`, `${first}ي${last}`];
      return ["ا" + long, ["ا" + root, "ا" + long, `ا${long}ه`, ...persons(bent), "ت" + long, "ي" + long]];
    }
    case "4d": return [`ا${root}ا`, ["ا" + root, `ا${root}ا`, `ا${root}ي`, ...persons(`${root}ي`, third), "ي" + root]];
    case "1w": return ["و" + root, ["و" + root, own, ...persons(root, third)]];
    case "6": {
      const stem = `ت${first}ا${root.slice(1)}`;
      return [stem, [stem, ...persons(stem)]];
    }
    case "5": return ["ت" + root, ["ت" + root, ...persons("ت" + root)]];
    case "7": return ["ان" + root, ["ان" + root, `ان${short}ا${last}`, ...persons("ن" + root, third)]];
    case "8": {
      const middle = `${first}ت${root.slice(1)}`;
      return ["ا" + middle, ["ا" + middle, `ا${middle.slice(0, -1)}ا${last}`, ...persons(middle)]];
    }
    case "8d": {
      const middle = `${first}ت${root.slice(1, -1)}`;
      const forms = [`ا${middle}ا`, `ا${middle}ي`, `ا${middle}يت`, `ا${middle}ينا`, ...persons(`${middle}ي`), `ي${middle}و`, `ت${middle}و`];
      return [own || `ا${middle}ا`, [...forms, ...(own ? [own] : [])]];
    }
    case "8h": {
      const long = `${first}تا${last}`;
      return [`ا${first}تيا${last}`, [`ا${first}ت${last}`, "ا" + long, `ا${first}تيا${last}`, ...persons(long)]];
    }
    case "8w": return ["ات" + root, ["ات" + root, `ات${first}ا${last}`, ...persons("ت" + root)]];
    case "10": {
      const masdar = first === "و" ? `استي${root.slice(1, -1)}ا${last}` : `است${short}ا${last}`;
      return ["است" + root, ["است" + root, masdar, ...persons("ست" + root)]];
    }
    case "10h": {
      const [long, bent] = [`${first}ا${last}`, `${first}ي${last}`];
      return ["است" + long, ["است" + root, "است" + long, `است${long}ه`, ...persons("ست" + bent)]];
    }
    case "1h": return [root, [`${first}ا${last}`, ...(bare ? [root] : []), ...(own ? [own] : []), ...persons(root), `${first}${last}ت`]];
    case "1a": return [root, [root, ...persons(`${first}ا${last}`), `${first}ا${last}`, `${first}${last}ت`]];
    case "1g": return [root, [...(own ? [own] : []), ...persons(root), `${root}يت`, `${root}ينا`]];
    case "1d": return [own || root, [...(bare ? [root] : []), ...(own ? [own] : []), ...persons(root), `ي${short}و`, `ت${short}و`, `${root}ت`, `${root}نا`]];
    default: return ["است" + root, ["است" + root, `است${root}ا${last}`, ...persons("ست" + root)]];
  }
}

/**
 * @param {Record<string, string>} roots by measure
 * @returns {{verbs: Map<string, string>, verb: (word: string) => string | undefined}} stems by form, and the stem of a verb with
 * the objects and persons around it
 */
export function verbsOf(roots) {
  /** @type {Map<string, string>} */
  const verbs = new Map();
  // JSON sorts the measures by name; where two have one form, the first in this order has it.
  for (const measure of ORDER) {
    for (const entry of roots[measure].split(" ")) {
      const [stem, forms] = formsOf(measure, entry);
      for (const form of forms) if (form.length > 2 && !verbs.has(form)) verbs.set(form, stem);
    }
  }

  for (const [root] of roots["1"].split(" ").map((entry) => entry.split(":"))) {
    if (root.length !== 3) continue;
    const voices = ["ن", "ت"].flatMap((voice) => ["ا", ...PERSONS.slice(0, 3)].map((person) => person + voice + root));
    for (const form of voices) if (!verbs.has(form)) verbs.set(form, root);
  }

  const others = new Set(roots.others.split(" "));

  /** @param {string} word */
  function verb(word) {
    if (verbs.has(word)) return verbs.get(word);
    if (others.has(word)) return word;
    for (const before of [...BEFORE, ...NEGATED]) {
      const negated = NEGATED.includes(before);
      if (!word.startsWith(before) || (negated && !word.endsWith("ش"))) continue;
      const rest = word.slice(before.length);
      for (const after of AFTER) {
        if (!rest.endsWith(after) || (negated && !after.endsWith("ش"))) continue;
        const core = rest.slice(0, rest.length - after.length);
        const possible = !before || negated || "بلوف".includes(before) || (core.length > 3 && "يتنا".includes(core[0]));
        if (core.length > 2 && possible && verbs.has(core)) return verbs.get(core);
      }
    }
    return undefined;
  }

  return { verbs, verb };
}
