/** A button that copies a block of code. */

import { strings } from "./config.js";

/**
 * @param {ParentNode} [place] where code is
 * @param {Awaited<ReturnType<typeof strings>>} [texts] in the language of the place
 */
export async function startCopying(place = document, texts) {
  const blocks = place.querySelectorAll(".highlight");
  if (!blocks.length || !navigator.clipboard) return;
  const words = texts ?? (await strings());
  if (!words["Copy"]) return;
  for (const block of blocks) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kb-copy";
    button.textContent = String(words["Copy"] ?? "");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(block.querySelector("code")?.textContent ?? "");
      button.textContent = String(words["Copied"] ?? "");
      setTimeout(() => (button.textContent = String(words["Copy"] ?? "")), 2000);
    });
    // The button's words are in the page's language, whatever direction code has.
    button.dir = /** @type {HTMLElement | null} */ (block.closest(".kb-root, html"))?.dir ?? "";
    block.append(button);
  }
}
