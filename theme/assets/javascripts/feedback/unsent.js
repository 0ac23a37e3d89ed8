/**
 * Votes that could not be sent yet: kept in the browser only until they are, one for each ticket, the latest.
 * Nothing remembers a vote that was sent.
 */

import { send } from "./send.js";

const KEY = "kb-unsent";
// A vote that waited longer says little about the article as it is now.
const LONGEST_WAIT = 14 * 24 * 3600 * 1000;

/** Serves where the browser refuses storage. */
let memory = "{}";

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
}

/** @param {string} ticket */
export function drop(ticket) {
  const { [ticket]: _, ...rest } = read();
  write(rest);
}

/** Sends what waits. One tab at a time does it; the collector knows a ticket that comes twice all the same. */
export async function sendWaiting() {
  const work = async () => {
    for (const [ticket, { url, body, since }] of Object.entries(read())) {
      if (Date.now() - since > LONGEST_WAIT || (await send(url, body)) !== "later") forget(ticket, body);
    }
  };
  await (navigator.locks ? navigator.locks.request(KEY, { ifAvailable: true }, (lock) => lock && work()) : work());
}

/**
 * Unless the reader changed the vote meanwhile.
 * @param {string} ticket
 * @param {object} sent
 */
function forget(ticket, sent) {
  if (JSON.stringify(read()[ticket]?.body) === JSON.stringify(sent)) drop(ticket);
}
