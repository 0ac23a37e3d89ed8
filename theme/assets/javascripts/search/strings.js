/**
 * The words that search shows, in the page's language. `kbgen/search/strings.py` lists them.
 * @module
 */

/**
 * @typedef {((message: string, values?: Record<string, string>) => string) & {count: (message: string, n: number) => string, number: (n: number) => string}} Say
 * @param {Record<string, string | Record<string, string>>} strings @param {{locale: string, numbers?: string}} config
 * @returns {Say}
 */
export function speaker(strings, config) {
  const plural = new Intl.PluralRules(config.locale);
  const numbers = new Intl.NumberFormat(config.numbers ?? config.locale);
  /** @param {string} text @param {Record<string, string>} values */
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const say = /** @type {Say} */ ((message, values = {}) => fill(String(strings[message] ?? message), values));
  say.number = (n) => numbers.format(n);
  say.count = (message, n) => {
    const forms = strings[message];
    const text = typeof forms === "object" ? forms[plural.select(n)] ?? forms.other : forms;
    return fill(text ?? message, { n: numbers.format(n) });
  };
  return say;
}
