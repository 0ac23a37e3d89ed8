/**
 * Stands for the network where pages are opened as files: a browser lets them neither fetch nor import what lies beside them, but run
 * a script. What is asked for comes from packs, scripts that hold files as text; each is loaded when something of it is wanted.
 */

const kbOffline = (() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../../", script.src).href;
  /** @type {Map<string, string>} */
  const files = new Map();
  /** @type {Map<string, Promise<void>>} */
  const coming = new Map();
  /** @type {Map<string, (use: (name: string) => any) => any>} */
  const makers = new Map();
  /** @type {Map<string, any>} */
  const made = new Map();
  /** The beginnings of names, and the pack that has the files. @type {[string, string][]} */
  let packs = [];

  /** @param {string} name */
  function pack(name) {
    const known = coming.get(name);
    if (known) return known;
    const promise = new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      tag.src = root + name;
      tag.onload = () => resolve(undefined);
      tag.onerror = () => reject(new TypeError(`${name} is missing`));
      document.head.append(tag);
    });
    coming.set(name, promise);
    return promise;
  }

  /** @param {string} name of a module @returns {any} what it exports */
  function use(name) {
    if (!made.has(name)) made.set(name, makers.get(name)?.(use));
    return made.get(name);
  }

  const network = globalThis.fetch;
  globalThis.fetch = async (address, options) => {
    const whole = new URL(String(address), location.href).href;
    if (!whole.startsWith(root)) return network(address, options);
    const name = decodeURIComponent(whole.slice(root.length).replace(/[?#].*$/s, "").replace(/(^|\/)index\.html$/, "$1"));
    const found = packs.find(([beginning]) => name.startsWith(beginning));
    if (found) await pack(found[1]);
    const text = files.get(name);
    return new Response(text ?? "", { status: text === undefined ? 404 : 200 });
  };

  // A folder is no page here. Links that scripts make are completed before they are followed, whichever way.
  for (const moment of ["pointerdown", "focusin", "click"]) {
    document.addEventListener(
      moment,
      (event) => {
        const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
        if (!(link instanceof HTMLAnchorElement) || !link.href.startsWith(root)) return;
        const address = new URL(link.href);
        if (!address.pathname.endsWith("/")) return;
        address.pathname += "index.html";
        link.href = address.href;
      },
      true,
    );
  }

  return {
    use,
    /** @param {[string, string][]} list */
    packs: (list) => void (packs = list),
    /** @param {Record<string, string>} more */
    keep: (more) => Object.entries(more).forEach(([name, text]) => files.set(name, text)),
    /** @param {string} name @param {(use: (name: string) => any) => any} maker */
    module: (name, maker) => void makers.set(name, maker),
  };
})();
