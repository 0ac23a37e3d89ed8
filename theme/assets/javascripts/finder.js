/**
 * Looks through a long list while its reader types: all its pages, by the letters of titles. The titles come with the first focus, in
 * files of a thousand, and no more of them than it takes to fill a page.
 * @module
 */

import { config, strings } from "./config.js";

const MOST = 100; // titles that are shown: as many as a page of the list has

/** @typedef {[title: string, url: string, language?: string, direction?: string, note?: string]} Entry */

/** Show the box and make it work. */
export function startFinder() {
  const box = /** @type {HTMLElement} */ (document.querySelector("[data-kb-finder]"));
  const list = /** @type {HTMLElement} */ (document.querySelector("[data-kb-entries]"));
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const status = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));
  const found = document.createElement("ul");
  found.className = "kb-titles";
  found.hidden = true;
  list.before(found);
  box.hidden = false;
  const addresses = (box.dataset.kbFinder ?? "").split(" ").filter(Boolean);
  /** @type {Map<string, Promise<{entry: Entry, folded: string}[]>>} */
  const files = new Map();
  let turn = 0;

  /** @param {string} address */
  function titles(address) {
    const known = files.get(address);
    if (known) return known;
    const coming = read(address);
    coming.catch(() => files.delete(address));
    files.set(address, coming);
    return coming;
  }

  async function update() {
    const mine = ++turn;
    const { fold } = await import("./search/text.js");
    const parts = fold(input.value).split(/\s+/).filter(Boolean);
    const matching = [];
    for (const address of parts.length ? addresses : []) {
      const entries = await titles(address);
      if (mine !== turn) return;
      matching.push(...entries.filter(({ folded }) => parts.every((part) => folded.includes(part))));
      if (matching.length >= MOST) break;
    }
    if (mine !== turn) return;
    found.replaceChildren(...matching.slice(0, MOST).map(({ entry }) => item(entry)));
    found.hidden = !matching.length;
    list.hidden = parts.length > 0;
    status.textContent = parts.length && !matching.length ? box.dataset.kbNothing ?? "" : "";
    if (!matching.length) return;
    const [{ speaker }, words] = await Promise.all([import("./search/strings.js"), strings()]);
    const count = speaker(words, config).count("{n} result", Math.min(matching.length, MOST));
    if (mine === turn) status.textContent = matching.length < MOST ? count : `${count}…`;
  }

  input.addEventListener("focus", () => titles(addresses[0]).catch(() => undefined), { once: true });
  // Without the titles the list itself is still there.
  input.addEventListener("input", () => update().catch(() => { list.hidden = false; }));
  if (input.value) update().catch(() => undefined);
}

/** @param {string} address */
async function read(address) {
  const [{ fold }, answer] = await Promise.all([import("./search/text.js"), fetch(address)]);
  if (!answer.ok) throw new TypeError(`${address} is missing`);
  const entries = /** @type {Entry[]} */ (await answer.json());
  return entries.map((entry) => ({ entry, folded: fold(entry[0]) }));
}

/** @param {Entry} entry */
function item([title, url, language, direction, note]) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = config.base + url;
  link.textContent = title;
  if (language) Object.assign(link, { lang: language, dir: direction });
  line.append(link);
  if (note) line.append(" ", Object.assign(document.createElement("span"), { className: "kb-note", textContent: note }));
  return line;
}
