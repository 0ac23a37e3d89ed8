/** What the build tells the browser: where the site's root is, the locale, and the words for what scripts show. */

/** @type {{base: string, locale: string, numbers: string, strings: string, opinion?: boolean, offline?: boolean}} */
export const config = JSON.parse(document.getElementById("kb-config")?.textContent ?? "{}");

/** @type {Promise<Record<string, string | Record<string, string>>> | undefined} */
let words;

/**
 * The interface text of scripts in the page's language; fetched once, when first needed, and again where it did not arrive.
 * @returns {Promise<Record<string, string | Record<string, string>>>} message → text, or plural category → text; empty if there is none
 */
export function strings() {
  const failed = () => ((words = undefined), {});
  words ??= fetch(config.base + config.strings).then((answer) => (answer.ok ? answer.json() : failed()), failed);
  return words;
}
