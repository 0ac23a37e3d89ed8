/**
 * What has to be known before anything is drawn: light or dark as the reader chose (`theme.js` has the button), and what scripts are
 * about to fold or to replace, so that nothing moves when they come. A file, so that a policy can refuse inline scripts.
 */

{
  const { dataset } = document.documentElement;
  try {
    dataset.theme = localStorage.getItem("kb-theme") || "auto";
  } catch {
    // A browser that keeps nothing shows what the device prefers.
  }
  dataset.scripts = "";
  if (/[?&]q=[^&]/.test(location.search)) {
    dataset.asked = "";
    // What a search needs comes along with the page's own script, and not after it.
    const href = document.currentScript?.dataset.engine;
    // A browser loads no modules from a folder; a copy without a server has them another way.
    if (href && location.protocol !== "file:") document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
  }
  // Where the scripts do not come, everything stands as it was sent.
  addEventListener(
    "error",
    (event) => {
      if (!(event.target instanceof HTMLScriptElement) || event.target.type !== "module") return;
      delete dataset.scripts;
      delete dataset.asked;
    },
    true,
  );
}
