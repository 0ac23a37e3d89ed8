/**
 * What readers do, told to the collector without saying who: views, searches, results opened, contact clicks.
 * Search speaks through events on `document`; see `listen`.
 */

import { send } from "./send.js";

// A search counts once the reader has paused on it for so long.
const PAUSE = 1500;
const TOGETHER = 2000;
const MOST = 20;

/**
 * @param {{base: string, locale: string, screen?: () => string}} config `screen`: in an application, which of its screens is
 *   shown; on a page, the letter that led to it
 * @param {Document | HTMLElement} [place] the page, or the panel that stands for it
 * @returns {(event: {kind: string, [name: string]: unknown}) => void} takes down what else happened
 */
export function startEvents(config, place = document) {
  /** @type {object[]} */
  let waiting = [];
  let timer = 0;
  /** The last search that counted, and the one that may still be typed on. */
  let last = "";
  /** @type {{query: string, count: number} | undefined} */
  let typed;
  let pause = 0;

  const flush = () => {
    clearTimeout(timer);
    timer = 0;
    const events = waiting.splice(0, MOST);
    if (events.length) send(`${config.base}_kb/events`, { events });
    if (waiting.length) flush();
  };
  /** @param {{kind: string, [name: string]: unknown}} event what happened, by the names of the collector's schema */
  const record = (event) => {
    const screen = config.screen?.();
    waiting.push({ locale: config.locale, ...event, ...(screen && { screen }) });
    timer ||= setTimeout(flush, TOGETHER);
  };
  const settle = () => {
    clearTimeout(pause);
    if (!typed) return;
    const { query, count } = typed;
    typed = undefined;
    if (query === last) return;
    last = query;
    record({ kind: "search", query, count });
  };

  listen(place, "kb:search", ({ query, count }) => {
    clearTimeout(pause);
    if (!words(query)) return;
    typed = { query: words(query), count };
    pause = setTimeout(settle, PAUSE);
  });
  listen(place, "kb:search-open", ({ query, article, rank, opinion }) => {
    settle();
    record({ kind: "open", query: words(query), article, rank, ...(opinion && { opinion }) });
    flush();
  });
  listen(place, "kb:search-reworded", ({ query, before }) => {
    if (words(query) && words(before)) record({ kind: "reword", query: words(query), before: words(before) });
  });
  listen(place, "kb:suggestion-open", ({ article, rank }) => (record({ kind: "suggestion", article, rank }), flush()));
  listen(place, "kb:question-sent", ({ channel, count }) => (record({ kind: "sent", channel, count }), flush()));

  place.addEventListener("click", (click) => {
    const link = click.target instanceof Element && click.target.closest("[data-kb-channel]");
    if (!(link instanceof HTMLElement)) return;
    settle();
    const article = shown(place);
    const query = last || (place === document ? searchBefore() : "");
    record({ kind: "contact", channel: link.dataset.kbChannel, ...(article && { article }), ...(query && { query }) });
    flush();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    settle();
    flush();
  });
  const article = shown(place);
  if (article) whenSeen(() => record({ kind: "view", article }));
  else if (place.querySelector("[data-kb-film]") && config.screen) whenSeen(() => record({ kind: "view" }));
  return record;
}

/**
 * A page that was opened behind another, or that the browser fetched on a guess, is viewed once a person can see it.
 * @param {() => void} then
 */
function whenSeen(then) {
  if (document.visibilityState === "visible" && !(/** @type {any} */ (document).prerendering)) return then();
  const look = () => {
    if (document.visibilityState !== "visible" || /** @type {any} */ (document).prerendering) return;
    for (const change of ["visibilitychange", "prerenderingchange"]) document.removeEventListener(change, look);
    then();
  };
  for (const change of ["visibilitychange", "prerenderingchange"]) document.addEventListener(change, look);
}

/** The id of the article on this page, if it is one. @param {ParentNode} place */
function shown(place) {
  const frame = place.querySelector("[data-article]");
  return frame instanceof HTMLElement ? frame.dataset.article : undefined;
}

/** The search on the page that led here; nothing is stored to know it. */
function searchBefore() {
  try {
    const before = new URL(document.referrer);
    return before.origin === location.origin ? words(before.searchParams.get("q")) : "";
  } catch {
    return "";
  }
}

/** @param {unknown} text */
function words(text) {
  return Array.from(String(text ?? "").trim()).slice(0, 200).join("").trim();
}

/**
 * @param {EventTarget} place
 * @param {string} name
 * @param {(detail: any) => void} take
 */
function listen(place, name, take) {
  place.addEventListener(name, (event) => take(/** @type {CustomEvent} */ (event).detail ?? {}));
}
