/** What the build tells the browser: where the site's root is, the locale, and the words for what scripts show. */

/** @type {{base: string, locale: string, numbers: string, strings: string, opinion?: boolean}} */
export const config = JSON.parse(document.getElementById("kb-config")?.textContent ?? "{}");

/** @type {Promise<Record<string, string | Record<string, string>>> | undefined} */
let words;

/**
 * The interface text of scripts in the page's language; fetched once, when first needed.
 * @returns {Promise<Record<string, string | Record<string, string>>>} message → text, or plural category → text
 */
export function strings() {
  words ??= fetch(config.base + config.strings).then((answer) => (answer.ok ? answer.json() : {}), () => ({}));
  return words;
}
