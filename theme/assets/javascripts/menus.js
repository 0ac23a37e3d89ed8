/** Menus are `<details>`; with a script they also close on Escape and when the reader goes elsewhere. */

export function startMenus() {
  const menus = [...document.querySelectorAll("details.kb-menu")];
  document.addEventListener("click", (event) => {
    for (const menu of menus) if (!menu.contains(/** @type {Node} */ (event.target))) menu.removeAttribute("open");
  });
  for (const menu of menus) {
    menu.addEventListener("keydown", (event) => {
      if (/** @type {KeyboardEvent} */ (event).key !== "Escape" || !menu.hasAttribute("open")) return;
      menu.removeAttribute("open");
      menu.querySelector("summary")?.focus();
    });
    menu.addEventListener("focusout", (event) => {
      const next = /** @type {FocusEvent} */ (event).relatedTarget;
      if (next instanceof Node && !menu.contains(next)) menu.removeAttribute("open");
    });
  }
}
