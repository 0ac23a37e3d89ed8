"""The start of a translation: the original's structure, ids, owner, tags and pictures, with the text to be translated.

Receives the text of the original; returns that of a draft in another language. What is the same in every language stays as it is,
what belongs to the original alone (its review, its old addresses) goes. Headings get the addresses that the original's have, so
that links to them lead there in every language. The words are still the original's: the draft is not published before somebody has
written over them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from kbgen.articles.front_matter.parse import split
from kbgen.markup import commonmark, outline
from kbgen.pages.headings import give_ids

# Days and addresses of the original; a translation has its own, or none.
_ITS_OWN = ("reviewed", "review_by", "publish_at", "redirect_from", "status", "updated")
_KEY = re.compile(r"^([A-Za-z_][\w-]*):", re.MULTILINE)
_ATTRIBUTES = re.compile(r"[ \t]*\{([^{}\n]*)\}[ \t]*$")


def translation_draft(original: str, values: Mapping[str, str], today: date, note: str) -> str:
    """`original` as a draft in another language, with `values` (written as YAML) in its front matter, `note` above."""
    parts, _ = split(original.replace("\r\n", "\n").lstrip("\ufeff"), "")
    header, body = (parts.header or "", parts.body) if parts else ("", original)
    kept = [text for key, text in _entries(header) if key not in _ITS_OWN and key not in values]
    own = [f"{key}: {value}\n" for key, value in values.items()]
    lines = [f"# {note}\n", *own, *kept, "status: draft\n", f"updated: {today.isoformat()}\n"]
    return "---\n" + "".join(lines) + "---\n" + _with_addresses(body)


def _entries(header: str) -> list[tuple[str, str]]:
    """The keys of a front matter with their lines, comments among them, each as it was written."""
    header = header if not header or header.endswith("\n") else header + "\n"
    starts = list(_KEY.finditer(header))
    ends = [found.start() for found in starts[1:]] + [len(header)]
    return [(found[1], header[found.start() : end]) for found, end in zip(starts, ends, strict=True)]


def _with_addresses(body: str) -> str:
    """`body` with the address of each heading written behind it, as far as the two readings of it agree."""
    tree = commonmark.read(body)
    give_ids(tree)
    listed = list(outline.headings(body))
    if len(listed) != len(tree.headings):
        return body
    lines = body.split("\n")
    for heading, element in zip(listed, tree.headings, strict=True):
        address, line = element.get("id", ""), lines[heading.line]
        # A heading that is underlined, or a title that the page does not show, is left alone.
        if heading.id or not address or heading.level == 1 or not line.lstrip("> \t").startswith("#"):
            continue
        found = _ATTRIBUTES.search(line)
        if found and re.match(r"[#.:\w]", found[1].strip()):
            lines[heading.line] = line[: found.start()] + f" {{#{address} {found[1].strip()}}}"
        else:
            lines[heading.line] = f"{line.rstrip()} {{#{address}}}"
    return "\n".join(lines)
