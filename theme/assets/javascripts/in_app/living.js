/**
 * What makes a page in the panel live: contact with its hours, a question that is answered before it is sent, the vote, pictures,
 * videos, terms, code. It comes with the first page that is read, or the first search in vain, and not with a search.
 */

import { startCopying } from "../copy.js";
import { ready, startContact } from "../feedback/contact.js";
import { startPictures } from "../pictures.js";
import { startTerms } from "../terms.js";
import { startVideos } from "../videos.js";
import { sheets } from "./look.js";

/** @param {import("./panel.js").Panel} panel @returns {Promise<(content: HTMLElement) => void>} what a page is given to */
export async function living(panel) {
  const { place, root, config, strings } = panel;
  place.root.adoptedStyleSheets.push(...(await sheets(place, place.facts.styles.reading)));
  startContact(root, config);
  startPictures(root, root);
  startVideos(root);
  return (content) => {
    ready(content, config);
    startTerms(content);
    startCopying(content, strings);
    const section = /** @type {HTMLElement | null} */ (content.querySelector("[data-kb-feedback]"));
    if (!section) return;
    if (!place.facts.feedback) return section.remove();
    const early = answersGivenEarly(section);
    import("../feedback/widget.js").then(({ startWidget }) => startWidget(section, config, strings, root)).then(early, () => section.remove());
  };
}

/**
 * The plain form that a page brings along would lead the whole application away: an answer that is given before its script has come
 * waits for it.
 * @param {HTMLElement} section @returns {() => void} gives the answer
 */
function answersGivenEarly(section) {
  /** @type {HTMLElement | null} */
  let given = null;
  const wait = (/** @type {Event} */ event) => {
    event.preventDefault();
    given = /** @type {SubmitEvent} */ (event).submitter;
  };
  section.addEventListener("submit", wait);
  return () => {
    section.removeEventListener("submit", wait);
    given?.click();
  };
}
