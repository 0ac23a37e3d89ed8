/**
 * While a question is written, articles that may answer it appear above the button. Search answers `kb:suggest`; the
 * question itself stays in the browser until the reader sends it.
 */

const PAUSE = 300;
const SHORTEST = 3;
const MOST = 5;

/**
 * @param {HTMLElement} form
 * @param {{base: string, locale: string}} config
 */
export function startQuestion(form, config) {
  const field = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
  const box = /** @type {HTMLElement} */ (form.querySelector("[data-kb-suggestions]"));
  const list = /** @type {HTMLElement} */ (box.querySelector("ul"));
  const link = /** @type {HTMLAnchorElement} */ (form.querySelector("a[data-action]"));
  let timer = 0;
  let asked = "";

  /** @param {{article: string, url: string, label: HTMLElement}[]} found */
  const show = (found) => {
    list.replaceChildren(...found.slice(0, MOST).map((one, place) => suggestion(one, place + 1, config.base)));
    box.hidden = !found.length;
    link.textContent = (found.length ? link.dataset.anyway : link.dataset.send) ?? link.textContent;
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const query = field.value.trim();
      if (query === asked) return;
      asked = query;
      if (query.length < SHORTEST) return show([]);
      /** @param {any[]} found */
      const answer = (found) => query === asked && show(found);
      tell(form, "kb:suggest", { query, limit: MOST, answer });
    }, PAUSE);
  });
  link.addEventListener("click", () => {
    link.href = (link.dataset.action ?? link.href).replace("{question}", encodeURIComponent(field.value.trim()));
    tell(form, "kb:question-sent", { channel: link.dataset.channel, count: list.childElementCount });
  });
}

/**
 * @param {{article: string, url: string, label: HTMLElement}} found
 * @param {number} rank
 * @param {string} base
 */
function suggestion({ article, url, label }, rank, base) {
  const link = document.createElement("a");
  link.href = base + url;
  link.append(label);
  // The half-written question stays where it is.
  link.target = "_blank";
  link.addEventListener("click", () => tell(link, "kb:suggestion-open", { article, rank }));
  const item = document.createElement("li");
  item.append(link);
  return item;
}

/**
 * Tells the page, or the panel that the form is in.
 * @param {HTMLElement} place
 * @param {string} name
 * @param {object} detail
 */
function tell(place, name, detail) {
  place.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
}
