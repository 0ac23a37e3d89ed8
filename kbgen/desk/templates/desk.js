// What pages of the desk do beyond forms: filters apply when they are changed, and answers are copied with one key.
for (const select of /** @type {NodeListOf<HTMLSelectElement>} */ (document.querySelectorAll(".filters select"))) {
  // A keyboard passes through values on its way: only a pointer's choice is sent at once.
  let pointed = false;
  select.addEventListener("pointerdown", () => { pointed = true; });
  select.addEventListener("keydown", () => { pointed = false; });
  select.addEventListener("change", () => { if (pointed) select.form?.requestSubmit(); });
}

// On a phone what is filtered by stands in one line, so that the page begins on its first screen; without scripts it stays open.
const narrow = matchMedia("(max-width: 40rem)");
for (const fold of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.fold"))) {
  const set = () => { fold.open = !narrow.matches; };
  set();
  narrow.addEventListener("change", set);
}

const list = /** @type {HTMLElement | null} */ (document.querySelector("[data-answers]"));
if (list) {
  const items = /** @type {HTMLElement[]} */ ([...list.children]);
  const status = /** @type {HTMLElement} */ (document.querySelector("[data-copied]"));
  const current = () => Math.max(0, items.findIndex((item) => item.contains(document.activeElement)));

  /** @param {HTMLButtonElement} button */
  const send = async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy ?? "");
    const form = /** @type {HTMLFormElement} */ (button.form);
    const fields = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)));
    const answer = await fetch(form.action, {
      method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(fields),
    });
    status.textContent = answer.ok ? status.dataset.copied ?? "" : await answer.text();
  };

  list.addEventListener("click", (event) => {
    const button = /** @type {HTMLButtonElement | null} */ (/** @type {Element} */ (event.target).closest("button[data-copy]"));
    // Where the clipboard is closed to pages, the form counts and the address is copied by hand.
    if (!button || !navigator.clipboard) return;
    event.preventDefault();
    void send(button);
  });
  for (const keys of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".keys"))) keys.hidden = false;
  addEventListener("keydown", (event) => {
    const typing = /** @type {Element} */ (event.target).matches("input, select, textarea");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const how = { KeyL: "link", KeyA: "answer" }[event.code];
    if (event.code === "KeyJ") items[Math.min(current() + (list.contains(document.activeElement) ? 1 : 0), items.length - 1)].focus();
    else if (event.code === "KeyK") items[Math.max(current() - 1, 0)].focus();
    else if (how) {
      const button = /** @type {HTMLButtonElement | null} */ (items[current()].querySelector(`[data-how=${how}]`));
      if (button && navigator.clipboard) void send(button);
    }
  });
}
