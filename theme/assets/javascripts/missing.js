/** Shows, on a host that knows one 404 page only, the part in the language of the address. */

{
  const base = document.currentScript?.dataset.base ?? "";
  const tag = location.pathname.slice(base.length).split("/")[0];
  const part = document.getElementById(`in-${tag}`);
  if (part) {
    Object.assign(document.documentElement, { lang: tag, dir: part.dir });
    for (const other of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[id^=in-]"))) other.hidden = other !== part;
  }
}
