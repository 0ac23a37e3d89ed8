"""A table's cells as the one table that Markdown has.

Receives what the converter made of the rows: cells ended by `CELL`, rows by `ROW`, a first character that says whether a
row is a head. Returns Markdown in which all rows are equally long. Pure.
"""

from __future__ import annotations

CELL, ROW = "\ue010", "\ue011"


def table(text: str) -> str:
    """The Markdown of a table; its caption or any text outside rows stands before it."""
    before: list[str] = []
    rows: list[tuple[bool, list[str]]] = []
    for part in text.split(ROW)[:-1]:
        lead, _, line = part.rpartition("\n")
        before.append(lead.strip())
        cells = [cell.strip() for cell in line[1:].split(CELL)[:-1]]
        if any(cells):
            rows.append((line[:1] == "!", cells))
    before.append(text.rpartition(ROW)[2].strip())
    lead_text = "\n\n".join(part for part in before if part)
    if not rows:
        return lead_text
    width = max(len(cells) for _, cells in rows)
    if width == 1:
        # A table of one column is a box around text.
        return "\n\n".join([*([lead_text] if lead_text else []), *(cell.replace("<br>", "  \n") for _, (cell,) in rows if cell)])
    first_head, first = rows[0]
    head = first if first_head or _bold(first) else []
    body = [cells for _, cells in (rows[1:] if head else rows)]
    lines = [_line([_plain(cell) for cell in head], width), _line(["---"] * width, width), *(_line(cells, width) for cells in body)]
    return "\n".join([*([lead_text, ""] if lead_text else []), *lines])


def _bold(cells: list[str]) -> bool:
    """Whether a first row is a head in all but name: every cell is one run of bold text."""
    return all(cell == "" or (cell.startswith("**") and cell.endswith("**") and cell.count("**") == 2) for cell in cells)


def _plain(cell: str) -> str:
    return cell[2:-2] if cell.startswith("**") and cell.endswith("**") and cell.count("**") == 2 else cell


def _line(cells: list[str], width: int) -> str:
    return "| " + " | ".join(cells + [""] * (width - len(cells))) + " |"
