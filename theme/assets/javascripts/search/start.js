/**
 * Search boxes: what every page loads. The engine itself comes with the first focus, so that a reader who does not search
 * pays 1 KB. Without JavaScript the form leads to a page with all titles.
 * @module
 */

import { config, strings } from "../config.js";

/** Make every search form answer while its reader types. */
export function startSearch() {
  const forms = /** @type {HTMLFormElement[]} */ ([...document.querySelectorAll("form[data-kb-search]")]);
  const results = document.querySelector("[data-kb-results]");
  const engine = once(async () => {
    const [{ Searcher }, { speaker }] = await Promise.all([import("./searcher.js"), import("./strings.js")]);
    return { searcher: new Searcher(`${config.base}search/${config.locale}/`), say: speaker(await strings(), config) };
  });
  for (const form of forms) {
    const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
    // Without scripts the collector answers; with them, the built page.
    if (form.dataset.kbPage) form.action = form.dataset.kbPage;
    const attach = orSay(form, once(async () => {
      const { searcher, say } = await engine();
      if (results) (await import("./page.js")).attachPage(form, input, results, searcher, say, config);
      else (await import("./combobox.js")).attachCombobox(form, input, searcher, say, config);
    }));
    for (const event of ["focus", "input"]) input.addEventListener(event, attach);
    if (document.activeElement === input || (results && location.search)) attach();
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const control = (event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyK";
    const input = forms.map((form) => form.querySelector("input")).find((box) => box?.checkVisibility?.() ?? true);
    if (!input || !(slash || control)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  // The form that takes a question asks which articles may answer it.
  document.addEventListener("kb:suggest", async (event) => {
    const { query, limit, answer } = /** @type {CustomEvent} */ (event).detail;
    try {
      const [{ searcher }, { boxed }] = await Promise.all([engine(), import("./direction.js")]);
      const { results } = await searcher.search(query, { limit });
      answer(results.map((result) => ({ ...result, label: boxed(result.title) })));
    } catch {
      answer([]);
    }
  });
}

/**
 * Where not even the engine arrives, the form says so in the words that the page brought along.
 * @param {HTMLFormElement} form @param {() => Promise<void>} attach @returns {() => Promise<void>}
 */
function orSay(form, attach) {
  const note = document.createElement("p");
  note.className = "kb-search__offline";
  note.role = "status";
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
