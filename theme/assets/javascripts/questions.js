/** A FAQ's question opens when it is linked to, and writes its own address when the reader opens it. */

import { placeNamed } from "./hash.js";

export function startQuestions() {
  const open = () => {
    const target = document.getElementById(placeNamed(location.hash));
    const question = target?.closest("details.kb-question");
    if (question) {
      question.setAttribute("open", "");
      question.scrollIntoView();
    }
  };
  addEventListener("hashchange", open);
  open();
  for (const question of document.querySelectorAll("details.kb-question")) {
    question.querySelector("summary")?.addEventListener("click", () => {
      const answer = question.querySelector(".kb-answer");
      if (answer?.id && !question.hasAttribute("open")) history.replaceState(null, "", `#${answer.id}`);
    });
  }
}
