/** The frame of the panel: a dialog with a bar of tools above a body. What the tools do is the panel's. */

import { element } from "../search/hit.js";

const SIGNS = { back: "M15 5l-7 7 7 7", close: "M6 6l12 12M18 6L6 18", out: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6" };

/**
 * @param {string} title @param {{back: string, out: string, close: string}} labels
 */
export function frame(title, labels) {
  const heading = element("p", "kb-panel__title", title);
  heading.id = "kb-panel-title";
  const back = /** @type {HTMLButtonElement} */ (tool("button", "back", labels.back));
  const close = /** @type {HTMLButtonElement} */ (tool("button", "close", labels.close));
  const out = /** @type {HTMLAnchorElement} */ (tool("a", "out", labels.out));
  Object.assign(out, { target: "_blank", rel: "noopener" });
  out.dataset.kbOut = "";
  const bar = element("div", "kb-panel__bar", back, heading, out, close);
  const body = element("div", "kb-panel__body");
  body.tabIndex = -1;
  const dialog = document.createElement("dialog");
  dialog.className = "kb-panel";
  dialog.setAttribute("aria-labelledby", heading.id);
  for (const [part, name] of /** @type {[HTMLElement, string][]} */ ([[dialog, "panel"], [bar, "bar"], [body, "body"]])) part.setAttribute("part", name);
  dialog.append(bar, body);
  return { dialog, body, back, out, close };
}

/** @param {string} tag @param {keyof typeof SIGNS} sign @param {string} label */
function tool(tag, sign, label) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SIGNS[sign]);
  svg.append(path);
  const made = element(tag, "kb-panel__tool", svg);
  if (made instanceof HTMLButtonElement) made.type = "button";
  made.setAttribute("aria-label", label);
  made.title = label;
  return made;
}
