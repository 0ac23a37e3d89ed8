/** Says above the page what is wrong now. What stands there is in a file of its own, so that no page changes with it. */

import { config } from "./config.js";

const KEPT = "kb-banner";
const CLOSED = "kb-banner-closed";
// One question a minute in a session is often enough, and free for a reader who turns pages.
const MILLISECONDS = 60_000;

/** @returns {Promise<{id?: string, level?: string, label?: string, close?: string, until?: string, html?: string}>} */
async function banner() {
  const key = `${KEPT}-${config.locale}`;
  try {
    const kept = JSON.parse(read(key) ?? "null");
    if (kept && Date.now() - kept.at < MILLISECONDS) return kept.content;
    const answer = await fetch(`${config.base}${config.locale}/banner.json`, { cache: "no-cache" });
    const content = answer.ok ? await answer.json() : {};
    write(key, JSON.stringify({ at: Date.now(), content }));
    return content;
  } catch {
    return {};
  }
}

// Where a browser refuses storage, and with it the very name of it, the banner is shown on every page.
/** @param {string} key */
function read(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} value */
function write(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Closed for this page only.
  }
}

export async function startBanner() {
  if (!config.base) return;
  const content = await banner();
  if (!content.html || read(CLOSED) === content.id) return;
  if (content.until && new Date().toISOString().slice(0, 10) >= content.until) return;
  const box = document.createElement("aside");
  box.className = `kb-banner kb-banner--${content.level}`;
  box.setAttribute("aria-label", content.label ?? "");
  const text = document.createElement("div");
  text.className = "kb-banner__text";
  text.innerHTML = content.html;
  // Its links lead from the locale's home, wherever the page is.
  const home = new URL(`${config.base}${config.locale}/`, location.href);
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (text.querySelectorAll("a[href]"))) link.href = new URL(link.getAttribute("href") ?? "", home).href;
  for (const picture of /** @type {NodeListOf<HTMLImageElement>} */ (text.querySelectorAll("img[src]"))) picture.src = new URL(picture.getAttribute("src") ?? "", home).href;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "kb-banner__close";
  close.textContent = content.close ?? "";
  close.addEventListener("click", () => {
    write(CLOSED, content.id ?? "");
    box.remove();
  });
  box.append(text, close);
  document.querySelector(".kb-skip")?.after(box);
}
