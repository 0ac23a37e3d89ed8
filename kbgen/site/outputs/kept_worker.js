/**
 * The service worker of a site that sets `offline`: a reader without a network has the pages that they read, and search in their
 * language. Whoever has a network gets what the server has: pages come from it first, always, and what was kept stands in only where
 * it does not answer. `SITE` is put above this by `kept.py`; it changes with each release, and so the browser takes the new worker.
 *
 * Two caches: `parts` holds what the list of a kept language names (its search, its scripts, the page for what is not kept), `read`
 * the pages that were read and their pictures, the oldest of which go first. Together they keep to `SITE.bytes`.
 *
 * @typedef {{locales: Record<string, string>, folders: string[], bytes: number}} Site
 */

{
  const worker = /** @type {any} */ (globalThis);
  const site = /** @type {Site} */ (/** @type {any} */ (worker).SITE);
  /** @type {string} */
  const scope = worker.registration.scope;
  const path = new URL(scope).pathname;
  const PARTS = `kb-offline ${scope} parts`;
  const READ = `kb-offline ${scope} read`;
  const BYTES = "kb-bytes";
  // A film or an archive would push all else out.
  const MOST = Math.min(site.bytes / 4, 4_000_000);
  // Of an answer no more is kept than a page needs; what it was encoded with on its way is not true of what is kept.
  const HEADERS = ["content-type", "content-security-policy", "referrer-policy", "x-content-type-options"];
  /** What is under way, one after the other: two at once would count bytes twice. */
  let turn = Promise.resolve();

  worker.addEventListener("install", (/** @type {any} */ event) => {
    worker.skipWaiting();
    // A new release: what is kept is brought up to date while the old worker still serves.
    event.waitUntil(inTurn(renew));
  });
  worker.addEventListener("activate", (/** @type {any} */ event) => {
    worker.registration.navigationPreload?.enable().catch(() => undefined);
    event.waitUntil(worker.clients.claim());
  });
  worker.addEventListener("message", (/** @type {any} */ event) => {
    const { locale, page, parts, whole } = event.data ?? {};
    if (!(locale in site.locales)) return;
    event.waitUntil(
      inTurn(async () => {
        for (const address of [page, ...(parts ?? [])]) await take(address).catch(() => undefined);
        await (whole ? keepLanguage(locale) : keepLittle(locale));
        await trim();
      }),
    );
  });
  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const { request } = event;
    const url = new URL(request.url);
    // Votes, films that are fetched in pieces, other hosts and an application beside the help center are nobody's business here.
    if (request.method !== "GET" || request.headers.has("range") || !ours(url)) return;
    if (request.mode === "navigate") event.respondWith(page(event, url));
    else if (exact(url)) event.respondWith(part(event, url));
    else event.respondWith(fresh(event, url));
  });

  /** @param {URL} url */
  function ours(url) {
    if (!url.href.startsWith(scope)) return false;
    const rest = url.pathname.slice(path.length);
    return !rest || site.folders.includes(decoded(rest.split("/")[0]));
  }

  /** Whether a name says what is in the file, so that a copy never grows old. @param {URL} url */
  function exact(url) {
    const rest = url.pathname.slice(path.length);
    return /^assets\/.*\.[0-9a-f]{10}\.\w+$/.test(rest) || /^search\/[^/]+\/.*-[a-z2-7]{5,}\.\w+$/.test(rest);
  }

  /** @param {any} event @param {URL} url */
  async function page(event, url) {
    try {
      const answer = (await event.preloadResponse) ?? (await fetch(event.request));
      if (answer.ok) event.waitUntil(laterKept(url, answer.clone()));
      else if (answer.status === 404 || answer.status === 410) event.waitUntil(forget(url));
      return answer;
    } catch (error) {
      const found = (await kept(url)) ?? (await notKept(url));
      if (found) return found;
      throw error;
    }
  }

  /** @param {any} event @param {URL} url */
  async function part(event, url) {
    const found = await match(url);
    if (found) return found;
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(laterKept(url, answer.clone()));
    return answer;
  }

  /** @param {any} event @param {URL} url */
  async function fresh(event, url) {
    try {
      const answer = await fetch(event.request);
      if (answer.ok) event.waitUntil(laterKept(url, answer.clone()));
      return answer;
    } catch (error) {
      const found = await match(url);
      if (found) return found;
      throw error;
    }
  }

  /** The page as it was read, which says so. @param {URL} url @returns {Promise<Response | undefined>} */
  async function kept(url) {
    const found = await match(url);
    if (found) return changed(found, (text) => text.replace(/<html\b/, "<html data-kept"));
    // As a server does: without the slash its links would lead elsewhere.
    const folder = new URL(url);
    folder.pathname += "/";
    return !url.pathname.endsWith("/") && (await match(folder)) ? Response.redirect(folder.href) : undefined;
  }

  /** What is shown in place of a page that is not kept, in its language, else in one that is. @param {URL} url */
  async function notKept(url) {
    const asked = decoded(url.pathname.slice(path.length).split("/")[0]);
    for (const locale of [asked, ...Object.keys(site.locales)]) {
      const found = locale in site.locales && (await match(new URL(`${locale}/offline.html`, scope)));
      // It stands at any depth: its addresses begin at the root of the server.
      if (found) return changed(found, (text) => text.replaceAll('"../', `"${path}`));
    }
    return undefined;
  }

  /** @param {Response} answer @param {(text: string) => string} change */
  async function changed(answer, change) {
    return new Response(change(await answer.text()), { headers: answer.headers });
  }

  /** @param {URL} url @returns {Promise<Response | undefined>} */
  async function match(url) {
    try {
      // What was read later is newer than what came with a list.
      for (const name of [READ, PARTS]) {
        const found = await (await caches.open(name)).match(bare(url), { ignoreVary: true });
        if (found) return found;
      }
    } catch {
      // A browser that lets nothing be kept.
    }
    return undefined;
  }

  /** What a file is kept as: without the search that a page was asked for. @param {URL | string} url */
  function bare(url) {
    const { origin, pathname } = new URL(url, scope);
    return origin + pathname;
  }

  /** @param {URL} url @param {Response} answer */
  const laterKept = (url, answer) =>
    inTurn(async () => {
      // An index that is kept whole begins with the file that came with it: another would name parts that are not here.
      const whole = url.pathname.startsWith(`${path}search/`) && (await (await caches.open(PARTS)).match(bare(url)));
      if (!whole && (await put(READ, url, answer))) await trim();
    });

  /** @param {URL | string} url @param {Response} answer @param {string} cache @returns {Promise<boolean>} */
  async function put(cache, url, answer) {
    if (!answer.ok || answer.redirected || answer.type !== "basic") return false;
    const body = await answer.blob();
    if (body.size > MOST) return false;
    const headers = new Headers({ [BYTES]: String(body.size) });
    for (const name of HEADERS) if (answer.headers.has(name)) headers.set(name, answer.headers.get(name) ?? "");
    const store = await caches.open(cache);
    // At its end: the order is that of the last reading.
    await store.delete(bare(url));
    await store.put(bare(url), new Response(body, { headers }));
    return true;
  }

  /** A page that was read before there was a worker, and what it loaded. @param {string} address */
  async function take(address) {
    const url = new URL(address, scope);
    if (ours(url) && !(await match(url))) await put(READ, url, await fetch(bare(url)));
  }

  /** @param {URL} url */
  async function forget(url) {
    await (await caches.open(READ)).delete(bare(url));
  }

  /** The page for what is not kept, in the reader's language: all that a single visit costs. @param {string} locale */
  async function keepLittle(locale) {
    const { pages } = await list(locale);
    const place = pages.find((/** @type {string} */ name) => name.endsWith("offline.html"));
    if (place && !(await match(new URL(place, scope)))) await put(PARTS, place, await fetch(new URL(place, scope)));
  }

  /** @param {string} locale @returns {Promise<{release: string, bytes: number, pages: string[], parts: [string, number][]}>} */
  async function list(locale) {
    const answer = await fetch(new URL(`${locale}/offline.json`, scope), { cache: "no-cache" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  /** Search, lists and scripts of one language, if they are not there in this release. @param {string} locale */
  async function keepLanguage(locale) {
    const store = await caches.open(PARTS);
    const note = new URL(`${locale}/offline.json`, scope).href;
    const known = await store.match(note);
    if (known && (await known.json()).release === site.locales[locale]) return;
    await bring(locale);
  }

  /** Brings the list of a language and all that it names; the list last, so that what it says is true. @param {string} locale */
  async function bring(locale) {
    const wanted = await list(locale);
    const store = await caches.open(PARTS);
    // A search that would fill half of the room is used as it comes.
    const whole = wanted.bytes <= site.bytes / 2;
    if (whole) {
      for (const [name] of wanted.parts) {
        const url = new URL(name, scope);
        if (!(await store.match(url.href, { ignoreVary: true }))) await put(PARTS, url, await fetch(url));
      }
    }
    for (const name of wanted.pages) {
      const url = new URL(name, scope);
      if (!whole && url.pathname.startsWith(`${path}search/`)) continue;
      await put(PARTS, url, await fetch(url, { cache: "no-cache" }));
      await (await caches.open(READ)).delete(url.href);
    }
    const note = new URL(`${locale}/offline.json`, scope).href;
    await store.put(note, new Response(JSON.stringify(wanted), { headers: { [BYTES]: "0" } }));
  }

  /** A new release: kept languages and pages anew, then away with what belongs to none of them. */
  async function renew() {
    const lists = await keptLists();
    for (const { locale } of lists) await bring(locale);
    const read = await caches.open(READ);
    for (const { url } of await read.keys()) {
      if (exact(new URL(url))) continue;
      const answer = await fetch(url, { cache: "no-cache" });
      if (answer.status === 404 || answer.status === 410) await read.delete(url);
      else if (answer.ok) await put(READ, url, answer);
    }
    await sweep();
    await trim();
  }

  /** Kept languages, the one that was read longest ago first. */
  async function keptLists() {
    const store = await caches.open(PARTS);
    const found = [];
    for (const { url } of await store.keys()) {
      const locale = /([^/]+)\/offline\.json$/.exec(url)?.[1];
      if (!locale || !(locale in site.locales)) continue;
      found.push({ locale, list: await (await store.match(url))?.json() });
    }
    return found;
  }

  /** Parts that no list names go: those of a release before. */
  async function sweep() {
    const store = await caches.open(PARTS);
    const named = new Set();
    for (const { list } of await keptLists()) for (const name of [...list.pages, ...list.parts.map((/** @type {[string, number]} */ [part]) => part)]) named.add(new URL(name, scope).href);
    for (const { url } of await store.keys()) if (!named.has(url) && !/\/offline\.(json|html)$/.test(url)) await store.delete(url);
  }

  /** Keeps to the room there is: languages that were read before this one go first, then the pages that were read longest ago. */
  async function trim() {
    const lists = await keptLists();
    while (lists.length > 1 && (await bytes(PARTS)) > site.bytes / 2) {
      const [{ locale }] = lists.splice(0, 1);
      await (await caches.open(PARTS)).delete(new URL(`${locale}/offline.json`, scope).href);
      await sweep();
    }
    const room = site.bytes - (await bytes(PARTS));
    const store = await caches.open(READ);
    let held = await bytes(READ);
    for (const { url } of await store.keys()) {
      if (held <= room) return;
      held -= size(await store.match(url));
      await store.delete(url);
    }
  }

  /** @param {string} cache */
  async function bytes(cache) {
    const store = await caches.open(cache);
    let sum = 0;
    for (const answer of await store.matchAll()) sum += size(answer);
    return sum;
  }

  /** @param {Response | undefined} answer */
  const size = (answer) => Number(answer?.headers.get(BYTES) ?? 0);

  /**
   * What fails here (no network, no room) costs what would have been kept, and nothing else. While one worker takes over from another
   * both work on the same caches, so that the lock is the browser's where it has any.
   * @param {() => Promise<any>} work
   */
  function inTurn(work) {
    const locks = worker.navigator?.locks;
    turn = turn.then(() => (locks ? locks.request(PARTS, work) : work())).then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  /** @param {string} text */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }
}
