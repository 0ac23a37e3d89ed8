/**
 * What search remembers while its tab is open: recent queries, and which query came before this one. Nothing leaves the tab.
 * @module
 */

const KEY = "kb-recent";
const MOST = 5;
const PAUSE = 1500; // milliseconds without a key after which a query is taken as meant

/** @returns {string[]} recent queries, latest first */
export function recent() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  } catch {
    return []; // storage is switched off
  }
}

/** @param {string} query */
export function remember(query) {
  const wanted = query.trim();
  if (wanted.length < 2) return;
  try {
    sessionStorage.setItem(KEY, JSON.stringify([wanted, ...recent().filter((other) => other !== wanted)].slice(0, MOST)));
  } catch {
    // Storage is switched off: recent searches are a convenience.
  }
}

/** Tells the page's other scripts what is searched: `kb:search` with every answer, `kb:search-reworded` for a second attempt. */
export class Teller {
  #before = "";
  #timer = 0;

  /** @param {EventTarget} [place] where it is told @param {boolean} [keeps] whether recent searches are kept for the tab */
  constructor(place = document, keeps = true) {
    this.place = place;
    this.keeps = keeps;
  }

  /** @param {string} query @param {{count: number, partial: boolean}} answer @param {string} locale */
  answered(query, { count, partial }, locale) {
    // A part of the index that did not arrive is no gap in the articles.
    if (partial && !count) return;
    this.#tell("kb:search", { query, count, locale });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(query), PAUSE);
  }

  /** A result was opened: the next query is another question, not the same in other words. @param {string} query */
  opened(query) {
    if (this.keeps) remember(query);
    this.#before = "";
    clearTimeout(this.#timer);
  }

  /** @param {string} query */
  #settle(query) {
    const wanted = query.trim();
    if (wanted && this.#before && !wanted.startsWith(this.#before) && !this.#before.startsWith(wanted)) {
      this.#tell("kb:search-reworded", { query: wanted, before: this.#before });
    }
    this.#before = wanted;
    if (this.keeps) remember(wanted);
  }

  /** @param {string} name @param {Record<string, string | number>} detail */
  #tell(name, detail) {
    this.place.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
