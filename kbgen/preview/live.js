/* Only in the preview: waits for the next save, then shows the page anew where the reader was, or what went wrong. */
(async () => {
  const PLACE = "kb-live-place";
  const box = document.createElement("div");
  box.id = "kb-live";
  box.setAttribute("role", "alert");
  // What is said speaks the page's language; lines about files, and Markdown, are written from left to right in any page.
  const head = document.createElement("div");
  head.dir = "auto";
  head.style.cssText = "font-family:system-ui,Vazirmatn,sans-serif";
  const rest = document.createElement("div");
  rest.dir = "ltr";
  rest.lang = "en";
  rest.style.textAlign = "left";
  box.append(head, rest);
  const look =
    "position:fixed;inset:auto 0 0 0;max-height:40vh;overflow:auto;z-index:99;padding:1rem 1.5rem;" +
    "font:14px/1.6 ui-monospace,monospace;white-space:pre-wrap;border-top:4px solid;";
  const red = "background:#2b1416;color:#ffe3e3;border-color:#e5484d";
  const amber = "background:#2a2110;color:#ffeccc;border-color:#d9a13b";
  const here = decodeURI(location.pathname).slice(1).replace(/(^|\/)$/, "$1index.html");
  const say = (/** @type {Outcome} */ outcome) => {
    const lines = [...outcome.issues, ...outcome.warnings];
    box.style.cssText = look + (outcome.error ? red : amber);
    head.textContent = outcome.error;
    rest.textContent = lines.join("\n");
    // What is only worth a look goes away with a press, until the next save.
    box.onclick = outcome.error ? null : () => getSelection()?.isCollapsed && box.remove();
    box.title = outcome.error ? "" : WORDS.close;
    if (outcome.error || lines.length) document.body.append(box);
    else box.remove();
  };
  // A picture that is pasted or dropped is put beside the article's file; its Markdown goes to the clipboard.
  const keep = async (/** @type {FileList | undefined} */ files) => {
    for (const file of Array.from(files ?? []).filter((each) => each.type.startsWith("image/"))) {
      const to = `/_picture?page=${encodeURIComponent(here)}&name=${encodeURIComponent(file.name)}`;
      const answer = await fetch(to, { method: "POST", body: file, headers: { "X-Kbgen-Preview": "picture" } });
      const { markdown, reason } = await answer.json();
      await navigator.clipboard?.writeText(markdown ?? "").catch(() => {});
      box.style.cssText = look + amber;
      head.textContent = markdown ? WORDS.kept : reason;
      rest.textContent = markdown ?? "";
      box.title = WORDS.close;
      box.onclick = () => box.remove();
      document.body.append(box);
    }
  };
  const typing = (/** @type {Event} */ event) => event.target instanceof Element && event.target.closest("input, textarea");
  addEventListener("paste", (event) => typing(event) || keep(event.clipboardData?.files));
  addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    keep(event.dataTransfer.files);
  });
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (place) addEventListener("load", () => scrollTo(0, Number(place)));
  let first = FIRST;
  let number = first.number;
  say(first);
  for (;;) {
    let outcome;
    try {
      outcome = await (await fetch(`/_live?after=${number}&page=${encodeURIComponent(here)}`)).json();
    } catch {
      await new Promise((done) => setTimeout(done, 500));
      continue;
    }
    if (outcome.number === number) continue;
    const missed = outcome.number !== number + 1;
    number = outcome.number;
    // A page that did not change is left alone; a mistake is said, and shown too where the page could be made.
    if (outcome.shown && (missed || !outcome.pages.length || outcome.pages.includes(here))) {
      // A browser keeps the place on a reload, but not one that the reader came to a moment ago.
      sessionStorage.setItem(PLACE, String(scrollY));
      location.reload();
      return;
    }
    say(outcome);
  }
})();
