/**
 * What may be said besides yes and no: a reason, an effort score, a comment. Made only when a reader has voted, so that
 * pages need not carry it; its words come with the other strings of the page's language.
 */

/** Reasons by kind of article, the likeliest first: a case study cannot "not work". */
const REASONS = {
  faq: ["unclear", "outdated", "other-question"],
  guide: ["does-not-work", "unclear", "outdated", "other-question"],
  troubleshooting: ["does-not-work", "other-question", "unclear", "outdated"],
};
const OTHERWISE = ["unclear", "outdated", "other-question"];
const LABELS = {
  outdated: "It is out of date",
  unclear: "It is hard to understand",
  "does-not-work": "I did it, and it does not work",
  "other-question": "It is not what I was looking for",
  translation: "The translation is poor",
};
const EFFORTS = ["Very hard", "Hard", "Neither easy nor hard", "Easy", "Very easy"];

/**
 * @param {string} kind the kind of article
 * @param {boolean} translation whether the article is a translation
 * @param {(message: string) => string} say
 * @returns {HTMLElement} the fields, hidden, for the widget's form
 */
export function moreFields(kind, translation, say) {
  const reasons = [...(REASONS[/** @type {keyof typeof REASONS} */ (kind)] ?? OTHERWISE), ...(translation ? ["translation"] : [])];
  const more = make("div", "kb-feedback__more", { "data-kb-more": "", hidden: "" });
  const why = choices(say("What was wrong?"), "reason", reasons.map((reason) => [reason, say(LABELS[/** @type {keyof typeof LABELS} */ (reason)])]));
  why.setAttribute("data-kb-reasons", "");
  const effort = choices(say("How easy was it to find help?"), "effort", EFFORTS.map((label, place) => [String(place + 1), say(label)]));
  effort.className = "kb-feedback__effort";
  const words = make("label", "kb-feedback__words");
  words.append(
    say("Anything else? (optional)"),
    make("textarea", "", { name: "comment", rows: "3", maxlength: "2000", dir: "auto", "aria-describedby": "kb-feedback-note" }),
  );
  const note = make("p", "kb-feedback__note", { id: "kb-feedback-note" });
  note.textContent = say("Please leave out names, passwords and account numbers. We keep your comment for up to a year to improve this article.");
  const done = make("button", "kb-feedback__send", { type: "submit", "data-kb-send": "" });
  done.textContent = say("Send");
  more.append(why, effort, words, note, done);
  return more;
}

/** @param {string} legend @param {string} name @param {string[][]} options value and label of each */
function choices(legend, name, options) {
  const set = make("fieldset", "");
  const title = make("legend", "");
  title.textContent = legend;
  set.append(title);
  for (const [value, text] of options) {
    const label = make("label", "");
    label.append(make("input", "", { type: "radio", name, value }), ` ${text}`);
    set.append(label);
  }
  return set;
}

/** @param {string} tag @param {string} className @param {Record<string, string>} [attributes] */
function make(tag, className, attributes = {}) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
