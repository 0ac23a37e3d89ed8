/**
 * A help center for times without a network: the worker that keeps what is read, a word on pages that it had to fill in for, and the
 * list of what there is. Where a browser has no workers, or refuses them, pages are as they are without.
 */

import { config, strings } from "./config.js";

const MOST = 100;
const scope = new URL(config.base || "./", location.href).href;

export function startOffline() {
  if (document.documentElement.dataset.kept !== undefined) say();
  const kept = /** @type {HTMLElement | null} */ (document.querySelector("[data-kb-kept]"));
  if (kept) list(kept).catch(() => undefined);
  if (!navigator.serviceWorker) return;
  // Of the second page on: who reads one and leaves has not been made to load a search.
  const again = navigator.serviceWorker.controller?.scriptURL === `${scope}kb-offline.js`;
  const begin = () => register(again).catch(() => undefined);
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin, { once: true });
}

/** @param {boolean} again */
async function register(again) {
  const there = await navigator.serviceWorker.getRegistration(scope);
  const script = (there?.active ?? there?.waiting ?? there?.installing)?.scriptURL;
  // An application at the same address has a worker of its own: that one stays.
  if (there?.scope === scope && script && script !== `${scope}kb-offline.js`) return;
  await navigator.serviceWorker.register(`${scope}kb-offline.js`, { scope });
  const { active } = await navigator.serviceWorker.ready;
  const sparing = /** @type {any} */ (navigator).connection?.saveData === true;
  const parts = again ? [] : performance.getEntriesByType("resource").map(({ name }) => name);
  active?.postMessage({ locale: config.locale, page: location.href, parts, whole: again && !sparing });
}

/** The page came from the device: what it says may have changed. */
async function say() {
  const message = "You are offline. This page is as it was when you last read it.";
  const text = (await strings())[message];
  if (typeof text !== "string") return;
  const note = document.createElement("p");
  note.className = "kb-kept";
  note.setAttribute("role", "status");
  note.textContent = text;
  document.querySelector(".kb-skip")?.after(note);
}

/** @param {HTMLElement} place */
async function list(place) {
  const name = `kb-offline ${scope} read`;
  const home = `${scope}${config.locale}/`;
  const store = await caches.open(name);
  const pages = (await store.keys()).map(({ url }) => url).filter((url) => url.startsWith(home) && /(\/|\.html)$/.test(url));
  const entries = [];
  for (const url of pages.reverse().slice(0, MOST)) {
    const text = await (await store.match(url))?.text();
    const title = text && new DOMParser().parseFromString(text, "text/html").querySelector("h1")?.textContent?.trim();
    if (!title) continue;
    const link = Object.assign(document.createElement("a"), { href: url, textContent: title, dir: "auto" });
    const entry = document.createElement("li");
    entry.append(link);
    entries.push(entry);
  }
  place.hidden = !entries.length;
  place.querySelector("ul")?.replaceChildren(...entries);
  place.querySelector("button")?.addEventListener("click", async () => {
    await caches.delete(name);
    place.hidden = true;
  });
}
