/** A picture opens enlarged over the page; without a script its link opens the picture itself. */

import { strings } from "./config.js";

/** @param {EventTarget} [place] where pictures are @param {HTMLElement} [into] where they open */
export function startPictures(place = document, into = document.body) {
  place.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a.kb-zoom") : null;
    // Where there are no dialogs the link opens the picture: Firefox before 98.
    if (!("showModal" in (window.HTMLDialogElement?.prototype ?? {}))) return;
    if (!(link instanceof HTMLAnchorElement) || /** @type {MouseEvent} */ (event).ctrlKey || /** @type {MouseEvent} */ (event).metaKey) return;
    event.preventDefault();
    const dialog = document.createElement("dialog");
    dialog.className = "kb-picture";
    const small = link.querySelector("img");
    const picture = document.createElement("img");
    picture.src = link.href;
    picture.alt = small?.alt ?? "";
    dialog.setAttribute("aria-label", picture.alt);
    const close = document.createElement("button");
    close.type = "button";
    close.className = "kb-picture__close";
    close.setAttribute("aria-label", "×");
    strings().then((words) => close.setAttribute("aria-label", String(words["Close"] ?? "×")));
    dialog.append(close, picture);
    dialog.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      link.focus();
    });
    into.append(dialog);
    dialog.showModal();
  });
}
