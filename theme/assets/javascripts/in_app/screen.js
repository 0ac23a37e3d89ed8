/**
 * Which screen of the application the reader is on, by the patterns of `content/in_app.yml`. Only a pattern ever leaves the browser,
 * never the address itself. Twin of `kbgen/site/outputs/screens.py`.
 *
 * @typedef {{id: string, url: string, title: string, description: string, language?: string}} Suggestion
 * @typedef {{screens: [string, number[]][], popular: number[], recent?: number[], articles: Suggestion[], ids: Record<string, string>}} Suggestions
 */

/**
 * @param {Suggestions} suggestions
 * @param {Location | URL} address
 * @returns {{screen: string, articles: Suggestion[], recent: Suggestion[], named: boolean}} the pattern that fits, empty where none does, and what helps
 * there; `named` says that the writers chose it for this screen, and otherwise `recent` is what was changed last
 */
export function suggestionsFor(suggestions, address) {
  const found = suggestions.screens.find(([pattern]) => fits(pattern, address));
  const chosen = found?.[1].length ? found[1] : suggestions.popular;
  const named = Boolean(found?.[1].length);
  const [articles, recent] = [chosen, (!named && suggestions.recent) || []].map((places) => places.map((place) => suggestions.articles[place]));
  return { screen: found?.[0] ?? "", articles, recent, named };
}

/**
 * @param {string} pattern @param {Location | URL} address
 */
export function fits(pattern, address) {
  if (/^\*\*?$/.test(pattern)) return true;
  const path = decoded(address.pathname);
  const hash = decoded(address.hash.replace(/\?.*/s, ""));
  const whole = new RegExp(`^${bare(pattern).split(/(\/\*\*$|\*\*?)/).map((part) => PARTS[part] ?? part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("")}$`, "su");
  const place = pattern.startsWith("#") ? "" : path;
  const host = /^https?:/.test(pattern) ? address.origin : "";
  return whole.test(host + bare(pattern.includes("#") ? place + hash : place));
}

/** @type {Record<string, string>} */
const PARTS = { "*": "[^/]*", "**": ".*", "/**": "(?:/.*)?" };

/** @param {string} text */
const bare = (text) => text.replace(/(.)\/+$/s, "$1");

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
