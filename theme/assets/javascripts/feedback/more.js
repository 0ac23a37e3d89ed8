/**
 * What may be said besides yes and no: a reason, an effort score, a comment. Made only when a reader has voted, so that
 * pages need not carry it; its words, and which reasons a kind of article has, come with the other strings of the page's language.
 */

const EFFORTS = ["Very hard", "Hard", "Neither easy nor hard", "Easy", "Very easy"];

/**
 * @param {string} kind the kind of article
 * @param {boolean} translation whether the article is a translation
 * @param {(message: string) => string} say
 * @returns {HTMLElement} the fields, hidden, for the widget's form
 */
export function moreFields(kind, translation, say) {
  const names = [say(`reasons.${kind}`), ...(translation ? [say("reasons.of-translations")] : [])].join(" ").split(" ");
  const reasons = names.map((name) => [name, say(`reason.${name}`)]).filter(([name, label]) => label !== `reason.${name}`);
  const more = make("div", "kb-feedback__more", { "data-kb-more": "", hidden: "" });
  const why = choices(say("What was wrong?"), "reason", reasons);
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
