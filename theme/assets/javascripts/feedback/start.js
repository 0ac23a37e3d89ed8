/**
 * Feedback begins here, on every page: events at once, the widget when it comes near the screen; contact where there is any.
 */

import { config } from "../config.js";
import { takeCampaign } from "./campaign.js";
import { startContact } from "./contact.js";
import { startEvents } from "./events.js";
import { sendWaiting } from "./unsent.js";
import { startWidget } from "./widget.js";

export function startFeedback() {
  if (document.querySelector("[data-kb-contact]")) startContact();
  // `feedback: false` in mkdocs.yml: no collector runs, so nothing is sent.
  if (document.documentElement.dataset.feedback === undefined) return;
  const campaign = takeCampaign();
  startEvents(campaign ? { ...config, screen: () => campaign } : config);
  whenNear("[data-kb-feedback]", (section) => startWidget(section, config));
  addEventListener("online", sendWaiting);
  try {
    if (localStorage.getItem("kb-unsent")) sendWaiting();
  } catch {
    // No storage, so nothing waits in it.
  }
}

/**
 * What is far below waits: most readers who are done read on elsewhere, and need no words for a vote.
 * @param {string} selector
 * @param {(element: HTMLElement) => Promise<void>} start
 */
function whenNear(selector, start) {
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watch.unobserve(target);
        start(/** @type {HTMLElement} */ (target));
      }
    },
    { rootMargin: "400px" },
  );
  for (const element of document.querySelectorAll(selector)) watch.observe(element);
}
