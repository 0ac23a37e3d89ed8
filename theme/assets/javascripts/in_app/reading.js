/**
 * A page of the help center, made ready to be read in a panel: its article, or the list that a section is; without what runs, and with
 * addresses that lead where they led.
 */

import { parsed } from "../parsed.js";

const PATIENCE = 10_000; // milliseconds until the help center counts as away
// What belongs to the frame of a page, or would act on the application's.
const LEFT_OUT = "script, style, link, meta, base, object, embed, iframe, template, .kb-side, .kb-breadcrumbs, .kb-toc, .kb-turn, .kb-edit, .kb-tags, .kb-skip, .kb-anchor, form:not([data-kb-feedback] form)";
const ADDRESSES = ["href", "src", "poster", "data-kb-from", "action"];

/** The help center, or a file of it, does not answer. */
export class AwayError extends Error {}

/** @param {string} address @param {RequestInit} [options] @returns {Promise<Response>} */
export async function fetched(address, options) {
  const answer = await fetch(address, { credentials: "omit", signal: AbortSignal.timeout?.(PATIENCE), ...options }).catch(() => null);
  if (!answer?.ok) throw new AwayError(address);
  return answer;
}

/**
 * @param {string} address of a page
 * @returns {Promise<{title: string, article: string, address: string, content: HTMLElement}>} `article` is its id, or empty
 */
export async function page(address) {
  const answer = await fetched(address);
  const at = new URL(answer.url || address);
  const document = parsed(await answer.text());
  const found = document.querySelector(".kb-article") ?? document.getElementById("content");
  if (!found) throw new AwayError(address);
  const content = /** @type {HTMLElement} */ (globalThis.document.importNode(found, true));
  content.removeAttribute("id");
  for (const each of content.querySelectorAll(LEFT_OUT)) each.remove();
  for (const each of [content, ...content.querySelectorAll("*")]) {
    for (const { name, value } of [...each.attributes]) {
      if (name.startsWith("on")) each.removeAttribute(name);
      if (ADDRESSES.includes(name)) each.setAttribute(name, safe(value, at));
      if (name === "srcset") each.setAttribute(name, value.replace(/(^|,)(\s*)(\S+)/g, (_, comma, space, url) => comma + space + safe(url, at)));
    }
  }
  const title = content.querySelector("h1")?.textContent?.trim() ?? "";
  return { title, article: content.dataset.article ?? "", address: at.href, content };
}

/** @param {string} url @param {URL} at */
function safe(url, at) {
  try {
    const whole = new URL(url, at);
    return /^(https?|mailto|tel|sms|data|blob):$/.test(whole.protocol) ? whole.href : "";
  } catch {
    return "";
  }
}
