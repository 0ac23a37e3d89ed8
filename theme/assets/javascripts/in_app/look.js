/**
 * The look of the panel: the help center's own style sheets, made fit for a shadow tree in somebody else's page. They are fetched and
 * constructed, so that the application's policy need not allow styles of another host. Its root element's size of letters says
 * nothing here, and every `--kb-…` of the theme can be set from outside as `--kb-help-…`. A font is not brought along: 48 KB for letters
 * that the application has in a font of its own, or the device has.
 */

import { fetched } from "./reading.js";

/** @param {import("./element.js").Place} place @param {string[]} names @returns {Promise<CSSStyleSheet[]>} */
export async function sheets({ base, host }, names) {
  const size = parseFloat(getComputedStyle(host).fontSize);
  // Each by itself, so that none of them keeps the application waiting for the others.
  return Promise.all(
    names.map(async (name) => new CSSStyleSheet().replace(fitted(await (await fetched(base + name)).text(), size))),
  );
}

/**
 * @param {string} text of a style sheet @param {number} size pixels of the reader's own size of letters
 */
export function fitted(text, size) {
  return text
    .replace(/:root\b/g, ".kb-root")
    .replace(/(^|[^\w.-])(\d*\.?\d+)rem\b/g, (_, before, count) => `${before}${Number(count) * size}px`)
    .replace(/--kb-([\w-]+): ([^;}]+);/g, "--kb-$1: var(--kb-help-$1, $2);");
}
