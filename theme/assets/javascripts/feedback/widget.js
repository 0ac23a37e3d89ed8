/**
 * "Was this helpful?": turns the plain form of `partials/feedback.html` into one tap, with reasons, a comment and an
 * effort score after it (`more.js`). The vote can be changed or taken back for as long as the page is open; nothing is stored
 * in the browser but a vote that could not be sent yet.
 */

import { strings } from "../config.js";
import { moreFields } from "./more.js";
import { mayComeAgain, send, ticket as newTicket } from "./send.js";
import { drop, inTurn, keep } from "./unsent.js";

const THANKS = "Thank you. Your answer is saved.";
const UNDONE = "Your answer was withdrawn.";
/** By the outcome of sending; what was stored is thanked for. */
const NOT_STORED = {
  offline: "You are offline. Your answer will be sent as soon as you are back online.",
  busy: "Your answer could not be saved just now. It will be sent automatically later.",
  refused: "Your answer could not be saved.",
};

/**
 * @param {HTMLElement} section
 * @param {{base: string, locale: string, keeps?: boolean}} config `keeps`: whether a vote may wait in the browser until it can be sent
 * @param {Awaited<ReturnType<typeof strings>>} [texts] in the language of the place
 * @param {EventTarget} [place] the page, or the panel that shows the article
 */
export async function startWidget(section, config, texts, place = document) {
  const words = texts ?? (await strings());
  // Without a connection a vote is taken all the same, without more to say than that it waits: the page brought those words along.
  const mute = !Object.keys(words).length;
  const say = (/** @type {string} */ message) => String(words[message] ?? (mute ? "" : message));
  const form = /** @type {HTMLFormElement} */ (section.querySelector("form"));
  const answers = /** @type {HTMLButtonElement[]} */ ([...form.querySelectorAll("button[name=helpful]")]);
  const more = moreFields(section.dataset.kind ?? "", section.dataset.translation !== undefined, say);
  const reasons = /** @type {HTMLElement} */ (more.querySelector("[data-kb-reasons]"));
  const effort = /** @type {HTMLElement | null} */ (more.querySelector(".kb-feedback__effort"));
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "kb-feedback__undo";
  undo.dataset.kbUndo = "";
  undo.textContent = say("Withdraw my answer");
  form.append(more, undo);
  const status = /** @type {HTMLElement} */ (section.querySelector("[data-kb-status]"));
  const url = `${config.base}_kb/votes`;
  const ticket = newTicket();
  const { article, locale } = section.dataset;
  /** @type {boolean | null} */
  let helpful = null;
  // Votes leave one after the other, so that the last one said is the last one stored.
  let before = Promise.resolve();

  const vote = () => {
    const said = new FormData(form);
    const [reason, effort, comment] = ["reason", "effort", "comment"].map((name) => String(said.get(name) ?? "").trim());
    return {
      article,
      locale,
      ticket,
      helpful,
      ...(helpful === false && reason && { reason }),
      ...(helpful && effort && { effort: Number(effort) }),
      ...(helpful !== null && comment && { comment }),
      ...(said.get("website") && { website: said.get("website") }),
    };
  };

  /** @param {"stored" | keyof typeof NOT_STORED} outcome */
  const acknowledge = (outcome) => {
    const message = outcome === "stored" ? (helpful === null ? UNDONE : THANKS) : NOT_STORED[outcome];
    status.textContent = say(message) || (section.dataset[outcome] ?? "");
  };
  const tell = () => {
    const body = vote();
    before = before.then(() =>
      inTurn(ticket, async () => {
        const outcome = await send(url, body);
        if (config.keeps === false) return acknowledge(outcome === "stored" ? outcome : "refused");
        if (mayComeAgain(outcome)) keep(ticket, url, body);
        else drop(ticket);
        acknowledge(outcome);
      }),
    );
  };
  document.addEventListener("kb:vote-sent", (event) => {
    const { ticket: sent, outcome } = /** @type {CustomEvent} */ (event).detail;
    if (sent === ticket) acknowledge(outcome);
  });

  /** Show what belongs to the answer; only below the buttons, so that nothing that can be tapped moves. */
  const show = () => {
    for (const answer of answers) answer.setAttribute("aria-pressed", String((answer.value === "yes") === helpful));
    more.hidden = undo.hidden = mute || helpful === null;
    reasons.hidden = helpful !== false;
    // How easy it was is asked of those who found it: the others have said enough.
    if (effort) effort.hidden = helpful !== true;
    place.dispatchEvent(new CustomEvent("kb:voted", { detail: { helpful, article } }));
  };

  for (const answer of answers) {
    answer.type = "button";
    answer.addEventListener("click", () => {
      if (helpful === (answer.value === "yes")) return;
      helpful = answer.value === "yes";
      show();
      tell();
    });
  }
  undo.addEventListener("click", () => {
    helpful = null;
    form.reset();
    show();
    tell();
    answers[0].focus();
  });
  // A tap on a reason or a score counts at once; words wait until the reader says that they are complete.
  form.addEventListener("change", (change) => {
    if (change.target instanceof HTMLInputElement && change.target.type === "radio") tell();
  });
  form.addEventListener("submit", (submit) => {
    submit.preventDefault();
    if (helpful === null) return;
    tell();
    more.hidden = true;
    status.focus();
  });
  show();
  section.dataset.ready = "";
}
