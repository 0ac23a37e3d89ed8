/** A light stem of Hebrew; twin of `kbgen/language/tables/hebrew.py`, which says why. */

/** @type {Record<string, string>} */
const FINAL = { ך: "כ", ם: "מ", ן: "נ", ף: "פ", ץ: "צ" };
/** @type {Record<string, number>} */
const LEFT = { ו: 3, ה: 2, ב: 3, ל: 3, כ: 4, מ: 4, ש: 4 };
/** @type {[string, number][]} */
const ENDINGS = [["יות", 2], ["ות", 2], ["ימ", 2], ["ית", 3], ["ה", 3], ["ת", 3], ["א", 3]];

/** @param {string} form a folded word @returns {string} its stem */
export function hebrewStem(form) {
  if (!/^[\u05d0-\u05ea]/.test(form)) return form;
  let word = Array.from(form, (letter) => FINAL[letter] ?? letter).join("");
  const ending = () => ENDINGS.find(([each, left]) => word.endsWith(each) && word.length - each.length >= left);
  for (let found = ending(); found; found = ending()) word = word.slice(0, -found[0].length);
  while (word.length > (LEFT[word[0]] ?? word.length)) word = word.slice(1);
  return word;
}
