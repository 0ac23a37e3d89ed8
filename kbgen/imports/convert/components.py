"""Admonitions, tabs and components of Docusaurus and Starlight as kbgen writes them.

Receives Markdown or MDX; returns Markdown. `:::note` and `<Aside>` become `!!! note`, `<Tabs>` become `===`, `<details>`
becomes `???`. What no page of kbgen can show is left out and named. One pass over the lines, code left alone.
"""

from __future__ import annotations

import re

from kbgen.imports.convert.commonmark import Fences
from kbgen.imports.convert.marks import Surroundings

_DIRECTIVE = re.compile(r"^(\s*):{3,}\s*([a-zA-Z]+)(?:\[([^\]\n]*)\])?(?:\{[^}\n]*\})?\s*(.*)$")
_DIRECTIVE_END = re.compile(r"^\s*:{3,}\s*$")
_TAG = re.compile(r"^(\s*)<(/?)([A-Z][\w.]*|details|summary)\b([^\n]*?)(/?)>\s*$")
_SUMMARY = re.compile(r"^(\s*)(?:<details[^>]*>\s*)?<summary>(.*?)</summary>\s*$")
_ATTRIBUTE = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)'|\{\s*["'`]([^"'`]*)["'`]\s*\})""")
_MODULE = re.compile(
    r"^(?:import\s.+?from\s+['\"][^'\"]+['\"];?|import\s+['\"][^'\"]+['\"];?|export\s+(?:const|default|function|let)\b.*)$"
)
# What these bring is replaced below, so that nothing is lost.
_CARRIED = re.compile(r"['\"](?:@theme/(?:Tabs|TabItem|Admonition|Details)|@astrojs/starlight/components)['\"]")
_KINDS = {"caution": "warning", "important": "info", "secondary": "note", "success": "tip", "error": "danger"}
_KNOWN = frozenset({"note", "tip", "info", "warning", "danger", "abstract", "question", "example", "quote", "bug", "failure"})
_TRANSPARENT = frozenset({"Tabs", "Steps", "CardGrid", "FileTree", "Fragment", "div"})


def without_components(body: str, mdx: bool, around: Surroundings) -> str:
    """The body with directives and components replaced. `mdx` says whether `import` and `export` are programs here."""
    out: list[str] = []
    open_boxes: list[str] = []
    fences = Fences()
    pending_details = False
    for line in body.split("\n"):
        shift = "    " * len(open_boxes)
        if fences.code(line):
            out.append(shift + line)
            continue
        if mdx and _MODULE.match(line):
            if not _CARRIED.search(line):
                around.lose(line.strip()[:120], "Programs inside Markdown cannot be carried.")
            continue
        if _DIRECTIVE_END.match(line):
            if ":::" in open_boxes:
                _close(open_boxes, ":::")
            out.append("")
            continue
        if directive := _DIRECTIVE.match(line):
            name = directive[2].lower()
            title = (directive[3] or directive[4] or "").strip()
            out += ["", f"{shift}{directive[1]}{_box('!!!', name, title)}", ""]
            open_boxes.append(":::")
            continue
        if summary := _SUMMARY.match(line):
            opened = "<details" in line or pending_details
            pending_details = False
            if opened:
                out += ["", f"{shift}{summary[1]}{_box('???', 'note', re.sub('<[^>]*>', '', summary[2]))}", ""]
                open_boxes.append("details")
                continue
        if tag := _TAG.match(line):
            if tag[3] == "details" and not tag[2]:
                pending_details = True
                continue
            lines = _component(tag, shift, open_boxes, around)
            if lines is not None:
                out += lines
                continue
        out.append(shift + line if line.strip() else "")
    return "\n".join(out)


def _component(tag: re.Match[str], shift: str, open_boxes: list[str], around: Surroundings) -> list[str] | None:
    space, closing, name, raw, single = tag[1], tag[2], tag[3], tag[4], tag[5]
    values = {match[1]: match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(raw)}
    if name in _TRANSPARENT:
        return [""]
    if closing:
        if name in open_boxes:
            _close(open_boxes, name)
        return [""]
    if name == "summary":
        return None
    if name in ("Aside", "Admonition", "Callout"):
        open_boxes.append(name)
        return ["", f"{shift}{space}{_box('!!!', values.get('type', 'note'), values.get('title', ''))}", ""]
    if name in ("TabItem", "Tab"):
        open_boxes.append(name)
        return ["", f'{shift}{space}=== "{_quoted(values.get("label") or values.get("value") or "…")}"', ""]
    if name in ("Card", "Details") and not single:
        open_boxes.append(name)
        return [
            "",
            f"{shift}{space}{_box('!!!' if name == 'Card' else '???', 'note', values.get('title') or values.get('summary', ''))}",
            "",
        ]
    if name in ("LinkCard", "LinkButton") and values.get("href"):
        text = f": {values['description']}" if values.get("description") else ""
        return [f"{shift}{space}- [{values.get('title') or values['href']}]({values['href']}){text}"]
    around.lose(f"<{name}>", "kbgen has no such component; what stood inside it is kept.")
    return [""]


def _close(open_boxes: list[str], name: str) -> None:
    """Close the innermost box of that name, and whatever inside it was left open."""
    while open_boxes and open_boxes.pop() != name:
        pass


def _box(mark: str, kind: str, title: str) -> str:
    kind = _KINDS.get(kind.lower(), kind.lower())
    box = f"{mark} {kind if kind in _KNOWN else 'note'}"
    # Without a title a page names the box in its own language.
    return f'{box} "{_quoted(title)}"' if title.strip() else box


def _quoted(title: str) -> str:
    return title.replace('"', "'").strip()
