/**
 * The words that search shows, in the page's language. `kbgen/search/strings.py` lists them.
 * @module
 */

// The zero of usual digits, as in `kbgen/language/locale.py`: the others follow it in Unicode.
/** @type {Record<string, number>} */
const ZEROS = { latn: 0x30, arab: 0x660, arabext: 0x6f0, deva: 0x966, beng: 0x9e6, tibt: 0xf20, mymr: 0x1040 };

/**
 * @typedef {((message: string, values?: Record<string, string>) => string) & {count: (message: string, n: number) => string, number: (n: number) => string}} Say
 * @param {Record<string, string | Record<string, string>>} strings @param {{locale: string, numbers?: string}} config
 * @returns {Say}
 */
export function speaker(strings, config) {
  /** @type {Intl.PluralRules | undefined} */
  let plural;
  /** @type {Intl.NumberFormat | undefined} */
  let numbers;
  const zero = ZEROS[config.numbers?.split("-u-nu-")[1] ?? ""];
  // A browser takes 20 ms for its first format of numbers, a slow telephone four times as long: what has no marks needs none.
  const written = (/** @type {number} */ n) =>
    zero && Number.isInteger(n) && n >= 0 && n < 1000
      ? String(n).replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))
      : (numbers ??= new Intl.NumberFormat(config.numbers ?? config.locale)).format(n);
  /** @param {string} text @param {Record<string, string>} values */
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const say = /** @type {Say} */ ((message, values = {}) => fill(String(strings[message] ?? message), values));
  say.number = written;
  say.count = (message, n) => {
    const forms = strings[message];
    const text = typeof forms === "object" ? forms[(plural ??= new Intl.PluralRules(config.locale)).select(n)] ?? forms.other : forms;
    return fill(text ?? message, { n: written(n) });
  };
  return say;
}
