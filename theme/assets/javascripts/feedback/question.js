/**
 * While a question is written, articles that may answer it appear above the button. Search answers `kb:suggest`; the
 * question itself stays in the browser until the reader sends it: in the field, and in the history of the tab, so that going on and
 * back loses nothing.
 */

const PAUSE = 300;
const SHORTEST = 3;
const MOST = 5;
// Letters of an address that get through everywhere: mail programs on Windows take 2,000, servers of forms 8,000.
const LONGEST = { mail: 1900, form: 7000 };

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
  const told = form.querySelector("[data-kb-told]");
  const byHand = /** @type {HTMLElement | null} */ (form.querySelector("[data-kb-by-hand]"));
  const say = (/** @type {string | undefined} */ text) => { if (told) told.textContent = text ?? ""; };
  /** What was copied already may go on without it. */
  let copied = "";

  link.addEventListener("click", async (event) => {
    const question = field.value.trim();
    const { action = link.href, channel = "" } = link.dataset;
    if (!question) {
      event.preventDefault();
      say(form.dataset.empty);
      return field.focus();
    }
    keep(field);
    const whole = action.replace("{question}", encodeURIComponent(question));
    const fits = whole.length <= (channel === "mail" ? LONGEST.mail : LONGEST.form);
    if (!fits && copied !== question) {
      event.preventDefault();
      copied = question;
      return say((await copy(field)) ? form.dataset.copied : form.dataset.keep);
    }
    link.href = fits ? whole : action.replace(/\?body=\{question\}$|\{question\}/, "");
    if (byHand) byHand.hidden = false;
    if (fits) say("");
    tell(form, "kb:question-sent", { channel, count: list.childElementCount });
  });
  form.querySelector("[data-kb-copy]")?.addEventListener("click", async () => {
    say((await copy(field)) ? form.dataset.copied : form.dataset.keep);
  });
  restore(field);
}

/** The question stays with this entry of the tab's history, so that "back" finds it. A panel in an application leaves its history alone. */
function keep(/** @type {HTMLTextAreaElement} */ field) {
  if (field.getRootNode() !== document) return;
  try {
    history.replaceState({ ...history.state, question: field.value }, "");
  } catch {
    // WebKit takes a hundred changes in ten seconds: the next one will do.
  }
}

function restore(/** @type {HTMLTextAreaElement} */ field) {
  if (field.getRootNode() !== document) return;
  // What is kept while the page goes away may come too late for the history.
  field.addEventListener("input", () => keep(field));
  addEventListener("pagehide", () => keep(field));
  if (!field.value && history.state?.question) field.value = history.state.question;
  if (field.value) field.dispatchEvent(new Event("input"));
}

/** @param {HTMLTextAreaElement} field @returns {Promise<boolean>} whether its text is on the clipboard; else it is selected */
async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // Pages that are served without TLS have no clipboard.
    field.select();
    return document.execCommand("copy");
  }
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
