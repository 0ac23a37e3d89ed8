/** What the panel begins with: a search that answers while its reader types, what helps on this screen, and ways on. */

import { boxed, isolatedText } from "../search/direction.js";
import { attributes, element, hit } from "../search/hit.js";
import { nearest } from "../search/nearest.js";
import { Teller } from "../search/session.js";

const LIMIT = 7;
const EXCERPTS = 3;

/** @param {import("./panel.js").Panel} panel */
export function home(panel) {
  const { say, facts, config, place } = panel;
  const input = /** @type {HTMLInputElement} */ (element("input", ""));
  Object.assign(input, { type: "search", id: "kb-panel-q", autocomplete: "off", spellcheck: false, maxLength: 200, dir: "auto", placeholder: say("Search the help center") });
  const label = /** @type {HTMLLabelElement} */ (element("label", "kb-visually-hidden", say("Search the help center")));
  label.htmlFor = input.id;
  const form = element("form", "kb-panel__search", label, input);
  form.setAttribute("role", "search");
  const status = element("p", "kb-panel__status");
  attributes(status, { role: "status" });
  const list = element("ol", "kb-panel__list");
  const offer = element("div", "");
  const more = element("p", "kb-panel__more");
  const node = element("div", "", form, status, list, offer);
  const all = `${config.base}${config.locale}/search/`;
  if (facts.contact) {
    node.append(contactBlock());
    more.append(link(`${config.base}${facts.contact}`, say("Contact us")));
  }
  more.append(link(all, say("All articles")));
  node.append(more);
  const teller = new Teller(panel.root, false);
  let turn = 0;
  let screen = "";
  /** @type {Promise<import("../search/searcher.js").Searcher> | undefined} */
  let engine;
  const searcher = () =>
    (engine ??= import("../search/searcher.js").then(({ Searcher }) => new Searcher(`${config.base}search/${config.locale}/`)).catch((error) => {
      engine = undefined;
      throw error;
    }));

  async function update() {
    const query = input.value;
    const mine = ++turn;
    offer.hidden = Boolean(query.trim());
    if (!query.trim()) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const engine = await searcher();
      const [answer, index] = [await engine.search(query, { limit: LIMIT }), await engine.open()];
      const near = answer.count || answer.partial ? null : await nearest(engine, query, 3);
      if (mine !== turn) return;
      // A search in vain shows the way to a person.
      if (!answer.count && !answer.partial && facts.contact) await panel.living().catch(() => undefined);
      if (mine !== turn) return;
      teller.answered(query, answer, config.locale);
      panel.event("search", { query, count: answer.count });
      const shown = near ?? answer;
      const hits = shown.results.map((result, at) => hit(result, at + 1, query, shown, index, say, config));
      for (const each of hits) each.addEventListener("click", () => teller.opened(query));
      list.replaceChildren(...hits.map((each) => element("li", "", each)));
      status.textContent = told(answer, near, query);
      for (const each of hits.slice(0, EXCERPTS)) each.show(engine).catch(() => undefined);
      for (const each of hits.slice(EXCERPTS)) each.addEventListener("focus", () => each.show(engine).catch(() => undefined), { once: true });
    } catch {
      if (mine !== turn) return;
      list.replaceChildren();
      status.textContent = say("The search is not available right now. Check your connection and try again.");
      panel.event("away");
    }
  }

  /** @param {import("../search/searcher.js").Answer} answer @param {import("../search/searcher.js").Answer | null} near @param {string} query */
  function told(answer, near, query) {
    if (answer.partial && !answer.count) return say("Part of the search index did not load, so some results may be missing.");
    if (!answer.count) return [say("Nothing found for “{query}”.", { query: isolatedText(query) }), near && say("The nearest articles:")].filter(Boolean).join(" ");
    const instead = { corrected: isolatedText(answer.corrected), query: isolatedText(query.trim()) };
    return answer.corrected ? say("Showing results for “{corrected}” instead of “{query}”.", instead) : say.count("{n} result", answer.count);
  }

  /** What helps here, anew each time: the application may have gone to another screen. */
  function offers() {
    screen = location.href;
    const { articles, recent, named } = panel.here;
    offer.replaceChildren();
    for (const [heading, some] of /** @type {const} */ ([[named ? "Help for this screen" : "Popular now", articles], ["Recently updated", recent]]))
      if (some.length) offer.append(element("h2", "kb-panel__heading", say(heading)), element("ul", "kb-panel__list", ...some.map(offered)));
  }

  /** @param {import("./screen.js").Suggestion} article */
  function offered(article) {
    const title = element("span", "kb-hit__title", boxed(article.title));
    const text = element("span", "kb-hit__text", boxed(article.description));
    if (article.language) for (const each of [title, text]) each.lang = article.language;
    const made = /** @type {HTMLAnchorElement} */ (element("a", "kb-hit", title, text));
    made.href = config.base + article.url;
    return element("li", "", made);
  }

  /** The way to a person, which appears after a search in vain; the contact page fills it. */
  function contactBlock() {
    const block = element("section", "kb-contact", element("h2", "kb-contact__title", say("Contact support")));
    block.setAttribute("aria-label", say("Contact support"));
    Object.assign(block.dataset, { kbContact: "empty", kbFrom: `${config.base}${facts.contact}` });
    block.hidden = true;
    return block;
  }

  form.addEventListener("submit", (event) => (event.preventDefault(), update()));
  input.addEventListener("focus", () => searcher().then((engine) => engine.open()).catch(() => undefined), { once: true });
  input.addEventListener("input", update);
  node.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, .../** @type {NodeListOf<HTMLElement>} */ (node.querySelectorAll(".kb-hit"))].filter((each) => each.checkVisibility?.() ?? true);
    const at = stops.indexOf(/** @type {any} */ (event.target));
    if (!step || at < 0 || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  });
  panel.root.addEventListener("kb:suggest", async (event) => {
    const { query, limit, answer } = /** @type {CustomEvent} */ (event).detail;
    try {
      const { results } = await (await searcher()).search(query, { limit });
      answer(results.map((result) => ({ ...result, label: boxed(result.title) })));
    } catch {
      answer([]);
    }
  });

  return {
    node,
    enter() {
      offers();
      // A phone would cover half of the panel with its keyboard.
      if (place.root.querySelector("dialog:modal")) panel.body.focus({ preventScroll: true });
      else input.focus({ preventScroll: true });
    },
    /** Offers what helps on the screen that the application has gone to meanwhile. */
    renew() {
      if (screen !== location.href) offers();
    },
    /** @param {string} query */
    search(query) {
      input.value = query;
      return update();
    },
  };
}

/** @param {string} href @param {string} text */
function link(href, text) {
  return Object.assign(document.createElement("a"), { href, textContent: text });
}
