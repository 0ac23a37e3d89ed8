/** The site's root: leads to the first language that the browser asks for and the site has, exactly or by its language alone. */

{
  const have = (document.currentScript?.dataset.locales ?? "").split(" ");
  const want = (navigator.languages ?? [navigator.language]).map((tag) => tag.toLowerCase());
  const fits = (/** @type {string} */ tag) =>
    have.find((one) => one.toLowerCase() === tag) ?? have.find((one) => one.split("-")[0].toLowerCase() === tag.split("-")[0]);
  const found = want.map(fits).find(Boolean) ?? have[0];
  // Opened as a file, a folder is no page.
  location.replace(`${found}/${location.protocol === "file:" ? "index.html" : ""}${location.search}${location.hash}`);
}
