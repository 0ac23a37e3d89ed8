/* Only in the preview: waits for the next build, then shows the page anew where the reader was, or what went wrong. */
(async () => {
  const box = document.createElement("div");
  box.id = "kb-live";
  box.dir = "ltr";
  box.lang = "en";
  box.setAttribute("role", "alert");
  box.style.cssText =
    "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;z-index:99;padding:1rem 1.5rem;background:#2b1416;color:#ffe3e3;" +
    "font:14px/1.6 ui-monospace,monospace;white-space:pre-wrap;text-align:left;border-top:4px solid #e5484d";
  let number = NUMBER;
  for (;;) {
    let outcome;
    try {
      outcome = await (await fetch(`/_live?after=${number}`)).json();
    } catch {
      await new Promise((done) => setTimeout(done, 1000));
      continue;
    }
    if (outcome.number === number) continue;
    if (outcome.number < number) number = 0;
    if (outcome.error) {
      number = outcome.number;
      box.textContent = [outcome.error, ...outcome.issues].join("\n");
      document.body.append(box);
    } else {
      // The browser keeps the place on a reload.
      location.reload();
      return;
    }
  }
})();
