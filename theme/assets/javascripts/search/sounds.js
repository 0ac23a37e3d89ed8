/**
 * Hears names in Latin letters as readers of Arabic script spell them: the twin of `kbgen/language/alphabet/sounds.py`, which explains
 * the rules and makes the keys that the index has.
 * @module
 */

const SOUND = "~";
const LETTERS = "=";
const LEAST = 3;
/** A name that is spelled letter by letter has as many at most. */
export const LONGEST_OF_LETTERS = 5;
const SOUNDS = new Map(
  "b:بپ t:تط s:ثسصذزضظ x:شژچ d:د r:ر k:كق f:ف l:ل m:م n:ن j:ج g:گغ".split(" ").flatMap((group) => {
    const [sound, letters] = group.split(":");
    return Array.from(letters, (letter) => /** @type {[string, string]} */ ([letter, sound]));
  }),
);
const OWN_OF_ARABIC = /[حخعضصظذء]/;
const OWN = /[حخعضصظذءط]/;
const ARTICLES = ["وال", "بال", "فال", "كال", "ال", "لل"];
/** The names of letters, longest first, and of one length in their order. @type {[string, string][]} */
const NAMES = (
  "دابليو:w دبليو:w اتش:h ايتش:h ايكس:x كيو:q اكس:x اچ:h ار:r اس:s اف:f ال:l ام:m ان:n او:o اي:a بي:b تي:t جي:g دي:d " +
  "زد:z زي:z سي:c في:v كي:k واي:y وي:v پي:p يو:u ا:a"
)
  .split(" ")
  .map((entry) => /** @type {[string, string]} */ (entry.split(":")))
  .sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
const BY_NAME = new Map(NAMES);
const SPELLED = new RegExp(`^(?:${NAMES.map(([name]) => name).join("|")}){2,${LONGEST_OF_LETTERS}}$`);
/** Letters whose names are one in Arabic script. */
const SAME_NAME = new Map([..."aijp"].map((letter, at) => [letter, "eegb"[at]]));
const ASCII = /^[\0-\x7f]*$/;

/** @param {string} key @returns {boolean} whether it is one of letters */
export const isOfLetters = (key) => key.startsWith(LETTERS);

/** @param {string} key @returns {boolean} whether few other words can have it */
export const isSure = (key) => isOfLetters(key) || key.length > SOUND.length + LEAST;

/** @param {string} form a folded word @returns {boolean} whether it is the name of a letter */
export const namesLetter = (form) => BY_NAME.has(form);

/** @param {string} form a folded word @param {boolean} arabic whether the page is in Arabic @returns {string[]} the keys of names that it may be, likeliest first */
export function heard(form, arabic) {
  if (ASCII.test(form)) return [];
  const article = arabic && ARTICLES.find((each) => form.startsWith(each) && form.length > each.length + 2);
  const words = article ? [form, form.slice(article.length)] : [form];
  return [...new Set(words.flatMap((word) => [letters(word), sounds(word, arabic)]).filter(Boolean))];
}

/** @param {string} word @returns {string} the key of a word that is nothing but names of letters */
function letters(word) {
  if (!SPELLED.test(word)) return "";
  const found = parted(word);
  return found.length > 1 ? LETTERS + Array.from(found, (letter) => SAME_NAME.get(letter) ?? letter).join("") : "";
}

/** @param {string} word @returns {string} */
function parted(word) {
  for (const [name, letter] of NAMES) {
    if (word === name) return letter;
    const rest = word.startsWith(name) ? parted(word.slice(name.length)) : "";
    if (rest) return letter + rest;
  }
  return "";
}

/** @param {string} word @param {boolean} arabic @returns {string} the key of a word by its consonants */
function sounds(word, arabic) {
  if ((arabic ? OWN_OF_ARABIC : OWN).test(word)) return "";
  let consonants = Array.from((arabic ? word.replaceAll("تش", "ش") : word).replaceAll("\u200c", ""), (letter) => SOUNDS.get(letter) ?? " ").join("");
  if (arabic) consonants = consonants.replace(/[gj]/g, "k");
  const key = consonants.replace(/([^ ])\1+/g, "$1").replaceAll(" ", "");
  return key.length >= LEAST ? SOUND + key : "";
}
