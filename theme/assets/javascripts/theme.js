/** The button that switches between light and dark. The choice stays in this browser only. */

export function startTheme() {
  const button = document.querySelector(".kb-theme");
  if (!(button instanceof HTMLButtonElement)) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme === "dark" || (root.dataset.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.theme = dark ? "light" : "dark";
    try {
      localStorage.setItem("kb-theme", root.dataset.theme);
    } catch {
      // A browser that keeps nothing still switches this page.
    }
  });
}
