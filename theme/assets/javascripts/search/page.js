/**
 * The search page: results with an address, filters by kind and section, and what to do when nothing was found.
 * @module
 */

import { answerOf } from "./answer.js";
import { Teller, attributes, directionOf, element, hit, isolatedText, kindName, nearest } from "./engine.js";

const STEP = 10;
const PAUSE = 300; // milliseconds between two changes of the address
const PATIENCE = 250; // milliseconds that results wait for the answer itself, so that they do not move under a finger

/**
 * @param {HTMLFormElement} form @param {HTMLInputElement} input @param {Element} place where results go
 * @param {import("./searcher.js").Searcher} searcher @param {import("./strings.js").Say} say
 * @param {{base: string, locale: string, opinion?: boolean}} config
 */
export function attachPage(form, input, place, searcher, say, config) {
  const index = document.querySelector("[data-kb-index]");
  const person = document.querySelector('[data-kb-contact="empty"]');
  const status = element("p", "kb-results__status");
  attributes(status, { role: "status" });
  // On to the list of all articles, by the name that it has.
  const all = element("p", "kb-results__all");
  const heading = index?.querySelector("h2[id]");
  if (heading) all.append(Object.assign(document.createElement("a"), { href: `#${heading.id}`, textContent: heading.textContent }));
  const note = element("p", "kb-results__note");
  const filters = element("div", "kb-filters");
  const answered = element("div", "kb-results__answer");
  const list = element("ol", "kb-results__list");
  const more = /** @type {HTMLButtonElement} */ (element("button", "kb-button kb-results__more", say("More results")));
  more.type = "button";
  more.hidden = true;
  filters.hidden = true;
  place.replaceChildren(status, all, note, filters, answered, list, more);
  const teller = new Teller();
  const kind = choice(say("Kind"), say("All kinds"));
  const section = choice(say("Section"), say("All sections"));
  filters.append(/** @type {Node} */ (kind.parentElement), /** @type {Node} */ (section.parentElement));
  let turn = 0;
  let limit = STEP;
  /** The order that a second opinion gave, and for which query. @type {{query: string, order: number[]}} */
  let second = { query: "", order: [] };
  // Texts are fetched for the results that come into sight: a phone shows three of ten.
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((each) => each.isIntersecting)) {
      watcher.unobserve(entry.target);
      /** @type {import("./hit.js").Hit} */ (entry.target).show(searcher).catch(() => undefined);
    }
  });

  async function update() {
    const query = input.value;
    const mine = ++turn;
    place.toggleAttribute("hidden", !query.trim());
    if (!query.trim()) {
      delete document.documentElement.dataset.asked;
      more.hidden = true;
      index?.removeAttribute("hidden");
      person?.setAttribute("hidden", "");
      status.textContent = "";
      return;
    }
    // The list of all articles gives way at once to the first answer, and then to each as it comes.
    if (!status.textContent) index?.setAttribute("hidden", "");
    try {
      const order = second.query === query ? second.order : [];
      const options = { limit, kinds: [kind.value].filter(Boolean), sections: [section.value].filter(Boolean), order, facets: true };
      const answer = await searcher.search(query, options);
      const opened = await searcher.open();
      const near = answer.count || answer.partial ? null : await nearest(searcher, query, STEP);
      const instant = await soon(query, answer, opened);
      if (mine !== turn) return;
      teller.answered(query, answer, config.locale);
      show(query, answer, near, opened, instant);
      if (config.opinion && !order.length && answer.results.length > 1) reorder(query, mine, answer, options).catch(() => undefined);
    } catch {
      if (mine !== turn) return;
      delete document.documentElement.dataset.asked;
      index?.removeAttribute("hidden");
      list.replaceChildren();
      answered.replaceChildren();
      all.hidden = false;
      filters.hidden = true;
      more.hidden = true;
      note.textContent = "";
      status.textContent = say("The search is not available right now. Check your connection and try again.");
    }
  }

  /** The answer itself, where there is one and it is here before its reader would press what moves. @param {string} query @param {import("./searcher.js").Answer} answer @param {import("./searcher.js").Index} opened */
  function soon(query, answer, opened) {
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
    return Promise.race([answerOf(query, answer, searcher, opened, config).catch(() => null), late]);
  }

  /** @param {string} query @param {number} mine @param {import("./searcher.js").Answer} answer @param {import("./searcher.js").Options} options */
  async function reorder(query, mine, answer, options) {
    const [{ marked, secondOpinion, untouched }, opened] = await Promise.all([import("./opinion.js"), searcher.open()]);
    const order = await secondOpinion(query, opened.version);
    if (!order.length) return;
    const again = await searcher.search(query, { ...options, order });
    const instant = await soon(query, again, opened);
    if (mine !== turn || !untouched(place)) return;
    second = { query, order };
    show(query, { ...again, results: marked(again.results, answer.results) }, null, opened, instant);
  }

  /** @param {string} query @param {import("./searcher.js").Answer} answer @param {import("./searcher.js").Answer | null} near @param {import("./searcher.js").Index} opened @param {HTMLElement | null} instant */
  function show(query, answer, near, opened, instant) {
    const shown = near ?? answer;
    const missing = answer.partial && !answer.count;
    const nothing = missing ? "" : say("Nothing found for “{query}”.", { query: isolatedText(query) });
    const partial = say("Part of the search index did not load, so some results may be missing.");
    status.textContent = answer.count ? say.count("{n} result", answer.count) : nothing || partial;
    all.hidden = answer.count > 0;
    index?.toggleAttribute("hidden", answer.count > 0);
    if (!answer.count) delete document.documentElement.dataset.asked;
    const notes = [];
    if (answer.partial && !missing) notes.push(partial);
    if (near) notes.push(say("The nearest articles:"));
    note.replaceChildren(notes.join(" "));
    if (answer.corrected && answer.count) note.prepend(...instead(query, answer.corrected), " ");
    answered.replaceChildren(...(instant ? [instant] : []));
    for (const link of instant?.querySelectorAll(".kb-instant__title a, .kb-instant__from a") ?? []) {
      link.addEventListener("click", () => openedFirst(query, answer.results[0].article));
    }
    watcher.disconnect();
    list.replaceChildren(
      ...shown.results.map((result, at) => {
        const link = hit(result, at + 1, query, shown, opened, say, config);
        link.addEventListener("click", () => teller.opened(query));
        watcher.observe(link);
        return element("li", "", link);
      }),
    );
    more.hidden = answer.count <= limit;
    const titles = new Map(opened.globals.sections);
    filters.hidden = false;
    offer(kind, answer.kinds, (value) => kindName(value, say));
    offer(section, answer.sections, (value) => titles.get(value) || value);
  }

  /** What the results are for, in the reader's own words; a link to the query as it was understood. @param {string} query @param {string} corrected */
  function instead(query, corrected) {
    const link = /** @type {HTMLAnchorElement} */ (element("a", "", element("bdi", "", corrected)));
    link.href = `?q=${encodeURIComponent(corrected)}`;
    const sentence = say("Showing results for “{corrected}” instead of “{query}”.").split(/(\{\w+\})/);
    return sentence.map((part) => (part === "{corrected}" ? link : part === "{query}" ? element("bdi", "", query.trim()) : part));
  }

  /** The answer itself was followed to its article. @param {string} query @param {string} article */
  function openedFirst(query, article) {
    teller.opened(query);
    document.dispatchEvent(new CustomEvent("kb:search-open", { detail: { query, article, rank: 1 } }));
  }

  /** A labelled list of choices; the first is no choice. @param {string} label @param {string} all */
  function choice(label, all) {
    const select = /** @type {HTMLSelectElement} */ (element("select", ""));
    select.append(new Option(all, ""));
    element("label", "", element("span", "kb-filters__label", label), select);
    select.addEventListener("change", () => {
      limit = STEP;
      update();
    });
    return select;
  }

  /**
   * Offer the values that results have, with how many; a single one is no choice.
   * @param {HTMLSelectElement} select @param {Map<string, number>} counts @param {(value: string) => string} name
   */
  function offer(select, counts, name) {
    const chosen = select.value;
    const values = [...new Set([...counts.keys(), ...(chosen ? [chosen] : [])])].filter(Boolean);
    // Arabic stands under the first letter after the article, as in `kbgen/language/alphabet/collation.py`.
    const sorted = (/** @type {string} */ value) => (/^ar\b/.test(config.locale) ? name(value).replace(/^ال(?=\p{L}{2})/u, "") : name(value));
    values.sort((one, other) => sorted(one).localeCompare(sorted(other), config.locale));
    const options = values.map((value) => {
      const text = `${isolatedText(name(value))} (${say.number(counts.get(value) ?? 0)})`;
      return Object.assign(new Option(text, value, false, value === chosen), { dir: directionOf(name(value)) });
    });
    select.replaceChildren(select.options[0], ...options);
    /** @type {HTMLElement} */ (select.parentElement).hidden = values.length < 2 && !chosen;
  }

  // The address follows a few times a second: WebKit throws after a hundred changes in ten.
  let address = 0;
  let written = 0;
  const search = () => {
    limit = STEP;
    update();
    clearTimeout(address);
    address = setTimeout(write, Math.max(0, written + PAUSE - Date.now()));
  };
  function write() {
    clearTimeout(address);
    written = Date.now();
    const wanted = input.value.trim() ? `?q=${encodeURIComponent(input.value)}` : location.pathname;
    if (wanted !== (location.search || location.pathname)) history.replaceState(history.state, "", wanted);
  }
  addEventListener("pagehide", write);
  list.addEventListener("click", write);
  input.addEventListener("input", search);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  more.addEventListener("click", () => {
    limit += STEP;
    update();
  });
  addEventListener("popstate", read);
  // A page that comes back may have lost what was in its box: WebKit empties those that browsers shall not fill, some time after it has
  // said that the page is back, and says nothing of that.
  const refill = () => {
    const soon = [0, 100, 500].map((later) => setTimeout(() => { if (location.search && !input.value) read(); }, later));
    input.addEventListener("input", () => soon.forEach(clearTimeout), { once: true });
  };
  addEventListener("pageshow", refill);
  read();
  refill();

  function read() {
    const query = new URLSearchParams(location.search).get("q");
    if (query !== null && !input.value) input.value = query;
    update();
  }
}
