/**
 * Search boxes: what every page loads. The engine itself comes as soon as a reader is about to search, so that one who does not
 * pays 1 KB. Without JavaScript the form leads to a page with all titles.
 * @module
 */

import { config, strings } from "../config.js";

const APPLE = /mac|iphone|ipad|ipod/i.test(navigator.platform);

/** Make every search form answer while its reader types. */
export function startSearch() {
  const forms = /** @type {HTMLFormElement[]} */ ([...document.querySelectorAll("form[data-kb-search]")]);
  const results = document.querySelector("[data-kb-results]");
  const engine = once(async () => {
    const [parts, words] = await Promise.all([code(), strings()]);
    return { ...parts, searcher: new parts.Searcher(`${config.base}search/${config.locale}/`), say: parts.speaker(words, config) };
  });
  for (const form of forms) {
    const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
    // Without scripts the collector answers; with them, the built page.
    if (form.dataset.kbPage) form.action = form.dataset.kbPage;
    const attach = orSay(form, once(async () => {
      const { searcher, say, attachCombobox } = await engine();
      if (results) (await page()).attachPage(form, input, results, searcher, say, config);
      else attachCombobox(form, input, searcher, say, config);
    }));
    for (const event of ["focus", "input"]) input.addEventListener(event, attach);
    showKeys(input);
    // A finger or a mouse on the box: a moment before the first letter the engine and the index are under way.
    form.addEventListener("pointerover", () => engine().then(({ searcher }) => searcher.open()).catch(() => undefined), { once: true });
    if (document.activeElement === input || (results && location.search)) attach();
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    // On a Mac Control-K deletes to the end of the line; a comment that is being written keeps the keyboard everywhere.
    const chord = APPLE ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    const control = chord && !event.altKey && !event.shiftKey && event.code === "KeyK" && (!typing || typing.matches("input[type=search]"));
    const input = forms.map((form) => form.querySelector("input")).find((box) => box?.checkVisibility?.() ?? Boolean(box?.offsetParent));
    if (!input || !(slash || control)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  // The form that takes a question asks which articles may answer it.
  document.addEventListener("kb:suggest", async (event) => {
    const { query, limit, answer } = /** @type {CustomEvent} */ (event).detail;
    try {
      const { searcher, boxed } = await engine();
      const { results } = await searcher.search(query, { limit });
      answer(results.map((result) => ({ ...result, label: boxed(result.title) })));
    } catch {
      answer([]);
    }
  });
}

/** Say by which keys a box is reached; style sheets show it where there is a keyboard. @param {HTMLInputElement} input */
function showKeys(input) {
  input.setAttribute("aria-keyshortcuts", APPLE ? "Meta+K" : "Control+K");
  const hint = document.createElement("kbd");
  hint.className = "kb-search__keys";
  hint.setAttribute("aria-hidden", "true");
  hint.textContent = APPLE ? "⌘K" : "Ctrl K";
  input.after(hint);
}

/**
 * The engine. A browser remembers that a module did not arrive (Firefox until the page is left) and asks anew only under another
 * address.
 * @returns {Promise<typeof import("./engine.js")>}
 */
const code = () =>
  import("./engine.js")
    .catch(() => import("./engine.js?again"))
    .catch(() => import("./engine.js?once-more"));

/** What the page of results has beyond a box, asked for again likewise. @returns {Promise<typeof import("./page.js")>} */
const page = () =>
  import("./page.js")
    .catch(() => import("./page.js?again"))
    .catch(() => import("./page.js?once-more"));

/**
 * Where not even the engine arrives, the form says so in the words that the page brought along.
 * @param {HTMLFormElement} form @param {() => Promise<void>} attach @returns {() => Promise<void>}
 */
function orSay(form, attach) {
  const note = document.createElement("p");
  note.className = "kb-search__offline";
  note.setAttribute("role", "status");
  return () => attach().then(
    () => note.remove(),
    () => {
      form.append(note);
      note.textContent = form.dataset.kbOffline ?? "";
    },
  );
}

/** @template T @param {() => Promise<T>} work @returns {() => Promise<T>} the same promise each time, a new one after a failure */
function once(work) {
  let promise;
  return () => (promise ??= work().catch((error) => {
    promise = undefined;
    throw error;
  }));
}
