/**
 * Feedback begins here, on every page: events at once, the widget when it comes near the screen; contact where there is any.
 */

import { config } from "../config.js";
import { takeCampaign } from "./campaign.js";
import { startEvents } from "./events.js";

export function startFeedback() {
  if (document.querySelector("[data-kb-contact]")) import("./contact.js").then(({ startContact }) => startContact());
  // `feedback: false` in mkdocs.yml: no collector runs, so nothing is sent.
  if (document.documentElement.dataset.feedback === undefined) return;
  const campaign = takeCampaign();
  startEvents(campaign ? { ...config, screen: () => campaign } : config);
  whenNear("[data-kb-feedback]", (section) => import("./widget.js").then(({ startWidget }) => startWidget(section, config)));
  const sendWaiting = () => import("./unsent.js").then((unsent) => unsent.sendWaiting());
  addEventListener("online", sendWaiting);
  try {
    if (localStorage.getItem("kb-unsent")) sendWaiting();
  } catch {
    // No storage, so nothing waits in it.
  }
}

/**
 * @param {string} selector
 * @param {(element: HTMLElement) => Promise<void>} start
 */
function whenNear(selector, start) {
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watch.unobserve(target);
        begin(/** @type {HTMLElement} */ (target), start);
      }
    },
    { rootMargin: "400px" },
  );
  for (const element of document.querySelectorAll(selector)) watch.observe(element);
}

/**
 * Where the connection broke before the widget came, the plain form must not lead the reader off the page to nowhere.
 * @param {HTMLElement} section
 * @param {(element: HTMLElement) => Promise<void>} start
 */
async function begin(section, start) {
  const form = /** @type {HTMLFormElement} */ (section.querySelector("form"));
  try {
    await start(section);
    form.onsubmit = null;
  } catch {
    form.onsubmit = (submit) => {
      if (navigator.onLine) return;
      submit.preventDefault();
      location.hash = "kb-not-stored";
    };
    addEventListener("online", () => begin(section, start), { once: true });
  }
}
