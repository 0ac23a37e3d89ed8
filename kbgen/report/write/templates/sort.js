// Sorts a table by the column whose heading is pressed. Values come from data-value where what is shown is not what counts.
for (const table of /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("table[data-sort]"))) {
  const heads = [...table.querySelectorAll("thead th")];
  for (const [place, head] of heads.entries()) {
    if (head.hasAttribute("data-fixed")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") !== "descending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const body = table.tBodies[0];
      const value = (/** @type {HTMLTableRowElement} */ row) => {
        const cell = row.cells[place];
        return cell.dataset.value ?? cell.textContent.trim();
      };
      const compare = (/** @type {HTMLTableRowElement} */ left, /** @type {HTMLTableRowElement} */ right) => {
        const a = value(left), b = value(right), x = Number(a), y = Number(b);
        return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b, document.documentElement.lang) : x - y;
      };
      body.append(...[...body.rows].sort((a, b) => (down ? -1 : 1) * compare(a, b)));
    });
  }
}
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
