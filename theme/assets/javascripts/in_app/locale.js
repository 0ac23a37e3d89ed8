/** Which language of the help center an application gets. No DOM but the browser's own languages. */

/**
 * @param {string[]} have the locales of the site, the first is its default
 * @param {(string | null)[]} wanted tags, the most wanted first; the reader's browser is asked after them
 * @returns {string} the first that the site has, exactly or by its language alone
 */
export function nearestLocale(have, ...wanted) {
  const tags = [...wanted, ...(globalThis.navigator?.languages ?? [])].filter(Boolean).map((tag) => String(tag).toLowerCase());
  const language = (/** @type {string} */ tag) => tag.toLowerCase().split("-")[0];
  for (const tag of tags) {
    const found = have.find((one) => one.toLowerCase() === tag) ?? have.find((one) => language(one) === language(tag));
    if (found) return found;
  }
  return have[0];
}
