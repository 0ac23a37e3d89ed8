/**
 * The way to a person: whether a channel is open now, in the reader's own time and calendar; articles that may answer
 * a question while it is written; the block that appears after "no" and after a search that found nothing.
 */

import { config } from "../config.js";
import { parsed } from "../parsed.js";
import { stateAt, wallClock } from "./hours.js";
import { promiseAt } from "./promise.js";
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
  for (const list of part.querySelectorAll(".kb-contact__channels")) keepCurrent(/** @type {HTMLElement} */ (list));
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
  keepCurrent(/** @type {HTMLElement} */ (channels));
}

/**
 * Says of each channel whether somebody is there and how long an answer takes, marks the quickest, and says it anew when that
 * changes. Cards keep their places: nothing may move under a finger.
 * @param {HTMLElement} list
 */
function keepCurrent(list) {
  const channels = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[data-hours], [data-promise]")]);
  if (!channels.length) return;
  const update = () => {
    const now = new Date();
    const states = channels.map((channel) => tell(channel, now));
    const quickest = Math.min(...states.map(({ minutes }) => minutes));
    const several = list.childElementCount > 1 && states.some(({ minutes }) => minutes > quickest);
    channels.forEach((channel, at) => channel.toggleAttribute("data-kb-quickest", several && states[at].minutes === quickest));
    // At most a quarter of an hour ahead: a timer stops while a laptop sleeps, and promises change by the hour.
    const next = Math.min(...states.map(({ change }) => +(change ?? Infinity))) - +now;
    setTimeout(update, Math.min(900_000, Math.max(1000, next)));
  };
  update();
}

/**
 * @param {HTMLElement} channel
 * @param {Date} now
 * @returns {{minutes: number, change?: Date}} how long an answer takes, and when that may change
 */
function tell(channel, now) {
  const hours = JSON.parse(channel.dataset.hours ?? "null");
  const promised = JSON.parse(channel.dataset.promise ?? "null");
  const { open, change } = hours ? stateAt(hours, now) : { open: true, change: undefined };
  const place = channel.querySelector("[data-kb-open]");
  if (hours && place instanceof HTMLElement) place.textContent = words(place.dataset, open, change, now, hours.zone);
  channel.toggleAttribute("data-kb-is-open", Boolean(hours) && open);
  if (!promised) return { minutes: Infinity, change };
  const [minutes, text] = promiseAt(promised, open, now, hours?.zone);
  const within = channel.querySelector("[data-kb-within]");
  if (within) within.textContent = text;
  // Said for this hour, it need not be said for another.
  channel.querySelector(".kb-contact__closed")?.remove();
  return { minutes, change };
}

/**
 * @param {DOMStringMap} texts
 * @param {boolean} open
 * @param {Date | undefined} change
 * @param {Date} now
 * @param {string} zone of the desk
 */
function words({ format, open: openText, until, opens, opensOn, own }, open, change, now, zone) {
  if (!change) return (open && openText) || "";
  const clock = new Intl.DateTimeFormat(format, { hour: "numeric", minute: "2-digit" }).format(change);
  // Beside the table with the desk's hours, another time has to say whose it is.
  const { hour, minute } = wallClock(zone)(+change);
  const time = own && (hour !== change.getHours() || minute !== change.getMinutes()) ? `${clock} (${own})` : clock;
  if (open) return (until ?? "").replace("{time}", time);
  if (change.toDateString() === now.toDateString()) return (opens ?? "").replace("{time}", time);
  const near = +change - +now < 6 * 24 * 3600_000;
  const day = new Intl.DateTimeFormat(format, near ? { weekday: "long" } : { weekday: "long", day: "numeric", month: "long" });
  return (opensOn ?? "").replace("{day}", day.format(change)).replace("{time}", time);
}
