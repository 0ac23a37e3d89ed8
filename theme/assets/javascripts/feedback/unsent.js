/**
 * Votes that could not be sent yet: kept in the browser only until they are, one for each ticket, the latest.
 * Nothing remembers a vote that was sent.
 */

import { mayComeAgain, send } from "./send.js";

const KEY = "kb-unsent";
// A vote that waited longer says little about the article as it is now.
const LONGEST_WAIT = 14 * 24 * 3600 * 1000;

// Milliseconds until a busy collector is asked again while the page is open, and half as much more at random: pages that were
// refused together do not come back together.
const AGAIN = 60_000;

/** Serves where the browser refuses storage. */
let memory = "{}";
let timer = 0;

/** @returns {Record<string, {url: string, body: object, since: number}>} */
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? memory);
  } catch {
    return JSON.parse(memory);
  }
}

/** @param {Record<string, {url: string, body: object, since: number}>} waiting */
function write(waiting) {
  memory = JSON.stringify(waiting);
  try {
    if (Object.keys(waiting).length) localStorage.setItem(KEY, memory);
    else localStorage.removeItem(KEY);
  } catch {
    // Private windows and full storage: memory serves until the page is left.
  }
}

/**
 * @param {string} ticket
 * @param {string} url
 * @param {object} body
 */
export function keep(ticket, url, body) {
  write({ ...read(), [ticket]: { url: new URL(url, location.href).href, body, since: Date.now() } });
  tryAgain();
}

/** @param {string} ticket */
export function drop(ticket) {
  const { [ticket]: _, ...rest } = read();
  write(rest);
}

/**
 * One sender of a vote at a time, in all tabs: what waited must not overtake what the reader said later.
 * @param {string} ticket
 * @param {() => Promise<void>} work
 */
export async function inTurn(ticket, work) {
  // Pages served without TLS have no locks; there the collector's knowledge of the ticket has to do.
  if (!navigator.locks) return work();
  let begun = false;
  try {
    await navigator.locks.request(`${KEY}-${ticket}`, () => ((begun = true), work()));
  } catch (problem) {
    // A browser that refuses storage has locks and refuses those too.
    if (begun) throw problem;
    await work();
  }
}

/** Sends what waits, and tells the page by `kb:vote-sent` what was. */
export async function sendWaiting() {
  for (const ticket of Object.keys(read())) await inTurn(ticket, () => sendOne(ticket));
  if (Object.keys(read()).length) tryAgain();
}

function tryAgain() {
  clearTimeout(timer);
  timer = setTimeout(sendWaiting, AGAIN * (1 + Math.random() / 2));
}

/** @param {string} ticket */
async function sendOne(ticket) {
  const vote = read()[ticket];
  // Another tab may have sent it meanwhile.
  if (!vote) return;
  const outcome = Date.now() - vote.since > LONGEST_WAIT ? "refused" : await send(vote.url, vote.body);
  const changed = JSON.stringify(read()[ticket]?.body) !== JSON.stringify(vote.body);
  if (mayComeAgain(outcome) || changed) return;
  drop(ticket);
  document.dispatchEvent(new CustomEvent("kb:vote-sent", { detail: { ticket, outcome } }));
}
