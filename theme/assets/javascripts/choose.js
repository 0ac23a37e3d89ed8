/**
 * The site's root: leads to the nearest of the site's languages to those that the browser asks for, in the browser's order.
 *
 * Near is the same language in the same script (`zh-TW` reads `zh-Hant`, `pt` reads `pt-BR`); of several, the same region, then the
 * same side of the ocean (Unicode TS 35, parents of `en-001`, `es-419` and `pt-PT`), then the region that most write in. Only where
 * nothing of that is there, the same language in another script. Subtags are filled in by the browser's own data of CLDR.
 */

{
  /** @typedef {{tag: string, language: string, script: string, region: string}} Subtags */
  // Where these languages are written in another way than in the rest of the world.
  const HOME = /** @type {Record<string, string>} */ ({ en: "US", es: "ES", pt: "BR" });

  /** @returns {Subtags} */
  const read = (/** @type {string} */ tag) => {
    try {
      const { language, script = "", region = "" } = new Intl.Locale(tag).maximize();
      // Norwegian is asked for under three tags.
      return { tag, language: language === "nb" || language === "nn" ? "no" : language, script, region };
    } catch {
      return { tag, language: tag.split("-")[0].toLowerCase(), script: "", region: "" };
    }
  };
  const have = (document.currentScript?.dataset.locales ?? "").split(" ").map(read);
  const want = (navigator.languages ?? [navigator.language]).map(read);

  /** How near `one` is in its region; among equals the first that the site names wins. */
  const nearness = (/** @type {Subtags} */ one, /** @type {Subtags} */ asked) => {
    if (one.tag.toLowerCase() === asked.tag.toLowerCase()) return 4;
    if (one.region === asked.region) return 3;
    const home = HOME[asked.language];
    if (home && (one.region === home) === (asked.region === home)) return 2;
    return one.region === read(one.language).region ? 1 : 0;
  };
  const nearest = (/** @type {Subtags} */ asked, /** @type {boolean} */ sameScript) =>
    have
      .filter((one) => one.language === asked.language && (!sameScript || one.script === asked.script))
      .sort((one, other) => nearness(other, asked) - nearness(one, asked))[0];
  const found = [true, false].flatMap((sameScript) => want.map((asked) => nearest(asked, sameScript))).find(Boolean) ?? have[0];
  // Opened as a file, a folder is no page.
  location.replace(`${found.tag}/${location.protocol === "file:" ? "index.html" : ""}${location.search}${location.hash}`);
}
