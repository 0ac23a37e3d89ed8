/**
 * The way to a person: whether a channel is open now, in the reader's own time and calendar; articles that may answer
 * a question while it is written; the block that appears after "no" and after a search that found nothing.
 */

import { config } from "../config.js";
import { parsed } from "../parsed.js";
import { stateAt } from "./hours.js";
import { startQuestion } from "./question.js";

/** @param {Document | HTMLElement} [place] a page or a panel @param {{base: string, locale: string}} [site] */
export function startContact(place = document, site = config) {
  ready(place, site);
  place.addEventListener("kb:voted", (event) => reveal(place, "no", /** @type {CustomEvent} */ (event).detail.helpful === false));
  place.addEventListener("kb:search", (event) => {
    const { count, query } = /** @type {CustomEvent} */ (event).detail;
    reveal(place, "empty", count === 0 && Boolean(String(query).trim()));
  });
}

/**
 * What has come to a page or a panel since.
 * @param {ParentNode} part
 * @param {{base: string, locale: string}} site
 */
export function ready(part, site) {
  for (const channel of part.querySelectorAll("[data-hours]")) keepCurrent(/** @type {HTMLElement} */ (channel));
  for (const form of part.querySelectorAll("[data-kb-question]")) startQuestion(/** @type {HTMLElement} */ (form), site);
}

/**
 * @param {ParentNode} place
 * @param {string} moment
 * @param {boolean} wanted
 */
function reveal(place, moment, wanted) {
  for (const block of place.querySelectorAll(`[data-kb-contact~="${moment}"]`)) {
    /** @type {HTMLElement} */ (block).hidden = !wanted;
    if (wanted) fill(/** @type {HTMLElement} */ (block));
  }
}

/**
 * Put the channels of the contact page into an article's block; until they are there, and where they do not come, its link
 * to that page stays.
 * @param {HTMLElement} block
 */
async function fill(block) {
  const from = block.dataset.kbFrom;
  if (!from) return;
  delete block.dataset.kbFrom;
  const answer = await fetch(from).catch(() => undefined);
  if (!answer?.ok) return;
  const page = parsed(await answer.text());
  const channels = page.querySelector(".kb-contact__channels");
  if (!channels) return;
  block.append(document.adoptNode(channels));
  for (const channel of block.querySelectorAll("[data-hours]")) keepCurrent(/** @type {HTMLElement} */ (channel));
}

/**
 * Says "open now" or "opens …" and says it anew when that changes.
 * @param {HTMLElement} channel
 */
function keepCurrent(channel) {
  const place = channel.querySelector("[data-kb-open]");
  const hours = JSON.parse(channel.dataset.hours ?? "null");
  if (!(place instanceof HTMLElement) || !hours) return;
  const update = () => {
    const now = new Date();
    const { open, change } = stateAt(hours, now);
    place.textContent = words(place.dataset, open, change, now);
    channel.toggleAttribute("data-kb-is-open", open);
    // At most an hour ahead: a timer stops while a laptop sleeps.
    setTimeout(update, Math.min(3600_000, Math.max(1000, +(change ?? 0) - +now || 3600_000)));
  };
  update();
}

/**
 * @param {DOMStringMap} texts
 * @param {boolean} open
 * @param {Date | undefined} change
 * @param {Date} now
 */
function words({ format, open: openText, until, opens, opensOn }, open, change, now) {
  if (!change) return (open && openText) || "";
  const time = new Intl.DateTimeFormat(format, { hour: "numeric", minute: "2-digit" }).format(change);
  if (open) return (until ?? "").replace("{time}", time);
  if (change.toDateString() === now.toDateString()) return (opens ?? "").replace("{time}", time);
  const near = +change - +now < 6 * 24 * 3600_000;
  const day = new Intl.DateTimeFormat(format, near ? { weekday: "long" } : { weekday: "long", day: "numeric", month: "long" });
  return (opensOn ?? "").replace("{day}", day.format(change)).replace("{time}", time);
}
