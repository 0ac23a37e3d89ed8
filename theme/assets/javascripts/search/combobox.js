/**
 * Results below a search box while its reader types: a combobox with a list (WAI-ARIA Authoring Practices, "list autocomplete
 * with manual selection").
 * @module
 */

import { isolatedText } from "./direction.js";
import { attributes, element, hit } from "./hit.js";
import { nearest } from "./nearest.js";
import { Teller, recent } from "./session.js";

const LIMIT = 7;
const EXCERPTS = 3; // of these the text is fetched at once, of others when they are chosen

/**
 * @param {HTMLFormElement} form @param {HTMLInputElement} input @param {import("./searcher.js").Searcher} searcher
 * @param {import("./strings.js").Say} say @param {{base: string, locale: string, opinion?: boolean}} config
 */
export function attachCombobox(form, input, searcher, say, config) {
  const id = `${input.id || "kb-q"}-list`;
  const list = element("div", "kb-suggest__list");
  // Set as attributes: Firefox before 119 makes none of `role` and `ariaLabel`.
  attributes(list, { id, role: "listbox", "aria-label": say("Search results") });
  const note = element("p", "kb-suggest__note");
  const all = /** @type {HTMLAnchorElement} */ (element("a", "kb-suggest__all"));
  const panel = element("div", "kb-suggest", note, list, all);
  const status = element("div", "kb-visually-hidden");
  attributes(status, { role: "status" });
  panel.hidden = true;
  form.append(panel, status);
  attributes(input, { role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": id });
  const teller = new Teller();
  let turn = 0;
  let active = -1;

  const options = () => /** @type {(HTMLAnchorElement & {show?: import("./hit.js").Hit["show"]})[]} */ ([...list.children]);
  const open = (/** @type {boolean} */ shown) => {
    panel.hidden = !shown;
    attributes(input, { "aria-expanded": String(shown && list.children.length > 0) });
    if (!shown) choose(-1);
  };

  /** @param {number} place */
  function choose(place) {
    active = place;
    options().forEach((option, at) => attributes(option, { "aria-selected": String(at === place) }));
    const option = options()[place];
    if (!option) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
    option.show?.(searcher).catch(() => undefined);
  }

  /** @param {HTMLAnchorElement[]} links @param {string} message @param {string} [announce] */
  function fill(links, message, announce = message) {
    links.forEach((link, at) => {
      attributes(link, { id: `${id}-${at}`, role: "option", tabindex: "-1", "aria-selected": "false" });
    });
    list.replaceChildren(...links);
    note.textContent = message;
    note.hidden = !message;
    status.textContent = announce;
    choose(-1);
    open(document.activeElement === input && (links.length > 0 || Boolean(message)));
  }

  async function update() {
    const query = input.value;
    const mine = ++turn;
    if (!query.trim()) return showRecent();
    all.href = `${form.action}?q=${encodeURIComponent(query)}`;
    try {
      const answer = await searcher.search(query, { limit: LIMIT });
      if (mine !== turn) return;
      teller.answered(query, answer, config.locale);
      const index = await searcher.open();
      const near = answer.count || answer.partial ? null : await nearest(searcher, query, 3);
      if (mine !== turn) return;
      show(query, answer, near, index);
      if (config.opinion && answer.results.length > 1) reorder(query, mine, answer, index).catch(() => undefined);
    } catch {
      if (mine !== turn) return;
      all.hidden = true;
      fill([], say("The search is not available right now. Check your connection and try again."));
    }
  }

  /** @param {string} query @param {import("./searcher.js").Answer} answer @param {import("./searcher.js").Answer | null} near @param {import("./searcher.js").Index} index */
  function show(query, answer, near, index) {
    const shown = near ?? answer;
    const links = shown.results.map((result, at) => hit(result, at + 1, query, shown, index, say, config));
    for (const link of links) link.addEventListener("click", () => teller.opened(query));
    all.textContent = answer.count > LIMIT ? say.count("All results ({n})", answer.count) : "";
    all.hidden = !all.textContent;
    const told = answer.count ? say.count("{n} result", answer.count) : nothing(answer, query);
    fill(links, message(answer, near, query), told);
    for (const link of links.slice(0, EXCERPTS)) link.show(searcher).catch(() => undefined);
  }

  /** @param {string} query @param {number} mine @param {import("./searcher.js").Answer} answer @param {import("./searcher.js").Index} index */
  async function reorder(query, mine, answer, index) {
    const { marked, secondOpinion, untouched } = await import("./opinion.js");
    const order = await secondOpinion(query, index.version);
    if (!order.length) return;
    const again = await searcher.search(query, { limit: LIMIT, order });
    const may = mine === turn && !panel.hidden && untouched(list);
    if (may) show(query, { ...again, results: marked(again.results, answer.results) }, null, index);
  }

  /** What is said where there is no result: a part of the index that did not arrive says nothing about the articles. @param {import("./searcher.js").Answer} answer @param {string} query */
  function nothing(answer, query) {
    if (answer.partial) return say("Part of the search index did not load, so some results may be missing.");
    return say("Nothing found for “{query}”.", { query: isolatedText(query) });
  }

  /** @param {import("./searcher.js").Answer} answer @param {import("./searcher.js").Answer | null} near @param {string} query */
  function message(answer, near, query) {
    const parts = [];
    if (answer.partial && answer.count) parts.push(nothing(answer, query));
    if (answer.corrected && answer.count) {
      const words = { corrected: isolatedText(answer.corrected), query: isolatedText(query.trim()) };
      parts.push(say("Showing results for “{corrected}” instead of “{query}”.", words));
    }
    if (!answer.count) parts.push(nothing(answer, query));
    if (near) parts.push(say("The nearest articles:"));
    return parts.join(" ");
  }

  function showRecent() {
    const links = recent().map((query) => {
      const link = /** @type {HTMLAnchorElement} */ (element("a", "kb-hit kb-hit--recent", element("bdi", "", query)));
      link.href = `${form.action}?q=${encodeURIComponent(query)}`;
      return link;
    });
    all.hidden = true;
    fill(links, links.length ? say("Recent searches") : "");
  }

  input.addEventListener("input", update);
  input.addEventListener("focus", () => (list.children.length && input.value.trim() ? open(true) : update()));
  form.addEventListener("submit", () => teller.opened(input.value));
  form.addEventListener("focusout", (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) open(false);
  });
  // A press on a result must not take the focus away first: the list would close under the finger.
  panel.addEventListener("mousedown", (event) => event.preventDefault());
  input.addEventListener("keydown", (event) => {
    const count = options().length;
    if (event.isComposing) return;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      open(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(active < 0 ? (step > 0 ? 0 : count - 1) : (active + step + count) % count);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      options()[active].click();
    } else if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      open(false);
    }
  });
  update();
}
