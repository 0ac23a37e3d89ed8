/**
 * What stands at the worker's address in a site that does not set `offline`: a browser that still has the worker takes this one on
 * its next visit, which removes what was kept and then itself. It serves nothing.
 */

{
  const worker = /** @type {any} */ (globalThis);
  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", (/** @type {any} */ event) => {
    const own = `kb-offline ${worker.registration.scope} `;
    const gone = caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith(own)).map((name) => caches.delete(name))));
    event.waitUntil(gone.catch(() => undefined).then(() => worker.registration.unregister()));
  });
}
