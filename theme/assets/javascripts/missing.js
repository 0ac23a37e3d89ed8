/** Shows, on a host that knows one 404 page only, the part in the language of the address. */

{
  const { base } = document.currentScript.dataset;
  const tag = location.pathname.slice(base.length).split("/")[0];
  const part = document.getElementById(`in-${tag}`);
  if (part) {
    Object.assign(document.documentElement, { lang: tag, dir: part.dir });
    for (const other of document.querySelectorAll("[id^=in-]")) other.hidden = other !== part;
  }
}
