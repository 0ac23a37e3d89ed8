/**
 * `<kb-help>`: the help center in any web application. What is loaded with the application's page: a button, and the way to open the
 * panel by code. All else comes when it is opened. Nothing is kept outside the tab, and where the help center is away nothing breaks.
 *
 * @typedef {{dir: string, numbers: string, strings: string, contact: string, words: {help: string, close: string, away: string, visit: string}}} LocaleFacts
 * @typedef {{source: string, feedback: boolean, panel: string, styles: {opening: string[], reading: string[]}, locales: Record<string, LocaleFacts>}} Facts
 * @typedef {{base: string, facts: Facts, locale: string, host: HTMLElement, root: ShadowRoot}} Place where a panel belongs
 */

import { nearestLocale } from "./locale.js";

// Styles of the application reach the tag itself, and those of a shadow tree give way to them unless they are important. So a reset for
// `*` would take the button out of its corner. Whether it is shown at all is left to the application.
const PLACE = {
  position: "fixed", inset: "auto", "inset-block-end": "var(--kb-help-block-end, 1em)", "inset-inline-end": "var(--kb-help-inline-end, 1em)", "z-index": "var(--kb-help-layer, 2147483000)",
  margin: 0, padding: 0, border: 0, background: "none", "box-sizing": "content-box", "inline-size": "auto", "block-size": "auto", "min-inline-size": 0, "min-block-size": 0, "max-inline-size": "none", "max-block-size": "none",
  overflow: "visible", contain: "none", float: "none", opacity: 1, transform: "none", translate: "none", rotate: "none", scale: "none", filter: "none", "clip-path": "none", animation: "none", transition: "none", "pointer-events": "auto",
  font: '500 medium/1.4 var(--kb-help-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif)',
};

/** @param {Record<string, string | number>} styles */
const firmly = (styles) => Object.entries(styles).map(([name, value]) => `${name}: ${value} !important`).join("; ");

const LOOK = `
:host { all: initial; display: block; color-scheme: inherit; ${firmly(PLACE)} }
:host([hidden]), [hidden] { display: none !important; }
.button, .away { all: initial; color-scheme: inherit; font: inherit; border: 0; border-radius: 999px; box-sizing: border-box; background: var(--kb-help-accent, #0b6b74); color: var(--kb-help-on-accent, #fff); box-shadow: 0 2px 10px rgb(0 0 0 / 25%); }
.button { display: flex; align-items: center; gap: .5em; min-block-size: 3em; padding: .5em 1.25em; font: inherit; font-weight: 600; cursor: pointer; }
.button:focus-visible { outline: 3px solid var(--kb-help-accent, #0b6b74); outline-offset: 3px; }
.button[aria-busy="true"] { cursor: progress; }
@media (prefers-reduced-motion: no-preference) { .button[aria-busy="true"] { animation: wait .6s .4s infinite alternate; } }
@keyframes wait { to { opacity: .6; } }
.away { position: absolute; inset-block-end: 3.75em; inset-inline-end: 0; inline-size: min(20em, 80vw); padding: 1em; border-radius: 12px; }
.away p { margin: 0 0 .5em; }
.away :is(a, button) { font: inherit; color: inherit; background: none; border: 0; padding: 0; margin-inline-end: 1em; text-decoration: underline; cursor: pointer; }
@media print { :host { display: none !important; } }
`;

/** @type {Set<KbHelp>} */
const here = new Set();
/** Set once by the script that the site publishes. @type {{base: string, facts: Facts}} */
let site;

class KbHelp extends HTMLElement {
  static observedAttributes = ["locale", "label", "button"];
  /** @type {Promise<import("./panel.js").Panel> | undefined} */
  #panel;
  #locale = "";
  #root = this.attachShadow({ mode: "open" });
  #button = document.createElement("button");
  // An application may change its language without loading anew.
  #watch = new MutationObserver(() => this.#label());

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOK);
    this.#root.adoptedStyleSheets = [sheet];
    this.#button.type = "button";
    this.#button.className = "button";
    this.#button.setAttribute("part", "button");
    this.#button.setAttribute("aria-haspopup", "dialog");
    this.#button.addEventListener("click", () => (this.isOpen ? this.close() : this.open()));
    this.#root.append(this.#button);
  }

  connectedCallback() {
    here.add(this);
    this.#watch.observe(document.documentElement, { attributeFilter: ["lang"] });
    this.#label();
  }

  disconnectedCallback() {
    here.delete(this);
    this.#watch.disconnect();
    this.#forget();
    for (const one of here) one.#label();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#label();
  }

  /** Whether the panel is on the screen. */
  get isOpen() {
    return this.#button.getAttribute("aria-expanded") === "true";
  }

  /**
   * Opens the panel, on an article where one is named; a heading of it follows after `#`.
   * @param {string} [target] `article-id` or `article-id#heading`
   */
  async open(target) {
    await this.#with((panel) => panel.open(target));
  }

  /** Opens the panel with a search. @param {string} query */
  async search(query) {
    await this.#with((panel) => panel.search(query));
  }

  close() {
    this.#panel?.then((panel) => panel.close(), () => undefined);
    this.#root.querySelector(".away")?.remove();
  }

  /** @param {(panel: import("./panel.js").Panel) => unknown} then */
  async #with(then) {
    this.#label();
    this.#root.querySelector(".away")?.remove();
    this.#button.setAttribute("aria-busy", "true");
    try {
      this.#panel ??= import(new URL(site.facts.panel, site.base).href).then(({ openPanel }) => openPanel(this.#place()));
      await then(await this.#panel);
    } catch {
      // The next press tries again.
      this.#forget();
      this.#sayAway();
    } finally {
      this.#button.removeAttribute("aria-busy");
    }
  }

  /** @returns {Place} */
  #place() {
    return { ...site, locale: this.#locale, host: this, root: this.#root };
  }

  get #isSpare() {
    return [...here].find((one) => one.getAttribute("button") !== "none") !== this;
  }

  #forget() {
    this.#panel?.then((panel) => panel.remove(), () => undefined);
    this.#panel = undefined;
    this.#button.setAttribute("aria-expanded", "false");
  }

  /** The button in the language that the application has now; a second tag has none, for it would lie on the first one's. */
  #label() {
    const locale = nearestLocale(Object.keys(site.facts.locales), this.getAttribute("locale"), document.documentElement.lang);
    if (locale !== this.#locale) this.#forget();
    this.#locale = locale;
    const { dir, words } = site.facts.locales[locale];
    this.#button.textContent = this.getAttribute("label") || words.help;
    Object.assign(this.#button, { lang: locale, dir, hidden: this.getAttribute("button") === "none" || this.#isSpare });
  }

  /** Not even the panel arrives: a word and a way, in what the page has brought along. */
  #sayAway() {
    const { dir, words } = site.facts.locales[this.#locale];
    const box = document.createElement("div");
    box.className = "away";
    Object.assign(box, { role: "alert", lang: this.#locale, dir });
    const text = Object.assign(document.createElement("p"), { textContent: words.away });
    const link = Object.assign(document.createElement("a"), { textContent: words.visit, href: `${site.base}${this.#locale}/`, target: "_blank", rel: "noopener" });
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: words.close });
    close.addEventListener("click", () => (box.remove(), this.#button.focus()));
    box.append(text, link, close);
    this.#root.append(box);
    this.dispatchEvent(new CustomEvent("kb-help:away", { bubbles: true, composed: true }));
  }
}

/**
 * @param {string} base address of the help center, with a slash at its end
 * @param {Facts} facts
 */
export function define(base, facts) {
  if (customElements.get("kb-help")) return;
  site = { base, facts };
  customElements.define("kb-help", KbHelp);
  const help = () => {
    if (!here.size) document.body.append(hiddenHelp());
    return [...here][0];
  };
  /** @type {any} */ (globalThis).kbHelp = {
    open: (/** @type {string} */ target) => help().open(target),
    search: (/** @type {string} */ query) => help().search(query),
    close: () => here.forEach((one) => one.close()),
  };
}

/** For an application without the tag, which opens the panel by code alone. */
function hiddenHelp() {
  const made = document.createElement("kb-help");
  made.setAttribute("button", "none");
  return made;
}
