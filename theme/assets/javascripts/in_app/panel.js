/**
 * The panel of `<kb-help>`: a dialog with a way back, in which one page of the help center follows the other. Beside the application on
 * a wide screen, so that a reader can follow the steps there; over all of it on a phone.
 */

import { startEvents } from "../feedback/events.js";
import { placeNamed } from "../hash.js";
import { standIn } from "../search/direction.js";
import { element } from "../search/hit.js";
import { speaker } from "../search/strings.js";
import { frame } from "./frame.js";
import { home } from "./home.js";
import { sheets } from "./look.js";
import { fetched, page } from "./reading.js";
import { suggestionsFor } from "./screen.js";

// As in `kbgen/manifest.py`: what stands for all screens that no pattern fits.
const OTHER = "**";
const NARROW = "(width < 640px)";
const FILE = /\.(?!html?$)[a-z0-9]+$/i;

/** Lets the application have its turn: what the panel does at once stays short on a slow telephone too. */
const pause = () => /** @type {any} */ (globalThis).scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));

/** @typedef {{node: HTMLElement, title: string, address: string, focus?: Element | null, scroll?: number, start?: () => void}} View */

/** @param {import("./element.js").Place} place @returns {Promise<Panel>} */
export async function openPanel(place) {
  const { base, facts, locale } = place;
  const json = async (/** @type {string} */ path, /** @type {RequestInit} */ options = {}) => (await fetched(base + path, options)).json();
  const [looks, strings, suggestions] = await Promise.all([
    sheets(place, facts.styles.opening),
    json(facts.locales[locale].strings),
    json(`${locale}/in-app.json`, { cache: "no-cache" }),
  ]);
  await pause();
  const panel = new Panel(place, looks, strings, suggestions);
  await pause();
  return panel;
}

export class Panel {
  /** @type {View[]} */
  #views = [];
  /** @type {Element | null} */
  #before = null;
  #turn = 0;
  // Ends what it listens to outside of itself.
  #life = new AbortController();
  /** @type {Promise<(content: HTMLElement) => void> | undefined} */
  #living;

  /**
   * @param {import("./element.js").Place} place @param {CSSStyleSheet[]} sheets
   * @param {Record<string, string | Record<string, string>>} strings @param {import("./screen.js").Suggestions} suggestions
   */
  constructor(place, sheets, strings, suggestions) {
    this.place = place;
    this.facts = place.facts.locales[place.locale];
    this.strings = strings;
    this.suggestions = suggestions;
    this.say = speaker(strings, { locale: place.locale, numbers: this.facts.numbers });
    /** @type {{base: string, locale: string, keeps: boolean, screen?: () => string}} */
    this.config = { base: place.base, locale: place.locale, keeps: false, screen: () => this.here.screen || OTHER };
    place.root.adoptedStyleSheets = [...place.root.adoptedStyleSheets.slice(0, 1), ...sheets];
    this.root = element("div", "kb-root");
    this.root.setAttribute("part", "root");
    Object.assign(this.root, { lang: place.locale, dir: this.facts.dir });
    standIn(this.root);
    const { dialog, body, back, out, close } = frame(this.facts.words.help, { back: this.say("Back"), out: this.facts.words.visit, close: this.facts.words.close });
    close.addEventListener("click", () => this.close());
    this.dialog = dialog;
    this.body = body;
    this.back = back;
    this.out = out;
    this.#listen();
    this.root.append(dialog);
    place.root.append(this.root);
    this.tell = place.facts.feedback ? startEvents(this.config, this.root) : () => undefined;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#colour(), { signal: this.#life.signal });
    this.home = home(this);
    this.#views = [{ node: this.home.node, title: this.facts.words.help, address: `${place.base}${place.locale}/` }];
  }

  /** The screen that the application shows now, and what helps there. */
  get here() {
    return suggestionsFor(this.suggestions, new URL(location.href));
  }

  /** @param {string} [target] */
  async open(target) {
    const was = this.#show();
    if (target) return this.read(this.#address(target));
    if (was) return;
    await pause();
    if (this.#isShown()) this.#enter(this.#views[this.#views.length - 1]);
  }

  /** @param {string} query */
  async search(query) {
    this.#show();
    await pause();
    if (!this.#isShown()) return;
    this.#views.length = 1;
    this.#enter(this.#views[0]);
    await this.home.search(query);
  }

  close() {
    if (!this.#isShown()) return;
    if (this.dialog.popover) this.dialog.hidePopover();
    else this.dialog.close();
    this.#button().setAttribute("aria-expanded", "false");
    const before = this.#before;
    if (before instanceof HTMLElement && before !== this.place.host && before !== document.body) before.focus();
    else this.#button().focus();
    this.event("close");
  }

  remove() {
    this.close();
    this.#life.abort();
    this.root.remove();
  }

  /**
   * Shows a page of the help center, and its heading where the address names one.
   * @param {string} address
   */
  async read(address) {
    const mine = ++this.#turn;
    const [bare, hash] = address.split("#");
    const last = this.#views[this.#views.length - 1];
    const stay = { focus: /** @type {ShadowRoot} */ (this.root.getRootNode()).activeElement, scroll: this.body.scrollTop };
    this.body.setAttribute("aria-busy", "true");
    /** @type {View} */
    let view;
    try {
      const [{ title, article, address: at, content }, enliven] = await Promise.all([page(bare), this.living()]);
      view = { node: content, title, address: at, start: () => enliven(content) };
      if (mine !== this.#turn) return;
      if (article) this.#seen(article);
    } catch {
      if (mine !== this.#turn) return;
      view = { node: this.away(bare), title: this.facts.words.help, address: bare };
      this.event("away");
    } finally {
      if (mine === this.#turn) this.body.removeAttribute("aria-busy");
    }
    Object.assign(last, stay);
    this.#views.push(view);
    this.#enter(view, hash);
    view.start?.();
  }

  /** What makes a page live; comes when it is first wanted. @returns {Promise<(content: HTMLElement) => void>} */
  living() {
    this.#living ??= import("./living.js").then(({ living }) => living(this));
    this.#living.catch(() => (this.#living = undefined));
    return this.#living;
  }

  /** What is said where a page does not come. @param {string} address */
  away(address) {
    const link = Object.assign(document.createElement("a"), { href: address, target: "_blank", rel: "noopener", textContent: this.facts.words.visit });
    link.dataset.kbOut = "";
    return element("div", "", element("h1", "", this.facts.words.away), element("p", "", link));
  }

  /** @param {string} name @param {object} [detail] */
  event(name, detail = {}) {
    this.place.host.dispatchEvent(new CustomEvent(`kb-help:${name}`, { bubbles: true, composed: true, detail }));
  }

  #listen() {
    // Beside the panel the application goes on to other screens: by the Navigation API, and where that is missing the next touch tells.
    const { signal } = this.#life;
    const moved = () => this.#isShown() && this.home.renew();
    /** @type {any} */ (globalThis).navigation?.addEventListener("currententrychange", moved, { signal });
    for (const name of ["popstate", "hashchange"]) globalThis.addEventListener(name, moved, { signal });
    this.root.addEventListener("pointerover", moved);
    this.back.addEventListener("click", () => this.#goBack());
    this.dialog.addEventListener("cancel", (event) => (event.preventDefault(), this.close()));
    // What the reader types here is not meant for the application's shortcuts, nor what they copy.
    for (const name of ["keypress", "keyup", "copy", "cut", "paste"]) this.root.addEventListener(name, (event) => event.stopPropagation());
    this.root.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key !== "Escape" || event.defaultPrevented || this.root.querySelector(".kb-picture[open]")) return;
      event.preventDefault();
      this.close();
    });
    this.root.addEventListener("click", (event) => this.#follow(event));
  }

  /** @param {MouseEvent} event */
  #follow(event) {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || link.dataset.kbOut !== undefined || link.matches(".kb-zoom")) return;
    const { base, locale } = this.place;
    const address = link.href;
    const within = address.startsWith(base) && !address.startsWith(`${base}${locale}/search/`) && !FILE.test(new URL(address).pathname);
    if (!within) {
      if (/^https?:/.test(address)) Object.assign(link, { target: "_blank", rel: "noopener" });
      return;
    }
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const [bare, hash] = address.split("#");
    if (hash !== undefined && bare === this.#views[this.#views.length - 1].address.split("#")[0]) this.#reveal(hash);
    else this.read(address);
  }

  /** @param {View} view @param {string} [hash] */
  #enter(view, hash) {
    this.back.hidden = this.#views.length < 2;
    this.out.href = view.address;
    this.body.replaceChildren(view.node);
    this.body.scrollTop = 0;
    if (view.node === this.home.node) return this.home.enter();
    if (hash && this.#reveal(hash)) return;
    const heading = view.node.querySelector("h1");
    if (heading) heading.tabIndex = -1;
    (heading ?? this.body).focus({ preventScroll: true });
  }

  #goBack() {
    this.#turn++;
    this.body.removeAttribute("aria-busy");
    if (this.#views.length > 1) this.#views.pop();
    const view = this.#views[this.#views.length - 1];
    this.#enter(view);
    this.body.scrollTop = view.scroll ?? 0;
    if (view.focus instanceof HTMLElement && view.focus.isConnected) view.focus.focus({ preventScroll: true });
  }

  /** @param {string} hash @returns {boolean} whether there is such a place */
  #reveal(hash) {
    const place = /** @type {HTMLElement | null} */ (this.body.querySelector(`#${CSS.escape(placeNamed(hash))}`));
    if (!place) return false;
    place.closest("details")?.setAttribute("open", "");
    if (place.tabIndex < 0) place.tabIndex = -1;
    place.focus({ preventScroll: true });
    // Of the panel alone: the application stays where it is.
    this.body.scrollTop += place.getBoundingClientRect().top - this.body.getBoundingClientRect().top - 8;
    return true;
  }

  /** @param {string} article */
  #seen(article) {
    this.tell({ kind: "view", article });
    this.event("article", { article });
  }

  /** @param {string} target */
  #address(target) {
    const { base, locale } = this.place;
    if (target.startsWith(base)) return target;
    const [id, hash] = target.split("#");
    const path = this.suggestions.ids[id] ?? `${locale}/${id.replace(/\/$/, "")}/`;
    return base + path.split("/").map(encodeURIComponent).join("/") + (hash ? `#${hash}` : "");
  }

  #isShown() {
    // To ask by a selector that a browser does not know is a mistake there.
    return this.dialog.open || ("popover" in this.dialog && this.dialog.matches(":popover-open"));
  }

  /** @returns {boolean} whether it was there already */
  #show() {
    this.#colour();
    if (this.#isShown()) return true;
    this.#before = document.activeElement;
    // Beside a dialog that the application holds its reader in, nothing could be pressed.
    const beside = "popover" in this.dialog && !matchMedia(NARROW).matches && !document.querySelector("dialog:modal");
    if (beside) {
      this.dialog.popover = "manual";
      this.dialog.showPopover();
    } else {
      this.dialog.removeAttribute("popover");
      this.dialog.showModal();
    }
    this.#button().setAttribute("aria-expanded", "true");
    this.event("open", { screen: this.here.screen });
    return false;
  }

  #button() {
    return /** @type {HTMLButtonElement} */ (this.place.root.querySelector(".button"));
  }

  /** Light or dark as the application is: by its `color-scheme`, and where that leaves both, as the device prefers. */
  #colour() {
    const scheme = getComputedStyle(this.place.host).colorScheme;
    const dark = /\bdark\b/.test(scheme) && (!/\blight\b/.test(scheme) || matchMedia("(prefers-color-scheme: dark)").matches);
    this.root.dataset.theme = dark ? "dark" : "light";
    this.root.dataset.side = getComputedStyle(this.place.host).direction;
  }
}
