/**
 * Reads what was typed with the wrong keyboard layout: the twin of `kbgen/language/layouts.py`, which owns the tables.
 * @module
 */

/**
 * @param {string} text @param {string} language of the page @param {Record<string, string>} layouts
 * @returns {string[]} what `text` says on other keyboards
 */
export function otherLayouts(text, language, layouts) {
  const keys = layouts.keys.split(" ");
  const readings = [];
  for (const name of language in layouts && language !== "keys" ? [language] : ["ar", "fa"]) {
    const letters = layouts[name].split(" ");
    if (name === language) readings.push(exchange(text.toLowerCase(), keys, letters));
    readings.push(exchange(text, letters, keys));
  }
  return readings.filter((reading) => reading !== text);
}

/** @param {string} text @param {string[]} typed @param {string[]} meant the same keys on the other keyboard */
function exchange(text, typed, meant) {
  const keys = new Map(typed.map((key, at) => [key, meant[at]]));
  let written = "";
  for (let at = 0; at < text.length; ) {
    const size = keys.has(text.slice(at, at + 2)) ? 2 : 1;
    const piece = text.slice(at, at + size);
    written += keys.get(piece) ?? piece;
    at += size;
  }
  return written;
}
