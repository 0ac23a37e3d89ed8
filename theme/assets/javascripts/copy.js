/** A button that copies a block of code. */

import { strings } from "./config.js";

export async function startCopying() {
  const blocks = document.querySelectorAll(".highlight");
  if (!blocks.length || !navigator.clipboard) return;
  const words = await strings();
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
    button.dir = document.documentElement.dir;
    block.append(button);
  }
}
